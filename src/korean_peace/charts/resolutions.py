"""Tests, and the resolutions of the Security Council that answered them."""

import altair as alt
import pandas as pd

from coursebook.charts import dates, evidence, marks
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, INK, ORANGE

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
    needed = ["id", "adopted", "precision", "trigger", "status"]
    evidence.require_columns(rows, "resolutions", needed)
    evidence.require_columns(tests, "nuclear_tests", ["date", "status"])
    rows = rows.sort_values("adopted", kind="stable", ignore_index=True)
    tests = tests.sort_values("date", ignore_index=True)
    days = evidence.mark_uncorroborated(tests["date"].map(dates.day), tests)
    drawn = pd.DataFrame(
        {
            "date": rows["adopted"],
            "last": list(map(dates.last_day, rows["adopted"], rows["adopted"], rows["precision"])),
            "when": dates.days(rows, "adopted"),
            "label": evidence.mark_uncorroborated(rows["id"], rows),
            "trigger": rows["trigger"].fillna("–"),
        }
    )
    late = (rows["adopted"].dt.year >= 2016).sum()
    shown = {
        "Resolution": drawn["label"],
        "Adopted": drawn["when"],
        "It answered": drawn["trigger"],
    }
    return annotate(
        _two_lines(drawn, tests[["date"]].assign(label=days)),
        title=f"{late} of {len(rows)} resolutions on the North's weapons are of 2016 or later",
        subtitle="A resolution is not worth as much as another: do not weigh them by counting.",
        alt_text=f"{len(tests)} nuclear tests: {', '.join(days)}. "
        f"{len(rows)} resolutions: {', '.join(drawn['label'] + ' of ' + drawn['when'])}.",
        table=evidence.table(rows, {**shown, "It answered": drawn["trigger"]}),
        source=evidence.source_line(
            "the course's tables of resolutions and nuclear tests", rows, tests
        ),
    )


def _two_lines(drawn: pd.DataFrame, tests: pd.DataFrame) -> alt.TopLevelMixin:
    both = pd.concat([drawn["date"], tests["date"]])
    room = pd.Timedelta(days=200)
    domain = [both.min() - room, both.max() + room]
    middles = marks.pixels(drawn["date"], domain, marks.WIDTH)
    lanes = pd.Series(marks.label_lanes(middles, drawn["label"], _LETTER, 2))
    time = marks.time("date", domain).axis(format="%Y", tickCount=8)
    above = alt.Chart(tests).encode(x=time, y=alt.value(_TESTS), tooltip=["label:N"])
    below = alt.Chart(drawn.assign(lane=lanes)).encode(
        x=time, y=alt.value(_ANSWERS), tooltip=["label:N", "when:N", "trigger:N"]
    )
    points, spans = marks.days_and_spans(below)
    names = below.mark_text(baseline="top").encode(text="label:N")
    diamonds = above.mark_point(shape="diamond", filled=True, size=150, opacity=1, color=ORANGE)
    return alt.layer(
        above.mark_rule(strokeDash=[3, 3], color=INK).encode(y2=alt.value(_ANSWERS)),
        diamonds,
        spans.mark_rule(strokeWidth=6, color=BLUE, strokeCap="round").encode(x2="last:T"),
        points.mark_point(filled=True, size=110, opacity=1, color=BLUE),
        *marks.in_lanes(names, sorted(lanes.unique()), _ANSWERS + 14, _STEP),
        marks.note("nuclear tests", -8, _TESTS, "right", bold=True),
        marks.note("resolutions", -8, _ANSWERS, "right", bold=True),
    ).properties(width=marks.WIDTH, height=_ANSWERS + 20 + _STEP * (lanes.max() + 1))
