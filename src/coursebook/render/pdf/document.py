"""Lays out a document as PDFs: what paper shows of it, its head, its running heads."""

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bs4 import Tag

from coursebook.charts import colours
from coursebook.render.diagnostics import Diagnostics
from coursebook.render.document import (
    Box,
    Code,
    Document,
    Entry,
    Figure,
    Part,
    Section,
    Text,
    parsed,
    parts,
    recast,
)
from coursebook.render.pdf import Paper, trees
from coursebook.render.pdf.blocks import BlockWriter, PageBreak, Piece, code_block, standing
from coursebook.render.pdf.compiler import compile_pdf
from coursebook.render.pdf.images import Pictures
from coursebook.render.pdf.inlines import InlineWriter, is_address, printed
from coursebook.render.pdf.tables import Blank
from coursebook.render.pdf.typst import array, block, call, string, words
from coursebook.render.pdf.units import Units
from coursebook.render.scripts import paper_fonts

_TEMPLATE = Path(__file__).with_name("handout.typ")
_MORE = ["figure", "h1", "h2", "h3", "h4", "h5", "h6", "img", "pre"]  # than a question
_TO_FILL = ("…", "...")


def pdfs(
    document: Document,
    papers: Sequence[Paper],
    *,
    warn: Callable[[str], object] | None = None,
) -> list[bytes]:
    """Return a document as PDFs that keep PDF/UA-1; the same document gives the same bytes.

    Args:
        document: The document.
        papers: The sizes of paper, one PDF each.
        warn: Called with one line for each fault of a document that is not strict: of a
            character without a glyph, of a picture that cannot be read.

    Raises:
        LessonError: a PDF cannot be made, or a fault stops it.
    """
    faults = Diagnostics(strict=document.strict, warn=warn)
    layout = _Layout(document, faults)
    # A note whose mark stands only where no note can be set comes at the end.
    content = block([standing(layout.pieces()), layout.phrases.other_notes()])
    template = _TEMPLATE.read_text(encoding="utf-8")
    sources = (
        f"{colours.typst()}\n{template}\n#{_opening(document, paper)}\n#{content}\n"
        for paper in papers
    )
    return [
        compile_pdf(source, layout.pictures.files, document.place, faults, layout.units)
        for source in sources
    ]


def _opening(document: Document, paper: Paper) -> str:
    """Return the rule that sets up the pages."""
    named = {
        "title": string(document.full_title),
        "author": string(document.head.course if document.head else ""),
        "about": string(document.head.question if document.head else ""),
        "running": array([string(text) for text in _running_head(document) if text]),
        "paper": string(paper),
        "foreign": array([*map(string, paper_fonts())]),
    }
    return f"show: {call('handout.with', **named)}"


def _running_head(document: Document) -> list[str]:
    course = document.head.course if document.head else ""
    return [course, document.edition, _name(document)]


def _name(document: Document) -> str:
    return f"{document.head.lesson} {document.title}" if document.head else document.title


