"""Events from top to bottom, each with its label beside its mark."""

from collections.abc import Mapping
from typing import Literal

import altair as alt
import pandas as pd

from coursebook.charts import marks


def timeline(
    rows: pd.DataFrame,
    looks: Mapping[str, tuple[str, str]],
    titles: Mapping[str, str],
    *,
    category: str,
    start: str = "date",
    end: str = "last",
    label: str = "label",
    axis: str = "%-d %b",
    height: int = 24,
) -> alt.TopLevelMixin:
    """Draw one event a row, in the order of the rows: a day is a point, a longer time a bar.

    Args:
        rows: One row an event.
        looks: Colour and shape of each category.
        titles: Columns that a tooltip shows, each with its title.
        category: The column of categories.
        start: The column of first days.
        end: The column of last days; `start` itself draws points only.
        label: The column of labels. They stand on the side where there is room.
        axis: How dates of the axis are written, as d3 writes them.
        height: Pixels of an event.
    """
    middle = rows[start].min() + (rows[end].max() - rows[start].min()) / 2
    drawn = rows.assign(order=range(len(rows)), late=rows[start] > middle)
    colour, shape = marks.category(category, looks)
    y = alt.Y("order:O").axis(None)
    time = alt.X(f"{start}:T").title(None).axis(format=axis, grid=True, tickCount=8)
    base = alt.Chart(drawn).encode(y=y, color=colour)
    points = base.transform_filter(f"datum.{end} == datum.{start}")
    spans = base.transform_filter(f"datum.{end} > datum.{start}")
    tooltip = marks.tooltip(titles)

    def labels(late: bool, x: str, align: Literal["left", "right"], shift: int) -> list[alt.Chart]:
        part = drawn[drawn["late"] == late]
        texts = alt.Chart(part).mark_text(align=align, dx=shift)
        return [] if part.empty else [texts.encode(y=y, x=f"{x}:T", text=f"{label}:N")]

    return alt.layer(
        spans.mark_bar(height=9, cornerRadius=4).encode(x=time, x2=f"{end}:T", tooltip=tooltip),
        points.mark_point(filled=True, size=110, opacity=1).encode(
            x=time, shape=shape, tooltip=tooltip
        ),
        *labels(False, end, "left", 10),
        *labels(True, start, "right", -10),
    ).properties(width=marks.WIDTH, height=height * len(drawn))
