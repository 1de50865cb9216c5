"""Letters beside meetings."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    assign_lanes,
    citations,
    dated,
    day,
    join_words,
    mark_uncorroborated,
    records,
    require_columns,
    source_line,
)
from korean_peace.charts.leaders import name
from korean_peace.theme import BLUE, INK, ORANGE

_LETTER = 6.6  # pixels of width, about


def letters(
    rows: pd.DataFrame,
    events: pd.DataFrame,
    met: pd.DataFrame,
    total: int | None = None,
    places: Mapping[str, str] | None = None,
) -> Any:
    """Draw the letters of Trump and Kim as steps, with their meetings as lines.

    Args:
        rows: Rows of the table `letters`.
        events: The table `events`, which holds the dates.
        met: Rows of the table `meetings` that are marked, such as those with Trump.
        total: How many letters reports speak of, from the row `letters-counted` of `figures`.
        places: Short names of the meetings by their id, if their places will not do.

    Returns:
        An Altair chart: one step up for each letter with a day.

    Raises:
        ChartError: there is no letter or no meeting, these are other tables, or a date is
            missing.
    """
    require_columns(rows, "letters", ["event_id", "sender_id", "gist", "status"])
    require_columns(met, "meetings", ["event_id", "place_id", "status"])
    require_columns(events, "events", ["id", "date", "end_date", "precision"])
    made, marked = dated(rows, events), dated(met, events)
    marked["text"] = [
        (places or {}).get(row.id, row.place_id.split("-")[0].title()) for row in records(marked)
    ]
    begin = min(made["date"].min(), marked["date"].min()) - pd.Timedelta(days=14)
    end = max(made["date"].max(), marked["date"].max()) + pd.Timedelta(days=14)
    steps = _counted(made, begin, end)
    scale = alt.Scale(domain=[begin, end], nice=False)
    senders = list(steps["who"].unique())
    line = (
        alt.Chart(steps)
        .mark_line(interpolate="step-after", strokeWidth=3)
        .encode(
            x=alt.X("date:T", title=None, scale=scale, axis=alt.Axis(grid=False, tickCount=8)),
            y=alt.Y(
                "count:Q",
                title="Dated letters so far",
                scale=alt.Scale(domain=[0, int(steps["count"].max()) + 1]),
                axis=alt.Axis(tickMinStep=1),
            ),
            color=alt.Color(
                "who:N", scale=alt.Scale(domain=senders, range=[BLUE, ORANGE]), legend=None
            ),
            strokeDash=alt.StrokeDash(
                "who:N", scale=alt.Scale(domain=senders, range=[[1, 0], [7, 4]]), legend=None
            ),
        )
    )
    ends = steps.groupby("who", as_index=False).last()
    ends["text"] = [
        f"{row.who}: {row.letters}" for row in records(ends.rename(columns={"count": "letters"}))
    ]
    names = (
        alt.Chart(ends).mark_text(align="left", dx=6).encode(x="date:T", y="count:Q", text="text:N")
    )
    each = alt.Chart(steps[steps["gist"] != ""]).mark_point(filled=True, size=60, opacity=1)
    dots = each.encode(
        x="date:T",
        y="count:Q",
        color=alt.Color("who:N", legend=None),
        tooltip=["when:N", "who:N", "gist:N"],
    )
    of = f"; reports count {total}" if total else ""
    known = f"{len(made)} letter{'s' if len(made) > 1 else ''} in our table{of}"
    return annotate(
        alt.layer(*_marked(marked, begin, end), line, dots, names).properties(
            width=WIDTH - 60, height=260
        ),
        title=known,
        subtitle="A step up is one letter, a line a meeting. "
        "Letters whose day we did not find are missing.",
        alt_text=f"{known}. "
        + "; ".join(
            f"{name(str(who))}: {join_words([day(each) for each in dates])}"
            for who, dates in made.groupby("sender_id", sort=False)["date"]
        )
        + ". Meetings: "
        + join_words([f"{row.text} {day(row.date)}" for row in records(marked)])
        + ".",
        table=pd.DataFrame(
            {
                "When": mark_uncorroborated([day(each) for each in made["date"]], made),
                "From": [name(each) for each in made["sender_id"]],
                "What it is reported to say": made["gist"],
                "Source": citations(made),
            }
        ),
        source=source_line("the course's tables of letters and meetings", rows, met),
    )


def _counted(made: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    steps = []
    for sender, own in made.groupby("sender_id", sort=False):
        who = name(str(sender))
        steps.append((who, begin, 0, "", ""))
        for count, row in enumerate(records(own), 1):
            doubt = mark_uncorroborated([day(row.date)], own.iloc[[count - 1]])[0]
            steps.append((who, row.date, count, row.gist, doubt))
        steps.append((who, end, len(own), "", ""))
    return pd.DataFrame(steps, columns=["who", "date", "count", "gist", "when"])


def _marked(marked: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> list[Any]:
    scale = (WIDTH - 60) / max((end - begin).days, 1)
    middles = (marked["date"] - begin).dt.days * scale
    halves = marked["text"].str.len() * _LETTER / 2 + 4
    drawn = marked[["date", "text"]].assign(
        row=assign_lanes(zip(middles - halves, middles + halves, strict=True))
    )
    base = alt.Chart(drawn).encode(x="date:T")
    lines = base.mark_rule(strokeDash=[3, 3], color=INK).encode(y=alt.value(0), y2=alt.value(260))
    words = [
        base.transform_filter(f"datum.row == {row}")
        .mark_text(baseline="bottom", fontWeight="bold")
        .encode(y=alt.value(-4 - 16 * row), text="text:N")
        for row in sorted(drawn["row"].unique())
    ]
    return [lines, *words]
