"""Leaders, and whom they met."""

import altair as alt
import pandas as pd

from coursebook.charts import dates, evidence, marks
from coursebook.charts.annotate import annotate
from coursebook.charts.words import join_words
from coursebook.data.reader import find_row
from korean_peace.charts.events import LOOKS, dated, told

_COLUMNS = ["event_id", "leader_id", "counterpart_id", "others", "in_article", "status"]
_TOLD = dict(zip(("told in the body of Wikipedia's article", "not told there"), LOOKS, strict=True))


def name(person: str) -> str:
    """Return a leader's name as the table of people spells it."""
    row = find_row("people", person)
    return str(row["name"]) if row else person.replace("-", " ").title()


def meetings(rows: pd.DataFrame, events: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw the meetings of leaders in a lane for each counterpart.

    Args:
        rows: Rows of the table `meetings`, such as those of Kim Jong Un:
            `meetings[meetings["leader_id"] == "kim-jong-un"]`.
        events: The table `events`, which holds the dates.

    Returns:
        An Altair chart. Colour and shape say whether the body of Wikipedia's article tells
        of the meeting.

    Raises:
        ChartError: there is no meeting to draw, these are other tables, or a date is missing.
    """
    evidence.require_columns(rows, "meetings", _COLUMNS)
    evidence.require_columns(events, "events", ["id", "date", "end_date", "precision"])
    rows = dated(rows, events)
    who = pd.Series(evidence.mark_uncorroborated(rows["counterpart_id"].map(name), rows))
    counts = who.value_counts()
    lanes = {person: f"{person} ({count})" for person, count in counts.items()}
    drawn = rows[["date"]].assign(
        when=dates.spans(rows),
        lane=who.map(lanes),
        told=told(rows, _TOLD),
        text=rows["date"].map(dates.short),
        place=rows["place_id"].str.replace("-", " ").str.title(),
        # Dates of one lane stand above and below by turns, so that neighbours do not meet.
        up=who.groupby(who).cumcount() % 2 == 0,
    )
    most = join_words(counts.index[counts == counts.max()])
    in_article = rows["in_article"].count()
    times = "; ".join(f"{person}: {join_words(drawn[who == person]['when'])}" for person in lanes)
    people = {"When": drawn["when"], "For the North": rows["leader_id"].map(name)}
    people["With"] = who + rows["others"].map(_others)
    where = {"Where": drawn["place"], "Wikipedia's article": drawn["told"]}
    return annotate(
        _lanes(drawn, list(lanes.values())),
        title=f"{len(drawn)} meetings, most with {most} ({counts.max()}); the body of "
        f"Wikipedia's article tells of {in_article}",
        subtitle="The point stands on the first day of a visit. "
        "The number of meetings measures no success.",
        alt_text=f"{len(drawn)} meetings of leaders by counterpart. {times}. "
        f"The body of Wikipedia's article tells of {in_article}.",
        table=evidence.table(rows, {**people, **where}),
        source=evidence.source_line("the course's tables of meetings and events", rows),
    )


def _others(people: str | float) -> str:
    if pd.isna(people):
        return ""
    return f" (with {join_words(name(person) for person in str(people).split('; '))})"


def _lanes(drawn: pd.DataFrame, lanes: list[str]) -> alt.TopLevelMixin:
    first, last = drawn["date"].min(), drawn["date"].max()
    room = pd.Timedelta(days=max((last - first).days // 12, 12))
    colour, shape = marks.category("told", _TOLD)
    base = alt.Chart(drawn).encode(
        x=marks.time("date", [first - room, last + room]).axis(grid=True, tickCount=8),
        y=alt.Y("lane:N").sort(lanes).title(None).axis(domain=False, ticks=False),
        tooltip=["when:N", "lane:N", "place:N"],
    )
    points = base.mark_point(filled=True, size=150, opacity=1)
    texts = base.encode(text="text:N")
    return alt.layer(
        points.encode(color=colour, shape=shape),
        texts.transform_filter("datum.up == true").mark_text(dy=-16),
        texts.transform_filter("datum.up == false").mark_text(dy=17),
    ).properties(width=marks.WIDTH - 60, height=68 * len(lanes))
