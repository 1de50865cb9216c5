"""What was known by a day: a slider uncovers events, and all after it is covered."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coursebook.charts import marks
from coursebook.charts.colours import BLUE, GRID, INK
from coursebook.charts.dates import day

_NAMES = 320  # pixels for the names of the events, left of the time axis
_AXIS = 400  # pixels of the time axis
_ROW = 24  # pixels of height for an event and its label


def timeline_until(
    rows: pd.DataFrame, until: pd.Timestamp, titles: Mapping[str, str]
) -> alt.TopLevelMixin:
    """Draw one event a row, but only those that had ended by a day; a slider moves the day.

    Args:
        rows: One row an event, sorted by `last`, the last possible day: an event appears on it.
            Its first day is `date`, its name `label`. Give only columns that may be known
            later: they are stored with the chart.
        until: The day on which the slider stands at first.
        titles: Columns that a tooltip shows, each with its title.
    """
    begin, latest = rows["date"].min(), rows["last"].max()
    # A day of room on the right, so that the last day can be seen whole.
    edge = latest + pd.Timedelta(days=1)
    drawn = rows.assign(seen=(rows["last"] - begin).dt.days, order=range(len(rows)))
    days = (latest - begin).days
    slider = alt.binding_range(
        min=int(drawn["seen"].min()), max=days, step=1, name=f"Days after {day(begin)}: "
    )
    chosen = alt.param(name="chosen", value=min((until - begin).days, days), bind=slider)
    scale = alt.Scale(domain=[begin, edge], range=[_NAMES, _NAMES + _AXIS], nice=False)
    base = (
        alt.Chart(drawn)
        .transform_filter("datum.seen <= chosen")
        .encode(
            x=alt.X("date:T", scale=scale).title(None).axis(grid=True, tickCount=6),
            y=alt.Y("order:Q").axis(None).scale(domain=[len(drawn) - 0.5, -0.8]),
            tooltip=marks.tooltip(titles),
        )
    )
    points, spans = marks.days_and_spans(base)
    names = base.mark_text(align="left", limit=_NAMES - 14)
    layers = [
        *_cover(begin, edge),
        spans.mark_rule(strokeWidth=9, strokeCap="round", color=BLUE).encode(x2="last:T"),
        points.mark_point(filled=True, size=110, opacity=1, color=BLUE),
        names.encode(x=alt.value(0), text="label:N"),
    ]
    chart = alt.layer(*layers).add_params(chosen)
    return chart.properties(width=_NAMES + _AXIS, height=_ROW * len(drawn) + 30)


def _cover(begin: pd.Timestamp, end: pd.Timestamp) -> list[alt.Chart]:
    """Return the cover over the days after the chosen one, and the chosen day in words."""
    edge = f"datetime({begin.year}, {begin.month - 1}, {begin.day} + chosen)"
    known = "'Known by ' + timeFormat(datum.edge, '%-d %B %Y') + '; grey is covered'"
    one = alt.Chart(pd.DataFrame({"end": [end]})).transform_calculate(edge=edge, covered=known)
    text = one.mark_text(align="right", baseline="bottom", fontWeight="bold", dy=-4)
    return [
        one.mark_rect(color=GRID, opacity=0.55).encode(x="edge:T", x2="end:T"),
        one.mark_rule(color=INK, strokeWidth=2).encode(x="edge:T"),
        text.encode(x=alt.value(_NAMES + _AXIS), y=alt.value(0), text="covered:N"),
    ]
