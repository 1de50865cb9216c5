"""Tests, and the resolutions of the Security Council that answered them."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.colours import BLUE, INK, ORANGE
from coursebook.charts.dates import day, days, last_day
from coursebook.charts.marks import WIDTH, label_lanes, pixels

_LETTER, _STEP = 8, 17  # pixels of width of a figure, and of height of a row of labels
_TESTS, _ANSWERS = 16, 74  # pixels from the top


def resolutions(rows: pd.DataFrame, tests: pd.DataFrame) -> alt.TopLevelMixin:
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
    both = pd.concat([rows["adopted"], tests["date"]])
    room = pd.Timedelta(days=200)
    domain = [both.min() - room, both.max() + room]
    drawn = _answers(rows, domain)
    held = tests[["date"]].assign(label=mark_uncorroborated(tests["date"].map(day), tests))
    late = (rows["adopted"].dt.year >= 2016).sum()
    return annotate(
        _two_lines(drawn, held, domain),
        title=f"{late} of {len(rows)} resolutions on the North's weapons are of 2016 or later",
        subtitle="A resolution is not worth as much as another: do not weigh them by counting.",
        alt_text=f"{len(tests)} nuclear tests: {', '.join(held['label'])}. "
        f"{len(rows)} resolutions: {', '.join(drawn['label'] + ' of ' + drawn['when'])}.",
        table=drawn[["label", "when", "trigger"]]
        .assign(source=citations(rows))
        .set_axis(["Resolution", "Adopted", "It answered", "Source"], axis=1),
        source=source_line("the course's tables of resolutions and nuclear tests", rows, tests),
    )


def _answers(rows: pd.DataFrame, domain: list[pd.Timestamp]) -> pd.DataFrame:
    periods = zip(rows["adopted"], rows["precision"], strict=True)
    drawn = pd.DataFrame(
        {
            "date": rows["adopted"],
            "last": [last_day(when, when, precision) for when, precision in periods],
            "when": days(rows, "adopted"),
            "label": mark_uncorroborated(rows["id"], rows),
            "trigger": rows["trigger"].fillna("–"),
        }
    )
    middles = pixels(drawn["date"], domain, WIDTH)
    return drawn.assign(row=label_lanes(middles, drawn["label"], _LETTER, 2))


def _two_lines(
    drawn: pd.DataFrame, held: pd.DataFrame, domain: list[pd.Timestamp]
) -> alt.TopLevelMixin:
    time = alt.X("date:T").title(None).scale(domain=domain, nice=False)
    time = time.axis(format="%Y", tickCount=8)
    tests = alt.Chart(held).encode(x=time, tooltip=["label:N"])
    answers = alt.Chart(drawn).encode(x=time, tooltip=["label:N", "when:N", "trigger:N"])
    spans = answers.transform_filter("datum.last > datum.date")
    points = answers.transform_filter("datum.last == datum.date")
    names = answers.mark_text(baseline="top").encode(text="label:N")
    top, bottom = alt.value(_TESTS), alt.value(_ANSWERS)
    sides = [
        alt.Chart(pd.DataFrame({"text": [text]}))
        .mark_text(align="right", dx=-8, fontWeight="bold")
        .encode(x=alt.value(0), y=y, text="text:N")
        for text, y in (("nuclear tests", top), ("resolutions", bottom))
    ]
    return alt.layer(
        tests.mark_rule(strokeDash=[3, 3], color=INK).encode(y=top, y2=bottom),
        tests.mark_point(shape="diamond", filled=True, size=150, opacity=1, color=ORANGE).encode(
            y=top
        ),
        spans.mark_rule(strokeWidth=6, color=BLUE, strokeCap="round").encode(x2="last:T", y=bottom),
        points.mark_point(filled=True, size=110, opacity=1, color=BLUE).encode(y=bottom),
        *(
            names.transform_filter(f"datum.row == {row}").encode(
                y=alt.value(_ANSWERS + 14 + _STEP * row)
            )
            for row in sorted(drawn["row"].unique())
        ),
        *sides,
    ).properties(width=WIDTH, height=_ANSWERS + 20 + _STEP * (int(drawn["row"].max()) + 1))
