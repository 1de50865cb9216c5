"""Tables of a handout as Typst's code: columns that fit the sheet, header rows repeated."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from bs4 import Tag

from korean_peace.publish.pdf import code
from korean_peace.publish.pdf.code import array, call

_LETTERS = 94  # of ordinary size that the sheet is wide
_GAP = 2  # letters between columns
_SIZE, _SMALLEST = 8.8, 5.5  # points
_LONGEST_WORD = 24
_LONG_CELL = 900  # letters; a row with more may be cut by the end of a page
_MOST_SPANNED = 200
TO_FILL = "to-fill"  # class of such a cell

_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")


@dataclass
class _Cell:
    """A cell at its place, `x` and `y`, in the grid."""

    tag: Tag
    x: int
    y: int
    columns: int
    rows: int

    @property
    def text(self) -> str:
        return self.tag.get_text(" ", strip=True)


def table(tag: Tag, content: Callable[[Tag], str]) -> str:
    """Return the code of a table.

    Args:
        tag: The `<table>`.
        content: Writes what stands in a cell, or in the caption.
    """
    head, body = _rows(tag)
    cells = [*_placed(head, 0), *_placed(body, len(head))]
    if not cells:
        return ""
    count = max(cell.x + cell.columns for cell in cells)
    tracks, size = _tracks(cells, count)
    heads = [_cell(cell, content) for cell in cells if cell.y < len(head)]
    others = [_cell(cell, content) for cell in cells if cell.y >= len(head)]
    header = [call("table.header", *heads)] if heads else []
    closing = call("closing", str(len(head) + len(body)))
    drawn = call("table", *header, *others, closing, columns=array(tracks), align="left + top")
    caption = tag.find("caption")
    words = content(caption) if caption else ""
    if words:
        drawn = call("figure", drawn, kind="table", caption=words)
    whole = max(len(cell.text) for cell in cells) <= _LONG_CELL
    return call("long-table", drawn, size=f"{size:.2f}pt", whole=str(whole).lower())


def _rows(tag: Tag) -> tuple[list[Tag], list[Tag]]:
    """Return the rows of the head and those of the body, not those of tables inside."""
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    head = [row for row in rows if row.find_parent("thead") is not None]
    if not head:
        for row in rows[:-1]:
            if row.find("td", recursive=False):
                break
            head.append(row)
    known = set(map(id, head))
    return head, [row for row in rows if id(row) not in known]


def _placed(rows: list[Tag], first: int) -> Iterator[_Cell]:
    """Give each cell its place, past those that reach into its row from above."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for tag in row.find_all(["td", "th"], recursive=False):
            while (x, y) in taken:
                x += 1
            across = _span(tag, "colspan", _MOST_SPANNED)
            while any((x + each, y) in taken for each in range(1, across)):
                across -= 1  # two cells never share a place
            down = _span(tag, "rowspan", len(rows) - y)
            taken |= {(x + dx, y + dy) for dx in range(across) for dy in range(down)}
            yield _Cell(tag, x, first + y, across, down)
            x += across


def _span(tag: Tag, name: str, most: int) -> int:
    value = str(tag.get(name, "1"))
    return max(1, min(int(value) if value.isdecimal() else 1, most))


def _tracks(cells: list[_Cell], count: int) -> tuple[list[str], float]:
    """Return the widths of the columns, and the size of the letters.

    A table that fits stands as wide as it is. Otherwise each column gets room for its longest
    word, and a share of the rest by how much it has to say; a table with too many columns for
    that is set smaller, and its words break.
    """
    if to_fill := {cell.x for cell in cells if is_to_fill(cell.tag)}:
        return ["1fr" if x in to_fill else "auto" for x in range(count)], _SIZE
    least, natural = [1] * count, [1] * count
    for cell in cells:
        if cell.columns == 1:
            wide = 1.08 if cell.tag.name == "th" else 1
            longest = max(map(code.width, cell.text.split()), default=0)
            least[cell.x] = max(least[cell.x], ceil(min(longest, _LONGEST_WORD) * wide) + 1)
            natural[cell.x] = max(natural[cell.x], ceil(code.width(cell.text) * wide))
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


def is_to_fill(tag: Tag) -> bool:
    """Tell whether a cell is empty for a student to write in."""
    return TO_FILL in tag.get_attribute_list("class")


def _break_words(tag: Tag, most: int) -> None:
    for text in tag.find_all(string=True):
        if any(code.width(word) > most for word in text.split()):
            text.replace_with(code.broken_after(str(text), most))


def _cell(cell: _Cell, content: Callable[[Tag], str]) -> str:
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
