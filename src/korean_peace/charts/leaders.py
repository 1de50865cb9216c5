"""Leaders, and whom they met."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    citations,
    dated,
    join_words,
    mark_uncorroborated,
    records,
    require_columns,
    short,
    source_line,
    span,
)
from korean_peace.theme import BLUE, ORANGE

_COLUMNS = ["event_id", "leader_id", "counterpart_id", "others", "in_article", "status"]
_TOLD = ("told in the body of Wikipedia's article", "not told there")
_NAMES = {
    "xi-jinping": "Xi Jinping",
    "moon-jae-in": "Moon Jae-in",
    "donald-trump": "Donald Trump",
    "vladimir-putin": "Vladimir Putin",
    "kim-dae-jung": "Kim Dae-jung",
    "roh-moo-hyun": "Roh Moo-hyun",
}


def name(person: str) -> str:
    """Return a leader's name as charts print it."""
    return _NAMES.get(person, person.replace("-", " ").title())


def meetings(rows: pd.DataFrame, events: pd.DataFrame) -> Any:
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
    drawn = _met(rows, events)
    counts = drawn["who"].value_counts()
    order = list(counts.index)
    drawn["lane"] = [f"{each} ({counts[each]})" for each in drawn["who"]]
    lanes = [f"{each} ({counts[each]})" for each in order]
    room = pd.Timedelta(days=max((drawn["date"].max() - drawn["date"].min()).days // 12, 12))
    scale = alt.Scale(domain=[drawn["date"].min() - room, drawn["date"].max() + room], nice=False)
    base = alt.Chart(drawn[["date", "lane", "told", "up", "text", "when", "place"]]).encode(
        x=alt.X("date:T", title=None, scale=scale, axis=alt.Axis(grid=True, tickCount=8)),
        y=alt.Y("lane:N", sort=lanes, title=None, axis=alt.Axis(domain=False, ticks=False)),
        tooltip=["when:N", "lane:N", "place:N"],
    )
    points = base.mark_point(filled=True, size=150, opacity=1).encode(
        color=alt.Color(
            "told:N",
            title=None,
            scale=alt.Scale(domain=list(_TOLD), range=[BLUE, ORANGE]),
            legend=alt.Legend(orient="bottom"),
        ),
        shape=alt.Shape(
            "told:N", title=None, scale=alt.Scale(domain=list(_TOLD), range=["circle", "diamond"])
        ),
    )
    texts = [
        base.transform_filter(f"datum.up == {str(up).lower()}")
        .mark_text(dy=shift)
        .encode(text="text:N")
        for up, shift in ((True, -16), (False, 17))
    ]
    told = (drawn["told"] == _TOLD[0]).sum()
    return annotate(
        alt.layer(points, *texts).properties(width=WIDTH - 60, height=68 * len(lanes)),
        title=f"{len(drawn)} meetings, most with {_most(counts)}; the body of Wikipedia's "
        f"article tells of {told}",
        subtitle="The point stands on the first day of a visit. "
        "The number of meetings measures no success.",
        alt_text=f"{len(drawn)} meetings of leaders by counterpart. "
        + "; ".join(
            f"{who}: {join_words([row.when for row in records(drawn[drawn['who'] == who])])}"
            for who in order
        )
        + f". The body of Wikipedia's article tells of {told}.",
        table=drawn.assign(who=drawn["who"] + drawn["others"])[
            ["when", "leader", "who", "place", "told", "source"]
        ].set_axis(
            ["When", "For the North", "With", "Where", "Wikipedia's article", "Source"], axis=1
        ),
        source=source_line("the course's tables of meetings and events", rows),
    )


def _met(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    made = dated(rows, events)
    made["who"] = mark_uncorroborated([name(each) for each in made["counterpart_id"]], made)
    made["others"] = [
        "" if pd.isna(each) else f" (with {join_words([name(one) for one in each.split('; ')])})"
        for each in made["others"]
    ]
    made["leader"] = [name(each) for each in made["leader_id"]]
    made["told"] = [_TOLD[0 if told else 1] for told in made["in_article"].notna()]
    made["when"] = [
        span(*each) for each in zip(made["date"], made["end_date"], made["precision"], strict=True)
    ]
    made["text"] = [short(each) for each in made["date"]]
    made["place"] = [each.replace("-", " ").title() for each in made["place_id"]]
    made["source"] = citations(made)
    # Dates of one lane stand above and below by turns, so that neighbours do not meet.
    made["up"] = made.groupby("who").cumcount() % 2 == 0
    return made


def _most(counts: "pd.Series[int]") -> str:
    most = [str(who) for who in counts.index[counts == counts.max()]]
    return f"{join_words(most)} ({counts.max()})"
