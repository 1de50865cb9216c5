"""What tests of charts read off a chart: its texts, its table, what is drawn and printed."""

import json

import vl_convert


def described(chart):
    """Return the alt text of a chart."""
    return chart.to_dict()["description"]


def title(chart):
    """Return the title of a chart in one line."""
    return " ".join(chart.to_dict()["title"]["text"].split()).replace("\u00a0", " ")


def table(chart):
    """Return the table behind a chart."""
    return chart.to_dict()["usermeta"]["coursebook"]["table"]["rows"]


def marks(chart):
    """Return all rows that are drawn."""
    return [row for each in chart.to_dict()["datasets"].values() for row in each]


def svg(chart):
    """Return a chart as printed."""
    return vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()), vl_version="6.4")
