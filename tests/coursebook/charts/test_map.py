"""Points on a map: they stand where they are, and labels keep off each other."""

import math

import pandas as pd
import pytest

from coursebook.charts.map import Window, box, label_sides, labelled_map

WINDOW = Window(west=0, east=10, south=0, north=10, width=400, height=400)
NONE = pd.DataFrame(columns=["lat", "lon", "label"])


def points(*places):
    """Return points of an invented table, each with its name as label."""
    rows = pd.DataFrame(places, columns=["lat", "lon", "label"])
    return rows.assign(name=rows["label"])


def test_edges_of_the_window():
    """The middle longitude is drawn in the middle, the equator's edge at the bottom."""
    x, y = WINDOW.pixels(0, 5)
    assert x == 200
    assert y == pytest.approx(400, abs=2)
    assert WINDOW.pixels(10, 5)[1] == pytest.approx(0, abs=2)
    assert list(WINDOW.holds(points((5, 5, "in"), (5, 11, "out"), (-1, 5, "out")))) == [
        True,
        False,
        False,
    ]


def test_a_degree_grows_to_the_north():
    """Mercator's projection: a degree of latitude is longer by one over the cosine."""
    equator = WINDOW.pixels(0, 5)[1] - WINDOW.pixels(0.1, 5)[1]
    north = WINDOW.pixels(9.95, 5)[1] - WINDOW.pixels(10.05, 5)[1]
    assert north / equator == pytest.approx(1 / math.cos(math.radians(10)), rel=1e-3)


def test_a_label_stands_on_the_right_where_it_can():
    """Alone, a label stands on the right; at the right edge it goes to the left."""
    assert label_sides(points((5, 5, "middle")), WINDOW, NONE) == [(1, 0)]
    ((across, _),) = label_sides(points((5, 9.9, "at the edge")), WINDOW, NONE)
    assert across == -1


def test_labels_keep_off_each_other_and_off_names():
    """Neither another label nor a name of the map is covered."""
    near = points((5, 5, "one place"), (5, 5.6, "another"), (5.2, 5.2, "a third"))
    names = points((5, 7, "A STATE"))
    boxes = [
        box(WINDOW.pixels(row.lat, row.lon), row.label, side)
        for row, side in zip(near.itertuples(), label_sides(near, WINDOW, names), strict=True)
    ]
    boxes.append(box(WINDOW.pixels(5, 7), "A STATE", (0, 0)))
    pairs = [(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]]
    assert all(one.shared(other) == 0 for one, other in pairs)


def test_lines_of_a_label_are_lifted():
    """Lines go downwards: a label of two lines beside its point begins half a line higher."""
    one, two = (
        labelled_map(points((5, 5, label)), WINDOW, NONE, [], []).to_dict()
        for label in ("a", "a\nb")
    )
    shifts = [
        row["dy"]
        for spec in (one, two)
        for rows in spec["datasets"].values()
        for row in rows
        if "dy" in row
    ]
    assert shifts == [0, -7.5]
