"""What all charts share: title, alt text, the data as a table, the source line."""

from typing import Any

import altair as alt
import pandas as pd

WIDTH = 640  # pixels; fits a projector, and scales down on a phone


def finish(
    chart: Any, *, title: str, subtitle: str = "", alt_text: str, table: pd.DataFrame, source: str
) -> Any:
    """Give a chart everything that a reader needs beside the marks.

    Args:
        chart: An Altair chart of any kind.
        title: The finding, as a short sentence.
        subtitle: How to read the marks, if they need it.
        alt_text: The chart in words, for those who do not see it.
        table: The data behind the marks, ready to be read: headings and texts.
        source: Where the data come from; may hold citations.

    Returns:
        The same chart with title, description and, under `usermeta`, table and source, which
        the handout prints.
    """
    lines = [line for line in (subtitle, source) if line]
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


def day(when: pd.Timestamp, precision: str = "day") -> str:
    """Return a date as people write it, no finer than it is known: `27 April 2018`, `May 2018`."""
    if precision == "year":
        return f"{when.year}"
    if precision == "month":
        return f"{when:%B %Y}"
    return f"{when.day} {when:%B %Y}"


def span(start: pd.Timestamp, end: pd.Timestamp, precision: str = "day") -> str:
    """Return a period as people write it: `7-8 May 2018`."""
    if precision != "day" or pd.isna(end) or end == start:
        return day(start, precision)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start)} – {day(end)}"


def listed(texts: list[str]) -> str:
    """Return texts as a list in a sentence: `a, b and c`."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
