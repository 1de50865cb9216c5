"""Days and periods: in words, and no finer than they are known."""

import pandas as pd


def day(when: pd.Timestamp, precision: str = "day") -> str:
    """Return a date as people write it, no finer than it is known: `27 April 2018`, `May 2018`."""
    if precision == "year":
        return f"{when.year}"
    if precision == "month":
        return f"{when:%B %Y}"
    return f"{when.day} {when:%B %Y}"


def short(when: pd.Timestamp, precision: str = "day") -> str:
    """Return a date for a label inside a chart: `27 Apr 2018`, `Apr 2018`."""
    return f"{when.day} {when:%b %Y}" if precision == "day" else f"{when:%b %Y}"


def span(start: pd.Timestamp, end: pd.Timestamp, precision: str = "day") -> str:
    """Return a period as people write it: `7–8 May 2018`."""
    first = day(start, precision)
    last = first if pd.isna(end) else day(end, precision)
    if first == last:
        return first
    if precision == "day" and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    return f"{first} – {last}"


def last_day(start: pd.Timestamp, end: pd.Timestamp, precision: str) -> pd.Timestamp:
    """Return the last day on which something can have happened, as far as it is known."""
    last = start if pd.isna(end) else end
    if precision == "month":
        return last + pd.offsets.MonthEnd(0)
    if precision == "year":
        return last + pd.offsets.YearEnd(0)
    return last


def days(rows: pd.DataFrame, column: str) -> list[str]:
    """Return the day of each row in words, by its column `precision`."""
    return list(map(day, rows[column], rows["precision"]))


def spans(rows: pd.DataFrame) -> list[str]:
    """Return the period of each row in words: columns `date`, `end_date`, `precision`."""
    return list(map(span, rows["date"], rows["end_date"], rows["precision"]))


def last_days(rows: pd.DataFrame) -> list[pd.Timestamp]:
    """Return the last possible day of each row: columns `date`, `end_date`, `precision`."""
    return list(map(last_day, rows["date"], rows["end_date"], rows["precision"]))
