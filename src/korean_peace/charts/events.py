"""The table of events, ready to be drawn; and rows of other tables that point to it."""

import pandas as pd

from coursebook.charts import dates, evidence
from coursebook.charts.colours import BLUE, ORANGE
from coursebook.errors import ChartError

TITLES = {"when": "When", "label": "What"}  # of tooltips
LOOKS = (BLUE, "circle"), (ORANGE, "diamond")
TOLD = dict(zip(("told in Wikipedia's article", "not told there"), LOOKS, strict=True))


def prepared(events: pd.DataFrame) -> pd.DataFrame:
    """Return `date`, `last`, `when`, `label` and `source` of each event."""
    return pd.DataFrame(
        {
            "date": events["date"],
            "last": dates.last_days(events),
            "when": dates.spans(events),
            "label": evidence.mark_uncorroborated(events["title"], events),
            "source": evidence.citations(events),
        }
    )


def told(rows: pd.DataFrame, words: dict[str, tuple[str, str]]) -> list[str]:
    """Return for each row in words whether Wikipedia's article tells of it.

    Args:
        rows: Rows with the column `in_article`.
        words: What is said where it does, and where it does not.
    """
    yes, no = words
    return [yes if there else no for there in rows["in_article"].notna()]


def dated(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return rows that point to an event, with its `date`, `end_date` and `precision`, by date.

    Raises:
        ChartError: an event is not among `events`.
    """
    times = events[["id", "date", "end_date", "precision"]].rename(columns={"id": "event_id"})
    if missing := sorted(set(rows["event_id"]) - set(times["event_id"])):
        raise ChartError(f"no event {missing[0]!r} among the events: pass kp.load('events').")
    return rows.merge(times, on="event_id").sort_values("date", kind="stable", ignore_index=True)
