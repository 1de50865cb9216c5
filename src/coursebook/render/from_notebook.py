"""Reads a notebook into a document: what every format lays out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import Tag
from nbformat import NotebookNode

from coursebook.course import course
from coursebook.course.course import Lesson
from coursebook.data import schema
from coursebook.errors import LessonError, Place, ResourceError
from coursebook.notebooks import cells
from coursebook.notebooks.cells import REFERENCES, TEACHER
from coursebook.notebooks.normalize import FOLDED
from coursebook.practice.messages import HOW_TO_WRITE
from coursebook.render import markdown, questions
from coursebook.render.assembler import HtmlAssembler, heading, name_and_minutes, words
from coursebook.render.bibliography import Sources
from coursebook.render.diagnostics import Diagnostics
from coursebook.render.document import (
    Box,
    Code,
    Document,
    Head,
    Line,
    Part,
    Role,
    Section,
    Text,
    parsed,
    parts,
)
from coursebook.render.outputs import Outputs, merged
from coursebook.render.questions import Questions
from coursebook.root import folder

_LESSON_NAME = re.compile(r"\d\d-[a-z0-9-]+")


@dataclass(frozen=True)
class Origin:
    """Where a notebook comes from.

    `lesson` is what the course says about it, if it is one of its lessons. A `strict` one must
    be fit to publish, instead of making do. Pictures that it names are looked for in `folder`;
    None: nowhere.
    """

    name: str
    lesson: Lesson | None = None
    strict: bool = False
    folder: str | None = None


def origin(name: str, path: str | None = None) -> Origin:
    """Return where a notebook comes from.

    It is a lesson where its name is the id of one, and must then be fit to publish, unless it
    lies elsewhere than in the curriculum: a student's own copy is shown as it is.

    Args:
        name: Its file name without the ending.
        path: The folder it lies in; left out: the curriculum's own.
    """
    lesson = _lesson(name)
    if lesson is None:
        return Origin(name, folder=path)
    home = folder("lessons")
    strict = path is None or Path(path).resolve() == home.resolve()
    return Origin(name, lesson, strict, str(home) if path is None else path)


def read_document(
    notebook: NotebookNode,
    origin: Origin,
    *,
    edition: str = "",
    show_code: bool = True,
    warn: Callable[[str], object] | None = None,
) -> Document:
    """Read a notebook into a document.

    Args:
        notebook: An nbformat 4 notebook.
        origin: Where it comes from; its name is the title, where the notebook has no heading.
        edition: Whose edition it is, such as: Teacher's edition.
        show_code: Whether code is shown at all.
        warn: Called with one line for each thing that a strict page would be refused for.

    Raises:
        LessonError: a strict page holds an error, a chart or a picture without a text
            alternative, a picture that is missing, a heading that skips a level, or a link
            that leads nowhere. The message names file and cell.
        CitationError: a strict page cites an unknown source.
    """
    return _Reader(cells.whole(notebook), origin, warn).document(edition, show_code=show_code)


class _Reader:
    def __init__(
        self, notebook: NotebookNode, origin: Origin, warn: Callable[[str], object] | None
    ) -> None:
        self._cells = notebook.cells
        self._language = cells.language(notebook)
        self._origin = origin
        self._file = f"{'lessons/' if origin.strict else ''}{origin.name}.ipynb"
        faults = Diagnostics(strict=origin.strict, warn=warn)
        self._sources = Sources(strict=origin.strict)
        self._fragments = HtmlAssembler(self._sources, faults, origin.folder)
        self._outputs = Outputs(self._fragments, self._sources, faults)
        self._seen: set[str] = set()
        self._questions = Questions()

    def document(self, edition: str, *, show_code: bool) -> Document:
        self._fragments.collect_notes(
            cell.source for cell in self._cells if cell.cell_type == "markdown"
        )
        sections = self._sections(show_code=show_code)
        read = list(parts(sections))
        title = self._take_title(read)
        trees = [(part.place, tree) for part in read for tree in part.trees]
        self._fragments.settle_headings(trees)
        for place, tree in trees:
            self._fragments.settle_links(tree, place)
        lesson = self._origin.lesson
        return Document(
            place=Place(self._file),
            title=title,
            strict=self._origin.strict,
            edition=edition,
            head=_head(lesson) if lesson else None,
            sections=sections,
            contents=_contents(read),
            sources=list(self._sources),
            foot=_foot(lesson) if lesson else [],
        )

    def _sections(self, *, show_code: bool) -> list[Section]:
        sections, depth = [Section()], 0
        before = None
        for number, cell in enumerate(self._cells, 1):
            place = Place(self._file, number)
            level = cells.heading_level(cell)
            read = [part for part in self._parts(cell, place) if show_code or part.role != "code"]
            if level and cell.metadata.get(FOLDED):
                sections.append(Section(heading=read[0]))
                depth = level
                continue
            if level and level <= (depth or 2):
                sections.append(Section())
                depth = 0
            asks = questions.asks(cell)
            box = Box("exercise" in cells.tags(cell) or asks, TEACHER in cells.tags(cell))
            # A text after an answer is the prompt of the next exercise.
            fresh = before == "code" and (cell.cell_type == "markdown" or asks)
            boxes = sections[-1].boxes
            alike = boxes and (box.exercise, box.teacher) == (boxes[-1].exercise, boxes[-1].teacher)
            if not alike or (fresh and (box.exercise or box.teacher)):
                boxes.append(box)
            boxes[-1].parts.extend(read)
            before = cell.cell_type
        for section in sections:
            section.boxes[:] = [box for box in section.boxes if box.parts]
        return sections

    def _parts(self, cell: NotebookNode, place: Place) -> Iterator[Part]:
        tags = cells.tags(cell)
        if self._origin.lesson and {TEACHER, REFERENCES} <= set(tags):
            yield from self._list_of_sources(place)
        elif "response" in tags and (own := self._questions.own_words(cell.source)):
            yield Part("response" if own.is_empty else "output", place, own)
        elif cell.cell_type == "markdown":
            text = self._fragments.from_markdown(cell.source, place, cell.get("attachments") or {})
            role: Role = "response" if "response" in tags else "text"
            if role == "response":
                _leave_out_how_to_write(text.tree)
            yield Part(role, place, text)
        elif cell.cell_type == "code":
            # Paper gives room for an answer instead of the call that would check it.
            blank = any(cells.output_role(output).role == "unanswered" for output in cell.outputs)
            if "remove-input" not in tags and not blank and cell.source.strip():
                yield self._code(cell, place)
            for output in merged(cell.outputs):
                yield from self._output(output, cell, place)
        elif cell.cell_type == "raw":
            if raw := self._raw(cell, place):
                yield Part("text", place, raw)
        elif str(cell.get("source", "")).strip():  # of a type that is still to come
            yield Part("text", place, _as_typed(cell.source))

    def _code(self, cell: NotebookNode, place: Place) -> Part:
        given = None if TEACHER in cells.tags(cell) else self._questions.answered(cell.source)
        folded = "hide-input" in cells.tags(cell)
        code = Code(cell.source, self._language, folded=folded)
        return Part("output", place, given) if given else Part("code", place, code)

    def _raw(self, cell: NotebookNode, place: Place) -> Text | None:
        """Return a raw cell that is meant for a page; others are for other formats."""
        kind = cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))
        if kind == "text/html":
            return self._fragments.from_html(cell.source, place)
        if kind == "text/markdown":
            return self._fragments.from_markdown(cell.source, place)
        # Between dashes stand the settings of Quarto and Jekyll.
        if kind or cell.source.startswith("---") or not cell.source.strip():
            return None
        return _as_typed(cell.source)

    def _output(self, output: NotebookNode, cell: NotebookNode, place: Place) -> Iterator[Part]:
        said = cells.output_role(output)
        asked = questions.question(output)
        if said.role == REFERENCES:
            yield from self._list_of_sources(place)
        elif asked and said.role == "question":
            self._questions.ask(said.task, asked)
            if asked.is_circled:
                self._seen.add(said.task)  # it needs no room of its own
            yield Part("output", place, self._fragments.from_markdown(asked.markdown, place))
        elif said.role == "unanswered":
            if said.task and self._is_first(said.task):
                yield Part("answer", place, said.task)
        elif output.output_type == "stream":
            yield Part("output", place, self._outputs.printed(output))
        elif output.output_type == "error":
            if self._origin.strict and "raises-exception" not in cells.tags(cell):
                why = f"{output.ename}: {output.evalue.rstrip('.')}"
                cure = "Correct the cell, run the lesson again, and save it"
                raise LessonError(place, why, cure)
            yield Part("output", place, self._outputs.error(output))
        else:
            shown = self._outputs.shown(output, place, cell.metadata.get("alt"))
            yield Part("output", place, shown)

    def _list_of_sources(self, place: Place) -> Iterator[Part]:
        if self._is_first(REFERENCES):
            yield Part("sources", place)

    def _is_first(self, name: str) -> bool:
        new = name not in self._seen
        self._seen.add(name)
        return new

    def _take_title(self, read: list[Part]) -> str:
        """Move the title, and a lesson's question, from the text to the head."""
        texts = [part.trees[0] for part in read if part.role == "text"]
        first = next(filter(None, map(heading, texts)), None)
        lesson = self._origin.lesson
        if lesson is None:
            title = words(first) if first else ""
        else:
            title = lesson.title
            _take_question(texts, lesson.question)
        if first and (lesson is None or first.name == "h1"):
            first.decompose()
        return title or self._origin.name


