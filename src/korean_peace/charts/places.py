"""Places on a map of the peninsula, without names of seas and without a line at sea."""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from coursebook import root, text_files
from coursebook.charts.annotate import annotate, citations, require_columns, source_line
from coursebook.charts.colours import BLUE, GRID, INK
from coursebook.charts.marks import records
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import DataError

_WIDTH, _HEIGHT = 480, 560  # pixels of the map
_WEST, _EAST, _SOUTH, _NORTH = 122.9, 131.2, 33.9, 43.1  # degrees
_TOGETHER = 12  # kilometres below which two places share a marker
_LIST = 250  # pixels of the list beside the map
_LETTER, _LINE = 6.8, 15  # pixels, about
_STATES = [("NORTH KOREA (DPRK)", 40.5, 127.2), ("SOUTH KOREA (ROK)", 36.2, 127.9)]
# Where a label may stand: align, baseline, and the shift from the point.
_SIDES: dict[str, tuple[str, str, float, float]] = {
    "right": ("left", "middle", 9, 0),
    "left": ("right", "middle", -9, 0),
    "above": ("center", "bottom", 0, -9),
    "below": ("center", "top", 0, 9),
    "right, up": ("left", "bottom", 6, -4),
    "right, down": ("left", "top", 6, 4),
    "left, up": ("right", "bottom", -6, -4),
    "left, down": ("right", "top", -6, 4),
}


def places(rows: pd.DataFrame, title: str) -> Any:
    """Draw places on a map of the peninsula; places far away stand in a list beside it.

    Places closer than 12 km, such as Panmunjom and Kaesong, share one marker. A point is good
    enough for this map and for nothing finer.

    Args:
        rows: Rows of the table `places`.
        title: The finding, as a short sentence.

    Returns:
        An Altair chart. Far places are listed with their distance from Panmunjom as the crow
        flies, computed from the points.

    Raises:
        DataError: there is no place to draw, or these are no places.
    """
    require_columns(rows, "places", ["id", "name", "lat", "lon", "country", "source_id", "status"])
    groups = _grouped(rows)
    near = groups[groups["lat"].between(_SOUTH, _NORTH) & groups["lon"].between(_WEST, _EAST)]
    far = groups.drop(near.index).sort_values("km", ignore_index=True)
    parts = [] if near.empty else [_map(_labelled(near.reset_index(drop=True)))]
    if not far.empty:
        parts.append(_far(far))
    doubt = (rows["status"] == "uncorroborated").any()
    return annotate(
        alt.hconcat(*parts, spacing=24),
        title=title,
        subtitle=f"Places less than {_TOGETHER} km apart share one marker."
        + (" * The point is not corroborated.\n" if doubt else "\n")
        + "Coasts: Natural Earth. The map names no sea and draws no line at sea.",
        alt_text=_in_words(near, far),
        table=groups[["names", "where", "source"]].rename(
            columns={"names": "Place", "where": "Where", "source": "Source"}
        ),
        source=source_line("the course's table of places", rows),
    )


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a marker: places that lie together are joined, in their order."""
    groups: list[list[Any]] = []
    for row in records(rows):
        home = next((each for each in groups if _km(each[0], row) < _TOGETHER), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    cited = dict(zip(rows["id"], citations(rows), strict=True))
    return pd.DataFrame([_marker(group, cited) for group in groups])


def _marker(group: list[Any], cited: dict[str, str]) -> dict[str, Any]:
    stars = ["*" if place.status == "uncorroborated" else "" for place in group]
    names = [_short(place.name) + star for place, star in zip(group, stars, strict=True)]
    lat, lon, km = group[0].lat, group[0].lon, _km(group[0])
    return {
        "lat": lat,
        "lon": lon,
        "km": km,
        "first": names[0],
        "names": " / ".join(names),
        "label": "\n".join(wrapped(name, 18) for name in names),
        "where": f"{lat:.1f}° {'north' if lat > 0 else 'south'}, "
        f"{abs(lon):.1f}° {'east' if lon > 0 else 'west'}, {_round(km)} km from Panmunjom",
        "source": " ".join(dict.fromkeys(cited[place.id] for place in group)),
    }


def _short(name: str) -> str:
    """Return the first part of a place's name: what stands in brackets is in the table."""
    return str(name).split(",")[0].split(" (")[0].split(" and liaison")[0]


_PANMUNJOM = (37.95583, 126.67667)


def _km(place: Any, other: Any = None) -> float:
    """Return the distance between two places, or of one from Panmunjom, on a round earth."""
    there = _PANMUNJOM if other is None else (other.lat, other.lon)
    lat, lon, lat2, lon2 = map(math.radians, (place.lat, place.lon, *there))
    cosine = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon - lon2)
    return 6371 * math.acos(min(1, cosine))


def _round(km: float) -> str:
    return f"{round(km, -1 if km < 1000 else -2):,.0f}"


def _pixels(lat: float, lon: float) -> tuple[float, float]:
    """Return where a point is drawn: the projection of `_map`, worked out here for the labels."""
    scale, middle = _projection()
    return (
        scale * math.radians(lon - (_WEST + _EAST) / 2) + _WIDTH / 2,
        scale * (middle - _mercator(lat)) + _HEIGHT / 2,
    )


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _projection() -> tuple[float, float]:
    top, bottom = _mercator(_NORTH), _mercator(_SOUTH)
    fit = min(_WIDTH / math.radians(_EAST - _WEST), _HEIGHT / (top - bottom))
    return fit, (top + bottom) / 2


