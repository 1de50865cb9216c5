"""Visits across the border."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
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
    require_columns(rows, "visits", ["year", *_WAYS, "status"])
    years = mark_uncorroborated(rows["year"], rows)
    drawn = rows[list(_WAYS)].rename(columns=_WAYS).assign(label=years)
    drawn = drawn.melt("label", var_name="way", value_name="visits")
    drawn["text"] = drawn["visits"].map(_said)
    top = rows.iloc[int(rows["south_to_north"].argmax())]
    without = top["without_office_staff"]
    ending = "" if pd.isna(without) else f", {number(without)} without the liaison office's staff"
    said = drawn["label"] + ", " + drawn["way"] + ": " + drawn["text"]
    return annotate(
        grouped_bars(drawn, _COLOURS, series="way", value="visits", title="Visits"),
        title=f"{number(top['south_to_north'])} visits from South to North in {top['year']}"
        + ending,
        subtitle="Who counted does not say whether a person who crossed twice counts twice.",
        alt_text=f"Visits across the border by year. {'; '.join(said)}.",
        table=pd.DataFrame(
            {
                "Year": years,
                **{text[0].upper() + text[1:]: rows[way].map(_said) for way, text in _WAYS.items()},
                "Source": citations(rows),
            }
        ),
        source=source_line("the course's table of visits", rows),
    )


def _said(visits: float) -> str:
    return "not known" if pd.isna(visits) else number(visits)
