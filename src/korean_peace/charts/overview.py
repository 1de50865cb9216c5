"""Many events at once, in lanes."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    assign_lanes,
    citations,
    day,
    last_day,
    mark_uncorroborated,
    require_columns,
    source_line,
    span,
)
from korean_peace.errors import UnknownName
from korean_peace.theme import BLUE, GRID, INK, ORANGE

LANES = ("theme", "pair")
_COLUMNS = "id date end_date precision title actors theme in_article source_id locator status"
_STEP = 13  # pixels between events of a lane that would cover each other
_LETTER = 7  # pixels of width, about
_TOLD = ("told in Wikipedia's article", "not told there")
_PAIRS = [
    ("North and South", {"DPRK", "ROK"}),
    ("North and US", {"DPRK", "US"}),
    ("South and US", {"ROK", "US"}),
    ("North and China", {"DPRK", "China"}),
    ("North alone", {"DPRK"}),
    ("South alone", {"ROK"}),
    ("US alone", {"US"}),
]
_REST = "others, or three and more"


def overview(
    events: pd.DataFrame,
    title: str,
    lanes: str = "theme",
    labels: Mapping[str, str] | None = None,
) -> Any:
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
    if lanes not in LANES:
        raise UnknownName("kind of lanes", lanes, LANES)
    require_columns(events, "events", _COLUMNS.split())
    labels = labels or {}
    for name in set(labels) - set(events["id"]):
        raise UnknownName("event", name, [*events["id"].head(3), "…"], "kp.load('events')")
    events = events.sort_values("date", kind="stable", ignore_index=True)
    drawn = _prepared(events, lanes)
    begin, end = drawn["date"].min(), drawn["last"].max()
    centres, bands, height = _stack(drawn, begin, end)
    other = "pair" if lanes == "theme" else "theme"
    menu = alt.selection_point(
        name="shown",
        fields=[other],
        bind=alt.binding_select(
            options=[None, *sorted(drawn[other].unique())],
            labels=["all", *sorted(drawn[other].unique())],
            name=f"Show by {other}: ",
        ),
    )
    scale = alt.Scale(domain=[begin, end], nice=False, padding=8)
    time = alt.X("date:T", title=None, scale=scale, axis=alt.Axis(grid=True, tickCount=8))
    names = {f"{centre:g}": lane for lane, centre in centres.items()}
    axis = alt.Axis(
        values=list(centres.values()),
        labelExpr=f"{names}[datum.value]",
        domain=False,
        ticks=False,
        grid=False,
    )
    rows_scale = alt.Scale(domain=[height, 0], nice=False)
    rows = alt.Y("y:Q", title=None, scale=rows_scale, axis=axis)
    base = alt.Chart(drawn).encode(
        x=time,
        y=rows,
        color=alt.Color(
            "told:N",
            title=None,
            scale=alt.Scale(domain=list(_TOLD), range=[BLUE, ORANGE]),
            legend=alt.Legend(orient="bottom"),
        ),
        opacity=alt.when(menu).then(alt.value(0.95)).otherwise(alt.value(0.1)),
        tooltip=[alt.Tooltip("when:N", title="When"), alt.Tooltip("label:N", title="What")],
    )
    points = base.transform_filter("datum.last == datum.date").mark_point(filled=True, size=75)
    shapes = alt.Scale(domain=list(_TOLD), range=["circle", "diamond"])
    spans = base.transform_filter("datum.last > datum.date").mark_rule(
        strokeWidth=5, strokeCap="round"
    )
    stripes = alt.Chart(bands).mark_rect(color=GRID, opacity=0.3).encode(y2="below:Q")
    layers = [
        stripes.encode(y=alt.Y("above:Q", title=None, scale=rows_scale, axis=axis)),
        *_named(drawn, labels, begin, end),
        spans.encode(x2="last:T"),
        points.encode(shape=alt.Shape("told:N", title=None, scale=shapes)).add_params(menu),
    ]
    return annotate(
        alt.layer(*layers).properties(width=WIDTH, height=height),
        title=title,
        subtitle="One mark is one event of the course's table; their number measures nothing.\n"
        "A bar lasted, or its day is not known.",
        alt_text=_in_words(drawn, centres, lanes),
        table=drawn[["when", "label", lanes, "told", "source"]].rename(
            columns={
                "when": "When",
                "label": "What happened",
                lanes: lanes.capitalize(),
                "told": "Wikipedia's article",
                "source": "Source",
            }
        ),
        source=source_line("the course's table of events", events),
    )


def _prepared(events: pd.DataFrame, lanes: str) -> pd.DataFrame:
    periods = list(zip(events["date"], events["end_date"], events["precision"], strict=True))
    drawn = pd.DataFrame(
        {
            "id": events["id"],
            "date": events["date"],
            "last": [last_day(*each) for each in periods],
            "when": [span(*each) for each in periods],
            "label": mark_uncorroborated(events["title"], events),
            "told": [_TOLD[0 if told else 1] for told in events["in_article"].notna()],
            "theme": events["theme"].astype(str),
            "pair": [_pair(actors) for actors in events["actors"]],
            "source": citations(events),
        }
    )
    return drawn.assign(lane=drawn[lanes])


def _pair(actors: str) -> str:
    there = set(actors.split("; "))
    return next((name for name, pair in _PAIRS if pair == there), _REST)


def _stack(
    drawn: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp
) -> tuple[dict[str, float], pd.DataFrame, int]:
    """Give each event its height, and return the lanes' middles, edges and height."""
    day_width = WIDTH / max((end - begin).days, 1)
    order = [name for name, _ in _PAIRS] + [_REST]
    lanes = sorted(drawn["lane"].unique(), key=lambda lane: (lane in order, lane))
    lanes.sort(
        key=lambda lane: order.index(lane) if lane in order else -drawn["lane"].eq(lane).sum()
    )
    top, centres, edges = 10.0, {}, []
    drawn["y"] = 0.0
    for lane in lanes:
        rows = drawn[drawn["lane"] == lane]
        left = (rows["date"] - begin).dt.days * day_width
        right = (rows["last"] - begin).dt.days * day_width
        places = assign_lanes(zip(left, right + _STEP, strict=True))
        drawn.loc[rows.index, "y"] = [top + _STEP * place for place in places]
        centres[lane] = top + _STEP * max(places) / 2
        edges.append((top - 12, top + _STEP * (max(places) + 1) + 4))
        top += _STEP * (max(places) + 1) + 16
    bands = pd.DataFrame(edges[::2], columns=["above", "below"])
    return centres, bands, int(top)


