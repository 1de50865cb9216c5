"""The whole process at a glance: the timeline on the front page."""

from typing import Literal

import altair as alt
import pandas as pd
from bs4 import Tag
from bs4.element import PageElement

from coursebook.charts import annotate
from coursebook.charts.colours import BLUE, GREY, ORANGE
from coursebook.charts.dates import spans
from coursebook.charts.marks import WIDTH, category
from coursebook.data import frames, reader, schema
from coursebook.data.citations import cite, find_groups
from coursebook.render.bibliography import Sources
from coursebook.render.document import Figure, replace_texts
from coursebook.render.scripts import marked
from coursebook.render.vega import figure as figures

# A choice for a first look: steps of each side, towards each other and away.
EVENTS = (
    "hwasong-15-2017-11-29",
    "kim-new-year-2018-01-01",
    "meeting-2018-03-25",
    "meeting-2018-04-27",
    "signed-panmunjom",
    "punggye-ri-closed-2018-05-24",
    "meeting-2018-06-12",
    "signed-singapore",
    "ufg-suspended-2018-06-19",
    "family-reunions-2018-08-20",
    "liaison-office-opened-2018-09-14",
    "meeting-2018-09-18",
    "signed-pyongyang",
    "meeting-2019-02-27",
    "hanoi-cut-short-2019-02-28",
    "missile-test-2019-05-04",
    "meeting-2019-06-30",
    "joint-exercise-2019-08",
    "stockholm-talks-2019-10-05",
    "liaison-office-destroyed-2020-06-16",
)
LOOKS = {
    "leaders meet": (BLUE, "circle"),
    "a text is signed": (ORANGE, "diamond"),
    "another step": (GREY, "square"),
}
KINDS = tuple(LOOKS)

_NEEDED = {"agreements", "events", "meetings"}
_FEWEST = 3  # fewer events are no timeline
_ROW = 24  # pixels of height


def figure(sources: str) -> Figure | None:
    """Return the timeline as a figure, or nothing where the tables have no such events.

    Args:
        sources: Address of the page of sources; the table's citations lead to it. Empty where
            there is no such page.

    Raises:
        DataError: a table holds what is not permitted.
    """
    if not set(schema.table_names()) >= _NEEDED:
        return None
    chosen = [each for each in EVENTS if reader.find_row("events", each)]
    if len(chosen) < _FEWEST:
        return None
    return figures.read_figure(
        _chart(chosen).to_dict(),
        1,
        lambda tree: replace_texts(tree, lambda text: _linked(text, sources)),
        plain=Sources(strict=True).plain,
    )


def _linked(text: str, address: str) -> list[PageElement]:
    """Return text as nodes; a citation names the publisher and leads to the page of sources."""
    nodes: list[PageElement] = []
    end = 0
    for group in find_groups(text):
        nodes += marked(text[end : group.start])
        for cited in group.citations:
            source = cite(cited.source_id)
            name = marked(source.publisher)
            if address:
                link = Tag(name="a", attrs={"href": f"{address}#{source.id}"})
                link.extend(name)
                name = [link]
            nodes += name
        end = group.end
    return [*nodes, *marked(text[end:])]


def _chart(chosen: list[str]) -> alt.TopLevelMixin:
    events = frames.load("events")
    events = events[events["id"].isin(chosen)].sort_values("date", kind="stable", ignore_index=True)
    drawn = _prepared(events)
    period = f"{drawn['date'].iloc[0]:%B %Y} to {drawn['date'].iloc[-1]:%B %Y}"
    return annotate.annotate(
        alt.layer(_points(drawn), *_labels(drawn)).properties(
            width=WIDTH, height=_ROW * len(drawn)
        ),
        title=f"{len(drawn)} events, {period}",
        subtitle="A choice, for a first look: the lessons and the table of events have many more.",
        alt_text=_in_words(drawn, period),
        table=pd.DataFrame(
            {
                "When": drawn["when"],
                "What happened": drawn["label"],
                "Kind": drawn["kind"],
                "Source": annotate.citations(events),
            }
        ),
        source="Source: the course's table of events; each row names its own source.",
    )


def _prepared(events: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": events["date"],
            "when": spans(events),
            "label": annotate.mark_uncorroborated(events["title"], events),
            "kind": [_kind(each) for each in events["id"]],
            "order": range(len(events)),
        }
    )


def _points(drawn: pd.DataFrame) -> alt.Chart:
    colour, shape = category("kind", LOOKS)
    months = alt.Axis(format="%b %Y", grid=True, tickCount=8)
    marks = alt.Chart(drawn[["date", "kind", "order"]]).mark_point(filled=True, size=110, opacity=1)
    points: alt.Chart = marks.encode(
        x=alt.X("date:T", title=None, axis=months),
        y=alt.Y("order:O", axis=None),
        color=colour,
        shape=shape,
    )
    return points


def _labels(drawn: pd.DataFrame) -> list[alt.Chart]:
    """Return the labels, each on the side of its point where there is room."""
    late = drawn["date"] > drawn["date"].min() + (drawn["date"].max() - drawn["date"].min()) / 2
    sides: list[tuple[pd.DataFrame, Literal["left", "right"], int]] = [
        (drawn[~late], "left", 10),
        (drawn[late], "right", -10),
    ]
    return [
        alt.Chart(part[["date", "label", "order"]])
        .mark_text(align=align, dx=shift)
        .encode(x="date:T", y="order:O", text="label:N")
        for part, align, shift in sides
        if not part.empty
    ]


def _kind(event: str) -> str:
    """Return the kind of an event: the tables of meetings and agreements know it."""
    tables = zip(KINDS, ("meetings", "agreements"), strict=False)
    return next((kind for kind, name in tables if _points_to(name, event)), KINDS[-1])


def _points_to(table: str, event: str) -> bool:
    return any(row["event_id"] == event for row in reader.read_rows(table))


def _in_words(drawn: pd.DataFrame, period: str) -> str:
    kinds = drawn["kind"].value_counts()
    years = drawn["date"].dt.year.value_counts().sort_index()
    by_kind = ", ".join(f"{kind}: {kinds.get(kind, 0)}" for kind in KINDS)
    by_year = ", ".join(f"{count} in {year}" for year, count in years.items())
    return (
        f"Timeline of {len(drawn)} events, {period}. By kind: {by_kind}. By year: {by_year}. "
        f"It begins with: {drawn['label'].iloc[0]}; it ends with: {drawn['label'].iloc[-1]}."
    )
