"""Tables of a handout as Typst's code: columns that fit the sheet, header rows repeated."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from bs4 import Tag
from bs4.element import NavigableString

from coursebook.render.grid import Cell, placed, rows
from coursebook.render.pdf import typst
from coursebook.render.pdf.typst import array, block, call, string

_LETTERS = 94  # of ordinary size that the sheet is wide
_GAP = 2  # letters between columns
_SIZE, _SMALLEST = 8.8, 5.5  # points
_LONGEST_WORD = 24
_LONG_CELL = 900  # letters; a row with more may be cut by the end of a page
_MOST_COLUMNS = 60

_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")


class Blank(Tag):
    """A cell that is empty for a student to write in."""


@dataclass
class Room:
    """How many cells the tables of a page may still have: Typst sets some 2,000 in a second."""

    left: int = 8_000


def set_table(tag: Tag, content: Callable[[Tag], str], room: Room) -> str:
    """Return the code of a table, of its first rows and columns if it is very large.

    Args:
        tag: The `<table>`.
        content: Writes what stands in a cell, or in the caption.
        room: How many cells there may be; those of the table are taken off.
    """
    caption = _caption(tag)
    words = content(caption) if caption else ""
    head, body = _rows(tag)
    cells, left_out = _kept(head, body, room)
    if not cells:
        return block([*filter(None, [words, left_out])] or ["[]"])
    count = max(cell.x + cell.columns for cell in cells)
    tracks, size = _tracks(cells, count)
    heads = [_cell(cell, content) for cell in cells if cell.y < len(head)]
    others = [_cell(cell, content) for cell in cells if cell.y >= len(head)]
    header = [call("table.header", *heads)] if heads else []
    closing = call("closing", str(max(cell.y + cell.rows for cell in cells)))
    drawn = call("table", *header, *others, closing, columns=array(tracks), align="left + top")
    if words:
        drawn = call("figure", drawn, kind="table", caption=words)
    whole = max(len(cell.text) for cell in cells) <= _LONG_CELL
    made = call("long-table", drawn, size=f"{size:.2f}pt", whole=str(whole).lower())
    return block([made, left_out]) if left_out else made


def _caption(tag: Tag) -> Tag | None:
    """Return what a table's captions say, put together in the first."""
    captions = tag.find_all("caption", recursive=False)
    for caption in captions[1:]:
        captions[0].extend([NavigableString(" "), *caption.contents])
    return captions[0] if captions else None


def _kept(head: list[Tag], body: list[Tag], room: Room) -> tuple[list[Cell], str]:
    """Return the cells that are printed, and code that says what is left out."""
    cells = [*placed(head, 0, _MOST_COLUMNS), *placed(body, len(head), _MOST_COLUMNS)]
    columns = max((cell.x + cell.columns for cell in cells), default=0)
    rows = len(head) + len(body)
    end = rows if len(cells) <= room.left else room.left // min(columns, _MOST_COLUMNS)
    kept = [cell for cell in cells if cell.y < end and cell.x < _MOST_COLUMNS]
    room.left -= len(kept)
    cut = [f"{end} of {rows} rows"] if end < rows else []
    cut += [f"{_MOST_COLUMNS} of {columns} columns"] if columns > _MOST_COLUMNS else []
    if not cut:
        return kept, ""
    for cell in kept:
        cell.rows = min(cell.rows, end - cell.y)
    said = f"Of this table only {' and '.join(cut)} are printed here."
    return kept, call("par", call("emph", string(f"{said} The HTML handout has it whole.")))


def _rows(tag: Tag) -> tuple[list[Tag], list[Tag]]:
    """Return the rows of the head and those of the body, not those of tables inside."""
    all_rows = rows(tag)
    head = [row for row in all_rows if row.parent and row.parent.name == "thead"]
    if not head:
        for row in all_rows[:-1]:
            if row.find("td", recursive=False):
                break
            head.append(row)
    known = set(map(id, head))
    return head, [row for row in all_rows if id(row) not in known]


def _tracks(cells: list[Cell], count: int) -> tuple[list[str], float]:
    """Return the widths of the columns, and the size of the letters.

    A table that fits stands as wide as it is. Otherwise each column gets room for its longest
    word, and a share of the rest by how much it has to say; a table with too many columns for
    that is set smaller, and its words break.
    """
    if to_fill := {cell.x for cell in cells if isinstance(cell.tag, Blank)}:
        return ["1fr" if x in to_fill else "auto" for x in range(count)], _SIZE
    least, natural = [1] * count, [1] * count
    for cell in cells:
        if cell.columns == 1:
            wide = 1.08 if cell.tag.name == "th" else 1
            longest = max(map(typst.width, cell.text.split()), default=0)
            least[cell.x] = max(least[cell.x], ceil(min(longest, _LONGEST_WORD) * wide) + 1)
            natural[cell.x] = max(natural[cell.x], ceil(typst.width(cell.text) * wide))
    room = _LETTERS - _GAP * count
    if sum(natural) <= room:
        return ["auto"] * count, _SIZE
    size = max(_SMALLEST, _SIZE * min(1, room / sum(least)))
    letters = max(room * _SIZE / size, count)
    rest = max(0, letters - sum(least))
    wishes = [wish - need for wish, need in zip(natural, least, strict=True)]
    shares = [rest * wish / max(1, sum(wishes)) for wish in wishes]
    widths = [need + share for need, share in zip(least, shares, strict=True)]
    scale = min(1, letters / sum(widths))
    for cell in cells:
        given = sum(widths[cell.x : cell.x + cell.columns]) * scale
        _break_words(cell.tag, max(1, int(given)))
    return [f"{width + _GAP:.2f}fr" for width in widths], size


def _break_words(tag: Tag, most: int) -> None:
    for text in tag.find_all(string=True):
        if any(typst.width(word) > most for word in text.split()):
            text.replace_with(typst.broken_after(str(text), most))


def _cell(cell: Cell, content: Callable[[Tag], str]) -> str:
    written = content(cell.tag) or "[]"
    if cell.tag.name == "th":
        written = call("strong", written)
    named = {"x": str(cell.x), "y": str(cell.y)}
    if cell.columns > 1:
        named["colspan"] = str(cell.columns)
    if cell.rows > 1:
        named["rowspan"] = str(cell.rows)
    style = _ALIGNED.search(str(cell.tag.get("style", "")))
    is_number = "number" in cell.tag.get_attribute_list("class")
    if style or is_number:
        named["align"] = style[1] if style else "right"
    return call("table.cell", written, **named)
