"""What a pattern is worth: how often would it be so by chance?"""

from typing import Any

import altair as alt
import pandas as pd

from coursebook.charts.annotate import annotate, require_columns, source_line
from coursebook.charts.colours import BLUE, GREEN, INK, ORANGE, PINK
from coursebook.charts.dates import day, short
from coursebook.charts.marks import WIDTH
from coursebook.charts.words import join_words
from coursebook.errors import ChartError
from korean_peace.charts.events import dated


def base_rate(rows: pd.DataFrame, events: pd.DataFrame, days: int = 48) -> Any:
    """Draw how many days of the whole span had a meeting with Xi shortly before.

    Before "each Trump meeting came after a Xi visit" is called a pattern: on what share of
    all days would it be so by chance?

    The span goes from the first day of the first Xi visit to the last Trump meeting. A day
    counts if a Xi visit had ended on it or at most `days` days earlier.

    Args:
        rows: Rows of the table `meetings` with those of Kim and Xi and of Kim and Trump.
        events: The table `events`, which holds the dates.
        days: Where the slider stands at first, 1 to 120.

    Returns:
        An Altair chart with a slider for the number of days.

    Raises:
        ChartError: `days` is out of range, meetings with Xi or Trump are missing, or these are
            other tables.
    """
    require_columns(rows, "meetings", ["event_id", "counterpart_id", "status"])
    require_columns(events, "events", ["id", "date", "end_date", "precision"])
    if not (isinstance(days, int) and 1 <= days <= _LONGEST):
        raise ChartError(f"{days!r} days: choose a number from 1 to {_LONGEST}.")
    made = dated(rows, events)
    xi, trump = (made[made["counterpart_id"] == who] for who in ("xi-jinping", "donald-trump"))
    if xi.empty or trump.empty:
        raise ChartError("no meeting with Xi, or none with Trump: pass kp.load('meetings').")
    ends = xi["end_date"].fillna(xi["date"])
    begin, end = xi["date"].min(), trump["date"].max()
    curve = shares(list(ends), list(trump["date"]), begin, end)
    chosen = alt.param(
        name="days",
        value=days,
        bind=alt.binding_range(min=1, max=_LONGEST, step=1, name="Days before: "),
    )
    now = curve[curve["days"] == days].iloc[0]
    before = [
        int(min((each - last).days for last in ends if last <= each))
        for each in trump["date"]
        if (ends <= each).any()
    ]
    total = (end - begin).days + 1
    chart = alt.vconcat(_windows(ends, trump, begin, end), _curve(curve), spacing=26)
    return annotate(
        chart.add_params(chosen),
        title=f"{days} days or less after a Xi visit: {now['hits']:.0f} of {len(trump)} Trump "
        f"meetings, but {now['share']:.0f} % of all days too",
        subtitle=f"All days: {total}, from {day(begin)} to {day(end)}. The slider moves the limit.",
        alt_text=f"The last Xi visit had ended {join_words([str(each) for each in before])} days "
        f"before the Trump meetings of {join_words([day(each) for each in trump['date']])}. Of the "
        f"{total} days from {day(begin)} to {day(end)}, {now['count']:.0f}, or "
        f"{now['share']:.0f} per cent, had a Xi visit that ended at most {days} days before.",
        table=_steps(curve, days),
        source=source_line("computed from the course's tables of meetings and events", xi, trump),
    )


_LONGEST = 120  # days, the end of the slider


