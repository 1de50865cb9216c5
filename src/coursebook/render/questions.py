"""A task that was asked as data, laid out for a pen: its options to circle, its rows as a table.

A form on a screen is clicked; a sheet, and a page that runs nothing, is written on. So neither
shows the sentence that tells how an answer is typed.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from coursebook.notebooks.calls import calls, is_only
from coursebook.practice.messages import HOW_TO_WRITE, TASK_MIME, markdown_table
from coursebook.render.document import Text, parsed

_CIRCLED = {
    "single": "Circle one.",
    "multiple": "Circle one or more.",
    "grid": "Circle one in each row.",
    "forecast": "Circle one in each row.",
    "matching": "Circle one in each row.",
}
_BY_ROW = ("grid", "forecast", "matching")
_WIDEST_HEADS = 60  # letters of all options together that stand above the columns of a table


@dataclass(frozen=True)
class Option:
    """Something to choose, or a row to choose for."""

    label: str
    text: str

    @property
    def listed(self) -> str:
        """The option as a line of a list."""
        return f"- **{self.label}** {self.text}".rstrip()


class Question:
    """What an output says that a task asks."""

    def __init__(self, asked: Mapping[str, object]) -> None:
        """Read the data of a form, which a stranger may have written."""
        self._asked = asked
        self.kind = self._text("kind")
        self.rows = _options(asked.get("rows"))
        self.options = _options(asked.get("options"))

    @property
    def is_circled(self) -> bool:
        """Whether the answer is given in the question itself, and needs no room below."""
        return self.kind in _CIRCLED and bool(self.options)

    @property
    def markdown(self) -> str:
        """The question as paper asks it."""
        how = _CIRCLED[self.kind] if self.is_circled else self._how()
        paragraphs = [
            f"{self._heading()}{self._text('prompt')}",
            *self._listed(),
            f"*{how}*" if how else "",
            self._text("rubric"),
        ]
        return "\n\n".join(filter(None, paragraphs))

    def answered(self, answer: str) -> str:
        """Return an answer in words, as HTML: the texts of what was chosen, or what was typed."""
        texts = {option.label.lower(): option.text or option.label for option in self.options}
        chosen = [texts.get(label.lower(), label) for label in answer.split()] if texts else []
        if self.kind in _BY_ROW and len(chosen) == len(self.rows):
            rows = [row.text or row.label for row in self.rows]
            pairs = (
                f"<li>{_plain(row)}: {_plain(said)}</li>"
                for row, said in zip(rows, chosen, strict=True)
            )
            return f"<p>Your answer:</p><ul>{''.join(pairs)}</ul>"
        return f"<p>Your answer: {_plain('; '.join(chosen) or answer)}</p>"

    def _heading(self) -> str:
        ident, title, points = self._text("id"), self._text("title"), self._asked.get("points")
        if title or not points:
            return f"**{ident}{' · ' * bool(title)}{title}**\n\n"
        return f"**{ident}** ({points} point{'' if points == 1 else 's'}) "

    def _how(self) -> str:
        if self.kind == "order":
            return "Write all letters in the right order."
        return self._text("how")

    def _listed(self) -> list[str]:
        options = "\n".join(option.listed for option in self.options)
        if not self.is_circled or self.kind not in _BY_ROW:
            return ["\n".join(row.listed for row in self.rows), options]
        labels = [option.label for option in self.options]
        heads = [option.text or option.label for option in self.options]
        rows = [row.text or row.label for row in self.rows]
        if self.kind != "matching" and len("".join(heads)) <= _WIDEST_HEADS:
            return [markdown_table(["", *heads], [[row, *labels] for row in rows])]
        # Labels of a letter stay in one line, however narrow the page.
        circled = ("&emsp;" if max(map(len, labels)) > 1 else "&nbsp;" * 3).join(labels)
        return [options, markdown_table(["", "One of"], [[row, circled] for row in rows])]

    def _text(self, name: str) -> str:
        value = self._asked.get(name)
        return value if isinstance(value, str) else ""


def question(output: NotebookNode) -> Question | None:
    """Return the question that an output asks as data, if it does."""
    asked = (output.get("data") or {}).get(TASK_MIME)
    return Question(asked) if isinstance(asked, Mapping) and asked.get("prompt") else None


def asks(cell: NotebookNode) -> bool:
    """Tell whether a cell asks what is answered with a pen, in the frame of an exercise."""
    outputs = cell.outputs if cell.cell_type == "code" else []
    asked = list(filter(None, map(question, outputs)))
    return any(one.kind != "words" for one in asked)


class Questions:
    """The questions of one page so far, for the cells below that keep the answers."""

    def __init__(self) -> None:
        """Start a page."""
        self._asked: dict[str, Question] = {}  # by the ids of their tasks
        self._waits: Question | None = None  # for own words in the next text cell

    def ask(self, task: str, asked: Question) -> None:
        """Remember a question."""
        self._asked[task] = asked
        self._waits = asked if asked.kind == "words" else None

    def answered(self, source: str) -> Text | None:
        """Return the answer that a cell of code gives to a question above it, if it does no more.

        Args:
            source: The code of the cell.
        """
        checks = [call for call in calls(source) if call.name == "check"]
        if len(checks) != 1 or not is_only(source, ("check", "hint")):
            return None
        if len(checks[0].arguments) != 2:  # the answer is computed
            return None
        task, answer = map(str, checks[0].arguments)
        asked = self._asked.get(task)
        return Text(parsed(asked.answered(answer))) if asked else None

    def own_words(self, words: str) -> Text | None:
        """Return own words as they were typed, if a question waits for them.

        Args:
            words: The source of the cell that keeps them.
        """
        asked, self._waits = self._waits, None
        if HOW_TO_WRITE.search(words):  # a cell of text that also says what to write
            return None
        return Text(parsed(_as_typed(words, [row.text for row in asked.rows]))) if asked else None


def _as_typed(words: str, names: Sequence[str]) -> str:
    """Return words as HTML, each character as typed; a line that is a name in bold stays so."""
    lines = []
    for line in words.strip().split("\n"):
        name = line[2:-2]
        is_name = name in names and line == f"**{name}**"
        lines.append(f"<strong>{_plain(name)}</strong>" if is_name else _plain(line))
    paragraphs = re.split(r"\n{2,}", "\n".join(lines))
    return "".join(f"<p>{'<br>'.join(text.split(chr(10)))}</p>" for text in paragraphs if text)


def _options(things: object) -> list[Option]:
    listed = things if isinstance(things, list) else []
    return [
        Option(str(thing.get("label", "")), str(thing.get("text", "")))
        for thing in listed
        if isinstance(thing, Mapping)
    ]


def _plain(text: str) -> str:
    return html.escape(text, quote=False)
