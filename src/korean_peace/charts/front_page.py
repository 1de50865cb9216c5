"""The whole process at a glance: the timeline on the front page."""

import altair as alt
import pandas as pd
from bs4 import Tag
from bs4.element import PageElement

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, GREY, ORANGE
from coursebook.charts.timeline import timeline
from coursebook.data import frames, reader, schema
from coursebook.data.citations import cite, find_groups
from coursebook.render.bibliography import Sources
from coursebook.render.document import Figure, replace_texts
from coursebook.render.scripts import marked
from coursebook.render.vega.figure import read_figure
from korean_peace.charts.events import prepared

# A choice for a first look: steps of each side, towards each other and away.
EVENTS = """
    hwasong-15-2017-11-29 kim-new-year-2018-01-01 meeting-2018-03-25 meeting-2018-04-27
    signed-panmunjom punggye-ri-closed-2018-05-24 meeting-2018-06-12 signed-singapore
    ufg-suspended-2018-06-19 family-reunions-2018-08-20 liaison-office-opened-2018-09-14
    meeting-2018-09-18 signed-pyongyang meeting-2019-02-27 hanoi-cut-short-2019-02-28
    missile-test-2019-05-04 meeting-2019-06-30 joint-exercise-2019-08
    stockholm-talks-2019-10-05 liaison-office-destroyed-2020-06-16
""".split()
LOOKS = {
    "leaders meet": (BLUE, "circle"),
    "a text is signed": (ORANGE, "diamond"),
    "another step": (GREY, "square"),
}
KINDS = tuple(LOOKS)
_FEWEST = 3  # fewer events are no timeline


def figure(sources: str) -> Figure | None:
    """Return the timeline as a figure, or nothing where the tables have no such events.

    Args:
        sources: Address of the page of sources; the table's citations lead to it. Empty where
            there is no such page.

    Raises:
        DataError: a table holds what is not permitted.
    """
    if not {"agreements", "events", "meetings"} <= set(schema.table_names()):
        return None
    events = frames.load("events")
    chosen = events[events["id"].isin(EVENTS)].sort_values("date", kind="stable", ignore_index=True)
    if len(chosen) < _FEWEST:
        return None
    return read_figure(
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
        for source in (cite(citation.source_id) for citation in group.citations):
            name = marked(source.publisher)
            if address:
                link = Tag(name="a", attrs={"href": f"{address}#{source.id}"})
                link.extend(name)
                name = [link]
            nodes += name
        end = group.end
    return [*nodes, *marked(text[end:])]


def _chart(events: pd.DataFrame) -> alt.TopLevelMixin:
    drawn = prepared(events).assign(kind=_kinds(events["id"]), last=events["date"])
    first, last = drawn.iloc[0], drawn.iloc[-1]
    period = f"{first['date']:%B %Y} to {last['date']:%B %Y}"
    kinds = drawn["kind"].value_counts()
    by_kind = ", ".join(f"{kind}: {kinds.get(kind, 0)}" for kind in KINDS)
    years = drawn["date"].dt.year.value_counts(sort=False).sort_index()
    by_year = ", ".join(f"{count} in {year}" for year, count in years.items())
    return annotate(
        timeline(drawn[["date", "last", "label", "kind"]], LOOKS, {}, axis="%b %Y"),
        title=f"{len(drawn)} events, {period}",
        subtitle="A choice, for a first look: the lessons and the table of events have many more.",
        alt_text=f"Timeline of {len(drawn)} events, {period}. By kind: {by_kind}. "
        f"By year: {by_year}. "
        f"It begins with: {first['label']}; it ends with: {last['label']}.",
        table=evidence.table(
            events, {"When": drawn["when"], "What happened": drawn["label"], "Kind": drawn["kind"]}
        ),
        source="Source: the course's table of events; each row names its own source.",
    )


def _kinds(events: "pd.Series[str]") -> list[str]:
    """Return the kind of each event: the tables of meetings and agreements know it."""
    known = {
        row["event_id"]: kind
        for kind, table in ((KINDS[1], "agreements"), (KINDS[0], "meetings"))
        for row in reader.read_rows(table)
    }
    return [known.get(event, KINDS[-1]) for event in events]
