"""What did they know then? Events up to a day, and nothing after it."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.dates import day
from coursebook.charts.timeline_until import timeline_until
from coursebook.charts.words import counted, join_words
from coursebook.errors import ChartError
from korean_peace.charts.events import TITLES, prepared

_COLUMNS = ["id", "date", "end_date", "precision", "title", "status"]


def known(events: pd.DataFrame, until: str, title: str) -> alt.TopLevelMixin:
    """Draw what had happened by a day; a slider moves the day, and all after it is covered.

    An event appears on its last possible day: a month at its end, a meeting of three days on
    the third. Table, alt text and printed page hold only what had happened by `until`.

    Args:
        events: Rows of the table `events`. Choose events that were public at the time: a
            letter that was printed two years later was not known then.
        until: The day on which the slider stands at first, such as `2019-02-26`.
        title: The question or the finding, as a short sentence; it must not tell the future.

    Returns:
        An Altair chart with a slider.

    Raises:
        ChartError: these are no events, `until` is no day, or nothing had happened by then.
    """
    evidence.require_columns(events, "events", _COLUMNS)
    try:
        stand = pd.Timestamp(until)
    except ValueError as error:
        raise ChartError(f"cannot read the day {until!r}: write it as 2019-02-26.") from error
    drawn = prepared(events).assign(row=range(len(events)))
    drawn = drawn.sort_values(["last", "date"], kind="stable", ignore_index=True)
    past = drawn[drawn["last"] <= stand]
    if past.empty:
        raise ChartError(f"nothing had happened by {until}: choose a later day.")
    rows = events.iloc[past["row"]]
    return annotate(
        timeline_until(drawn[["date", "last", "when", "label"]], stand, TITLES),
        title=title,
        subtitle="An event appears on its last day. Move the slider to uncover later days.",
        alt_text=f"Timeline of what had happened by {day(stand)}, {counted(len(past), 'event')}: "
        f"{join_words(past['label'] + ' (' + past['when'] + ')')}. Later days are covered.",
        table=evidence.table(rows, {"When": past["when"], "What happened": past["label"]}),
        source=evidence.source_line("the course's table of events", rows),
    )