def _lesson(name: str) -> Lesson | None:
    if not _LESSON_NAME.fullmatch(name):
        return None  # no need to look for the course, which may not be there
    try:
        return next((lesson for lesson in course.course().lessons if lesson.id == name), None)
    except ResourceError:
        return None


def _head(lesson: Lesson) -> Head:
    return Head(
        course=course.course().title,
        lesson=f"Lesson {int(lesson.number)}",
        question=lesson.question,
        time=f"{lesson.minutes.total} minutes",
    )


def _foot(lesson: Lesson) -> list[str]:
    whole = course.course()
    tables = [schema.table(name) for name in lesson.datasets]
    data = ", ".join(f"{table.title} ({table.licence})" for table in tables)
    named = [f"Data: {data}. Each row of these tables names its source."] if tables else []
    return [f"{whole.title}. Text: {whole.licence}.", *named]


def _leave_out_how_to_write(tree: Tag) -> None:
    """Take out what only helps in a notebook, and no word that a student wrote."""
    for said in tree.find_all("em"):
        if HOW_TO_WRITE.fullmatch(said.get_text()):
            paragraph = said.parent
            said.extract()
            if paragraph and not paragraph.get_text(strip=True):
                paragraph.extract()


def _as_typed(source: object) -> Text:
    return Text(parsed(f'<pre tabindex="0">{markdown.plain(str(source))}</pre>'))


def _take_question(trees: list[Tag], question: str) -> None:
    for tree in trees:
        for paragraph in tree.find_all("p"):
            said = " ".join(paragraph.get_text().split())
            if said.endswith(question) and len(said) <= len(question) + len("Central question: "):
                paragraph.decompose()
                return


def _contents(read: list[Part]) -> list[Line]:
    headings = [
        tag
        for part in read
        if part.role in ("text", "response")
        for tree in part.trees
        for tag in tree.find_all("h2")
    ]
    return [Line(str(tag["id"]), *name_and_minutes(words(tag))) for tag in headings]
