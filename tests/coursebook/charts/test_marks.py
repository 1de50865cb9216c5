"""What the forms of charts share."""

import altair as alt
import pandas as pd

from coursebook.charts import marks
from coursebook.charts.range_bars import range_bars
from coursebook.charts.swimlanes import swimlanes
from coursebook.charts.timeline import timeline
from coursebook.charts.timeline_until import timeline_until

LOOKS = {"yes": ("#0072b2", "circle"), "no": ("#d55e00", "diamond")}


def events():
    """Return three events of an invented table: a day, the same day, and ten days."""
    days = pd.to_datetime(["2001-01-01", "2001-01-01", "2001-03-01"])
    return pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "begin": days,
            "until": pd.to_datetime(["2001-01-01", "2001-01-01", "2001-03-11"]),
            "name": ["A", "B", "C"],
            "kind": ["yes", "no", "yes"],
            "room": ["left", "left", "right"],
            "menu": ["m", "n", "m"],
        }
    )


def drawn(chart, column):
    """Return the rows that are drawn and have a column."""
    datasets = chart.to_dict()["datasets"].values()
    return [row for rows in datasets for row in rows if column in row]


def test_labels_that_would_meet_stand_in_different_lanes():
    """Two labels at one place need two lanes, a third one far away goes back to the first."""
    assert marks.label_lanes(pd.Series([0.0, 1.0, 99.0]), pd.Series(["ab"] * 3), 7, 2) == [0, 1, 0]


def test_a_timeline_takes_any_columns():
    """The form knows no column by name, and draws each event once, in the order of the rows."""
    chart = timeline(
        events(), LOOKS, {"name": "N"}, category="kind", start="begin", end="until", label="name"
    )
    assert {(row["name"], row["order"]) for row in drawn(chart, "order")} == {
        ("A", 0),
        ("B", 1),
        ("C", 2),
    }


def test_events_of_one_day_share_no_place_in_a_lane():
    """What happened on one day in one lane stands at two heights."""
    chart = swimlanes(
        events(),
        ["left", "right"],
        LOOKS,
        {"name": "N"},
        lane="room",
        category="kind",
        menu="menu",
        start="begin",
        end="until",
    )
    heights = {row["id"]: row["y"] for row in drawn(chart, "y")}
    assert heights["a"] != heights["b"]
    assert heights["c"] > max(heights["a"], heights["b"])


def test_an_event_is_seen_on_its_last_day():
    """The number of days after which an event appears is that of its end."""
    day = pd.Timestamp("2001-01-02")
    chart = timeline_until(events(), day, {"name": "N"}, start="begin", end="until", label="name")
    assert {row["name"]: row["seen"] for row in drawn(chart, "seen")} == {"A": 0, "B": 0, "C": 69}
    assert chart.to_dict()["params"][0]["value"] == 1


def test_a_range_is_no_single_number():
    """Bars draw what has two ends, short lines what has one: no row is drawn as both."""
    rows = pd.DataFrame({"label": ["x", "y"], "low": [1, 2], "high": [1, 3], "text": ["1", "2–3"]})
    layers = range_bars(rows, alt.X("low:Q"), ["label:N"]).to_dict()["layer"]
    filters = {layer["mark"]["type"]: layer["transform"][0]["filter"] for layer in layers[:2]}
    assert filters == {"bar": "datum.high > datum.low", "tick": "datum.high == datum.low"}
