"""Reads a notebook into the parts of a page: what the handout's template lays out."""

import base64
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bs4 import BeautifulSoup
from markupsafe import Markup

from korean_peace.course import Lesson
from korean_peace.errors import LessonError
from korean_peace.publish import figures, markup
from korean_peace.publish.fragments import Fragments, heading, name_and_minutes
from korean_peace.publish.sources import Entry, Sources
from korean_peace.run.canonical import FOLDED

Kind = Literal["text", "response", "code", "output", "answer", "sources"]
_ASKED = re.compile(r"""^[^#\n]*\bcheck\(\s*["']([\w-]+)["']""", re.MULTILINE)
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True)
class Part:
    """One piece of the page: the text, the code or one output of a cell."""

    kind: Kind
    where: str
    content: BeautifulSoup | str = ""
    folded: bool = False

    @property
    def html(self) -> Markup:
        """The piece as HTML."""
        return Markup(str(self.content).strip())


@dataclass(frozen=True)
class Box:
    """Parts that stand together: an exercise with its answer, or anything else."""

    exercise: bool
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Boxes that stand together; a heading that was folded in JupyterLab folds them here."""

    heading: Part | None = None
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A line of the table of contents."""

    anchor: str
    title: str
    minutes: int | None


@dataclass(frozen=True)
class Page:
    """A notebook, ready for the template."""

    title: str
    groups: list[Group]
    sections: list[Section]
    sources: list[Entry]

    @property
    def places_sources(self) -> bool:
        """Whether the notebook itself says where its list of sources stands."""
        return any(part.kind == "sources" for part in _parts(self.groups))


def read(
    notebook: Any,
    name: str,
    *,
    lesson: Lesson | None = None,
    strict: bool = False,
    folder: str = "",
    show_code: bool = True,
) -> Page:
    """Read a notebook into a page.

    Args:
        notebook: An nbformat 4 notebook.
        name: Its file name without the ending: the title, where the notebook has no heading.
        lesson: What the course says about it, if it is one of its lessons.
        strict: Refuse what a published lesson must not have, instead of making do.
        folder: Where the notebook lies: pictures that it names are looked for there.
        show_code: Whether code is shown at all.

    Raises:
        LessonError: a strict page holds an error, a chart or a picture without a text
            alternative, or a link that leads nowhere. The message names file and cell.
        CitationError: a strict page cites an unknown source.
    """
    return _Reader(notebook, name, lesson, strict=strict, folder=folder).page(show_code=show_code)


