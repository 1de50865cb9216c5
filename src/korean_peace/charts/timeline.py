"""Events in time."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    DOUBT,
    WIDTH,
    annotate,
    citations,
    day,
    join_words,
    last_day,
    span,
)
from korean_peace.errors import ChartError
from korean_peace.theme import BLUE, ORANGE

_ROW = 24  # pixels of height for an event and its label
_TOLD = "told in Wikipedia's article"
_SILENT = "not told there"


def timeline(events: pd.DataFrame, title: str) -> Any:
    """Draw events from top to bottom, each with its label, by who tells of them.

    A day is a point; a month or a year is a bar as long as what is known.

    Args:
        events: Rows of the table `events`, at least one.
        title: The finding, as a short sentence.

    Returns:
        An Altair chart. Colour and shape say whether Wikipedia's article tells of the event.

    Raises:
        ChartError: there is no event to draw.
    """
    if events.empty:
        raise ChartError("no event to draw: widen the dates, or check the filter above the chart.")
    events = events.sort_values("date", kind="stable")
    drawn = _prepared(events)
    middle = drawn["date"].min() + (drawn["last"].max() - drawn["date"].min()) / 2
    drawn["late"] = drawn["date"] > middle
    told = alt.Scale(domain=[_TOLD, _SILENT], range=[BLUE, ORANGE])
    shapes = alt.Scale(domain=[_TOLD, _SILENT], range=["circle", "diamond"])
    rows = alt.Y("order:O", axis=None)
    base = alt.Chart(drawn).encode(
        y=rows,
        color=alt.Color("told:N", scale=told, title=None, legend=alt.Legend(orient="bottom")),
    )
    time = alt.X("date:T", title=None, axis=alt.Axis(format="%-d %b", grid=True, tickCount=8))
    tooltip = [alt.Tooltip("when:N", title="When"), alt.Tooltip("label:N", title="What")]
    spans = base.transform_filter("datum.last > datum.date").mark_bar(height=9, cornerRadius=4)
    points = base.transform_filter("datum.last == datum.date").mark_point(
        filled=True, size=110, opacity=1
    )
    marks = [
        spans.encode(x=time, x2="last:T", tooltip=tooltip),
        points.encode(x=time, shape=alt.Shape("told:N", scale=shapes, title=None), tooltip=tooltip),
    ]
    labels = [
        alt.Chart(drawn[drawn["late"] == late])
        .mark_text(align=align, dx=shift)
        .encode(y=rows, x="date:T" if late else "last:T", text="label:N")
        for late, align, shift in ((False, "left", 10), (True, "right", -10))
        if (drawn["late"] == late).any()
    ]
    return annotate(
        alt.layer(*marks, *labels).properties(width=WIDTH, height=_ROW * len(drawn)),
        title=title,
        alt_text=_in_words(events, drawn),
        table=_table(events, drawn),
        source="Source: the course's table of events; each row names its own source.",
    )


def _prepared(events: pd.DataFrame) -> pd.DataFrame:
    """Return what the marks need, without the columns that they do not."""
    ends = [
        last_day(*each)
        for each in zip(events["date"], events["end_date"], events["precision"], strict=True)
    ]
    return pd.DataFrame(
        {
            "date": events["date"],
            "last": ends,
            "when": [
                span(*each)
                for each in zip(
                    events["date"], events["end_date"], events["precision"], strict=True
                )
            ],
            "label": events["title"].where(
                events["status"] != "uncorroborated", events["title"] + DOUBT
            ),
            "told": [_TOLD if told else _SILENT for told in events["in_article"].notna()],
            "order": range(len(events)),
        }
    )


def _in_words(events: pd.DataFrame, drawn: pd.DataFrame) -> str:
    silent = drawn[drawn["told"] == _SILENT]
    ending = drawn["last"].to_numpy().argmax()
    first, last = (
        day(when, precision)
        for when, precision in (
            (drawn["date"].iloc[0], events["precision"].iloc[0]),
            (drawn["last"].iloc[ending], events["precision"].iloc[ending]),
        )
    )
    count = f"{len(drawn)} event{'s' if len(drawn) > 1 else ''}"
    period = f", {first}" if first == last else f" from {first} to {last}"
    text = f"Timeline of {count}{period}."
    if silent.empty:
        return f"{text} Wikipedia's article tells of all of them."
    missing = join_words([f"{row.label} ({row.when})" for row in silent.itertuples()])
    return f"{text} Wikipedia's article is silent about {len(silent)}: {missing}."


def _table(events: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": drawn["when"],
            "What happened": drawn["label"],
            "In Wikipedia's article": ["yes" if each == _TOLD else "no" for each in drawn["told"]],
            "Source": citations(events),
        }
    )
