"""What a task asks stands twice, in the quiz file and in the notebook: word for word the same.

The notebook is what students read, the quiz file what other forms of the task are made from.
A task that `kp.ask` shows stands once.
"""

import re
from collections.abc import Iterator

from coursebook.course.tasks import Labelled, Task
from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.findings import Findings


def find(corpus: LessonCorpus) -> Findings:
    """Find exercises that the notebook asks in other words than the quiz file, or not at all."""
    for task in corpus.quiz.exercises:
        if task.prompt and not _is_shown(task, corpus):
            for message, text in _faults(task, corpus.cells):
                yield corpus.about_task(message, task, text)


def _is_shown(task: Task, corpus: LessonCorpus) -> bool:
    return any(call.name == "ask" and call.first == task.id for call in corpus.calls)


def _faults(task: Task, cells: tuple[Cell, ...]) -> Iterator[tuple[str, str]]:
    """Yield what differs: what is wrong with it, and the text."""
    heading = re.compile(rf"^(?:#+ |\*\*){task.id} · .*?(?:\*\*|$)", re.MULTILINE)
    number = next((n for n, cell in enumerate(cells) if heading.search(cell.source)), None)
    if number is None:
        yield "asked-nowhere", task.prompt
        return
    rest = heading.sub("", cells[number].source, count=1)
    # The table of what is judged often stands in a cell of its own, with its sources.
    above = "\n\n".join(cell.source for cell in cells[:number] if cell.kind == "markdown")
    for thing in _asked(task):
        match = _pattern(thing).search(rest)
        if match:
            rest = f"{rest[: match.start()]}\n{rest[match.end() :]}"
        elif not (thing.label and _pattern(thing).search(above)):
            yield "asked-otherwise", thing.text
    if more := re.search(r"\w.*", rest):
        yield "asked-more", more[0]


def _asked(task: Task) -> list[Labelled]:
    """Return all that students read of a task, the longest text first: one may hold another."""
    asked = [Labelled(text=text) for text in (task.prompt, task.instruction) if text]
    texts = [*asked, *task.listed_rows, *task.listed_options]
    return sorted((thing for thing in texts if thing.text), key=lambda thing: -len(thing.text))


def _pattern(thing: Labelled) -> re.Pattern[str]:
    """Return what finds a text in any line breaks, behind its label and the marks of a list."""
    label = rf"(?<!\w){re.escape(thing.label)}[\s*.|):]+" if thing.label else ""
    return re.compile(label + r"\s+".join(map(re.escape, thing.text.split())))
