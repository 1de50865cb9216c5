"""Letters beside meetings."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coursebook.charts import evidence, marks
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, INK, ORANGE
from coursebook.charts.dates import day
from coursebook.charts.words import counted, join_words
from korean_peace.charts.events import dated
from korean_peace.charts.meetings import name

_LETTER = 6.6  # pixels of width, about
_SIZE = {"width": marks.WIDTH - 60, "height": 260}


def letters(
    rows: pd.DataFrame,
    events: pd.DataFrame,
    met: pd.DataFrame,
    total: int | None = None,
    places: Mapping[str, str] | None = None,
) -> alt.TopLevelMixin:
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
    evidence.require_columns(rows, "letters", ["event_id", "sender_id", "gist", "status"])
    evidence.require_columns(met, "meetings", ["event_id", "place_id", "status"])
    evidence.require_columns(events, "events", ["id", "date", "end_date", "precision"])
    written, meetings = dated(rows, events), dated(met, events)
    towns = meetings["place_id"].str.split("-").str[0].str.title()
    short = {**dict(zip(meetings["id"], towns, strict=True)), **(places or {})}
    meetings["text"] = meetings["id"].map(short)
    days = written["date"].map(day)
    written["when"] = evidence.mark_uncorroborated(days, written)
    written["who"] = written["sender_id"].map(name)
    both = pd.concat([written["date"], meetings["date"]])
    room = pd.Timedelta(days=14)
    domain = [both.min() - room, both.max() + room]
    known = f"{counted(len(written), 'letter')} in our table"
    known += f"; reports count {total}" if total else ""
    sent = "; ".join(
        f"{who}: {join_words(when)}" for who, when in days.groupby(written["who"], sort=False)
    )
    shown = {"When": written["when"], "From": written["who"]}
    chart = alt.layer(*_marked(meetings, domain), *_lines(_steps(written, domain), domain))
    return annotate(
        chart.properties(**_SIZE),
        title=known,
        subtitle="A step up is one letter, a line a meeting. "
        "Letters whose day we did not find are missing.",
        alt_text=f"{known}. {sent}. "
        f"Meetings: {join_words(meetings['text'] + ' ' + meetings['date'].map(day))}.",
        table=evidence.table(written, {**shown, "What it is reported to say": written["gist"]}),
        source=evidence.source_line("the course's tables of letters and meetings", rows, met),
    )


def _steps(written: pd.DataFrame, domain: list[pd.Timestamp]) -> pd.DataFrame:
    """Return how many letters each had sent: from the left edge, after each letter, at the end."""
    begin, end = domain
    columns = ["who", "date", "count", "gist", "when"]
    steps = []
    for who, sent in written.groupby("who", sort=False):
        own = sent.assign(count=range(1, len(sent) + 1))[columns].values.tolist()
        steps += [[who, begin, 0, "", ""], *own, [who, end, len(sent), "", ""]]
    return pd.DataFrame(steps, columns=columns)


def _lines(steps: pd.DataFrame, domain: list[pd.Timestamp]) -> list[alt.Chart]:
    senders = list(steps["who"].unique())
    colour = marks.colour("who", dict(zip(senders, (BLUE, ORANGE), strict=False)))
    dashes = alt.StrokeDash("who:N").scale(domain=senders, range=[[1, 0], [7, 4]]).legend(None)
    counts = alt.Y("count:Q").title("Dated letters so far").axis(tickMinStep=1)
    line = alt.Chart(steps).mark_line(interpolate="step-after", strokeWidth=3)
    dots = alt.Chart(steps[steps["gist"] != ""]).mark_point(filled=True, size=60, opacity=1)
    ends = steps.groupby("who", as_index=False).last()
    ends["text"] = ends["who"] + ": " + ends["count"].astype(str)
    names = alt.Chart(ends).mark_text(align="left", dx=6)
    return [
        line.encode(
            x=marks.time("date", domain).axis(grid=False, tickCount=8),
            y=counts.scale(domain=[0, int(steps["count"].max()) + 1]),
            color=colour,
            strokeDash=dashes,
        ),
        dots.encode(x="date:T", y="count:Q", color=colour, tooltip=["when:N", "who:N", "gist:N"]),
        names.encode(x="date:T", y="count:Q", text="text:N"),
    ]


def _marked(meetings: pd.DataFrame, domain: list[pd.Timestamp]) -> list[alt.Chart]:
    middles = marks.pixels(meetings["date"], domain, _SIZE["width"])
    lanes = marks.label_lanes(middles, meetings["text"], _LETTER, 4)
    drawn = meetings[["date", "text"]].assign(lane=lanes)
    base = alt.Chart(drawn).encode(x="date:T")
    words = base.mark_text(baseline="bottom", fontWeight="bold").encode(text="text:N")
    lines = base.mark_rule(strokeDash=[3, 3], color=INK)
    return [
        lines.encode(y=alt.value(0), y2=alt.value(_SIZE["height"])),
        *marks.in_lanes(words, sorted(set(lanes)), -4, -16),
    ]
