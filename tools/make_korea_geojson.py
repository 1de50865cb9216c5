"""Cut the outline map `korea.geojson` from Natural Earth's country outlines.

Input: the file `countries-50m.json` (TopoJSON) of the npm package `world-atlas`, version 2.0.2.
`npm pack world-atlas@2.0.2` fetches the package; the file lies in its folder `package/`.
The outlines are those of Natural Earth at 1:50 million, in the public domain.

Needs Python's standard library only. Use:

    python make_korea_geojson.py path/to/countries-50m.json

Output, beside this script: one feature a country that touches the box, with `id` (ISO two
letters) and `name`. Coordinates are degrees east and north, rounded to 3 decimals (about
100 metres). Outer rings run clockwise, as D3 and Vega-Lite expect; RFC 7946 has it the other
way round. Where the box cuts a country, the cut is a straight line with a point a degree.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

WEST, SOUTH, EAST, NORTH = 119.5, 32.5, 134.5, 44.0
COUNTRIES = {
    "156": ("CN", "China"),
    "392": ("JP", "Japan"),
    "408": ("KP", "North Korea"),
    "410": ("KR", "South Korea"),
    "643": ("RU", "Russia"),
}
# Each side of the box: the axis, its limit, and +1 where larger values are inside.
SIDES = [(0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)]


def decode(topology):
    """Return all arcs of a quantized TopoJSON as lists of (longitude, latitude)."""
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def outline(indices, arcs):
    """Join arcs to one open ring; a negative index means the arc backwards."""
    ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[:-1]
    return ring


def clip(ring):
    """Cut an open ring to the box (Sutherland-Hodgman, one side after the other)."""
    for axis, limit, sign in SIDES:
        kept = []
        for a, b in pairwise(ring + ring[:1]):
            a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if a_in:
                kept.append(a)
            if a_in != b_in:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                point = [a[i] + share * (b[i] - a[i]) for i in (0, 1)]
                point[axis] = limit
                kept.append(tuple(point))
        ring = kept
    return ring


def tidy(ring):
    """Round, add points along cuts on a parallel, drop doubles, close, turn clockwise."""
    points = []
    for a, b in pairwise(ring + ring[:1]):
        points.append(a)
        if a[1] == b[1] and a[1] in (SOUTH, NORTH):
            count = int(abs(b[0] - a[0]))
            points += [(a[0] + (b[0] - a[0]) * n / (count + 1), a[1]) for n in range(1, count + 1)]
    rounded = [(round(x, 3), round(y, 3)) for x, y in points]
    rounded = [p for n, p in enumerate(rounded) if p != rounded[n - 1]]
    if len(rounded) < 3:
        return None
    closed = rounded + rounded[:1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))
    if area == 0:
        return None
    return closed if area < 0 else closed[::-1]


def main(source):
    """Read the TopoJSON file `source` and write `datasets/korea.geojson`."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = decode(topology)
    features = []
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") not in COUNTRIES:
            continue
        country, name = COUNTRIES[shape["id"]]
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [tidy(clip(outline(part[0], arcs))) for part in parts]  # part[1:] would be lakes
        polygons = [[ring] for ring in rings if ring]
        features.append(
            {
                "type": "Feature",
                "properties": {"id": country, "name": name},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        )
    features.sort(key=lambda feature: feature["properties"]["id"])
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, separators=(",", ":")) + "\n"
    target = Path(__file__).resolve().parents[1] / "datasets" / "korea.geojson"
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{target.name}: {len(features)} countries, {len(text)} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("use: python make_korea_geojson.py path/to/countries-50m.json")
    main(sys.argv[1])
