"""Numbers with their doubt: ranges as ranges, limits as limits."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.marks import WIDTH
from coursebook.charts.range_bars import range_bars
from coursebook.charts.words import join_words, number, wrapped
from coursebook.errors import ChartError

COLUMNS = ["id", "label", "low", "high", "value_text", "unit", "source_id", "locator", "status"]


def ranges(figures: pd.DataFrame, title: str) -> alt.TopLevelMixin:
    """Draw numbers as exactly as they are known: a bar for a range, an open bar for a limit.

    No middle is drawn. One number alone is a short line; `more than` opens to the right,
    `at most` to the left.

    Args:
        figures: Rows of the table `figures`, all in one unit, such as the row `arsenal-2017`.
        title: The finding, as a short sentence.

    Returns:
        An Altair chart.

    Raises:
        ChartError: the rows have several units or no number, or are no figures.
    """
    require_columns(figures, "figures", COLUMNS)
    units = sorted(figures["unit"].unique())
    if len(units) > 1:
        several = join_words(units)
        raise ChartError(f"these figures have several units, {several}: draw one at a time.")
    ends = figures[["low", "high"]].astype(float)
    if ends.isna().all(axis=1).any():
        raise ChartError("a figure has neither a lowest nor a highest value: leave it out.")
    labels = mark_uncorroborated(figures["label"], figures)
    values = list(zip(ends["low"], ends["high"], strict=True))
    drawn = figures[["value_text", "low", "high"]].assign(
        label=[wrapped(label, 44) for label in labels],
        text=[_said(*value) for value in values],
        kind=[_kind(*value) for value in values],
        **{"from": figures["low"].fillna(0), "to": figures["high"].fillna(ends.max().max() * 1.15)},
    )
    x = alt.X("from:Q").title(units[0].capitalize()).scale(domainMin=0, nice=False)
    words = alt.Tooltip("value_text:N", title="In the source's words")
    chart: alt.TopLevelMixin = range_bars(
        drawn,
        x,
        ["label:N", words],
        low="from",
        high="to",
        kind="kind",
        thickness=16,
        label_limit=400,
    )
    chart = chart.properties(width=WIDTH // 2, height=46 * len(drawn)).configure(lineBreak="\n")
    return annotate(
        chart,
        title=title,
        subtitle="A full bar is a range, a short line one number, a dashed bar a limit.",
        alt_text="; ".join(drawn["label"] + ": " + drawn["text"]).replace("\n", " ")
        + f" {units[0]}.",
        table=pd.DataFrame(
            {
                "What": labels,
                "Value": drawn["text"] + f" {units[0]}",
                "In the source's words": figures["value_text"],
                "Source": citations(figures),
            }
        ),
        source=source_line("the course's table of figures", figures),
    )


def _said(low: float, high: float) -> str:
    if pd.isna(low):
        return f"at most {number(high)}"
    if pd.isna(high):
        return f"more than {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def _kind(low: float, high: float) -> str:
    if pd.isna(low) or pd.isna(high):
        return "limit"
    return "one" if low == high else "range"
