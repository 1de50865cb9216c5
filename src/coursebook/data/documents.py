"""Reads the texts that lessons print at length, from `datasets/documents/`.

One Markdown file is one document: what a reader must know of it between two lines `---`, then
its words as the source has them, in the form that `paragraphs` reads.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt, ValidationInfo, model_validator

from coursebook import text_files, yaml_model
from coursebook.data import paragraphs, reader
from coursebook.data.paragraphs import CUT, Block, Cut, Paragraph
from coursebook.errors import CourseError, DataError, Place, UnknownName
from coursebook.root import display_path, folder
from coursebook.yaml_model import MisplacedError, Strict, Typed

FOLDER = "documents"
GUIDE = "README.md"
QUOTABLE = 80  # words of a text that nobody gave leave to print: no more than a quotation
_FENCE = "---"
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+")


def _of_form(pattern: str, wanted: str) -> AfterValidator:
    """Return what refuses a text of another form, and says which one is wanted."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(wanted)
        return text

    return AfterValidator(check)


Line = Annotated[
    str, _of_form(r"\S(.*\S)?", "this must be one line of text, without a space at its ends")
]
Language = Annotated[
    str, _of_form("[a-z]{2}", "write the two letters of the language, such as en or ko")
]
Licence = Literal[
    "public domain",  # such as a work of the government of the United States
    "official text",  # what states signed, or the United Nations published
    "open licence",  # `rights` names it
    "quotation",  # others hold all rights: a short passage, because its words are studied
    "unclear",  # until it is clear, no more than a quotation
]


class Part(Strict):
    """Paragraphs that were read, whole or from some word on, in another source than the rest."""

    source: Line
    first: StrictInt
    last: StrictInt


