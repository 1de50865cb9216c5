"""Leaders, and whom they met."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.dates import short, spans
from coursebook.charts.marks import WIDTH, category
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
    require_columns(rows, "meetings", _COLUMNS)
    require_columns(events, "events", ["id", "date", "end_date", "precision"])
    drawn = _prepared(rows, events)
    counts = drawn["who"].value_counts()
    drawn["lane"] = [f"{who} ({counts[who]})" for who in drawn["who"]]
    times = {str(who): join_words(drawn[drawn["who"] == who]["when"]) for who in counts.index}
    most = join_words(counts.index[counts == counts.max()])
    in_article = rows["in_article"].count()
    return annotate(
        _lanes(drawn, [f"{who} ({count})" for who, count in counts.items()]),
        title=f"{len(drawn)} meetings, most with {most} ({counts.max()}); the body of "
        f"Wikipedia's article tells of {in_article}",
        subtitle="The point stands on the first day of a visit. "
        "The number of meetings measures no success.",
        alt_text=f"{len(drawn)} meetings of leaders by counterpart. "
        + "; ".join(f"{who}: {when}" for who, when in times.items())
        + f". The body of Wikipedia's article tells of {in_article}.",
        table=drawn.assign(who=drawn["who"] + drawn["others"])[
            ["when", "leader", "who", "place", "told", "source"]
        ].set_axis(
            ["When", "For the North", "With", "Where", "Wikipedia's article", "Source"], axis=1
        ),
        source=source_line("the course's tables of meetings and events", rows),
    )


def _prepared(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    rows = dated(rows, events)
    who = mark_uncorroborated(rows["counterpart_id"].map(name), rows)
    return rows.assign(
        who=who,
        others=[_others(people) for people in rows["others"]],
        leader=rows["leader_id"].map(name),
        told=told(rows, _TOLD),
        when=spans(rows),
        text=rows["date"].map(short),
        place=rows["place_id"].str.replace("-", " ").str.title(),
        source=citations(rows),
        # Dates of one lane stand above and below by turns, so that neighbours do not meet.
        up=rows.groupby(who).cumcount() % 2 == 0,
    )


def _others(people: str | float) -> str:
    if pd.isna(people):
        return ""
    return f" (with {join_words(name(person) for person in str(people).split('; '))})"


def _lanes(drawn: pd.DataFrame, lanes: list[str]) -> alt.TopLevelMixin:
    first, last = drawn["date"].min(), drawn["date"].max()
    room = pd.Timedelta(days=max((last - first).days // 12, 12))
    colour, shape = category("told", _TOLD)
    time = alt.X("date:T").title(None).scale(domain=[first - room, last + room], nice=False)
    base = alt.Chart(drawn[["date", "lane", "told", "up", "text", "when", "place"]]).encode(
        x=time.axis(grid=True, tickCount=8),
        y=alt.Y("lane:N").sort(lanes).title(None).axis(domain=False, ticks=False),
        tooltip=["when:N", "lane:N", "place:N"],
    )
    points = base.mark_point(filled=True, size=150, opacity=1)
    above = base.transform_filter("datum.up == true").mark_text(dy=-16)
    below = base.transform_filter("datum.up == false").mark_text(dy=17)
    return alt.layer(
        points.encode(color=colour, shape=shape),
        above.encode(text="text:N"),
        below.encode(text="text:N"),
    ).properties(width=WIDTH - 60, height=68 * len(lanes))
