"""What the forms of charts draw: each row once, nothing twice, nothing that is not known."""

import altair as alt
import pandas as pd

from coursebook.charts.range_bars import range_bars
from coursebook.charts.swimlanes import swimlanes
from coursebook.charts.timeline import timeline
from coursebook.charts.timeline_until import timeline_until

LOOKS = {"yes": ("#0072b2", "circle"), "no": ("#d55e00", "diamond")}


def events():
    """Return three events of an invented table: a day, the same day, and ten days."""
    return pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "date": pd.to_datetime(["2001-01-01", "2001-01-01", "2001-03-01"]),
            "last": pd.to_datetime(["2001-01-01", "2001-01-01", "2001-03-11"]),
            "label": ["A", "B", "C"],
            "kind": ["yes", "no", "yes"],
            "lane": ["left", "left", "right"],
            "menu": ["m", "n", "m"],
        }
    )


def drawn(chart, column):
    """Return the rows that are drawn and have a column."""
    datasets = chart.to_dict()["datasets"].values()
    return [row for rows in datasets for row in rows if column in row]


def test_a_timeline_draws_each_event_once():
    """The form draws each event of any table once, in the order of the rows."""
    chart = timeline(events(), LOOKS, {"label": "N"})
    assert {(row["label"], row["order"]) for row in drawn(chart, "order")} == {
        ("A", 0),
        ("B", 1),
        ("C", 2),
    }


def test_a_label_stands_where_there_is_room():
    """An early event has its label on the right of its mark, a late one on the left."""
    layers = timeline(events(), LOOKS, {}).to_dict()["layer"]
    texts = {
        layer["mark"]["align"]: (layer["encoding"]["x"]["field"], layer["data"]["name"])
        for layer in layers
        if layer["mark"]["type"] == "text"
    }
    datasets = timeline(events(), LOOKS, {}).to_dict()["datasets"]
    labels = {align: [row["label"] for row in datasets[name]] for align, (_, name) in texts.items()}
    assert labels == {"left": ["A", "B"], "right": ["C"]}
    assert {align: field for align, (field, _) in texts.items()} == {
        "left": "last",
        "right": "date",
    }


def test_events_of_one_day_share_no_place_in_a_lane():
    """What happened on one day in one lane stands at two heights."""
    chart = swimlanes(events(), ["left", "right"], LOOKS, {"label": "N"}, menu="menu")
    heights = {row["id"]: row["y"] for row in drawn(chart, "y")}
    assert heights["a"] != heights["b"]
    assert heights["c"] > max(heights["a"], heights["b"])


def test_an_event_is_seen_on_its_last_day():
    """The number of days after which an event appears is that of its end."""
    chart = timeline_until(events(), pd.Timestamp("2001-01-02"), {"label": "N"})
    assert {row["label"]: row["seen"] for row in drawn(chart, "seen")} == {"A": 0, "B": 0, "C": 69}
    assert chart.to_dict()["params"][0]["value"] == 1


def test_a_range_is_no_single_number():
    """Bars draw what has two ends, short lines what has one, dashed bars what lacks an end."""
    rows = pd.DataFrame(
        {
            "label": ["one", "range", "at most", "more than"],
            "low": [1, 1, None, 2],
            "high": [1, 3, 2, None],
            "text": ["1", "1 to 3", "up to 2", "from 2"],
        }
    )
    chart = range_bars(rows, alt.X("low:Q"), ["label:N"])
    ends = {row["label"]: (row["kind"], row["low"], row["high"]) for row in drawn(chart, "kind")}
    assert ends.pop("more than")[:2] == ("limit", 2)
    assert ends == {"one": ("one", 1, 1), "range": ("range", 1, 3), "at most": ("limit", 0, 2)}
    layers = chart.to_dict()["layer"][:3]
    filters = {
        (layer["mark"]["type"], "strokeDash" in layer["mark"]): layer["transform"][0]["filter"]
        for layer in layers
    }
    assert filters == {
        ("bar", False): "datum.kind == 'range'",
        ("bar", True): "datum.kind == 'limit'",
        ("tick", False): "datum.kind == 'one'",
    }
