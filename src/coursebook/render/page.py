"""Reads a notebook into the parts of a page: what the handout's template lays out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bs4 import BeautifulSoup
from markupsafe import Markup

from coursebook.course.course import Lesson
from coursebook.errors import LessonError, Place
from coursebook.notebooks import cells
from coursebook.notebooks.normalize import FOLDED
from coursebook.practice.messages import HOW_TO_WRITE
from coursebook.render import markdown
from coursebook.render.assembler import Fragments, heading, name_and_minutes, words
from coursebook.render.bibliography import Entry, Sources
from coursebook.render.diagnostics import Faults
from coursebook.render.outputs import Outputs, merged
from coursebook.render.vega import figure

Kind = Literal["text", "response", "code", "output", "answer", "sources"]
TEACHER = "teacher"  # the tag of what stands in a teacher's edition only
REFERENCES = "references"  # tag and role of what a page replaces by its own list of sources


@dataclass(frozen=True)
class Part:
    """One piece of the page: the text, the code or one output of a cell."""

    kind: Kind
    where: Place
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
    teacher: bool = False
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """A part of the page, from one of its main headings to the next.

    A heading that was folded in JupyterLab begins a group of its own, folded here too.
    """

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
    folder: str | None = None,
    show_code: bool = True,
    draw: Callable[..., str] = figure.figure,
    warn: Callable[[str], object] | None = None,
) -> Page:
    """Read a notebook into a page.

    Args:
        notebook: An nbformat 4 notebook.
        name: Its file name without the ending: the title, where the notebook has no heading.
        lesson: What the course says about it, if it is one of its lessons.
        strict: Refuse what a published lesson must not have, instead of making do.
        folder: Where the notebook lies: pictures that it names are looked for there. None:
            nowhere.
        show_code: Whether code is shown at all.
        draw: Makes a figure of a chart; called like `figures.figure`.
        warn: Called with one line for each thing that a strict page would be refused for.

    Raises:
        LessonError: a strict page holds an error, a chart or a picture without a text
            alternative, a picture that is missing, a heading that skips a level, or a link
            that leads nowhere. The message names file and cell.
        CitationError: a strict page cites an unknown source.
    """
    notebook = cells.whole(notebook)
    faults = Faults(strict=strict, warn=warn)
    sources = Sources(strict=strict)
    fragments = Fragments(sources, faults)
    outputs = Outputs(fragments, sources, faults, folder=folder, figure=draw)
    reader = _Reader(notebook, name, lesson, fragments, outputs)
    reader.strict, reader.folder = strict, folder
    return reader.page(sources, show_code=show_code)


class _Reader:
    strict: bool
    folder: str | None

    def __init__(
        self,
        notebook: Any,
        name: str,
        lesson: Lesson | None,
        fragments: Fragments,
        outputs: Outputs,
    ) -> None:
        self._cells = notebook.cells
        self._language = cells.language(notebook)
        self._name, self._lesson = name, lesson
        self._fragments, self._outputs = fragments, outputs
        self._seen: set[str] = set()

    def page(self, sources: Sources, *, show_code: bool) -> Page:
        self._fragments.collect_notes(
            cell.source for cell in self._cells if cell.cell_type == "markdown"
        )
        groups = self._groups(show_code=show_code)
        parts = list(_parts(groups))
        title = self._take_title(parts)
        self._fragments.settle_headings([(part.where, soup) for part, soup in _soups(parts)])
        for part, soup in _soups(parts):
            self._fragments.settle_links(soup, part.where)
        return Page(title, groups, _sections(parts), list(sources))

    def _groups(self, *, show_code: bool) -> list[Group]:
        groups, depth = [Group()], 0
        before = None
        for number, cell in enumerate(self._cells, 1):
            where = Place(f"{'lessons/' if self._lesson else ''}{self._name}.ipynb", number)
            level = cells.heading_level(cell)
            parts = [part for part in self._parts(cell, where) if show_code or part.kind != "code"]
            if level and cell.metadata.get(FOLDED):
                groups.append(Group(heading=parts[0]))
                depth = level
                continue
            if level and level <= (depth or 2):
                groups.append(Group())
                depth = 0
            box = Box("exercise" in cells.tags(cell), TEACHER in cells.tags(cell))
            # A text after an answer is the prompt of the next exercise.
            fresh = before == "code" and cell.cell_type == "markdown"
            boxes = groups[-1].boxes
            alike = boxes and (box.exercise, box.teacher) == (boxes[-1].exercise, boxes[-1].teacher)
            if not alike or (fresh and (box.exercise or box.teacher)):
                boxes.append(box)
            boxes[-1].parts.extend(parts)
            before = cell.cell_type
        return groups

    def _parts(self, cell: Any, where: Place) -> Iterator[Part]:
        tags = cells.tags(cell)
        if self._lesson and {TEACHER, REFERENCES} <= set(tags):
            if self._is_first(REFERENCES):
                yield Part("sources", where)
        elif cell.cell_type == "markdown":
            attachments = cell.get("attachments")
            soup = self._fragments.from_markdown(cell.source, where, attachments, self.folder)
            if "response" in tags:
                _leave_out_how_to_write(soup)
            yield Part("response" if "response" in tags else "text", where, soup)
        elif cell.cell_type == "code":
            # Paper gives room for an answer instead of the call that would check it.
            blank = any(cells.said(output).role == "unanswered" for output in cell.outputs)
            if "remove-input" not in tags and not blank and cell.source.strip():
                code = markdown.code(cell.source, self._language)
                yield Part("code", where, code, folded="hide-input" in tags)
            for output in merged(cell.outputs):
                yield from self._output(output, cell, where)
        elif cell.cell_type == "raw":
            if content := self._raw(cell, where):
                yield Part("text", where, content)
        elif str(cell.get("source", "")).strip():  # of a type that is still to come
            yield Part("text", where, _as_typed(cell.source))

    def _raw(self, cell: Any, where: Place) -> BeautifulSoup | str:
        """Return a raw cell that is meant for a page; others are for other formats."""
        kind = cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))
        if kind == "text/html":
            return self._fragments.from_html(cell.source, where, None, self.folder)
        if kind == "text/markdown":
            return self._fragments.from_markdown(cell.source, where, None, self.folder)
        # Between dashes stand the settings of Quarto and Jekyll.
        if kind or cell.source.startswith("---") or not cell.source.strip():
            return ""
        return _as_typed(cell.source)

    def _output(self, output: Any, cell: Any, where: Place) -> Iterator[Part]:
        said = cells.said(output)
        if said.role == REFERENCES:
            if self._is_first(REFERENCES):
                yield Part("sources", where)
        elif said.role == "unanswered":
            if said.task and self._is_first(said.task):
                yield Part("answer", where, markdown.plain(said.task))
        elif output.output_type == "stream":
            yield Part("output", where, self._outputs.printed(output))
        elif output.output_type == "error":
            if self.strict and "raises-exception" not in cells.tags(cell):
                why = f"{output.ename}: {output.evalue.rstrip('.')}"
                cure = "Mend the cell, run the lesson again, and save it"
                raise LessonError(where, why, cure)
            yield Part("output", where, self._outputs.error(output))
        else:
            shown = self._outputs.shown(output, where, cell.metadata.get("alt"))
            yield Part("output", where, shown)

    def _is_first(self, name: str) -> bool:
        new = name not in self._seen
        self._seen.add(name)
        return new

    def _take_title(self, parts: list[Part]) -> str:
        """Move the title, and a lesson's question, from the text to the head of the page."""
        texts = [soup for part, soup in _soups(parts) if part.kind == "text"]
        first = next(filter(None, map(heading, texts)), None)
        if self._lesson is None:
            title = words(first) if first else ""
        else:
            title = self._lesson.title
            _take_question(texts, self._lesson.question)
        if first and (self._lesson is None or first.name == "h1"):
            first.decompose()
        return title or self._name


def _leave_out_how_to_write(soup: BeautifulSoup) -> None:
    """Take out what only helps in a notebook, and no word that a student wrote."""
    for said in soup.find_all("em"):
        if HOW_TO_WRITE.fullmatch(said.get_text()):
            paragraph = said.parent
            said.extract()
            if paragraph and not paragraph.get_text(strip=True):
                paragraph.extract()


def _as_typed(source: object) -> str:
    return f'<pre tabindex="0">{markdown.plain(str(source))}</pre>'


def _take_question(texts: list[BeautifulSoup], question: str) -> None:
    for soup in texts:
        for paragraph in soup.find_all("p"):
            said = " ".join(paragraph.get_text().split())
            if said.endswith(question) and len(said) <= len(question) + len("Central question: "):
                paragraph.decompose()
                return


def _parts(groups: list[Group]) -> Iterator[Part]:
    for group in groups:
        if group.heading:
            yield group.heading
        for box in group.boxes:
            yield from box.parts


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
    return [Section(str(tag["id"]), *name_and_minutes(words(tag))) for tag in headings]