class _Layout:
    """Goes through a document, which it leaves as it is.

    A worksheet is short: with the data of its charts lesson 05 would have 13 pages instead of
    11. The page has them, to look up and to keep; paper has each chart's text alternative. It
    has no folded code, no contents and no ways back, either.
    """

    def __init__(self, document: Document, faults: Diagnostics) -> None:
        self._document = document
        self.pictures, self.units = Pictures(), Units()
        read = list(parts(document.sections))
        texts = [part.content for part in read if isinstance(part.content, Text)]
        links = [link for part in read for tree in part.trees for link in tree.select("a[href]")]
        self.phrases = InlineWriter(
            self.pictures,
            notes={note.anchor: copy.copy(note.item) for text in texts for note in text.notes},
            linked={str(link["href"])[1:] for link in links if str(link["href"]).startswith("#")},
            told=lambda fault: faults.found(document.place, *fault),
        )
        self._writer = BlockWriter(self.phrases, self.units)

    def pieces(self) -> list[Piece]:
        """Return all pieces of the document."""
        document = self._document
        pieces = [self._head()]
        for section in document.sections:
            pieces += self._section(section)
        if document.sources and not document.places_sources:
            pieces += self._writer.flow(parsed('<h2 id="sources">Sources</h2>'))
            pieces.append(self._sources())
        if document.foot:
            pieces.append(self._foot())
        return pieces

    def _head(self) -> Piece:
        head, edition = self._document.head, self._document.edition
        said = {"edition": edition, "course": head.course if head else ""}
        said |= {"lesson": head.lesson} if head else {}
        said["title"] = self._document.title
        said |= {"question": head.question, "time": head.time} if head else {}
        named = {name: block(words(text)) for name, text in said.items() if text}
        # Nobody writes into a teacher's copy.
        fields = head.fields if head and not edition else ()
        made = call("title-block", *map(string, fields), **named)
        self._writer.level = 1
        return self._writer.whole(lambda: made, " ".join(filter(None, said.values())))

    def _foot(self) -> Piece:
        lines = self._document.foot
        made = call("foot", *(block(words(line)) for line in lines))
        return self._writer.whole(lambda: made, " ".join(lines))

    def _section(self, section: Section) -> list[Piece]:
        items: list[Box | Part] = []
        for box in section.boxes:
            items += [box] if box.exercise or box.teacher else box.parts
        if section.heading is None:
            return self._items(items)
        heading = section.heading
        said = " ".join(
            map(_said, [heading, *(part for box in section.boxes for part in box.parts)])
        )
        return [self._writer.whole(lambda: standing(self._items([heading, *items])), said)]

    def _items(self, items: Iterable[Box | Part]) -> list[Piece]:
        joined = _unjoined(items) if self._document.edition else _joined(items)
        return [piece for question, item in joined for piece in self._item(item, question)]

    def _item(self, item: Box | Part, question: list[Part]) -> list[Piece]:
        if isinstance(item, Part):
            return self._part(item, question)
        if item.exercise:
            return [Piece(call("exercise", standing(self._items([*question, *item.parts]))))]
        return [Piece(self._teacher(item))]

    def _teacher(self, box: Box) -> str:
        inside = [_copied(part) for part in box.parts]
        headings = [
            tag
            for part in inside
            for tree in part.trees[:1]
            for tag in tree.find_all(["h2", "h3"], recursive=False)
        ]
        if not headings or headings[0].name != "h2":
            return call("told", standing(self._items(inside)))
        levels = [tag.name for tag in headings]
        # The guide is one sheet of two sides, and the table of keys begins on a fresh one.
        starts = [tag for place, tag in enumerate(headings) if tag.name in levels[:place]]
        for tag in starts if "h3" in levels else headings[:1]:
            tag.insert_before(PageBreak(name="hr"))
        return call("guide", standing(self._items(inside)))

    def _part(self, part: Part, question: list[Part]) -> list[Piece]:
        content, edition = part.content, self._document.edition
        if isinstance(content, Figure):
            return [self._figure(content)]
        if isinstance(content, Code):
            return [] if content.folded else [self._code(content)]
        if isinstance(content, Text):
            tree = copy.copy(content.tree)
            if part.role != "response" or edition:
                return self._writer.flow(tree)
            return [Piece(call("response", standing([*self._items(question), *self._room(tree)])))]
        if part.role == "sources":
            return [self._sources()] if self._document.sources else []
        return (
            [] if edition else [Piece(call("answer", self._running(f"Your answer to {content}")))]
        )

    def _room(self, tree: Tag) -> list[Piece]:
        """Return a text with room to write: its table, or lines below it."""
        for cell in tree.find_all("td"):
            if cell.get_text(strip=True) in _TO_FILL:
                cell.clear()
                recast(cell, Blank)
        lines = [] if tree.find("table") else [Piece(call("lines", "5"))]
        return [*self._writer.flow(tree), *lines]

    def _code(self, content: Code) -> Piece:
        said = " ".join(content.source.split())
        return self._writer.whole(lambda: code_block(content.source), said)

    def _figure(self, figure: Figure) -> Piece:
        picture = call("picture", string(self.pictures.drawing(figure)), string(figure.alternative))
        caption = [call("strong", self.phrases.code(figure.title.children))]
        if source := self.phrases.code(figure.source.children):
            caption += ["[ ]", call("muted-text", source)]
        made = call("charted", picture, block(caption))
        said = f"{figure.alternative} {trees.said(figure.title, figure.source)}"
        return self._writer.whole(lambda: made, said)

    def _sources(self) -> Piece:
        items = [block(self._source(entry)) for entry in self._document.sources]
        return Piece(call("source-list", *items))

    def _source(self, entry: Entry) -> list[str]:
        address = entry.source.url
        shown = ["[ ]", printed(address)] if is_address(address) else []
        entered = self._running(f"{entry.author}{entry.title}{entry.about}")
        return [*self.phrases.anchor(entry.anchor), entered, *shown]

    def _running(self, text: str) -> str:
        tree = parsed("")
        tree.append(text)
        return self._writer.content(tree)


def _said(part: Part) -> str:
    content = part.content
    if isinstance(content, Figure):
        return content.alternative
    return content.source if isinstance(content, Code) else trees.said(*part.trees)


def _copied(part: Part) -> Part:
    text = part.content
    return (
        replace(part, content=replace(text, tree=copy.copy(text.tree)))
        if isinstance(text, Text)
        else part
    )


def _unjoined(items: Iterable[Box | Part]) -> Iterator[tuple[list[Part], Box | Part]]:
    """Yield the parts and boxes of a teacher's copy, without those that give nothing but room."""
    for item in items:
        if isinstance(item, Part) or any(part.role != "answer" for part in item.parts):
            yield [], item


def _joined(items: Iterable[Box | Part]) -> Iterator[tuple[list[Part], Box | Part]]:
    """Yield parts and boxes, each with the question that stands before nothing but its room."""
    asked: list[Part] = []
    for item in items:
        # An empty answer in own words still needs room.
        if isinstance(item, Part) and item.is_empty and item.role != "response":
            continue
        if asked and not _is_room(item):
            yield [], asked.pop()
        if isinstance(item, Part) and _is_question(item):
            asked = [item]
            continue
        yield asked, item
        asked = []
    if asked:
        yield [], asked.pop()


def _is_room(item: Box | Part) -> bool:
    if isinstance(item, Part):
        return item.role == "response"
    return [part.role for part in item.parts if not part.is_empty] == ["answer"]


def _is_question(part: Part) -> bool:
    return (
        part.role == "output"
        and isinstance(part.content, Text)
        and not part.content.tree.find(_MORE)
    )
