"""What each side offered and asked at Hanoi, document by document."""

from typing import Any

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.colours import BLUE, BROWN, DARK_GREEN, DARK_ORANGE, GRID
from coursebook.charts.dates import day, short
from coursebook.charts.marks import WIDTH
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import UnknownName

_CELLS = {
    "offered": "Says that its own side offered",
    "asked": "Says that its own side asked",
    "says": "Says of the other side or the talks",
}
SIDES = {
    "DPRK": ("North", BLUE),
    "US": ("US", DARK_ORANGE),
    "China": ("China", BROWN),
    "third party": ("third", DARK_GREEN),
}
_LINE, _HEAD = 17, 190  # pixels of a line, and of the column that names the speaker
COLUMNS = ["id", "side", "speaker", "date", "precision", "document", *_CELLS, "status"]


def positions(rows: pd.DataFrame, cells: tuple[str, ...] = ("offered", "asked")) -> Any:
    """Draw what each document says was offered and asked at Hanoi, word for word of the table.

    An empty cell is a silence of the document, not proof that nothing was offered or asked.

    Args:
        rows: Rows of the table `positions`; their numbers stay the same in a selection.
        cells: Which columns to draw: some of `offered`, `asked` and `says`.

    Returns:
        An Altair chart: a row a document, by side and date, with the number that `causes` asks
        for.

    Raises:
        UnknownName: a cell is none of the three.
        ChartError: there is no document to draw, or these are no positions.
    """
    for cell in cells:
        if cell not in _CELLS:
            raise UnknownName("cell", cell, _CELLS)
    require_columns(rows, "positions", COLUMNS)
    drawn = ordered(rows)
    wide = (WIDTH + 90 - _HEAD) // len(cells)
    boxes, heads, height = _laid_out(drawn, cells, wide)
    x = alt.X(
        "left:Q", axis=None, scale=alt.Scale(domain=[0, _HEAD + wide * len(cells)], nice=False)
    )
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    base = alt.Chart(boxes).encode(x=x, y=y)
    filled = base.transform_filter("datum.text != '–'")
    texts: dict[str, Any] = {
        "lineBreak": "\n",
        "lineHeight": _LINE,
        "align": "left",
        "baseline": "top",
    }
    names = alt.Chart(heads).encode(x=alt.value(0), y=y)
    tops = pd.DataFrame(
        {
            "text": [_CELLS[cell] for cell in cells],
            "left": [_HEAD + wide * n for n in range(len(cells))],
        }
    )
    chart = alt.layer(
        filled.mark_rect(fill=GRID, fillOpacity=0.4).encode(x2="right:Q", y2="bottom:Q"),
        base.mark_text(**texts, dx=6, dy=6).encode(text="text:N"),
        names.mark_text(**texts, dy=6, fontWeight="bold").encode(text="label:N"),
        alt.Chart(tops)
        .mark_text(align="left", baseline="bottom", dx=6, dy=-6, fontWeight="bold")
        .encode(x="left:Q", y=alt.value(0), text="text:N"),
    ).properties(width=_HEAD + wide * len(cells), height=height)
    return annotate(
        chart,
        title=_silences(drawn, cells),
        subtitle="– : the document does not say. Each row is one account, in our words.",
        alt_text=_in_words(drawn, cells),
        table=pd.DataFrame(
            {
                "No": drawn["number"],
                "Who and what": drawn["who"] + ", " + drawn["document"],
                "When": drawn["when"],
                "Side": drawn["side"],
                **{_CELLS[cell]: drawn[cell].fillna("–") for cell in cells},
                "Source": citations(drawn),
            }
        ),
        source=source_line("the course's table of positions", rows),
    )


def _numbers(rows: pd.DataFrame) -> list[int]:
    """Return each row's number: its place in the table, which a selection keeps in its index."""
    whole = pd.api.types.is_integer_dtype(rows.index) and rows.index.is_unique
    return [int(each) + 1 for each in rows.index] if whole else list(range(1, len(rows) + 1))


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the documents by side and date, with numbers and words for charts."""
    made = rows.assign(
        number=_numbers(rows),
        who=mark_uncorroborated(rows["speaker"], rows),
        when=[day(*each) for each in zip(rows["date"], rows["precision"], strict=True)],
        brief=[
            short(when) if precision == "day" else f"{when:%b %Y}"
            for when, precision in zip(rows["date"], rows["precision"], strict=True)
        ],
        rank=rows["side"].astype(str).map(list(SIDES).index),
    )
    return made.sort_values(["rank", "date"], kind="stable", ignore_index=True)


def _laid_out(
    drawn: pd.DataFrame, cells: tuple[str, ...], wide: int
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    boxes, heads, top = [], [], 0
    for row in drawn.to_dict("records"):
        label = wrapped(f"{row['number']}  {row['who']}", 22) + f"\n{row['brief']}, {row['side']}"
        texts = {
            cell: "–" if pd.isna(row[cell]) else wrapped(row[cell], int(wide / 7.6) - 1)
            for cell in cells
        }
        lines = max(text.count("\n") + 1 for text in (label, *texts.values()))
        bottom = top + lines * _LINE + 12
        heads.append({"label": label, "top": top})
        for place, (cell, text) in enumerate(texts.items()):
            left = _HEAD + wide * place
            box = {"cell": cell, "text": text, "left": left + 2, "right": left + wide - 2}
            boxes.append({**box, "top": top + 2, "bottom": bottom - 2})
        top = bottom
    return pd.DataFrame(boxes), pd.DataFrame(heads), top


def _silences(drawn: pd.DataFrame, cells: tuple[str, ...]) -> str:
    words = {
        "offered": "say what their side offered",
        "asked": "say what it asked",
        "says": "speak of the other side or the talks",
    }
    parts = [f"{drawn[cell].notna().sum()} {words[cell]}" for cell in cells]
    return f"Of {len(drawn)} accounts of Hanoi, {join_words(parts)}"


def _in_words(drawn: pd.DataFrame, cells: tuple[str, ...]) -> str:
    parts = [
        f"{row['number']} {row['who']}, {row['when']}: "
        + ", ".join(
            f"{cell} {row[cell] if pd.notna(row[cell]) else 'nothing said'}" for cell in cells
        )
        for row in drawn.to_dict("records")
    ]
    return f"{len(drawn)} accounts. " + " ".join(part.rstrip(".") + "." for part in parts)
