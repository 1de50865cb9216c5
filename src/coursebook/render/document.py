"""A notebook as a document, read once an edition: what its page and its PDFs lay out.

Its leaves are trees of HTML that was cleaned, figures, code. What the document itself puts into
a tree has a class of Python, which no stranger can write, and is never known by its name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from coursebook.data.citations import Source
from coursebook.errors import Place

Role = Literal["text", "response", "output", "code", "answer", "sources"]


class Citation(Tag):
    """A number in the text that leads to a source in the list."""


class NoteMark(Tag):
    """The mark of a note: a link to it, set high."""


class NoteBack(Tag):
    """A link from a note back to its mark."""


class Minutes(Tag):
    """How long a section takes, at the end of its heading."""


_Own = TypeVar("_Own", bound=Tag)


def recast(tag: Tag, kind: type[_Own]) -> _Own:
    """Put an element of the document's own in the place of one in a tree, and return it."""
    own = kind(name=tag.name, attrs=tag.attrs)
    own.extend([*tag.contents])
    tag.replace_with(own)
    return own


def parsed(html: str) -> BeautifulSoup:
    """Return HTML as a tree; it must be clean."""
    return BeautifulSoup(html, "html.parser")


def html_of(nodes: Iterable[PageElement]) -> str:
    """Return some nodes as HTML."""
    room = parsed("")
    room.extend(nodes)
    return str(room)


def replace_texts(
    tree: Tag, written: Callable[[str], Sequence[PageElement]], leave: Sequence[str] = ()
) -> None:
    """Put other nodes in the place of the texts of a tree.

    Args:
        tree: The tree, which is changed.
        written: Returns the nodes for a text; one alone says that it stays as it is.
        leave: The names of elements whose texts stay as they are.
    """
    for text in tree.find_all(string=True):
        if not any(parent.name in leave for parent in text.parents):
            nodes = written(str(text))
            if len(nodes) > 1:
                text.replace_with(*nodes)


@dataclass(frozen=True)
class Note:
    """A footnote: its number through the page, and its list item with the way back."""

    number: int
    item: Tag

    @property
    def anchor(self) -> str:
        """The id of the note in the page."""
        return f"note-{self.number}"


@dataclass(frozen=True)
class Text:
    """Running text, tables, pictures: a tree of HTML, and the notes whose marks it holds."""

    tree: BeautifulSoup
    notes: Sequence[Note] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be laid out."""
        return not self.notes and not str(self.tree).strip()

    @property
    def trees(self) -> list[Tag]:
        """The tree, and those of its notes."""
        return [self.tree, *(note.item for note in self.notes)]


@dataclass(frozen=True)
class Code:
    """The code of a cell, as typed."""

    source: str
    language: str
    folded: bool = False


@dataclass(frozen=True)
class Figure:
    """A chart, drawn in the colours of paper.

    `spec` is its Vega-Lite specification, `follows` tells whether its colours are the theme's,
    which a page may let follow its own. `title` and `source` are what the caption says, `table`
    is its data to read, `csv` its data to keep: their first line are the names of the columns.
    """

    number: int
    spec: Mapping[str, object]
    follows: bool
    drawing: ElementTree.Element
    alternative: str
    title: BeautifulSoup
    source: BeautifulSoup
    table: BeautifulSoup | None
    csv: str
    rows: int

    @property
    def anchor(self) -> str:
        """The id of the figure in the page."""
        return f"figure-{self.number}"

    @property
    def trees(self) -> list[Tag]:
        """What the caption says."""
        return [self.title, self.source]


@dataclass(frozen=True)
class Part:
    """One piece of the document: the text, the code or one output of a cell.

    The content of the role `answer` is the id of the task, that of `sources` is empty.
    """

    role: Role
    place: Place
    content: Text | Code | Figure | str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be laid out."""
        return isinstance(self.content, Text) and self.content.is_empty

    @property
    def trees(self) -> list[Tag]:
        """The trees of its text, or of a figure's caption."""
        return self.content.trees if isinstance(self.content, Text | Figure) else []


@dataclass(frozen=True)
class Box:
    """Parts that stand together: an exercise with its answer, or anything else."""

    exercise: bool
    teacher: bool = False
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A part of the document, from one of its main headings to the next.

    A heading that was folded in JupyterLab begins a section of its own, folded on a page too.
    """

    heading: Part | None = None
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """A line of the table of contents."""

    anchor: str
    title: str
    minutes: int | None


@dataclass
class Entry:
    """A source in the list: where in it was cited, and from where in the document."""

    number: int
    source: Source
    locators: list[str] = field(default_factory=list)
    backlinks: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of the entry in the page."""
        return f"source-{self.number}"

    @property
    def author(self) -> str:
        """What stands before the title."""
        return f"{self.source.author.rstrip('.')}. " if self.source.author else ""

    @property
    def title(self) -> str:
        """The title; in quotation marks where it is no link."""
        return self.source.title if self.source.url else f"“{self.source.title}”"

    @property
    def about(self) -> str:
        """What stands after the title."""
        source = self.source
        end = "" if source.title[-1] in ".?!…" else "."
        said = [f"{part.rstrip('.')}." for part in (source.publisher, source.dated) if part]
        said += [source.copy] if source.copy else []
        said += [f"Cited: {'; '.join(self.locators)}."] if self.locators else []
        return " ".join([end, *said])


@dataclass(frozen=True)
class Head:
    """What the course says above one of its lessons."""

    course: str
    lesson: str
    question: str
    time: str
    fields: Sequence[str] = ("Name", "Class", "Date")


@dataclass(frozen=True)
class Document:
    """A notebook, ready to be laid out.

    `edition` is whose it is, empty for the student's; `strict` tells whether it must be fit to
    publish; `foot` are the paragraphs at its end.
    """

    place: Place
    title: str
    strict: bool
    edition: str
    head: Head | None
    sections: list[Section]
    contents: list[Line]
    sources: list[Entry]
    foot: list[str]

    @property
    def full_title(self) -> str:
        """The title with the edition and the course, for lists of files and tabs."""
        course = self.head.course if self.head else ""
        return " · ".join(filter(None, [self.title, self.edition, course]))

    @property
    def places_sources(self) -> bool:
        """Whether the notebook itself says where its list of sources stands."""
        return any(part.role == "sources" for part in parts(self.sections))


def parts(sections: Iterable[Section]) -> Iterator[Part]:
    """Go through all parts of some sections."""
    for section in sections:
        if section.heading:
            yield section.heading
        for box in section.boxes:
            yield from box.parts
