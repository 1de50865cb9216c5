"""Makes tables readable for everyone: headings that say what they head, room to scroll."""

import re

from bs4 import BeautifulSoup, Tag

from coursebook.render import grid

_CITATION = re.compile(r"\[\d+\]")
_MOST_COLUMNS = 1_000
_SENTENCE = 40  # characters
_TALL = 30  # rows; more scroll in a window of their own
_NUMBER = re.compile(r"[-−+]?\d[\d.,  ]*\s?%?")


def mend(table: Tag, label: str) -> None:
    """Mend a table in place, and wrap it so that it scrolls by itself on a phone.

    pandas leaves a border attribute, an empty heading in the corner, and a second row of
    headings that holds only the name of the index.

    Args:
        table: The `<table>`, inside its soup.
        label: What the region is called by a screen reader, where the table has no caption.
    """
    del table["border"]
    _mend_spans(table)
    for element in table.find_all(["td", "th", "tr"]):
        _forget_styles(element)
    for head in table.find_all("thead"):
        _join_heading_rows(head)
    for cell in table.find_all("th"):
        _mend_heading(cell)
    _describe_columns(table)
    caption = table.find("caption")
    name = caption.get_text(" ", strip=True) if caption else label
    kind = "scroll tall" if len(table.find_all("tr", limit=_TALL + 1)) > _TALL else "scroll"
    room = {"class": kind, "role": "region", "tabindex": "0", "aria-label": name}
    table.wrap(BeautifulSoup().new_tag("div", attrs=room))


def columns(table: Tag) -> str:
    """Return the headings of a table's first columns in one line, without citations."""
    head = table.find("tr")
    cells = head.find_all("th")[:4] if head else []
    names = [" ".join(_CITATION.sub("", cell.get_text(" ")).split()) for cell in cells]
    return ", ".join(filter(None, names))


def _mend_spans(table: Tag) -> None:
    """Take away spans that would make more columns than any table has."""
    rows = grid.rows(table) if _spans(table) else []
    if grid.is_too_wide(rows, _MOST_COLUMNS):
        for row in rows:
            for cell in row.find_all(["td", "th"], recursive=False):
                del cell["colspan"], cell["rowspan"]


def _spans(table: Tag) -> bool:
    return any(table.find(["td", "th"], attrs={name: True}) for name in ("colspan", "rowspan"))


def _forget_styles(element: Tag) -> None:
    """Take away what only pandas' own style sheet uses: a name for every cell."""
    del element["class"]
    if str(element.get("id", "")).startswith("T_"):
        del element["id"]


def _join_heading_rows(head: Tag) -> None:
    rows = head.find_all("tr")
    if len(rows) < 2:
        return
    upper, lower = (row.find_all(["th", "td"]) for row in rows[-2:])
    texts = [cell.get_text(strip=True) for cell in lower]
    named = sum(map(bool, texts))
    # pandas: `index | (empty) …` stands below `(empty) | column …`.
    if not all(texts[:named]) or any(cell.get_text(strip=True) for cell in upper[:named]):
        return
    for above, below in zip(upper, lower[:named], strict=False):
        above.string = below.get_text(strip=True)
    rows[-1].decompose()


def _describe_columns(table: Tag) -> None:
    """Mark columns of numbers, whose digits stand under digits, and columns of sentences."""
    rows = [row.find_all(["th", "td"]) for row in table.find_all("tr")]
    if len({len(row) for row in rows}) != 1 or _spans(table):
        return
    for column in zip(*rows, strict=True):
        body = [cell for cell in column if cell.name == "td" and cell.find_parent("thead") is None]
        texts = [text for cell in body if (text := cell.get_text(strip=True))]
        if texts and all(map(_NUMBER.fullmatch, texts)):
            for cell in column:
                cell["class"] = "number"
        elif max(map(len, texts), default=0) > _SENTENCE:
            for cell in column:
                cell["class"] = "long"


def _mend_heading(cell: Tag) -> None:
    if not cell.get_text(strip=True):
        cell.name = "td"
        del cell["scope"]
    elif not cell.get("scope"):
        in_head = cell.find_parent("thead") is not None
        spans = cell.get("colspan" if in_head else "rowspan", "1") != "1"
        cell["scope"] = ("col" if in_head else "row") + ("group" if spans else "")