def _named(
    drawn: pd.DataFrame, labels: Mapping[str, str], begin: pd.Timestamp, end: pd.Timestamp
) -> list[Any]:
    """Return lines with names above the lanes, in as many rows as they need."""
    if not labels:
        return []
    named = drawn[drawn["id"].isin(list(labels))].drop_duplicates("id")
    named = named[["id", "date"]].assign(name=named["id"].map(dict(labels)))
    day_width = WIDTH / max((end - begin).days, 1)
    middles = (named["date"] - begin).dt.days * day_width
    halves = named["name"].str.len() * _LETTER / 2 + 4
    named["row"] = assign_lanes(zip(middles - halves, middles + halves, strict=True))
    named["up"] = -8 - 17 * named["row"]
    base = alt.Chart(named).encode(x="date:T")
    words = [
        base.transform_filter(f"datum.up == {up}")
        .mark_text(baseline="bottom", fontWeight="bold")
        .encode(y=alt.value(up), text="name:N")
        for up in sorted(named["up"].unique())
    ]
    lines = [
        base.transform_filter(f"datum.up == {up}")
        .mark_rule(color=INK, strokeDash=[3, 3])
        .encode(y=alt.value(up + 2), y2=alt.value("height"))
        for up in sorted(named["up"].unique())
    ]
    return [*lines, *words]


def _in_words(drawn: pd.DataFrame, centres: Mapping[str, float], lanes: str) -> str:
    counts = drawn["lane"].value_counts()
    told = (drawn["told"] == _TOLD[0]).sum()
    parts = ", ".join(f"{lane} {counts[lane]}" for lane in centres)
    return (
        f"{len(drawn)} events from {day(drawn['date'].min())} to {day(drawn['last'].max())} "
        f"in lanes by {lanes}: {parts}. Wikipedia's article tells of {told} of them."
    )
