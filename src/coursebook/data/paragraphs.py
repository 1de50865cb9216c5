"""Reads the words of a document: paragraphs with our numbers, headings, marks of cuts.

Blank lines part them. Among the words stands nothing of ours but the number that begins a
paragraph (`¶1 `) and the marks of cuts (`[…]`); a heading of the original begins with `## `.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursebook.errors import DataError, Place
from coursebook.root import display_path

CUT = "[…]"
_NUMBERED = re.compile(r"¶([1-9]\d*) (?=\S)")
_UNEVEN = re.compile(r"^ | $|  |\t", re.MULTILINE)
_SHAPES = f"Begin a paragraph with ¶, its number and a space, a heading with ##, or write {CUT}"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: the number that we gave it, and its words with the lines they stand in."""

    number: int
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading that stands in the original."""

    text: str


@dataclass(frozen=True)
class Cut:
    """A place where whole paragraphs were left out."""


Block = Paragraph | Heading | Cut


def read_paragraphs(path: Path, lines: Sequence[str], start: int) -> list[Block]:
    """Return what stands in a file from some line on.

    Args:
        path: The file, for the messages.
        lines: All lines of the file.
        start: How many of them stand before the words.

    Raises:
        DataError: something is no part of a document, or the numbers do not follow each other.
    """
    blocks = [_block(path, line, text) for line, text in _chunks(lines, start)]
    if not any(isinstance(block, Paragraph) for _, block in blocks):
        raise DataError(Place(display_path(path), line=start), "it holds no paragraph", _SHAPES)
    _check_numbers(path, blocks)
    return [block for _, block in blocks]


def _check_numbers(path: Path, blocks: Sequence[tuple[int, Block]]) -> None:
    """Refuse a number that does not follow; a cut may leave out some, and none comes again."""
    last, cut = 0, False
    for line, block in blocks:
        if isinstance(block, Paragraph):
            if block.number <= last or (block.number > last + 1 and not cut):
                why = f"¶{block.number} stands where ¶{last + 1} must"
                cure = f"Number one after the other; only after {CUT} may some be left out"
                raise DataError(Place(display_path(path), line=line), why, cure)
            last, cut = block.number, False
        cut = cut or isinstance(block, Cut)


def _block(path: Path, line: int, text: str) -> tuple[int, Block]:
    where = Place(display_path(path), line=line)
    if _UNEVEN.search(text):
        why = "a tab, two spaces, or a space at an end of a line"
        raise DataError(where, why, "Leave one space between words, and none at the ends")
    if text == CUT:
        return line, Cut()
    if text.startswith("## ") and "\n" not in text:
        return line, Heading(text=text[3:])
    if match := _NUMBERED.match(text):
        return line, Paragraph(number=int(match[1]), text=text[match.end() :])
    raise DataError(where, f"{text[:30]!r} begins no part of a document", _SHAPES)


def _chunks(lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Yield what blank lines part, each with the number of its first line."""
    chunk: list[str] = []
    for number, line in enumerate([*lines[start:], ""], start + 1):
        if line:
            chunk.append(line)
        elif chunk:
            yield number - len(chunk), "\n".join(chunk)
            chunk = []
