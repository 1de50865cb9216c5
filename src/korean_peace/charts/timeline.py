"""Events in time, by who tells of them."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts import timeline as form
from coursebook.charts.annotate import annotate
from coursebook.charts.dates import day
from coursebook.charts.words import counted, join_words
from coursebook.errors import ChartError
from korean_peace.charts.events import TITLES, TOLD, prepared, told


def timeline(events: pd.DataFrame, title: str) -> alt.TopLevelMixin:
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
    drawn = prepared(events).assign(kind=told(events, TOLD))
    answers = events["in_article"].notna().map({True: "yes", False: "no"})
    shown = {"When": drawn["when"], "What happened": drawn["label"]}
    return annotate(
        form.timeline(drawn[["date", "last", "when", "label", "kind"]], TOLD, TITLES),
        title=title,
        alt_text=_in_words(events, drawn),
        table=evidence.table(events, {**shown, "In Wikipedia's article": answers}),
        source="Source: the course's table of events; each row names its own source.",
    )


def _in_words(events: pd.DataFrame, drawn: pd.DataFrame) -> str:
    ending = int(drawn["last"].to_numpy().argmax())
    first = day(drawn["date"].iloc[0], events["precision"].iloc[0])
    last = day(drawn["last"].iloc[ending], events["precision"].iloc[ending])
    period = f", {first}" if first == last else f" from {first} to {last}"
    text = f"Timeline of {counted(len(drawn), 'event')}{period}."
    silent = drawn[events["in_article"].isna()]
    if silent.empty:
        return f"{text} Wikipedia's article tells of all of them."
    missing = join_words(silent["label"] + " (" + silent["when"] + ")")
    return f"{text} Wikipedia's article is silent about {len(silent)}: {missing}."
