"""Numbers with their doubt: ranges as ranges, limits as limits."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
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
    evidence.require_columns(figures, "figures", COLUMNS)
    units = sorted(figures["unit"].unique())
    if len(units) > 1:
        several = join_words(units)
        raise ChartError(f"these figures have several units, {several}: draw one at a time.")
    ends = figures[["low", "high"]].astype(float)
    if ends.isna().all(axis=1).any():
        raise ChartError("a figure has neither a lowest nor a highest value: leave it out.")
    labels = evidence.mark_uncorroborated(figures["label"], figures)
    texts = [_in_words(*pair) for pair in ends.itertuples(index=False)]
    drawn = ends.assign(
        label=[wrapped(label, 44) for label in labels], text=texts, words=figures["value_text"]
    )
    x = alt.X("low:Q").title(units[0].capitalize()).scale(domainMin=0, nice=False)
    words = alt.Tooltip("words:N", title="In the source's words")
    chart = range_bars(drawn, x, ["label:N", words], thickness=16)
    chart = chart.properties(width=WIDTH // 2, height=46 * len(drawn))
    broken: alt.TopLevelMixin = chart.configure(lineBreak="\n")
    spoken = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    shown = {"What": labels, "Value": [f"{text} {units[0]}" for text in texts]}
    return annotate(
        broken,
        title=title,
        subtitle="A full bar is a range, a short line one number, a dashed bar a limit.",
        alt_text=f"{spoken} {units[0]}.",
        table=evidence.table(figures, {**shown, "In the source's words": figures["value_text"]}),
        source=evidence.source_line("the course's table of figures", figures),
    )


def _in_words(low: float, high: float) -> str:
    if pd.isna(low):
        return f"at most {number(high)}"
    if pd.isna(high):
        return f"more than {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"
