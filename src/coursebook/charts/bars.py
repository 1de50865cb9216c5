"""Bars: in panels or by a menu, with gaps where nothing is known, in groups, stacked."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coursebook.charts import marks
from coursebook.charts.colours import BLUE, GREY, INK

_MANY = 14  # labels that fit below an axis without being turned
_GAPS = 240  # pixels of height of bars with gaps


def panels(
    rows: pd.DataFrame, colours: Mapping[str, str], *, series: str, heading: str
) -> alt.TopLevelMixin:
    """Draw a panel of bars for each series, one above the other.

    Args:
        rows: Rows with `label` and `value`.
        colours: The colour of each series, in the order of the panels.
        series: The column of series.
        heading: The column of their headings.
    """
    charts = []
    for name, colour in colours.items():
        part = rows[rows[series] == name]
        base = _bars(part, heading)
        title = marks.small_title(part[heading].iloc[0], 6)
        panel = alt.layer(base.mark_bar(color=colour), _values(base))
        charts.append(panel.properties(width=marks.WIDTH, height=120, title=title))
    return alt.vconcat(*charts, spacing=8)


def menu(
    rows: pd.DataFrame,
    colours: Mapping[str, str],
    names: Mapping[str, str],
    chosen: str,
    *,
    series: str,
    heading: str,
) -> alt.TopLevelMixin:
    """Draw one panel of bars; a menu picks the series.

    Args:
        rows: Rows with `label` and `value`.
        colours: The colour of each series.
        names: What the menu calls each series.
        chosen: The series with which it begins.
        series: The column of series; the menu's parameter has its name.
        heading: The column of their headings.
    """
    base = _bars(rows, heading)
    headings = alt.Chart(rows.drop_duplicates(series)).mark_text(
        align="left", baseline="bottom", fontWeight="bold", dy=-6
    )
    layers = [
        base.mark_bar().encode(color=marks.colour(series, colours)),
        _values(base),
        headings.encode(x=alt.value(0), y=alt.value(0), text=f"{heading}:N"),
    ]
    picked = [layer.transform_filter(f"datum.{series} == {series}") for layer in layers]
    options, labels = list(names), list(names.values())
    binding = alt.binding_select(options=options, labels=labels, name="What is counted: ")
    chart = alt.layer(*picked).properties(width=marks.WIDTH, height=260)
    return chart.add_params(alt.param(name=series, value=chosen, bind=binding))


def _bars(rows: pd.DataFrame, heading: str) -> alt.Chart:
    many = rows["label"].nunique() > _MANY or rows["label"].str.len().max() > 4
    return alt.Chart(rows).encode(
        x=alt.X("label:O").title(None).axis(labelAngle=-45 if many else 0),
        y=alt.Y("value:Q").title(None).axis(grid=False, tickMinStep=1, tickCount=4),
        tooltip=["label:N", f"{heading}:N", "value:Q"],
    )


def _values(bars: alt.Chart) -> alt.Chart:
    texts: alt.Chart = bars.mark_text(baseline="bottom", dy=-2, color=INK).encode(text="value:Q")
    return texts


def bars_with_gaps(
    rows: pd.DataFrame, *, value: str, title: str, missing: str
) -> alt.TopLevelMixin:
    """Draw a bar for each row with a number, and an open box with words where there is none.

    Args:
        rows: Rows with `label`; in their order.
        value: The column of numbers; an empty cell is not known, and is no zero.
        title: The title of the axis of numbers.
        missing: What an open box says.
    """
    x = alt.X("label:N").sort(list(rows["label"])).title(None).axis(labelAngle=-45)
    y = alt.Y(f"{value}:Q").title(title).axis(grid=False)
    base = alt.Chart(rows).encode(x=x, tooltip=["label:N", f"{value}:Q"])
    there = base.transform_filter(f"isValid(datum.{value})").encode(y=y)
    gaps = base.transform_filter(f"!isValid(datum.{value})")
    boxes = gaps.mark_bar(fillOpacity=0, stroke=GREY, strokeDash=[4, 4])
    words = gaps.mark_text(angle=270, color=INK)
    return alt.layer(
        there.mark_bar(color=BLUE),
        there.mark_text(baseline="bottom", dy=-3).encode(text=f"{value}:Q"),
        boxes.encode(y=alt.value(_GAPS // 2), y2=alt.value(_GAPS)),
        words.encode(y=alt.value(_GAPS * 3 // 4), text=alt.value(missing)),
    ).properties(width=marks.WIDTH, height=_GAPS)


def grouped_bars(
    rows: pd.DataFrame, colours: Mapping[str, str], *, series: str, value: str, title: str
) -> alt.TopLevelMixin:
    """Draw lying bars in groups, a group for each label, each bar with its text.

    Args:
        rows: Rows with `label` and `text`, in the order of the groups.
        colours: The colour of each series, in the order of the bars.
        series: The column of series.
        value: The column of numbers; an empty cell has no bar, but its text.
        title: The title of the axis of numbers.
    """
    base = alt.Chart(rows).encode(
        y=alt.Y(f"{series}:N").sort(list(colours)).title(None).axis(labelLimit=300),
        x=alt.X(f"{value}:Q").title(title).axis(grid=False, tickCount=5),
        tooltip=["label:N", f"{series}:N", "text:N"],
    )
    placed = base.transform_calculate(place=f"isValid(datum.{value}) ? datum.{value} : 0")
    bars = base.mark_bar(height=15).encode(color=marks.colour(series, colours))
    texts = placed.mark_text(align="left", dx=5).encode(x="place:Q", text="text:N")
    row = alt.Row("label:N").sort(list(rows["label"].unique())).title(None)
    row = row.header(
        labelAngle=0, labelColor=INK, labelAlign="left", labelFontWeight="bold", labelFontSize=14
    )
    chart = alt.LayerChart(layer=[bars, texts], data=rows)
    chart = chart.properties(width=marks.WIDTH - 200, height=22 * len(colours))
    return chart.facet(row=row, spacing=10)


def stacked_bars(
    rows: pd.DataFrame, colours: Mapping[str, str], x: alt.X, y: alt.Y, *, series: str
) -> alt.Chart:
    """Return stacked bars, with one legend below.

    Args:
        rows: Rows with `label` and the columns of the axes.
        colours: The colour of each series, from the ground up.
        x: The axis of the bars.
        y: The axis of numbers.
        series: The column of series.
    """
    drawn = alt.Chart(rows.assign(order=rows[series].map(list(colours).index)))
    bars: alt.Chart = drawn.mark_bar(width=16).encode(
        x=x,
        y=y.stack("zero"),
        color=marks.colour(series, colours).title("From").legend(orient="bottom"),
        order="order:Q",
        tooltip=["label:N", f"{series}:N", str(y.shorthand)],
    )
    return bars