class _Reader:
    def __init__(
        self, notebook: Any, name: str, lesson: Lesson | None, *, strict: bool, folder: str
    ) -> None:
        self._cells = notebook.cells
        self._language = notebook.metadata.get("language_info", {}).get("name", "python")
        self._name, self._lesson, self._strict, self._folder = name, lesson, strict, folder
        self._sources = Sources(strict=strict)
        self._fragments = Fragments(self._sources, strict=strict)
        self._figures = 0
        self._seen: set[str] = set()

    def page(self, *, show_code: bool) -> Page:
        groups = self._groups(show_code=show_code)
        parts = list(_parts(groups))
        title = self._take_title(parts)
        self._fragments.settle_headings([soup for _, soup in _soups(parts)])
        for part, soup in _soups(parts):
            self._fragments.settle_links(soup, part.where)
        return Page(title, groups, _sections(parts), list(self._sources))

    def _groups(self, *, show_code: bool) -> list[Group]:
        groups, depth = [Group()], 0
        before = None
        for number, cell in enumerate(self._cells, 1):
            where = f"{'lessons/' if self._lesson else ''}{self._name}.ipynb, cell {number}"
            level = _heading_level(cell)
            parts = [part for part in self._parts(cell, where) if show_code or part.kind != "code"]
            if level and cell.metadata.get(FOLDED):
                groups.append(Group(heading=parts[0]))
                depth = level
                continue
            if level and level <= depth:
                groups.append(Group())
                depth = 0
            exercise = "exercise" in _tags(cell)
            # A text after an answer is the prompt of the next exercise.
            fresh = before == "code" and cell.cell_type == "markdown"
            boxes = groups[-1].boxes
            if not boxes or boxes[-1].exercise != exercise or (exercise and fresh):
                boxes.append(Box(exercise))
            boxes[-1].parts.extend(parts)
            before = cell.cell_type
        return groups

    def _parts(self, cell: Any, where: str) -> Iterator[Part]:
        tags = _tags(cell)
        if cell.cell_type == "markdown":
            attachments = cell.get("attachments")
            soup = self._fragments.from_markdown(cell.source, where, attachments, self._folder)
            yield Part("response" if "response" in tags else "text", where, soup)
        elif cell.cell_type == "code":
            # Paper gives room for an answer instead of the call that would check it.
            blank = any(_role(output) == "unanswered" for output in cell.outputs)
            if "remove-input" not in tags and not blank and cell.source.strip():
                code = markup.code(cell.source, self._language)
                yield Part("code", where, code, folded="hide-input" in tags)
            for output in cell.outputs:
                yield from self._output(output, cell, where)

    def _output(self, output: Any, cell: Any, where: str) -> Iterator[Part]:
        role = _role(output)
        if role == "references":
            if self._is_first("references"):
                yield Part("sources", where)
        elif role == "unanswered":
            if (asked := _ASKED.search(cell.source)) and self._is_first(asked[1]):
                yield Part("answer", where, asked[1])
        elif output.output_type == "stream":
            yield Part("output", where, _printed(output.text, output.name))
        elif output.output_type == "error":
            if self._strict and "raises-exception" not in _tags(cell):
                raise LessonError(
                    f"{where}: {output.ename}: {output.evalue.rstrip('.')}. "
                    f"Mend the cell, run the lesson again, and save it."
                )
            yield Part("output", where, _printed("\n".join(output.traceback), "error"))
        else:
            yield Part("output", where, self._shown(output, cell, where))

    def _shown(self, output: Any, cell: Any, where: str) -> BeautifulSoup | str:
        """Return the richest form of an output that paper can show."""
        data = output.data
        for mime in data:
            if figures.MIME.fullmatch(mime) and (figure := self._figure(data[mime], where)):
                return figure
        if "text/html" in data:
            soup = self._fragments.from_html(data["text/html"], where)
            if soup.get_text(strip=True) or soup.find("img"):  # else it was a script only
                return soup
        if "text/markdown" in data:
            return self._fragments.from_markdown(data["text/markdown"], where)
        for mime in _PICTURES:
            if mime in data:
                alternative = output.metadata.get(mime, {}).get("alt", cell.metadata.get("alt"))
                return self._fragments.from_html(_picture(mime, data[mime], alternative), where)
        return _printed(data.get("text/plain", ""), "result")

    def _is_first(self, name: str) -> bool:
        new = name not in self._seen
        self._seen.add(name)
        return new

    def _figure(self, spec: Any, where: str) -> str:
        if self._strict and not figures.description(spec):
            raise LessonError(
                f"{where}: the chart has no description. Say in its `description` what it shows, "
                f"for those who cannot see it."
            )
        try:
            drawn = figures.figure(
                spec, self._figures + 1, inline=lambda text: self._sources.inline(text, where)
            )
        except LessonError as error:
            if self._strict:
                raise LessonError(f"{where}: {error}") from error
            return ""
        self._figures += 1
        return drawn

    def _take_title(self, parts: list[Part]) -> str:
        """Move the title, and a lesson's question, from the text to the head of the page."""
        texts = [soup for part, soup in _soups(parts) if part.kind == "text"]
        first = next(filter(None, map(heading, texts)), None)
        if self._lesson is None:
            title = first.get_text(" ", strip=True) if first else ""
        else:
            title = self._lesson.title
            _take_question(texts, self._lesson.question)
        if first and (self._lesson is None or first.name == "h1"):
            first.decompose()
        return title or self._name


def _take_question(texts: list[BeautifulSoup], question: str) -> None:
    for soup in texts:
        for paragraph in soup.find_all("p"):
            words = " ".join(paragraph.get_text().split())
            if words.endswith(question) and len(words) <= len(question) + len("Central question: "):
                paragraph.decompose()
                return


def _role(output: Any) -> str:
    """Return what an output of this package says it is."""
    return str(output.get("metadata", {}).get("korean_peace", {}).get("role", ""))


def _parts(groups: list[Group]) -> Iterator[Part]:
    for group in groups:
        if group.heading:
            yield group.heading
        for box in group.boxes:
            yield from box.parts


def _heading_level(cell: Any) -> int:
    """Return the level of the heading that a text cell begins with, or 0."""
    marks = re.match(r"#{1,6}(?=\s)", cell.source) if cell.cell_type == "markdown" else None
    return len(marks[0]) if marks else 0


def _tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _soups(parts: list[Part]) -> Iterator[tuple[Part, BeautifulSoup]]:
    for part in parts:
        if isinstance(part.content, BeautifulSoup):
            yield part, part.content


def _sections(parts: list[Part]) -> list[Section]:
    headings = [
        tag
        for part, soup in _soups(parts)
        if part.kind in ("text", "response")
        for tag in soup.find_all("h2")
    ]
    return [Section(str(tag["id"]), *name_and_minutes(tag.get_text())) for tag in headings]


def _printed(text: str, kind: str) -> str:
    return f'<pre class="{kind}" tabindex="0">{markup.plain(text)}</pre>' if text.strip() else ""


def _picture(mime: str, data: str, alternative: str | None) -> str:
    if mime == "image/svg+xml":
        data = base64.b64encode(data.encode("utf-8")).decode("ascii")
    alt = "" if alternative is None else f' alt="{html.escape(alternative)}"'
    return f'<img src="data:{mime};base64,{"".join(data.split())}"{alt}>'
