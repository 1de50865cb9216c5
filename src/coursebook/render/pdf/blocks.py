"""Trees of HTML as Typst's code, block by block."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from coursebook.render.attributes import number
from coursebook.render.pdf import tables, trees, typst
from coursebook.render.pdf.inlines import InlineWriter, is_displayed
from coursebook.render.pdf.typst import block, call, string
from coursebook.render.pdf.units import Unit, Units

_HEADING = re.compile(r"h[1-6]")
_BLOCKS = (
    "article aside blockquote center details dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul"
).split()
# Typst sets so many levels of lists in tables in quotations, each of which takes several.
_DEEPEST = 25
_LEVELS = {"table": 5, "figure": 3, "blockquote": 4, "dl": 3, "ol": 2, "ul": 2, "details": 2}
_DRAWN = ["img", "math", "table"]
_LINE = 90  # letters of code
_MOST_LINES, _MOST_LETTERS = 5_000, 200_000  # of one cell; more take minutes
_SHORT = 100  # letters of a text


@dataclass(frozen=True)
class Piece:
    """A piece of the page: running text, or anything else that stands by itself."""

    code: str
    is_text: bool = False
    is_short: bool = False
    is_heading: bool = False

    @property
    def standing(self) -> str:
        """Its code, where other pieces stand beside it."""
        return call("par", self.code) if self.is_text else self.code


class PageBreak(Tag):
    """The end of a page, put before an element of a tree."""


class BlockWriter:
    """Writes the trees of one handout, which it uses up."""

    def __init__(self, phrases: InlineWriter, units: Units) -> None:
        """Start a handout.

        Args:
            phrases: Writes its running text.
            units: Where its pieces are kept apart.
        """
        self._phrases, self._units = phrases, units
        self._room = tables.Room()
        self.level = self._depth = self._cells = self._inside = 0

    def code(self, node: Tag) -> str:
        """Return everything inside an element as code."""
        return standing(self.flow(node))

    def flow(self, parent: Tag) -> list[Piece]:
        """Return the pieces inside an element."""
        pieces: list[Piece] = []
        run: list[PageElement] = []
        for node in [*parent.children]:
            if isinstance(node, Tag) and (_is_block(node) or node.find(_is_block)):
                pieces += [*self._text(run), *self._deeper(node)]
                run = []
            else:
                run.append(node)
        return [*pieces, *self._text(run)]

    def whole(self, parts: Callable[[], str], words: str) -> Piece:
        """Return a piece that is refused, if at all, as one.

        Args:
            parts: Writes what it is made of.
            words: What it says.
        """
        self._inside += 1
        made = parts()
        self._inside -= 1
        return Piece(self._unit(made, words, call("par", string(words))))

    def _text(self, nodes: list[PageElement]) -> Iterator[Piece]:
        text = "".join(node.get_text() for node in nodes)
        pictures = [] if text.strip() or self._cells else trees.pictures(nodes)
        for picture in pictures:
            words = trees.said(picture)
            made = self._phrases.picture(picture, "picture")
            yield Piece(self._unit(made, words, call("par", string(words))))
        if not pictures and (written := self._phrases.code(nodes)):
            whole = trees.said(*nodes)
            unit = self._unit(written, whole, string(whole))
            yield Piece(unit, is_text=True, is_short=len(text) <= _SHORT)

    def _deeper(self, tag: Tag) -> Iterator[Piece]:
        levels = _LEVELS.get(tag.name, 1)
        if self._depth + levels > _DEEPEST:  # nobody writes that; a program may
            yield from self._text([NavigableString(trees.said(tag))])
            return
        self._depth += levels
        if not _HEADING.fullmatch(tag.name):
            yield from map(Piece, self._phrases.anchor(str(tag.get("id", ""))))
        yield from self._block(tag)
        self._depth -= levels

    def _block(self, tag: Tag) -> Iterable[Piece]:
        if _HEADING.fullmatch(tag.name):
            return self._heading(tag)
        if isinstance(tag, PageBreak):
            return [Piece("pagebreak(weak: true)")]
        if make := getattr(self, f"_tag_{tag.name}", None):
            return [self.whole(lambda: make(tag), "" if self._inside else trees.said(tag))]
        return self.flow(tag)

    def _unit(self, made: str, words: str, plain: str, *, is_heading: bool = False) -> str:
        """Keep a piece apart, unless it is part of another one."""
        return made if self._inside else self._units.marked(made, Unit(words, plain, is_heading))

    def content(self, tag: Tag) -> str:
        """Return what is inside an element; one text alone is not made a paragraph."""
        pieces = self.flow(tag)
        texts = sum(piece.is_text for piece in pieces)
        if texts == 1 and pieces[0].is_text:
            return block([piece.code for piece in pieces])
        return standing(pieces) if pieces else ""

    def _heading(self, tag: Tag) -> Iterator[Piece]:
        before, self._phrases.footnotes = self._phrases.footnotes, False
        written = self._phrases.code(tag.children)
        self._phrases.footnotes = before
        if not written:
            return
        if self._cells:  # a table's cell is no part of the outline
            yield Piece(call("strong", written), is_text=True)
            return
        self.level = min(int(tag.name[1]), self.level + 1)
        made = call("heading", written, level=str(self.level))
        name = str(tag.get("id", ""))
        label = f"#label({string(name)})" if self._phrases.is_linked(name) else ""
        words = trees.said(tag)
        plain = call("heading", string(words), level=str(self.level))
        unit = self._unit(f"[#{made}{label}]", words, plain, is_heading=True)
        yield Piece(unit, is_heading=True)

    def _tag_hr(self, _: Tag) -> str:
        return "line(length: 100%, stroke: rule)"

    def _tag_math(self, tag: Tag) -> str:
        return self._phrases.formula(tag)

    def _tag_blockquote(self, tag: Tag) -> str:
        return call("quote", self.code(tag), block="true")

    def _tag_pre(self, tag: Tag) -> str:
        if tag.find(_DRAWN):
            return self.code(tag)
        return code_block(tag.get_text())

    def _tag_ul(self, tag: Tag) -> str:
        return call("list", *self._items(tag))

    def _tag_ol(self, tag: Tag) -> str:
        return call("enum", *self._items(tag), start=str(number(tag, "start", 1)))

    def _items(self, tag: Tag) -> list[str]:
        return [
            block([*self._phrases.anchor(str(item.get("id", ""))), self.content(item) or "[]"])
            for item in trees.items(tag)
        ]

    def _tag_dl(self, tag: Tag) -> str:
        items: list[tuple[str, list[Piece]]] = []
        for term in trees.terms(tag):
            if term.name == "dt":
                items.append((self.content(term), []))
            else:
                items = items or [("", [])]
                items[-1][1].extend(self.flow(term))
        terms = (call("terms.item", term or "[]", standing(about)) for term, about in items)
        return call("terms", *terms)

    def _tag_details(self, tag: Tag) -> str:
        summary = tag.find("summary", recursive=False)
        if summary is None or summary.find(_HEADING):
            return self.code(tag)
        title = self.content(summary.extract())
        return call("unfolded", title or "[]", self.code(tag))

    def _tag_table(self, tag: Tag) -> str:
        return tables.set_table(tag, self._cell, self._room)

    def _cell(self, tag: Tag) -> str:
        if isinstance(tag, tables.Blank):
            return "room"
        before, in_head = self._phrases.footnotes, tag.name == "th"
        self._phrases.footnotes = before and not in_head  # the head comes again on each page
        self._cells += 1
        written = self.content(tag)
        self._cells -= 1
        self._phrases.footnotes = before
        return written

    def _tag_figure(self, tag: Tag) -> str:
        caption = tag.find("figcaption")
        words = self.content(caption.extract()) if caption else ""
        pictures = tag.find_all("img")
        if len(pictures) != 1 or tag.get_text(strip=True):
            return block([self.code(tag), *([call("par", words)] if words else [])])
        picture = self._phrases.picture(pictures[0], "picture")
        return call("charted", picture, words or "none")


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS or is_displayed(tag)


def code_block(text: str) -> str:
    """Return code that prints a text as typed, of its beginning if it is very long."""
    lines = text.strip("\n").splitlines(keepends=True)
    shown = "".join(lines[:_MOST_LINES])[:_MOST_LETTERS].expandtabs(8)
    if not shown.strip():
        return "[]"
    made = call("code-block", string(typst.broken_after(shown, _LINE)))
    if len(lines) <= _MOST_LINES and sum(map(len, lines)) <= _MOST_LETTERS:
        return made
    cut = f"This is the beginning of {len(lines):,} lines. The HTML handout has them whole."
    return block([made, call("par", call("emph", string(cut)))])


def standing(pieces: list[Piece]) -> str:
    """Return pieces that stand one below the other, each where its neighbours want it."""
    made = []
    for place, piece in enumerate(pieces):
        before, after = pieces[max(0, place - 1)], pieces[min(place + 1, len(pieces) - 1)]
        # What announces a chart, a table or a list stays with it.
        announces = piece.is_text and (piece.is_short or before.is_heading)
        leads_in = announces and not (after.is_text or after.is_heading)
        made.append(call("lead-in", piece.standing) if leads_in else piece.standing)
    return block(made or ["[]"])
