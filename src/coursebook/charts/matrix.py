"""Cells by row and column, each as large as what it holds: marks, or texts of several lines."""

import altair as alt
import pandas as pd

from coursebook.charts.colours import GRID

LINE = 17  # pixels of a line of text


def slots(sizes: "pd.Series[int]", start: int = 0) -> pd.DataFrame:
    """Return where rows or columns of a matrix `begin` and `end`, one after the other.

    Args:
        sizes: Pixels of each, by its name, in their order.
        start: Pixels before the first.
    """
    ends = sizes.cumsum() + start
    return pd.DataFrame({"begin": ends - sizes, "end": ends})


def matrix(
    cells: pd.DataFrame,
    rows: pd.DataFrame,
    columns: pd.DataFrame,
    *layers: alt.Chart,
    inset: int,
    shade: float,
) -> alt.TopLevelMixin:
    """Draw the cells of a matrix, and what stands in them and around them.

    Args:
        cells: The cells, by the names of their `row` and `column`; `text` is what a cell says,
            and `filled` whether it is shaded.
        rows: The slots of the rows.
        columns: The slots of the columns.
        layers: What is drawn above the cells, in pixels from the left and the top.
        inset: Pixels between the edge of a slot and its cell.
        shade: How strongly a cell is shaded, from 0 to 1.
    """
    width, height = int(columns["end"].max()), int(rows["end"].max())
    drawn = cells.assign(
        left=cells["column"].map(columns["begin"]) + inset,
        right=cells["column"].map(columns["end"]) - inset,
        top=cells["row"].map(rows["begin"]) + inset,
        bottom=cells["row"].map(rows["end"]) - inset,
    )
    x = alt.X("left:Q", axis=None).scale(domain=[0, width], nice=False, zero=False)
    y = alt.Y("top:Q", axis=None).scale(domain=[height, 0], nice=False, zero=False)
    base = alt.Chart(drawn).encode(x=x, y=y)
    boxes = base.transform_filter("datum.filled").mark_rect(fill=GRID, fillOpacity=shade)
    texts = base.transform_filter("datum.text != ''").mark_text(
        lineBreak="\n", lineHeight=LINE, align="left", baseline="top", dx=6, dy=6
    )
    return alt.layer(
        boxes.encode(x2="right:Q", y2="bottom:Q"), texts.encode(text="text:N"), *layers
    ).properties(width=width, height=height)
