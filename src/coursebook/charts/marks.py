"""What several forms share: the width, categories, lanes in which nothing covers another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

WIDTH = 640  # pixels; fits a projector, and scales down on a phone


def records(rows: pd.DataFrame) -> list[Any]:
    """Return the rows one by one, each with its columns as attributes."""
    return list(rows.itertuples(index=False))


def category(column: str, looks: Mapping[str, tuple[str, str]]) -> tuple[alt.Color, alt.Shape]:
    """Return colour and shape of a category, with one legend below the chart.

    Args:
        column: The column that holds the category.
        looks: Colour and shape of each category, in the order of the legend.
    """
    names, colours, shapes = list(looks), *zip(*looks.values(), strict=True)
    return (
        alt.Color(f"{column}:N")
        .title(None)
        .scale(domain=names, range=list(colours))
        .legend(orient="bottom"),
        alt.Shape(f"{column}:N").title(None).scale(domain=names, range=list(shapes)),
    )


def tooltip(titles: Mapping[str, str]) -> list[alt.Tooltip]:
    """Return what a tooltip shows: columns, each with its title."""
    return [alt.Tooltip(f"{column}:N").title(title) for column, title in titles.items()]


def small_title(text: str, offset: int) -> alt.Title:
    """Return the title of a panel."""
    return alt.Title(text, fontSize=13, offset=offset)


def assign_lanes(spans: Iterable[tuple[float, float]]) -> list[int]:
    """Return for each span the first lane in which it meets no earlier one.

    Args:
        spans: Left and right ends, sorted by the left one.
    """
    ends: list[float] = []
    lanes = []
    for left, right in spans:
        lane = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        ends[lane : lane + 1] = [right]
        lanes.append(lane)
    return lanes


def label_lanes(
    middles: "pd.Series[float]", texts: "pd.Series[str]", letter: float, room: float
) -> list[int]:
    """Return for each label the first lane in which it covers no earlier one.

    Args:
        middles: Pixels from the left, in order.
        texts: The labels.
        letter: Pixels of width of a letter, about.
        room: Pixels on each side of a label.
    """
    halves = texts.str.len() * letter / 2 + room
    return assign_lanes(zip(middles - halves, middles + halves, strict=True))


def pixels(times: "pd.Series[pd.Timestamp]", domain: Sequence[pd.Timestamp], width: int) -> Any:
    """Return where times stand on an axis of days, in pixels from the left."""
    begin, end = domain
    return (times - begin).dt.days * (width / max((end - begin).days, 1))
