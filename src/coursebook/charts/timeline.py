"""Events from top to bottom, each with its label beside its mark."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coursebook.charts import marks


def timeline(
    rows: pd.DataFrame,
    looks: Mapping[str, tuple[str, str]],
    titles: Mapping[str, str],
    axis: str = "%-d %b",
) -> alt.TopLevelMixin:
    """Draw one event a row, in the order of the rows: a day is a point, a longer time a bar.

    Args:
        rows: One row an event: first day `date`, last day `last`, `label` and `kind`. Labels
            stand on the side where there is room.
        looks: Colour and shape of each kind.
        titles: Columns that a tooltip shows, each with its title.
        axis: How dates of the axis are written, as d3 writes them.
    """
    middle = rows["date"].min() + (rows["last"].max() - rows["date"].min()) / 2
    drawn = rows.assign(order=range(len(rows)))
    late = rows["date"] > middle
    colour, shape = marks.category("kind", looks)
    y = alt.Y("order:O").axis(None)
    base = alt.Chart(drawn).encode(
        x=marks.time("date").axis(format=axis, grid=True, tickCount=8),
        y=y,
        color=colour,
        tooltip=marks.tooltip(titles),
    )
    points, spans = marks.days_and_spans(base)
    early = alt.Chart(drawn[~late]).mark_text(align="left", dx=10).encode(x="last:T")
    others = alt.Chart(drawn[late]).mark_text(align="right", dx=-10).encode(x="date:T")
    labels = ([] if late.all() else [early]) + ([others] if late.any() else [])
    return alt.layer(
        spans.mark_bar(height=9, cornerRadius=4).encode(x2="last:T"),
        points.mark_point(filled=True, size=110, opacity=1).encode(shape=shape),
        *(texts.encode(y=y, text="label:N") for texts in labels),
    ).properties(width=marks.WIDTH, height=24 * len(drawn))
