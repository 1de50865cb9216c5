"""What several forms share: the width, categories, lanes in which nothing covers another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import altair as alt
import pandas as pd

Panel = alt.LayerChart | alt.FacetChart  # what may stand beside another
WIDTH = 640  # pixels; fits a projector, and scales down on a phone


def colour(column: str, colours: Mapping[str, str]) -> alt.Color:
    """Return the colour of a category, by its table of colours, without a legend."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{column}:N", scale=scale, legend=None)


def category(column: str, looks: Mapping[str, tuple[str, str]]) -> tuple[alt.Color, alt.Shape]:
    """Return colour and shape of a category, with one legend below the chart.

    Args:
        column: The column that holds the category.
        looks: Colour and shape of each category, in the order of the legend.
    """
    names, colours, shapes = list(looks), *zip(*looks.values(), strict=True)
    colour_of_each = colour(column, dict(zip(names, colours, strict=True))).title(None)
    shape = alt.Shape(f"{column}:N").title(None).scale(domain=names, range=list(shapes))
    return colour_of_each.legend(orient="bottom"), shape


def time(column: str, domain: Sequence[pd.Timestamp] | None = None) -> alt.X:
    """Return an axis of time without a title; with a domain it begins and ends just there."""
    axis = alt.X(f"{column}:T").title(None)
    return axis.scale(domain=list(domain), nice=False) if domain else axis


def tooltip(titles: Mapping[str, str]) -> list[alt.Tooltip]:
    """Return what a tooltip shows: columns, each with its title."""
    return [alt.Tooltip(f"{column}:N").title(title) for column, title in titles.items()]


def small_title(text: str, offset: int) -> alt.Title:
    """Return the title of a panel."""
    return alt.Title(text, fontSize=13, offset=offset)


def note(
    text: str, x: float, y: float, align: Literal["left", "right"] = "left", bold: bool = False
) -> alt.Chart:
    """Return words at a place that no axis knows, in pixels from the left and from the top."""
    chart = alt.Chart(pd.DataFrame({"text": [text]}))
    words = chart.mark_text(align=align, fontWeight="bold" if bold else "normal")
    placed: alt.Chart = words.encode(x=alt.value(x), y=alt.value(y), text="text:N")
    return placed


def days_and_spans(base: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    """Return the rows of one day, and those that lasted from `date` to `last`."""
    return (
        base.transform_filter("datum.last == datum.date"),
        base.transform_filter("datum.last > datum.date"),
    )


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


def in_lanes(texts: alt.Chart, lanes: Iterable[int], first: float, step: float) -> list[alt.Chart]:
    """Return texts a lane at a time: altair has no axis that counts in pixels.

    Args:
        texts: Texts of rows with the column `lane`.
        lanes: The lanes of these rows, in the order in which their texts are read.
        first: Pixels from the top of the first lane.
        step: Pixels from a lane to the next one.
    """
    return [
        texts.transform_filter(f"datum.lane == {lane}").encode(y=alt.value(first + step * lane))
        for lane in lanes
    ]


def pixels(
    times: "pd.Series[pd.Timestamp]", domain: Sequence[pd.Timestamp], width: int
) -> "pd.Series[float]":
    """Return where times stand on an axis of days, in pixels from the left."""
    begin, end = domain
    return (times - begin).dt.days * (width / max((end - begin).days, 1))
