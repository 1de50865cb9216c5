"""Many events at once, in lanes by theme or by who acts."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.dates import day
from coursebook.charts.swimlanes import swimlanes
from coursebook.errors import UnknownName
from korean_peace.charts.events import TITLES, TOLD, prepared, told

_LANES = {"theme": "pair", "pair": "theme"}  # and what a menu picks
_COLUMNS = "id date end_date precision title actors theme in_article source_id locator status"
_PAIRS = {
    "North and South": {"DPRK", "ROK"},
    "North and US": {"DPRK", "US"},
    "South and US": {"ROK", "US"},
    "North and China": {"DPRK", "China"},
    "North alone": {"DPRK"},
    "South alone": {"ROK"},
    "US alone": {"US"},
}
_REST = "others, or three and more"


def overview(
    events: pd.DataFrame, title: str, lanes: str = "theme", labels: Mapping[str, str] | None = None
) -> alt.TopLevelMixin:
    """Draw many events in lanes, with a few of them named above.

    Args:
        events: Rows of the table `events`.
        title: The finding, as a short sentence.
        lanes: What a lane holds: `theme`, or `pair` of those who act.
        labels: Short names of the events that are marked by a line, by id, such as
            `{"meeting-2018-06-12": "Singapore"}`.

    Returns:
        An Altair chart. Colour and shape say whether Wikipedia's article tells of the event;
        a menu picks a pair (or, in lanes by pair, a theme); a tooltip names each event.

    Raises:
        UnknownName: `lanes` is neither, or `labels` names an event that is not drawn.
        ChartError: there is no event to draw, or these are no events.
    """
    if lanes not in _LANES:
        raise UnknownName("kind of lanes", lanes, _LANES)
    evidence.require_columns(events, "events", _COLUMNS.split())
    for name in set(labels or {}) - set(events["id"]):
        raise UnknownName("event", name, [*events["id"].head(3), "…"], "kp.load('events')")
    events = events.sort_values("date", kind="stable", ignore_index=True)
    groups = {"theme": events["theme"].astype(str), "pair": events["actors"].map(_pair)}
    drawn = prepared(events).assign(
        id=events["id"], kind=told(events, TOLD), lane=groups[lanes], **groups
    )
    counts = drawn["lane"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    order = [*_PAIRS, _REST] if lanes == "pair" else list(counts.index)
    order = [lane for lane in order if lane in counts]
    return annotate(
        swimlanes(drawn, order, TOLD, TITLES, menu=_LANES[lanes], names=labels),
        title=title,
        subtitle="One mark is one event of the course's table; their number measures nothing.\n"
        "A bar lasted, or its day is not known.",
        alt_text=f"{len(drawn)} events from {day(drawn['date'].min())} to "
        f"{day(drawn['last'].max())} in lanes by {lanes}: "
        + ", ".join(f"{lane} {counts[lane]}" for lane in order)
        + f". Wikipedia's article tells of {events['in_article'].count()} of them.",
        table=drawn[["when", "label", lanes, "kind", "source"]].set_axis(
            ["When", "What happened", lanes.capitalize(), "Wikipedia's article", "Source"], axis=1
        ),
        source=evidence.source_line("the course's table of events", events),
    )


def _pair(actors: str) -> str:
    there = set(actors.split("; "))
    return next((name for name, pair in _PAIRS.items() if pair == there), _REST)
