"""Places on a map of the peninsula, without names of seas and without a line at sea."""

import math

import altair as alt
import pandas as pd

from coursebook import root, text_files
from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.map import Window, labelled_map
from coursebook.charts.marks import Panel
from coursebook.charts.words import counted, join_words, wrapped
from coursebook.errors import DataError

WINDOW = Window(west=122.9, east=131.2, south=33.9, north=43.1, width=480, height=560)
STATES = pd.DataFrame(
    [("NORTH KOREA (DPRK)", 40.5, 127.2), ("SOUTH KOREA (ROK)", 36.2, 127.9)],
    columns=["label", "lat", "lon"],
)
_COLUMNS = ["id", "name", "lat", "lon", "country", "source_id", "status"]
_PANMUNJOM = (37.95583, 126.67667)
_TOGETHER = 12  # kilometres below which two places share a marker
_LIST = 250  # pixels of the list beside the map


def places(rows: pd.DataFrame, title: str) -> alt.TopLevelMixin:
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
    evidence.require_columns(rows, "places", _COLUMNS)
    groups = grouped(rows)
    near = groups[WINDOW.holds(groups)]
    far = groups.drop(near.index).sort_values("km", ignore_index=True)
    parts = [draw(part) for draw, part in ((_map, near), (_far, far)) if not part.empty]
    doubt = (rows["status"] == "uncorroborated").any()
    return annotate(
        alt.hconcat(*parts, spacing=24),
        title=title,
        subtitle=f"Places less than {_TOGETHER} km apart share one marker."
        + (" * The point is not corroborated.\n" if doubt else "\n")
        + "Coasts: Natural Earth. The map names no sea and draws no line at sea.",
        alt_text=_in_words(near, far),
        table=groups[["name", "where", "source"]].set_axis(["Place", "Where", "Source"], axis=1),
        source=evidence.source_line("the course's table of places", rows),
    )


def grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a marker: places that lie together are joined, in their order."""
    points = list(zip(rows["lat"].astype(float), rows["lon"].astype(float), strict=True))
    groups: dict[tuple[float, float], list[int]] = {}
    for row, point in enumerate(points):
        home = next((other for other in groups if _km(other, point) < _TOGETHER), point)
        groups.setdefault(home, []).append(row)
    # What stands in brackets, or after a comma, is in the table.
    short = rows["name"].str.split(r",| \(| and liaison", regex=True).str[0]
    names = short.mask(rows["status"] == "uncorroborated", short + "*").tolist()
    cited = evidence.citations(rows)
    return pd.DataFrame(
        [
            _marker(point, [names[row] for row in group], [cited[row] for row in group])
            for point, group in groups.items()
        ]
    )


def _marker(point: tuple[float, float], names: list[str], cited: list[str]) -> dict[str, object]:
    lat, lon = point
    degrees = f"{lat:.1f}° {'north' if lat > 0 else 'south'}, "
    degrees += f"{abs(lon):.1f}° {'east' if lon > 0 else 'west'}"
    km = _km(point, _PANMUNJOM)
    return {
        "lat": lat,
        "lon": lon,
        "km": km,
        "first": names[0],
        "more": f" and {len(names) - 1} near it" if names[1:] else "",
        "name": " / ".join(names),
        "label": "\n".join(wrapped(name, 18) for name in names),
        "away": _round(km),
        "where": f"{degrees}, {_round(km)} km from Panmunjom",
        "source": " ".join(dict.fromkeys(cited)),
    }


def _km(point: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two points on a round earth."""
    lat, lon, lat2, lon2 = map(math.radians, (*point, *other))
    cosine = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon - lon2)
    return 6371 * math.acos(min(1, cosine))


def _round(km: float) -> str:
    return f"{round(km, -1 if km < 1000 else -2):,.0f}"


def _map(near: pd.DataFrame) -> Panel:
    land = text_files.tree(root.folder("datasets") / "korea.geojson", DataError)
    points = near[["lat", "lon", "label", "name"]]
    features = land["features"] if isinstance(land, dict) else []
    return labelled_map(points, WINDOW, STATES, features, ["KP", "KR"])


def _far(far: pd.DataFrame) -> Panel:
    # Lines are placed by hand: a list has no axis.
    lines = ["Far away: km from Panmunjom", *(far["away"] + "  " + far["first"] + far["more"])]
    table = pd.DataFrame({"text": lines, "row": range(len(lines))})
    base = alt.Chart(table).encode(x=alt.value(0), y=alt.Y("row:O", axis=None), text="text:N")
    heading, rest = (base.transform_filter(f"datum.row {which} 0") for which in ("==", ">"))
    return alt.layer(
        heading.mark_text(align="left", fontWeight="bold", limit=_LIST),
        rest.mark_text(align="left", fontWeight="normal", limit=_LIST),
        width=_LIST,
        height=24 * len(table),
    )


def _in_words(near: pd.DataFrame, far: pd.DataFrame) -> str:
    parts = []
    if not near.empty:
        named = join_words(near["name"] + " (" + near["where"] + ")")
        markers = counted(len(near), "marker")
        parts.append(f"Map of the Korean peninsula with {markers}: {named}.")
    if not far.empty:
        away = join_words(far["name"] + ", " + far["away"] + " km")
        parts.append(f"Farther away, from Panmunjom: {away}.")
    return " ".join(parts)