class Document(Strict):
    """A text with what a reader must know of it.

    Attributes:
        id: The name of its file, without the ending.
        sides: Whose words they are: states, camps or kinds of speakers.
        date: A day as YYYY-MM-DD; 00 stands for a month or a day that is not known.
        language: Two letters: en, ko.
        translation: Who put it into this language; None for an original.
        source: Its row in the table of sources, whose `url` and `read_at` stand here as
            `address` and `read_at`, so that the file tells them where it travels alone.
        parts: Paragraphs that come from other sources.
        rights: Why it may be printed, in a sentence.
        length: How many words of it may be printed, or `whole`.
        checked: Whether each word was compared with the source; where not, `unchecked` says
            what was not, and why.
        mended: What was put right in the copy, and why; None where nothing was.
        left_out: What was left out at the marks of cuts, and why; None where nothing was.
        caption: When, where, who, to whom: one sentence.
        glosses: What hard words mean, by the words as they stand in the text.
        blocks: Paragraphs, headings and cuts in their order.
    """

    id: Line
    title: Line
    speaker: Line
    sides: Annotated[list[Line], Field(min_length=1)]
    medium: Line
    date: Typed
    audience: Line
    language: Language
    translation: Line | None = None
    source: Line
    address: Line | None = None
    read_at: Line | None = None
    parts: list[Part] = []
    licence: Licence
    rights: Line
    length: Literal["whole"] | Annotated[StrictInt, Field(gt=0)]
    checked: StrictBool
    unchecked: Line | None = None
    mended: Line | None = None
    left_out: Line | None = None
    caption: Line
    glosses: dict[Line, Line] = {}
    blocks: list[Block]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def text(self) -> str:
        """The words of the paragraphs, a line for each of their lines."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def words(self) -> int:
        """The number of words that stand here, headings with them, marks of cuts not."""
        texts = [block.text for block in self.blocks if not isinstance(block, Cut)]
        return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())

    @model_validator(mode="before")
    @classmethod
    def _with_its_words(cls, facts: object, info: ValidationInfo) -> object:
        """Add the words, which stand below the facts."""
        blocks = (info.context or {}).get("blocks")
        if not isinstance(facts, dict) or blocks is None:
            return facts
        if "blocks" in facts:
            raise MisplacedError("the words stand below, and not among the facts", "blocks")
        return {**facts, "blocks": blocks}

    @model_validator(mode="after")
    def _is_in_order(self, info: ValidationInfo) -> "Document":
        name = (info.context or {}).get("name", self.id)
        for place, wrong in (
            *_misnamed(self, name),
            *_wrong_sources(self),
            *_beyond_leave(self),
            *_untold(self),
            *_lost_glosses(self),
        ):
            raise MisplacedError(wrong, *place)
        return self


Fault = tuple[tuple[str | int, ...], str]


def document_names() -> list[str]:
    """Return the ids of all documents, the earliest first.

    Raises:
        DataError: a file is not named as a document is.
    """
    return list(_files())


def document(name: str) -> Document:
    """Return a document by its id.

    Args:
        name: Such as `1953-07-27-armistice-agreement`.

    Raises:
        UnknownName: there is no such document.
        DataError: its file holds what is not permitted; file and line are named.
    """
    files = _files()
    if name not in files:
        raise UnknownName("document", name, files, f"datasets/{FOLDER}")
    return _read(files[name])


def check_documents() -> None:
    """Check every document.

    Raises:
        DataError: all faults found, the first of each file.
    """
    faults: list[DataError] = []
    for path in _files().values():
        try:
            _read(path)
        except DataError as error:
            faults.append(error)
    if faults:
        raise DataError.together(faults)


def _files() -> dict[str, Path]:
    """Return the file of each document by its id."""
    found = {}
    for path in sorted((folder("datasets") / FOLDER).glob("*.md")):
        if path.name == GUIDE:
            continue
        if not _NAME.fullmatch(path.stem):
            why = "a document is named by its day and its subject, such as 2018-06-12-singapore.md"
            cure = "Rename it; 00 stands for what is not known"
            raise DataError(Place(display_path(path)), why, cure)
        found[path.stem] = path
    return found


def _read(path: Path) -> Document:
    lines = text_files.text(path, DataError).replace("\r\n", "\n").split("\n")
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        why = f"what must be known of it stands first, between two lines {_FENCE}"
        raise DataError(Place(display_path(path), line=1), why, "Write both lines")
    end = lines.index(_FENCE, 1)
    blocks = paragraphs.read_paragraphs(path, lines, end + 1)
    facts = "\n".join(["", *lines[1:end]])  # so that its lines are counted as the file's
    try:
        return yaml_model.parse(facts, path, Document, blocks=blocks, name=path.stem)
    except CourseError as error:  # which names what lies in the folder of lessons
        raise DataError(error.place, error.problem, error.remedy, error.others) from error


def _misnamed(found: Document, name: str) -> Iterator[Fault]:
    for entry, written, wanted in (("id", found.id, name), ("date", found.date, name[:10])):
        if written != wanted:
            yield (entry,), f"this is {written!r}, but the name of the file has {wanted!r}"


def _wrong_sources(found: Document) -> Iterator[Fault]:
    places: dict[tuple[str | int, ...], str] = {("source",): found.source}
    places |= {("parts", step, "source"): part.source for step, part in enumerate(found.parts)}
    for place, source in places.items():
        if reader.find_row("sources", source) is None:
            yield place, f"there is no source {source!r} in sources.csv: correct it, or add its row"
    row = reader.find_row("sources", found.source) or {}
    for entry, column in (("address", "url"), ("read_at", "read_at")):
        if getattr(found, entry) != row.get(column):
            wanted = row.get(column) or "nothing"
            yield (entry,), f"column {column} of {found.source} in sources.csv has {wanted}"
    numbers = {paragraph.number for paragraph in found.paragraphs}
    for step, part in enumerate(found.parts):
        if not numbers.issuperset(range(part.first, part.last + 1)) or part.first > part.last:
            yield ("parts", step), f"¶{part.first} to ¶{part.last} are not all in this document"


def _beyond_leave(found: Document) -> Iterator[Fault]:
    limit = found.length if isinstance(found.length, int) else None
    if found.licence in ("quotation", "unclear") and (limit is None or limit > QUOTABLE):
        why = f"of a text whose licence is {found.licence!r} at most {QUOTABLE} words"
        yield ("length",), f"{why} may be printed: write {QUOTABLE} or less"
    if limit is not None and found.words > limit:
        why = f"{found.words} words stand here, and {limit} may be printed"
        yield ("length",), f"{why}: keep the passage that is needed, and mark each cut with {CUT}"


def _untold(found: Document) -> Iterator[Fault]:
    if found.checked and found.unchecked:
        yield ("unchecked",), "this says what was not checked: write checked: false, or remove it"
    if not found.checked and not found.unchecked:
        yield ("checked",), "say in the entry unchecked what was not compared, and why"
    cut = any(isinstance(block, Cut) for block in found.blocks) or CUT in found.text
    if cut and not found.left_out:
        yield ("left_out",), f"{CUT} marks a cut: say here what was left out, and why"
    if found.left_out and not cut:
        yield ("left_out",), f"this tells of a cut, and no {CUT} marks one"


def _lost_glosses(found: Document) -> Iterator[Fault]:
    for word in found.glosses:
        if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", found.text, re.IGNORECASE):
            yield ("glosses", word), f"{word!r} does not stand in the text: write it as it does"
