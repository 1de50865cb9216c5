"""Points on a map, each with its label beside it where it covers least."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import altair as alt
import pandas as pd

from coursebook.charts.colours import BLUE, GRID, INK
from coursebook.charts.marks import Panel, tooltip

Side = tuple[int, int]
# Where a label may stand: across and down from its point, the best first.
_SIDES: list[Side] = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)]
_ALIGN = {1: "left", 0: "center", -1: "right"}
_BASELINE = {1: "top", 0: "middle", -1: "bottom"}
_LETTER, _LINE = 6.8, 15  # pixels, about


@dataclass(frozen=True)
class Window:
    """What a map shows: its edges in degrees, its size in pixels; in Mercator's projection."""

    west: float
    east: float
    south: float
    north: float
    width: int
    height: int

    def holds(self, points: pd.DataFrame) -> "pd.Series[bool]":
        """Tell which points, by `lat` and `lon`, lie on the map."""
        inside = points["lat"].between(self.south, self.north)
        return inside & points["lon"].between(self.west, self.east)

    def projection(self) -> tuple[float, float, float]:
        """Return scale, middle longitude and middle latitude, as Vega's projection wants them."""
        top, bottom = _mercator(self.north), _mercator(self.south)
        fit = min(self.width / math.radians(self.east - self.west), self.height / (top - bottom))
        latitude = 2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2
        return fit, (self.west + self.east) / 2, math.degrees(latitude)

    def pixels(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a point is drawn: the projection, worked out here for the labels."""
        scale, middle, latitude = self.projection()
        x = scale * math.radians(lon - middle) + self.width / 2
        return x, scale * (_mercator(latitude) - _mercator(lat)) + self.height / 2


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


class Box(NamedTuple):
    """A rectangle in pixels from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "Box") -> float:
        """Return how many square pixels two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, wide) * max(0, high)

    def outside(self, window: Window) -> float:
        """Return by how many pixels a box stands over the edges of a map."""
        over = -self.left, -self.top, self.right - window.width, self.bottom - window.height
        return sum(max(0, pixels) for pixels in over)


def box(point: tuple[float, float], label: str, side: Side) -> Box:
    """Return the box of a label beside a point, as letters are measured here."""
    lines = label.split("\n")
    width, height = max(map(len, lines)) * _LETTER, len(lines) * _LINE
    (across, down), (dx, dy) = side, _shift(side)
    left = point[0] + dx - width * (1 - across) / 2
    top = point[1] + dy - height * (1 - down) / 2
    return Box(left, top, left + width, top + height)


def _shift(side: Side) -> tuple[float, float]:
    across, down = side
    return across * (6 if down else 9), down * (4 if across else 9)


def label_sides(points: pd.DataFrame, window: Window, names: pd.DataFrame) -> list[Side]:
    """Return for each label the side on which it covers least: other labels, points, the edge.

    Args:
        points: One row a point: `lat`, `lon`, `label`.
        window: What the map shows.
        names: Words that stand on the map itself: `lat`, `lon`, `label`.
    """
    dots, fixed = (
        [(window.pixels(row["lat"], row["lon"]), row["label"]) for row in rows.to_dict("records")]
        for rows in (points, names)
    )
    marks = [Box(x - 6, y - 6, x + 6, y + 6) for (x, y), _ in dots]
    taken = [box(place, label, (0, 0)) for place, label in fixed]
    sides = []
    for row, (place, label) in enumerate(dots):
        others = [*marks[:row], *marks[row + 1 :], *taken]
        boxes = {side: box(place, label, side) for side in _SIDES}
        costs = {
            side: 200 * there.outside(window) + sum(map(there.shared, others))
            for side, there in boxes.items()
        }
        sides.append(min(_SIDES, key=lambda side: costs[side]))
        taken.append(boxes[sides[-1]])
    return sides


def labelled_map(
    points: pd.DataFrame,
    window: Window,
    names: pd.DataFrame,
    land: Sequence[Mapping[str, object]],
    own: Sequence[str],
) -> Panel:
    """Draw points on a map, each with its label.

    Args:
        points: One row a point: `lat`, `lon`, `label` (it may have several lines), `name`.
        window: What the map shows.
        names: Words that stand on the map itself: `lat`, `lon`, `label`.
        land: Features of GeoJSON, with a property `id`.
        own: The ids of land that is drawn stronger than the rest.
    """
    shapes = alt.Chart(alt.Data(values=land)).mark_geoshape(  # type: ignore[no-untyped-call]
        fill=GRID, stroke=INK, strokeWidth=0.7, clip=True
    )
    stronger = alt.when(f"indexof({list(own)}, datum.properties.id) >= 0")
    states, dots, texts = (
        alt.Chart(rows).encode(longitude="lon:Q", latitude="lat:Q", text="label:N")
        for rows in (names, points, _placed(points, label_sides(points, window, names)))
    )
    scale, lon, lat = window.projection()
    middle = [window.width / 2, window.height / 2]
    chart: Panel = alt.layer(
        shapes.encode(fillOpacity=stronger.then(alt.value(0.7)).otherwise(alt.value(0.2))),
        states.mark_text(fontSize=12, fontWeight="bold", opacity=0.75),
        dots.mark_point(filled=True, size=90, color=BLUE, opacity=1, stroke="white").encode(
            text=alt.Undefined, tooltip=tooltip({"name": "Place"})
        ),
        texts.mark_text(
            lineBreak="\n",
            lineHeight=_LINE,
            align=alt.expr("datum.align"),
            baseline=alt.expr("datum.baseline"),
            dx=alt.expr("datum.dx"),
            dy=alt.expr("datum.dy"),
        ),
        width=window.width,
        height=window.height,
    ).project("mercator", scale=scale, center=[lon, lat], translate=middle)
    return chart


def _placed(points: pd.DataFrame, sides: Sequence[Side]) -> pd.DataFrame:
    """Return labels with how they are drawn: lines go downwards, so some are lifted."""
    shifts = pd.DataFrame([_shift(side) for side in sides], points.index, ["dx", "dy"])
    lift = pd.Series([_LINE * (1 - down) / 2 for _, down in sides], points.index)
    return points[["lat", "lon", "label"]].assign(
        align=[_ALIGN[across] for across, _ in sides],
        baseline=[_BASELINE[down] for _, down in sides],
        dx=shifts["dx"],
        dy=shifts["dy"] - lift * points["label"].str.count("\n"),
    )
