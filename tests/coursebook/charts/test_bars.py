"""Bars: each number is drawn once, and what is not known is no zero."""

import altair as alt
import pandas as pd

from coursebook.charts import bars

COLOURS = {"one": "#0072b2", "two": "#d55e00"}


def counts():
    """Return two series of an invented table, each with two numbers."""
    return pd.DataFrame(
        {
            "series": ["one", "one", "two", "two"],
            "heading": ["First", "First", "Second", "Second"],
            "label": ["2001", "2002", "2001", "2002"],
            "value": [1, 2, 3, 4],
            "text": ["1", "2", "3", "4"],
        }
    )


def rows_of(part, chart):
    """Return the rows that a part of a chart draws."""
    return chart["datasets"][part["data"]["name"]]


def test_each_panel_has_its_series():
    """A panel draws the numbers of its series alone, in its colour, below its heading."""
    chart = bars.panels(counts(), COLOURS, series="series", heading="heading").to_dict()
    panels = {
        panel["title"]["text"]: (
            panel["layer"][0]["mark"]["color"],
            [row["value"] for row in rows_of(panel, chart)],
        )
        for panel in chart["vconcat"]
    }
    assert panels == {"First": ("#0072b2", [1, 2]), "Second": ("#d55e00", [3, 4])}


def test_a_menu_picks_one_series():
    """Bars, numbers and heading all follow the menu, which begins with the chosen series."""
    names = {"one": "the first", "two": "the second"}
    chart = bars.menu(counts(), COLOURS, names, "two", series="series", heading="heading").to_dict()
    filters = [layer["transform"][-1]["filter"] for layer in chart["layer"]]
    assert filters == ["datum.series == series"] * 3
    (menu,) = chart["params"]
    assert (menu["name"], menu["value"]) == ("series", "two")
    assert menu["bind"]["options"] == ["one", "two"]
    assert menu["bind"]["labels"] == ["the first", "the second"]


def test_a_gap_is_no_zero():
    """A row without a number is a box with words; it has no bar, and no number."""
    rows = pd.DataFrame({"label": ["Jan", "Feb"], "value": [5, None]})
    chart = bars.bars_with_gaps(rows, value="value", title="N", missing="no number").to_dict()
    known, number, box, words = chart["layer"]
    assert {known["transform"][0]["filter"], number["transform"][0]["filter"]} == {
        "isValid(datum.value)"
    }
    assert {box["transform"][0]["filter"], words["transform"][0]["filter"]} == {
        "!isValid(datum.value)"
    }
    assert words["encoding"]["text"] == {"value": "no number"}
    assert "y" in known["encoding"]
    assert "field" not in box["encoding"]["y"]


def test_groups_keep_the_order_of_the_rows():
    """Groups stand in the order of the rows, bars in the order of the colours."""
    rows = counts().iloc[::-1]
    chart = bars.grouped_bars(rows, COLOURS, series="series", value="value", title="N").to_dict()
    assert chart["facet"]["row"]["sort"] == ["2002", "2001"]
    bar, text = chart["spec"]["layer"]
    assert bar["encoding"]["y"]["sort"] == ["one", "two"]
    assert text["encoding"]["text"]["field"] == "text"


def test_many_or_long_labels_are_turned():
    """Labels that would meet below the axis are turned; a few short ones are not."""
    long = counts().assign(label="2001 (not corroborated)")
    angles = [
        bars.panels(rows, COLOURS, series="series", heading="heading").to_dict()["vconcat"][0][
            "layer"
        ][0]["encoding"]["x"]["axis"]["labelAngle"]
        for rows in (counts(), long)
    ]
    assert angles == [0, -45]


def test_a_stack_grows_from_the_first_colour():
    """Parts of a bar stand on each other in the order of the colours, not of the rows."""
    chart = bars.stacked_bars(
        counts().iloc[::-1], COLOURS, alt.X("label:N"), alt.Y("value:Q"), series="series"
    ).to_dict()
    (rows,) = chart["datasets"].values()
    assert {row["series"]: row["order"] for row in rows} == {"one": 0, "two": 1}
    assert chart["encoding"]["order"]["field"] == "order"
    assert chart["encoding"]["y"]["stack"] == "zero"
