"""Parts of a Markdown text: blocks, sentences, quotations, words."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from markdown_it import MarkdownIt

from coursebook.data import citations
from coursebook.data.citations import Citation

Kind = Literal["heading", "paragraph", "item", "row"]
PHRASE = 3  # words: so many in quotes are nobody's in particular
QUOTED = re.compile(r"“([^“”]*)”")
_READER = MarkdownIt("commonmark").enable("table")
_FOLD = re.compile(r"</?(?:details|summary)[^>]*>")
_COMMENT = re.compile(r"(?s)<!--.*?-->")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|St|Jr|No|vs|e\.g|i\.e|a\.m|p\.m)\."
)
_END = re.compile(
    r"(?<=[.?!])[*_]*\s+(?=[“\"'(*\[]*[A-Z0-9])|(?<=[.?!][”)])\s+(?=[“(*\[]*[A-Z0-9])"
)
_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "html_block": "paragraph",
    "tr_open": "row",
}
# Letters that stand in for ends that end no sentence.
_HELD = str.maketrans(".?!", "\ue000\ue001\ue002")
_RELEASED = str.maketrans("\ue000\ue001\ue002", ".?!")
_WORD = re.compile(r"[^\W_](?:(?:[^\W_]|[’'.,%–-])*(?:[^\W_]|%))?")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, an item of a list or a row of a table.

    Attributes:
        kind: What it is.
        text: As written, without the fence of a list or the rule of a table.
        line: Its first line in the text, from 1.
        context: Texts whose citations hold for it too: the row of headings and the paragraph
            above a table, the paragraph above a list, what a paragraph that cites nothing
            introduces.
        head: Whether it is a table's row of headings.
    """

    kind: Kind
    text: str
    line: int
    context: tuple[str, ...] = ()
    head: bool = False

    @property
    def cells(self) -> list[str]:
        """The cells of a row."""
        return [cell.strip() for cell in self.text.strip().strip("|").split("|")]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text, in order; code and comments are left out."""
    raw = list(_raw(text))
    return [replace(block, context=_context(raw, place)) for place, block in enumerate(raw)]


def cited(*texts: str) -> list[Citation]:
    """Return what texts cite, in order."""
    return [
        citation
        for text in texts
        for group in citations.find_groups(text)
        for citation in group.citations
    ]


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text as it is read: without citations, code, links' addresses and marks."""
    for pattern, kept in _MARKS:
        text = pattern.sub(kept, text)
    return text.strip()


def uncited(text: str) -> str:
    """Return a text without its citations."""
    for group in reversed(citations.find_groups(text)):
        text = text[: group.start].rstrip(" ") + text[group.end :]
    return text


def attributed(text: str) -> list[tuple[str, list[Citation]]]:
    """Return the sentences of a text, quotations emptied, each with the citations it rests on.

    A citation holds for its sentence and for those before it that have none; after the last
    citation, sentences rest on that one. One that cites nothing in such a text has an empty list.
    """
    groups = citations.find_groups(text)
    for number, group in reversed(list(enumerate(groups))):
        text = f"{text[: group.start].rstrip(' ')} ⟦{number}⟧{text[group.end :]}"
    marked = re.sub(r"([.?!][*_]*)((?:\s*⟦\d+⟧)+)", r"\2\1", text)  # before the sentence's end
    marked = re.sub(r"([.?!][”)])((?:\s*⟦\d+⟧)+)", r"\1\2.", marked)
    supported: list[tuple[str, list[Citation]]] = []
    rest: list[Citation] = []
    for sentence in reversed(sentences(unquoted(plain(marked)))):
        own = [
            citation
            for n in re.findall(r"⟦(\d+)⟧", sentence)
            for citation in groups[int(n)].citations
        ]
        rest = own or rest
        supported.insert(0, (re.sub(r"\s*⟦\d+⟧", "", sentence), rest))
    last = next((cited for _, cited in reversed(supported) if cited), [])
    return [(sentence, cited or last) for sentence, cited in supported]


def quotations(text: str) -> list[str]:
    """Return what stands in typographic quotes and is longer than a phrase."""
    quoted = (" ".join(match.split()) for match in QUOTED.findall(text))
    return [quotation for quotation in quoted if len(words(quotation)) > PHRASE]


def unquoted(text: str) -> str:
    """Return a text with an empty pair of quotes in place of each quotation."""
    return QUOTED.sub("“”", text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text; a line's end also ends a sentence.

    Ends inside a quotation and points of abbreviations end none.
    """
    held = QUOTED.sub(lambda match: match[0][:-2].translate(_HELD) + match[0][-2:], text)
    held = _ABBREVIATION.sub(lambda match: match[0].translate(_HELD), held)
    parts = [part for line in held.splitlines() for part in _END.split(line)]
    return [part.strip().translate(_RELEASED) for part in parts if part.strip()]


def words(text: str) -> list[str]:
    """Return the words of a plain text; a number is a word."""
    return _WORD.findall(text)


_MARKS = (
    (re.compile(r"(?ms)^```.*?(?:^```[^\n]*$|\Z)"), ""),
    (_COMMENT, ""),
    (re.compile(r"\s*\[@[^\]]*\]"), ""),
    (re.compile(r"`[^`\n]*`"), "…"),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), " "),
    (re.compile(r"(?m)^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+"), ""),
    (re.compile(r"\*+|(?<!\w)_+|_+(?!\w)"), ""),
    (re.compile(r"\\(.)"), r"\1"),
    (re.compile(r"[ \t]+"), " "),
)


def _raw(text: str) -> Iterator[Block]:
    """Yield the blocks of a text as it is written, marks and all: rules name what they quote."""
    lines = text.splitlines()
    depth, head = 0, False
    for token in _READER.parse(text):
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        elif token.type.startswith("thead"):
            head = token.nesting == 1
        elif token.type in _KINDS and token.map:
            kind: Kind = "item" if depth and token.type == "paragraph_open" else _KINDS[token.type]
            start, end = token.map
            written = "\n".join(lines[start:end])
            if token.type == "html_block":  # a comment between the tags of a folded part
                written = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), token.content)
            bare = [_FOLD.sub(" ", line).strip() for line in written.splitlines()]
            filled = [number for number, line in enumerate(bare) if line]
            if filled:
                kept = "\n".join(bare[number] for number in filled)
                if token.markup in ("-", "="):  # a heading that is underlined
                    kept = f"{'#' * int(token.tag[1])} {bare[filled[0]]}"
                yield Block(kind, kept, start + filled[0] + 1, head=head and kind == "row")


def _context(blocks: list[Block], place: int) -> tuple[str, ...]:
    """Return the texts whose citations hold for a block too."""
    here, after = blocks[place], blocks[place + 1 :]
    if here.kind == "heading" or (here.kind == "paragraph" and citations.find_groups(here.text)):
        return ()
    if here.kind == "paragraph":
        kind = after[0].kind if after and after[0].kind in ("item", "row") else None
        return tuple(block.text for block in takewhile(lambda block: block.kind == kind, after))
    first = place
    while first and not blocks[first].head and blocks[first - 1].kind == here.kind:
        first -= 1
    head = [blocks[first]] if blocks[first].head and first < place else []
    above = [block for block in blocks[:first][-1:] if block.kind == "paragraph"]
    return tuple(block.text for block in (*head, *above))