def shares(
    ends: list[pd.Timestamp], hits: list[pd.Timestamp], begin: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    """Return for 1 to 120 days the share of all days with a meeting at most so long before.

    Args:
        ends: Last days of the meetings that come before.
        hits: Days that are said to come after them.
        begin: First day of the span.
        end: Last day of the span.

    Returns:
        Columns `days`, `count` (days of the span), `share` (per cent) and `hits` (of `hits`).
    """
    span_days = pd.Series(pd.date_range(begin, end))
    since = _since(span_days, ends)
    reached = _since(pd.Series(hits), ends)
    limits = range(1, _LONGEST + 1)
    return pd.DataFrame(
        {
            "days": list(limits),
            "count": [int((since <= limit).sum()) for limit in limits],
            "share": [float((since <= limit).mean() * 100) for limit in limits],
            "hits": [int((reached <= limit).sum()) for limit in limits],
        }
    )


def _since(days: "pd.Series[pd.Timestamp]", ends: list[pd.Timestamp]) -> "pd.Series[float]":
    """Return for each day how many days ago the last meeting had ended; missing before any."""
    gaps = pd.DataFrame({end: (days - end).dt.days for end in ends})
    return gaps.where(gaps >= 0).min(axis=1)


def _windows(ends: Any, trump: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> Any:
    scale = alt.Scale(domain=[begin, end + pd.Timedelta(days=12)], nice=False)
    xi = pd.DataFrame({"end": list(ends), "limit": end, "text": [short(each) for each in ends]})
    after = (
        "toDate(min(toNumber(toDate(datum.end)) + days * 86400000, toNumber(toDate(datum.limit))))"
    )
    base = alt.Chart(xi).encode(
        x=alt.X("end:T", title=None, scale=scale, axis=alt.Axis(grid=False, tickCount=8))
    )
    met = pd.DataFrame(
        {"date": list(trump["date"]), "text": [short(each) for each in trump["date"]]}
    )
    trumps = alt.Chart(met).encode(x="date:T")
    return alt.layer(
        base.transform_calculate(until=after)
        .mark_rect(color=PINK, opacity=0.35)
        .encode(x2="until:T", y=alt.value(30), y2=alt.value(80)),
        base.mark_point(filled=True, size=120, color=BLUE, opacity=1).encode(y=alt.value(55)),
        trumps.mark_rule(strokeWidth=2, color=INK).encode(y=alt.value(30), y2=alt.value(80)),
        trumps.mark_point(shape="diamond", filled=True, size=150, color=ORANGE, opacity=1).encode(
            y=alt.value(24)
        ),
        trumps.mark_text(dy=-16).encode(y=alt.value(24), text=alt.Text("text:N")),
    ).properties(
        width=WIDTH,
        height=80,
        title=alt.Title(
            "Circles: a Xi visit ends, and the days after it. Diamonds: Trump meetings",
            fontSize=13,
            offset=12,
        ),
    )


def _curve(curve: pd.DataFrame) -> Any:
    base = alt.Chart(curve).encode(
        x=alt.X("days:Q", title="Days before", scale=alt.Scale(domain=[0, _LONGEST], nice=False)),
        y=alt.Y("share:Q", title="Per cent of all days", scale=alt.Scale(domain=[0, 100])),
    )
    here = base.transform_filter("datum.days == days")
    said = "round(datum.share) + ' % of all days; Trump meetings: ' + datum.hits"
    return alt.layer(
        base.mark_line(strokeWidth=3, color=GREEN),
        here.mark_rule(strokeDash=[4, 4], color=INK).encode(y=alt.value(0), y2=alt.value(190)),
        here.mark_point(filled=True, size=130, color=INK, opacity=1),
        here.transform_calculate(said=said)
        .mark_text(align="left", dx=10, dy=16, fontWeight="bold")
        .encode(text="said:N"),
    ).properties(width=WIDTH, height=190)


def _steps(curve: pd.DataFrame, days: int) -> pd.DataFrame:
    wanted = curve[(curve["days"] % 12 == 0) | (curve["days"] == days)]
    return pd.DataFrame(
        {
            "At most so many days before": wanted["days"],
            "Days of the span": wanted["count"],
            "Share of all days, %": [f"{each:.1f}" for each in wanted["share"]],
            "Trump meetings": wanted["hits"],
        }
    )
