"""Boxes in rows, one for each thing that counts, each with its number or name."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from coursebook.charts.colours import INK


def grid(
    rows: pd.DataFrame,
    order: Sequence[str],
    colour: alt.Color,
    tooltip: Sequence[alt.Tooltip | str],
    *,
    row: str,
    text: str,
    cell: tuple[float, float] = (44, 44),
    gap: tuple[float, float] = (0, 0),
    columns: int = 1,
    title: str | None = None,
    font: int = 13,
    missing: str = "",
) -> alt.TopLevelMixin:
    """Draw a box for each row of a table, side by side in the rows of the grid.

    Args:
        rows: One row a box, in the order in which they stand.
        order: The rows of the grid, from the top; one without a box says `missing`.
        colour: The colour of a box.
        tooltip: What a tooltip shows.
        row: The column that holds the row of the grid.
        text: The column of what stands in a box.
        cell: Pixels of width and height that a box has for itself.
        gap: Shares of width and height that stay free between boxes.
        columns: The fewest boxes for which there is room.
        title: The title of the axis of rows.
        font: Pixels of a box's text.
        missing: What a row without a box says.
    """
    drawn = rows.assign(place=rows.groupby(row, sort=False).cumcount())
    columns = max([columns, *drawn[row].value_counts()])
    inner, outer = zip(*((share, share / 2) for share in gap), strict=True)
    across = alt.Scale(domain=list(range(columns)), paddingInner=inner[0], paddingOuter=outer[0])
    down = alt.Scale(domain=list(order), paddingInner=inner[1], paddingOuter=outer[1])
    y = alt.Y(f"{row}:N", title=title, scale=down)
    y = y.axis(domain=False, ticks=False, labelLimit=360)
    base = alt.Chart(drawn).encode(x=alt.X("place:O", axis=None, scale=across), y=y)
    bare = pd.DataFrame({row: [name for name in order if name not in set(drawn[row])]})
    words = alt.Chart(bare).mark_text(align="left", color=INK, text=missing)
    return alt.layer(
        base.mark_rect(stroke="white", strokeWidth=4, cornerRadius=6).encode(
            color=colour, tooltip=list(tooltip)
        ),
        base.mark_text(color="white", fontSize=font, fontWeight="bold").encode(text=f"{text}:N"),
        *([] if bare.empty else [words.encode(y=y, x=alt.value(3))]),
    ).properties(width=cell[0] * columns, height=cell[1] * len(order))