def _labelled(near: pd.DataFrame) -> pd.DataFrame:
    """Give each label the place where it covers least: other labels, markers, the edge."""
    points = [_pixels(row.lat, row.lon) for row in records(near)]
    markers = [(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    taken = [_box(*_pixels(lat, lon), name, "middle") for name, lat, lon in _STATES]
    sides = []
    for place, row in enumerate(records(near)):
        others = [*markers[:place], *markers[place + 1 :], *taken]
        boxes = {side: _box(*points[place], row.label, side) for side in _SIDES}
        side = min(_SIDES, key=lambda each: _cost(boxes[each], others))
        taken.append(boxes[side])
        sides.append(side)
    return near.assign(side=sides)


def _box(x: float, y: float, label: str, side: str) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a label at a point."""
    lines = label.split("\n")
    width, height = max(map(len, lines)) * _LETTER, len(lines) * _LINE
    align, baseline, dx, dy = _SIDES.get(side, ("center", "middle", 0, 0))
    left = x + dx - {"left": 0, "center": width / 2, "right": width}[align]
    top = y + dy - {"top": 0, "middle": height / 2, "bottom": height}[baseline]
    return left, top, left + width, top + height


def _cost(box: tuple[float, ...], taken: Sequence[tuple[float, ...]]) -> float:
    left, top, right, bottom = box
    over = sum(
        max(0, min(right, other[2]) - max(left, other[0]))
        * max(0, min(bottom, other[3]) - max(top, other[1]))
        for other in taken
    )
    outside = max(0, -left) + max(0, right - _WIDTH) + max(0, -top) + max(0, bottom - _HEIGHT)
    return over + 200 * outside


def _map(near: pd.DataFrame) -> Any:
    land = text_files.tree(root.folder("datasets") / "korea.geojson", DataError)
    features = land.get("features") if isinstance(land, dict) else None
    scale, _ = _projection()
    middle = math.degrees(2 * math.atan(math.exp(_projection()[1])) - math.pi / 2)
    shapes = (
        alt.Chart(alt.Data(values=features))  # type: ignore[no-untyped-call]
        .mark_geoshape(fill=GRID, stroke=INK, strokeWidth=0.7, clip=True)
        .encode(
            fillOpacity=alt.condition(
                "datum.properties.id == 'KP' || datum.properties.id == 'KR'",
                alt.value(0.7),
                alt.value(0.2),
            )
        )
    )
    spots = alt.Chart(near[["lat", "lon", "label", "side", "names"]]).encode(
        longitude="lon:Q", latitude="lat:Q"
    )
    dots = spots.mark_point(filled=True, size=90, color=BLUE, opacity=1, stroke="white").encode(
        tooltip=[alt.Tooltip("names:N", title="Place")]
    )
    texts = [
        alt.Chart(each[["lat", "lon", "label"]])
        .mark_text(lineBreak="\n", lineHeight=_LINE, **_shifted(str(side), int(str(breaks))))
        .encode(longitude="lon:Q", latitude="lat:Q", text="label:N")
        for (side, breaks), each in near.groupby(["side", near["label"].str.count("\n")])
    ]
    return (
        alt.layer(shapes, _states(), dots, *texts)
        .project(
            "mercator",
            scale=scale,
            center=[(_WEST + _EAST) / 2, middle],
            translate=[_WIDTH / 2, _HEIGHT / 2],
        )
        .properties(width=_WIDTH, height=_HEIGHT)
    )


def _shifted(side: str, breaks: int) -> dict[str, Any]:
    """Return how a label is drawn: lines are set downwards, so move them up where needed."""
    align, baseline, dx, dy = _SIDES[side]
    lift = {"middle": _LINE / 2, "bottom": _LINE, "top": 0}[baseline] * breaks
    return {"align": align, "baseline": baseline, "dx": dx, "dy": dy - lift}


def _states() -> Any:
    return (
        alt.Chart(pd.DataFrame(_STATES, columns=["name", "lat", "lon"]))
        .mark_text(fontSize=12, fontWeight="bold", opacity=0.75)
        .encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
    )


def _far(far: pd.DataFrame) -> Any:
    # Lines are placed by hand: a list has no axis.
    rows = [("Far away: km from Panmunjom", 0, "bold")]
    for row in records(far):
        more = f" and {n} near it" if (n := row.names.count(" / ")) else ""
        rows.append((f"{_round(row.km)}  {row.first}{more}", len(rows), "normal"))
    table = pd.DataFrame(rows, columns=["text", "row", "weight"])
    base = alt.Chart(table).encode(
        x=alt.value(0), y=alt.Y("row:O", axis=None), text=alt.Text("text:N")
    )
    words = [
        base.transform_filter(f"datum.weight == '{weight}'").mark_text(
            align="left", fontWeight=weight, limit=_LIST
        )
        for weight in ("bold", "normal")
    ]
    return alt.layer(*words).properties(width=_LIST, height=24 * len(table))


def _in_words(near: pd.DataFrame, far: pd.DataFrame) -> str:
    parts = []
    if not near.empty:
        named = join_words([f"{row.names} ({row.where})" for row in records(near)])
        plural = "s" if len(near) > 1 else ""
        parts.append(f"Map of the Korean peninsula with {len(near)} marker{plural}: {named}.")
    if not far.empty:
        away = join_words([f"{row.names}, {_round(row.km)} km" for row in records(far)])
        parts.append(f"Farther away, from Panmunjom: {away}.")
    return " ".join(parts)
