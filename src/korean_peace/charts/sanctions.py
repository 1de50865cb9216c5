"""Tests, and the resolutions of the Security Council that answered them."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    assign_lanes,
    citations,
    day,
    last_day,
    mark_uncorroborated,
    records,
    require_columns,
    source_line,
)
from korean_peace.theme import BLUE, INK, ORANGE

_LETTER, _STEP = 8, 17  # pixels of width of a figure, and of height of a row of labels
_TESTS, _ANSWERS = 16, 74  # pixels from the top


def resolutions(rows: pd.DataFrame, tests: pd.DataFrame) -> Any:
    """Draw resolutions of the Security Council below the nuclear tests of the same years.

    Args:
        rows: Rows of the table `resolutions`.
        tests: Rows of the table `nuclear_tests`.

    Returns:
        An Altair chart. Some resolutions answer missiles or a satellite: not each one has a
        nuclear test before it.

    Raises:
        ChartError: there is no resolution or no test, or these are other tables.
    """
    require_columns(rows, "resolutions", ["id", "adopted", "precision", "trigger", "status"])
    require_columns(tests, "nuclear_tests", ["date", "status"])
    rows = rows.sort_values("adopted", kind="stable", ignore_index=True)
    tests = tests.sort_values("date", ignore_index=True)
    begin = min(rows["adopted"].min(), tests["date"].min()) - pd.Timedelta(days=200)
    end = max(rows["adopted"].max(), tests["date"].max()) + pd.Timedelta(days=200)
    scale = alt.Scale(domain=[begin, end], nice=False)
    drawn = _prepared(rows, begin, end)
    time = alt.X("date:T", title=None, scale=scale, axis=alt.Axis(format="%Y", tickCount=8))
    marks = alt.Chart(drawn).encode(x=time, tooltip=["label:N", "when:N", "trigger:N"])
    spans = marks.transform_filter("datum.last > datum.date").mark_rule(
        strokeWidth=6, color=BLUE, strokeCap="round"
    )
    points = marks.transform_filter("datum.last == datum.date").mark_point(
        filled=True, size=110, opacity=1, color=BLUE
    )
    numbers = [
        marks.transform_filter(f"datum.row == {row}")
        .mark_text(baseline="top")
        .encode(y=alt.value(_ANSWERS + 14 + _STEP * row), text="label:N")
        for row in sorted(drawn["row"].unique())
    ]
    held = pd.DataFrame(
        {"date": tests["date"], "label": mark_uncorroborated(map(day, tests["date"]), tests)}
    )
    bombs = alt.Chart(held).encode(x=time, tooltip=["label:N"])
    words = [
        alt.Chart(pd.DataFrame({"text": [text]}))
        .mark_text(align="right", dx=-8, fontWeight="bold")
        .encode(x=alt.value(0), y=alt.value(y), text="text:N")
        for text, y in (("nuclear tests", _TESTS), ("resolutions", _ANSWERS))
    ]
    height = _ANSWERS + 20 + _STEP * (int(drawn["row"].max()) + 1)
    layers = [
        bombs.mark_rule(strokeDash=[3, 3], color=INK).encode(
            y=alt.value(_TESTS), y2=alt.value(_ANSWERS)
        ),
        bombs.mark_point(shape="diamond", filled=True, size=150, opacity=1, color=ORANGE).encode(
            y=alt.value(_TESTS)
        ),
        spans.encode(x2="last:T", y=alt.value(_ANSWERS)),
        points.encode(y=alt.value(_ANSWERS)),
        *numbers,
        *words,
    ]
    late = (rows["adopted"].dt.year >= 2016).sum()
    return annotate(
        alt.layer(*layers).properties(width=WIDTH, height=height),
        title=f"{late} of {len(rows)} resolutions on the North's weapons are of 2016 or later",
        subtitle="A resolution is not worth as much as another: do not weigh them by counting.",
        alt_text=f"{len(tests)} nuclear tests: {', '.join(held['label'])}. "
        f"{len(rows)} resolutions: "
        + ", ".join(f"{row.label} of {row.when}" for row in records(drawn))
        + ".",
        table=drawn[["label", "when", "trigger"]]
        .assign(source=citations(rows))
        .set_axis(["Resolution", "Adopted", "It answered", "Source"], axis=1),
        source=source_line("the course's tables of resolutions and nuclear tests", rows, tests),
    )


def _prepared(rows: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    periods = list(zip(rows["adopted"], rows["precision"], strict=True))
    drawn = pd.DataFrame(
        {
            "date": rows["adopted"],
            "last": [last_day(when, when, precision) for when, precision in periods],
            "when": [day(*each) for each in periods],
            "label": mark_uncorroborated(rows["id"], rows),
            "trigger": rows["trigger"].fillna("–"),
        }
    )
    width = WIDTH / (end - begin).days
    middle = (drawn["date"] - begin).dt.days * width
    half = drawn["label"].str.len() * _LETTER / 2 + 2
    drawn["row"] = assign_lanes(zip(middle - half, middle + half, strict=True))
    return drawn
