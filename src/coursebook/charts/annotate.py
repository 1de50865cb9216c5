"""What a reader needs beside the marks: title, alt text, the data as a table, the source.

An author of a course finishes a chart of her own with `annotate`; handouts, pages and the
check of content read what it leaves.
"""

from collections.abc import Iterable
from typing import TypeVar

import altair as alt
import pandas as pd

from coursebook.charts.words import wrapped
from coursebook.errors import ChartError
from coursebook.metadata import METADATA_NAMESPACE

_TITLE = 84  # characters of a title that fit beside each other
_CITED = 2  # sources that fit into the source line
DOUBT = " (not corroborated)"

Chart = TypeVar("Chart", bound=alt.TopLevelMixin)


def annotate(
    chart: Chart, title: str, alt_text: str, table: pd.DataFrame, source: str, subtitle: str = ""
) -> Chart:
    """Give a chart everything that a reader needs beside the marks.

        bars = alt.Chart(rows).mark_bar().encode(x="year:O", y="visits:Q")
        kp.charts.annotate(
            bars,
            title="Most visits were in 2018",
            alt_text="Visits by year: 2017 none, 2018 6,689.",
            table=rows[["year", "visits"]],
            source="Source: the course's table of visits.",
        )

    Args:
        chart: An Altair chart of any kind.
        title: The finding, as a short sentence; a long one is broken into lines.
        alt_text: The chart in words, for those who do not see it.
        table: The data behind the marks, ready to be read: headings and texts.
        source: Where the data come from; may hold citations.
        subtitle: How to read the marks, if they need it: one sentence a line.

    Returns:
        The same chart with title, description and, under `usermeta`, table and source, which
        the handout prints.
    """
    title = title.replace(" %", "\u00a0%")
    if len(title) > _TITLE:
        title = _balanced(title)
        chart = chart.configure(lineBreak="\n")
    rows = [[str(cell) for cell in row] for row in table.itertuples(index=False)]
    beside = {"table": {"columns": list(table.columns), "rows": rows}, "source": source}
    lines = [line for line in (*subtitle.split("\n"), source) if line]
    return chart.properties(
        title=alt.Title(title, subtitle=lines),
        description=alt_text,
        usermeta={METADATA_NAMESPACE: beside},
    )


def _balanced(title: str) -> str:
    """Return a title in as few lines as it needs, of much the same length."""
    lines = -(-len(title) // _TITLE)
    for width in range(len(title) // lines, _TITLE + 1):
        text = wrapped(title, width)
        if text.count("\n") < lines:
            return text
    return wrapped(title, _TITLE)


def require_columns(rows: pd.DataFrame, table: str, columns: Iterable[str]) -> None:
    """Refuse rows that a chart cannot draw.

    Args:
        rows: The rows that were passed to a chart.
        table: The table whose rows they should be.
        columns: The columns that the chart needs.

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
    cited = dict.fromkeys(citation[1:-1] for rows in tables for citation in citations(rows))
    if len(cited) > _CITED:
        return f"Source: {what}; each row names its own source."
    return f"Source: {what} [{'; '.join(cited)}]."


def mark_uncorroborated(labels: Iterable[object], rows: pd.DataFrame) -> list[str]:
    """Return labels that say which rows are not corroborated, by their column `status`."""
    pairs = zip(labels, rows["status"], strict=True)
    return [f"{label}{DOUBT if status == 'uncorroborated' else ''}" for label, status in pairs]
