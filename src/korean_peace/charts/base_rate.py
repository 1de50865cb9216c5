"""What a pattern is worth: how often would it be so by chance?"""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, GREEN, INK, ORANGE, PINK
from coursebook.charts.dates import day, short
from coursebook.charts.marks import WIDTH, Panel, small_title
from coursebook.charts.words import join_words
from coursebook.errors import ChartError
from korean_peace.charts.events import dated

Days = Iterable[pd.Timestamp]
_HEADINGS = "At most so many days before|Days of the span|Share of all days, %|Trump meetings"
_LONGEST = 120  # days, the end of the slider


def base_rate(rows: pd.DataFrame, events: pd.DataFrame, days: int = 48) -> alt.TopLevelMixin:
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
    evidence.require_columns(rows, "meetings", ["event_id", "counterpart_id", "status"])
    evidence.require_columns(events, "events", ["id", "date", "end_date", "precision"])
    if not (isinstance(days, int) and 1 <= days <= _LONGEST):
        raise ChartError(f"{days!r} days: choose a number from 1 to {_LONGEST}.")
    met = dated(rows, events)
    xi, trump = (met[met["counterpart_id"] == who] for who in ("xi-jinping", "donald-trump"))
    if xi.empty or trump.empty:
        raise ChartError("no meeting with Xi, or none with Trump: pass kp.load('meetings').")
    ends, hits = xi["end_date"].fillna(xi["date"]), trump["date"]
    begin, end = xi["date"].min(), hits.max()
    curve = shares(ends, hits, begin, end)
    now = curve[curve["days"] == days].iloc[0]
    period = f"{day(begin)} to {day(end)}"
    total = (end - begin).days + 1
    slider = alt.binding_range(min=1, max=_LONGEST, step=1, name="Days before: ")
    chart = alt.vconcat(_windows(ends, hits, begin), _curve(curve), spacing=26)
    steps = curve[(curve["days"] % 12 == 0) | (curve["days"] == days)]
    return annotate(
        chart.add_params(alt.param(name="days", value=days, bind=slider)),
        title=f"{days} days or less after a Xi visit: {now['hits']:.0f} of {len(trump)} Trump "
        f"meetings, but {now['share']:.0f} % of all days too",
        subtitle=f"All days: {total}, from {period}. The slider moves the limit.",
        alt_text="The last Xi visit had ended "
        f"{join_words(_since(hits, ends).dropna().astype(int))} days "
        f"before the Trump meetings of {join_words(hits.map(day))}. Of the "
        f"{total} days from {period}, {now['count']:.0f}, or "
        f"{now['share']:.0f} per cent, had a Xi visit that ended at most {days} days before.",
        table=steps.assign(share=steps["share"].map("{:.1f}".format)).set_axis(
            _HEADINGS.split("|"), axis=1
        ),
        source=evidence.source_line(
            "computed from the course's tables of meetings and events", xi, trump
        ),
    )


def shares(ends: Days, hits: Days, begin: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return for 1 to 120 days the share of all days with a meeting at most so long before.

    Args:
        ends: Last days of the meetings that come before.
        hits: Days that are said to come after them.
        begin: First day of the span.
        end: Last day of the span.

    Returns:
        Columns `days`, `count` (days of the span), `share` (per cent) and `hits` (of `hits`).
    """
    since, reached = _since(pd.date_range(begin, end), ends), _since(hits, ends)
    limits = pd.Series(range(1, _LONGEST + 1))
    counts = limits.map(lambda limit: (since <= limit).sum())
    return pd.DataFrame(
        {
            "days": limits,
            "count": counts,
            "share": counts / len(since) * 100,
            "hits": limits.map(lambda limit: (reached <= limit).sum()),
        }
    )


def _since(days: Days, ends: Days) -> "pd.Series[float]":
    """Return for each day how many days ago the last meeting had ended; missing before any."""
    times = pd.Series(list(days))
    gaps = pd.DataFrame({end: (times - end).dt.days for end in ends})
    return gaps.where(gaps >= 0).min(axis=1)


def _windows(ends: Days, hits: Days, begin: pd.Timestamp) -> Panel:
    end = max(hits)
    x = alt.X("end:T", title=None).scale(domain=[begin, end + pd.Timedelta(days=12)], nice=False)
    until = (
        "toDate(min(toNumber(toDate(datum.end)) + days * 86400000, toNumber(toDate(datum.limit))))"
    )
    visits = alt.Chart(pd.DataFrame({"end": ends, "limit": end})).encode(
        x=x.axis(grid=False, tickCount=8)
    )
    windows = visits.transform_calculate(until=until).mark_rect(color=PINK, opacity=0.35)
    meetings = alt.Chart(pd.DataFrame({"date": hits, "text": map(short, hits)})).encode(x="date:T")
    marks = meetings.mark_point(shape="diamond", filled=True, size=150, color=ORANGE, opacity=1)
    top, upper, lower = alt.value(24), alt.value(30), alt.value(80)
    return alt.layer(
        windows.encode(x2="until:T", y=upper, y2=lower),
        visits.mark_point(filled=True, size=120, color=BLUE, opacity=1).encode(y=alt.value(55)),
        meetings.mark_rule(strokeWidth=2, color=INK).encode(y=upper, y2=lower),
        marks.encode(y=top),
        meetings.mark_text(dy=-16).encode(y=top, text="text:N"),
        width=WIDTH,
        height=80,
        title=small_title(
            "Circles: a Xi visit ends, and the days after it. Diamonds: Trump meetings", 12
        ),
    )


def _curve(curve: pd.DataFrame) -> Panel:
    base = alt.Chart(curve).encode(
        x=alt.X("days:Q", title="Days before").scale(domain=[0, _LONGEST], nice=False),
        y=alt.Y("share:Q", title="Per cent of all days").scale(domain=[0, 100]),
    )
    here = base.transform_filter("datum.days == days")
    text = "round(datum.share) + ' % of all days; Trump meetings: ' + datum.hits"
    words = here.transform_calculate(text=text).encode(text="text:N")
    return alt.layer(
        base.mark_line(strokeWidth=3, color=GREEN),
        here.mark_rule(strokeDash=[4, 4], color=INK).encode(y=alt.value(0), y2=alt.value(190)),
        here.mark_point(filled=True, size=130, color=INK, opacity=1),
        words.mark_text(align="left", dx=10, dy=16, fontWeight="bold"),
        width=WIDTH,
        height=190,
    )
