"""Visits across the border."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.bars import grouped_bars
from coursebook.charts.colours import BLUE, GREEN, ORANGE
from coursebook.charts.words import number

_WAYS = {
    "south_to_north": "South to North",
    "without_office_staff": "the same without staff of the liaison office",
    "north_to_south": "North to South",
}
_COLOURS = dict(zip(_WAYS.values(), (BLUE, GREEN, ORANGE), strict=True))


def visits(rows: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw visits across the border by year and direction, with and without office staff.

    Args:
        rows: Rows of the table `visits`.

    Returns:
        An Altair chart. What is not known is said in words, and is no zero.

    Raises:
        ChartError: there is no year to draw, or these are no visits.
    """
    evidence.require_columns(rows, "visits", ["year", *_WAYS, "status"])
    years = evidence.mark_uncorroborated(rows["year"], rows)
    drawn = rows[list(_WAYS)].rename(columns=_WAYS).assign(label=years)
    drawn = drawn.melt("label", var_name="way", value_name="visits")
    drawn["text"] = drawn["visits"].map(_in_words)
    top = rows.iloc[int(rows["south_to_north"].argmax())]
    without = top["without_office_staff"]
    ending = "" if pd.isna(without) else f", {number(without)} without the liaison office's staff"
    spoken = drawn["label"] + ", " + drawn["way"] + ": " + drawn["text"]
    shown = {way[0].upper() + way[1:]: rows[column].map(_in_words) for column, way in _WAYS.items()}
    return annotate(
        grouped_bars(drawn, _COLOURS, series="way", value="visits", title="Visits"),
        title=f"{number(top['south_to_north'])} visits from South to North in {top['year']}"
        + ending,
        subtitle="Who counted does not say whether a person who crossed twice counts twice.",
        alt_text=f"Visits across the border by year. {'; '.join(spoken)}.",
        table=evidence.table(rows, {"Year": years, **shown}),
        source=evidence.source_line("the course's table of visits", rows),
    )


def _in_words(visits: float) -> str:
    return "not known" if pd.isna(visits) else number(visits)
