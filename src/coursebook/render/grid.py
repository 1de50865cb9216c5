"""Places the cells of a table, however they span: what overlaps or never ends is made to fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from coursebook.render.attributes import number


@dataclass
class Cell:
    """A cell at its place, `x` and `y`, in the grid."""

    tag: Tag
    x: int
    y: int
    columns: int
    rows: int

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return self.tag.get_text(" ", strip=True)


def rows(table: Tag) -> list[Tag]:
    """Return the rows of a table, not those of tables inside."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def is_too_wide(rows: Sequence[Tag], most: int) -> bool:
    """Tell whether the spans of some rows make more columns than there may be."""
    return any(cell.x >= most for cell in _placed(rows, 0, spans=True, most=most))


def placed(rows: Sequence[Tag], first: int, most: int) -> list[Cell]:
    """Return the cells of some rows, each past those that reach into its row from above.

    A grid that would be wider than any table is one of spans gone wrong: there each cell
    takes one place.

    Args:
        rows: The rows; no cell reaches beyond the last.
        first: The number of the first.
        most: So many columns may be made by spans.
    """
    spans = not is_too_wide(rows, most)
    return list(_placed(rows, first, spans=spans, most=most))


def _placed(rows: Sequence[Tag], first: int, *, spans: bool, most: int) -> Iterator[Cell]:
    taken: dict[int, int] = {}  # the first row that is free again, by columns
    for y, row in enumerate(rows):
        x = 0
        for tag in row.find_all(["td", "th"], recursive=False):
            while taken.get(x, 0) > y:
                x += 1
            across = max(1, min(number(tag, "colspan", 1), most - x)) if spans else 1
            while any(taken.get(x + step, 0) > y for step in range(1, across)):
                across -= 1  # two cells never share a place
            down = max(1, min(number(tag, "rowspan", 1), len(rows) - y)) if spans else 1
            taken |= dict.fromkeys(range(x, x + across), y + down)
            yield Cell(tag, x, first + y, across, down)
            x += across
