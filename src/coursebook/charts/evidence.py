"""What rows say of themselves: where they come from, and which of them is not corroborated."""

from collections.abc import Iterable, Mapping

import pandas as pd

from coursebook.errors import ChartError

_CITED = 2  # sources that fit into the source line
_DOUBT = " (not corroborated)"


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


def table(rows: pd.DataFrame, columns: Mapping[str, Iterable[object]]) -> pd.DataFrame:
    """Return the table that stands beside a chart: columns by heading, and each row's source.

    Args:
        rows: The rows that were drawn, with `source_id` and `locator`.
        columns: What a reader sees of each row, by heading.
    """
    shown = {heading: list(cells) for heading, cells in columns.items()}
    return pd.DataFrame({**shown, "Source": citations(rows)})


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
    return [f"{label}{_DOUBT if status == 'uncorroborated' else ''}" for label, status in pairs]
