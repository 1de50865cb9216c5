"""Grid and matrix: each thing has a box or a cell of its own."""

import altair as alt
import pandas as pd
import pytest

from coursebook.charts.grid import grid
from coursebook.charts.matrix import matrix, slots


def boxes(rows, order, **options):
    """Return a grid of boxes as a specification."""
    return grid(
        rows, order, alt.Color("shelf:N"), [], row="shelf", text="name", **options
    ).to_dict()


@pytest.fixture
def books():
    """Return three things on two shelves of an invented table."""
    return pd.DataFrame({"shelf": ["low", "high", "low"], "name": ["a", "b", "c"]})


def test_boxes_stand_side_by_side(books):
    """Boxes of one row stand beside each other in the order of the table; no two in one place."""
    (rows,) = boxes(books, ["high", "low"])["datasets"].values()
    places = {row["name"]: (row["shelf"], row["place"]) for row in rows}
    assert places == {"a": ("low", 0), "c": ("low", 1), "b": ("high", 0)}


def test_a_grid_is_as_wide_as_its_longest_row(books):
    """Each box has its room; a grid may be given more, and never less."""
    assert boxes(books, ["high", "low"], cell=(10, 20))["width"] == 20
    assert boxes(books, ["high", "low"], cell=(10, 20))["height"] == 40
    assert boxes(books, ["high", "low"], cell=(10, 20), columns=5)["width"] == 50


def test_an_empty_row_says_so(books):
    """A row without a box has the words for it, and only such a row."""
    spec = boxes(books, ["high", "low", "empty"], missing="nothing here")
    words = spec["layer"][-1]
    assert words["mark"]["text"] == "nothing here"
    assert spec["datasets"][words["data"]["name"]] == [{"shelf": "empty"}]
    assert len(boxes(books, ["high", "low"], missing="nothing here")["layer"]) == 2


def test_slots_follow_each_other():
    """Each slot begins where the one before it ends."""
    found = slots(pd.Series({"a": 10, "b": 20}), start=5)
    assert found.to_dict("index") == {"a": {"begin": 5, "end": 15}, "b": {"begin": 15, "end": 35}}


def test_cells_fill_their_slots():
    """A cell stands in the slots of its row and column; the chart ends with the last of them."""
    rows, columns = slots(pd.Series({"r": 30})), slots(pd.Series({"c": 10, "d": 20}))
    cells = pd.DataFrame({"row": ["r", "r"], "column": ["c", "d"], "text": "", "filled": True})
    spec = matrix(cells, rows, columns, inset=1, shade=0.5).to_dict()
    assert (spec["width"], spec["height"]) == (30, 30)
    (drawn,) = spec["datasets"].values()
    edges = {cell["column"]: (cell["left"], cell["right"]) for cell in drawn}
    assert edges == {"c": (1, 9), "d": (11, 29)}
    assert {(cell["top"], cell["bottom"]) for cell in drawn} == {(1, 29)}
