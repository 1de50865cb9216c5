"""What did they know then? Events up to a day, and nothing after it."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    annotate,
    citations,
    day,
    join_words,
    last_day,
    mark_uncorroborated,
    records,
    require_columns,
    source_line,
    span,
)
from korean_peace.errors import ChartError
from korean_peace.theme import BLUE, GRID, INK

_NAMES = 320  # pixels for the names of the events, left of the time axis
_AXIS = 400  # pixels of the time axis
_ROW = 24  # pixels of height for an event and its label


def known(events: pd.DataFrame, until: str, title: str) -> Any:
    """Draw what had happened by a day; a slider moves the day, and all after it is covered.

    An event appears on its last possible day: a month at its end, a meeting of three days on
    the third. Table, alt text and printed page hold only what had happened by `until`.

    Args:
        events: Rows of the table `events`. Choose events that were public at the time: a
            letter that was printed two years later was not known then.
        until: The day on which the slider stands at first, such as `2019-02-26`.
        title: The question or the finding, as a short sentence; it must not tell the future.

    Returns:
        An Altair chart with a slider.

    Raises:
        ChartError: these are no events, `until` is no day, or nothing had happened by then.
    """
    require_columns(events, "events", ["id", "date", "end_date", "precision", "title", "status"])
    try:
        stand = pd.Timestamp(until)
    except ValueError as error:
        raise ChartError(f"cannot read the day {until!r}: write it as 2019-02-26.") from error
    drawn, begin, end = _prepared(events)
    past = drawn[drawn["seen"] <= (stand - begin).days]
    if past.empty or pd.isna(stand):
        raise ChartError(f"nothing had happened by {until}: choose a later day.")
    chosen = alt.param(
        name="chosen",
        value=min((stand - begin).days, (end - begin).days),
        bind=alt.binding_range(
            min=int(drawn["seen"].min()),
            max=(end - begin).days,
            step=1,
            name=f"Days after {day(begin)}: ",
        ),
    )
    edge = f"datetime({begin.year}, {begin.month - 1}, {begin.day} + chosen)"
    chart = alt.layer(*_cover(edge, begin, end), *_marks(drawn, begin, end))
    return annotate(
        chart.properties(width=_NAMES + _AXIS, height=_ROW * len(drawn) + 30).add_params(chosen),
        title=title,
        subtitle="An event appears on its last day. Move the slider to uncover later days.",
        alt_text=_in_words(past, stand),
        table=past[["when", "label", "source"]].rename(
            columns={"when": "When", "label": "What happened", "source": "Source"}
        ),
        source=source_line("the course's table of events", events.loc[past["row"]]),
    )


def _prepared(events: pd.DataFrame) -> tuple[pd.DataFrame, pd.Timestamp, pd.Timestamp]:
    periods = list(zip(events["date"], events["end_date"], events["precision"], strict=True))
    drawn = pd.DataFrame(
        {
            "row": events.index,
            "date": list(events["date"]),
            "last": [last_day(*each) for each in periods],
            "when": [span(*each) for each in periods],
            "label": mark_uncorroborated(events["title"], events),
            "source": citations(events),
        }
    ).sort_values(["last", "date"], kind="stable", ignore_index=True)
    begin, end = drawn["date"].min(), drawn["last"].max()
    drawn["seen"] = (drawn["last"] - begin).dt.days
    drawn["order"] = range(len(drawn))
    return drawn, begin, end


def _cover(edge: str, begin: pd.Timestamp, end: pd.Timestamp) -> list[Any]:
    """Return the cover over the days after the chosen one, and the chosen day in words."""
    # A day of room on the right, so that the last day can be seen whole.
    one = alt.Chart(pd.DataFrame({"end": [end + pd.Timedelta(days=1)]}))
    one = one.transform_calculate(edge=edge)
    cover = one.mark_rect(color=GRID, opacity=0.55).encode(x="edge:T", x2="end:T")
    line = one.mark_rule(color=INK, strokeWidth=2).encode(x="edge:T")
    words = one.mark_text(align="right", baseline="bottom", fontWeight="bold", dy=-4).encode(
        x=alt.value(_NAMES + _AXIS),
        y=alt.value(0),
        text=alt.Text("covered:N"),
    )
    said = "'Known by ' + timeFormat(datum.edge, '%-d %B %Y') + '; grey is covered'"
    return [cover, line, words.transform_calculate(covered=said)]


def _marks(drawn: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> list[Any]:
    scale = alt.Scale(
        domain=[begin, end + pd.Timedelta(days=1)],
        range=[_NAMES, _NAMES + _AXIS],
        nice=False,
    )
    time = alt.X("date:T", title=None, scale=scale, axis=alt.Axis(grid=True, tickCount=6))
    rows = alt.Y("order:Q", axis=None, scale=alt.Scale(domain=[len(drawn) - 0.5, -0.8]))
    columns = ["date", "last", "when", "label", "seen", "order"]
    base = (
        alt.Chart(drawn[columns])
        .transform_filter("datum.seen <= chosen")
        .encode(
            x=time,
            y=rows,
            tooltip=[alt.Tooltip("when:N", title="When"), alt.Tooltip("label:N", title="What")],
        )
    )
    points = base.transform_filter("datum.last == datum.date")
    spans = base.transform_filter("datum.last > datum.date")
    labels = base.mark_text(align="left", limit=_NAMES - 14).encode(x=alt.value(0), text="label:N")
    return [
        spans.mark_rule(strokeWidth=9, strokeCap="round", color=BLUE).encode(x2="last:T"),
        points.mark_point(filled=True, size=110, opacity=1, color=BLUE),
        labels,
    ]


def _in_words(past: pd.DataFrame, stand: pd.Timestamp) -> str:
    count = f"{len(past)} event{'s' if len(past) > 1 else ''}"
    what = join_words([f"{row.label} ({row.when})" for row in records(past)])
    return (
        f"Timeline of what had happened by {day(stand)}, {count}: {what}. Later days are covered."
    )
