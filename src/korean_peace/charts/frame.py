"""What all charts share: title, alt text, the data as a table, the source line."""

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from korean_peace.errors import ChartError

WIDTH = 640  # pixels; fits a projector, and scales down on a phone
_TITLE = 84  # characters of a title that fit beside each other
_CITED = 2  # sources that fit into the source line
DARK_ORANGE, DARK_GREEN = "#a04600", "#007a58"  # under white text
DOUBT = " (not corroborated)"


def annotate(
    chart: Any, *, title: str, subtitle: str = "", alt_text: str, table: pd.DataFrame, source: str
) -> Any:
    """Give a chart everything that a reader needs beside the marks.

    Args:
        chart: An Altair chart of any kind.
        title: The finding, as a short sentence; a long one is broken into lines.
        subtitle: How to read the marks, if they need it: one sentence a line.
        alt_text: The chart in words, for those who do not see it.
        table: The data behind the marks, ready to be read: headings and texts.
        source: Where the data come from; may hold citations.

    Returns:
        The same chart with title, description and, under `usermeta`, table and source, which
        the handout prints.
    """
    lines = [line for line in (*subtitle.split("\n"), source) if line]
    title = title.replace(" %", "\u00a0%")
    if len(title) > _TITLE:
        title = _balanced(title)
        chart = chart.configure(lineBreak="\n")
    return chart.properties(
        title=alt.Title(title, subtitle=lines),
        description=alt_text,
        usermeta={
            "korean_peace": {
                "table": {
                    "columns": list(table.columns),
                    "rows": [[str(cell) for cell in row] for row in table.itertuples(index=False)],
                },
                "source": source,
            }
        },
    )


def _balanced(title: str) -> str:
    """Return a title in as few lines as it needs, of much the same length."""
    lines = -(-len(title) // _TITLE)
    for width in range(len(title) // lines, _TITLE + 1):
        text = wrapped(title, width)
        if text.count("\n") < lines:
            return text
    return wrapped(title, _TITLE)


def records(rows: pd.DataFrame) -> list[Any]:
    """Return the rows one by one, each with its columns as attributes."""
    return list(rows.itertuples(index=False))


def largest(rows: pd.DataFrame, column: str) -> Any:
    """Return the first row with the largest value of a column; an empty cell never is."""
    return rows.sort_values(column, ascending=False, kind="stable").iloc[0]


def require_columns(rows: pd.DataFrame, table: str, columns: Iterable[str]) -> None:
    """Refuse rows that a chart cannot draw.

    Raises:
        ChartError: a column is missing, so that these are rows of another table, or there is
            no row at all.
    """
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        raise ChartError(
            f"these rows have no column {missing[0]!r}: pass rows of the table {table}, "
            f"such as kp.load({table!r})."
        )
    if rows.empty:
        raise ChartError(f"no row of {table} to draw: check the filter above the chart.")


def dated(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return rows that point to an event, with its `date`, `end_date` and `precision`, by date.

    Raises:
        ChartError: an event is not among `events`.
    """
    times = events[["id", "date", "end_date", "precision"]].rename(columns={"id": "event_id"})
    missing = sorted(set(rows["event_id"]) - set(times["event_id"]))
    if missing:
        raise ChartError(f"no event {missing[0]!r} among the events: pass kp.load('events').")
    return rows.merge(times, on="event_id").sort_values("date", kind="stable", ignore_index=True)


def citations(rows: pd.DataFrame) -> list[str]:
    """Return for each row the citation of its main source."""
    pairs = zip(rows["source_id"], rows["locator"], strict=True)
    return [f"[@{source}, {locator}]" for source, locator in pairs]


def source_line(what: str, *tables: pd.DataFrame) -> str:
    """Return a source line that cites the rows' sources, or says that each row names its own.

    Args:
        what: What was drawn, such as `the course's table of aid`.
        tables: The rows that were drawn.
    """
    cited = [each[1:-1] for rows in tables for each in dict.fromkeys(citations(rows))]
    cited = list(dict.fromkeys(cited))
    if len(cited) > _CITED:
        return f"Source: {what}; each row names its own source."
    return f"Source: {what} [{'; '.join(cited)}]."


def mark_uncorroborated(labels: Iterable[Any], rows: pd.DataFrame) -> list[str]:
    """Return labels that say which rows are not corroborated."""
    pairs = zip(labels, rows["status"], strict=True)
    return [f"{label}{DOUBT if status == 'uncorroborated' else ''}" for label, status in pairs]


def day(when: pd.Timestamp, precision: str = "day") -> str:
    """Return a date as people write it, no finer than it is known: `27 April 2018`, `May 2018`."""
    if precision == "year":
        return f"{when.year}"
    if precision == "month":
        return f"{when:%B %Y}"
    return f"{when.day} {when:%B %Y}"


def short(when: pd.Timestamp) -> str:
    """Return a day for a label inside a chart: `27 Apr 2018`."""
    return f"{when.day} {when:%b %Y}"


def span(start: pd.Timestamp, end: pd.Timestamp, precision: str = "day") -> str:
    """Return a period as people write it: `7-8 May 2018`."""
    first, last = (day(each, precision) for each in (start, start if pd.isna(end) else end))
    if first == last:
        return first
    if precision != "day":
        return f"{first} – {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start)} – {day(end)}"


def last_day(start: pd.Timestamp, end: pd.Timestamp, precision: str) -> pd.Timestamp:
    """Return the last day on which something can have happened, as far as it is known."""
    last = start if pd.isna(end) else end
    if precision == "month":
        return last + pd.offsets.MonthEnd(0)
    if precision == "year":
        return last + pd.offsets.YearEnd(0)
    return last


def join_words(texts: list[str]) -> str:
    """Return texts as a list in a sentence: `a, b and c`."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def number(value: float) -> str:
    """Return a number as people read it: `9,835`, `61.5`."""
    return f"{value:,.1f}".removesuffix(".0")


def wrapped(text: str, width: int) -> str:
    """Return a text broken into lines; draw it with `lineBreak` set to a line feed."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def assign_lanes(spans: Iterable[tuple[float, float]]) -> list[int]:
    """Return for each span the first row in which it meets no earlier one.

    Args:
        spans: Left and right ends, sorted by the left one.
    """
    ends: list[float] = []
    rows = []
    for left, right in spans:
        row = next((place for place, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [right]
        rows.append(row)
    return rows
