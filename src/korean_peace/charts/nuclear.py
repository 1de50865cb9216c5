"""Nuclear tests, each with the doubt about its yield."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.dates import day
from coursebook.charts.marks import WIDTH, tooltip
from coursebook.charts.range_bars import range_bars
from coursebook.charts.words import number

_TITLE = "Estimated yield in kilotons of TNT; each step is about three times as much"


def nuclear(tests: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw the North's nuclear tests, each as the range of the published yields.

    No middle is drawn: nobody measured a yield. A single mark is a single estimate, not an
    exact one.

    Args:
        tests: Rows of the table `nuclear_tests`.

    Returns:
        An Altair chart on a logarithmic scale.

    Raises:
        ChartError: there is no test to draw, or these are no nuclear tests.
    """
    low, high = "yield_low_kt", "yield_high_kt"
    require_columns(tests, "nuclear_tests", ["date", low, high, "yield_note", "status"])
    drawn = tests[[low, high, "yield_note"]].assign(
        label=mark_uncorroborated(tests["date"].map(day), tests),
        text=[
            f"{number(least)} to {number(most)} kt"
            if least < most
            else f"{number(least)} kt, one estimate"
            for least, most in zip(tests[low], tests[high], strict=True)
        ],
    )
    x = alt.X(f"{low}:Q").title(_TITLE).stack(None)
    x = x.scale(type="log", domain=[0.5, 1000], nice=False)
    x = x.axis(values=[1, 3, 10, 30, 100, 300], format="d", grid=True)
    chart = range_bars(
        drawn, x, tooltip({"label": "Test", "yield_note": "Who"}), low=low, high=high
    )
    widest = tests.iloc[int((tests[high] / tests[low]).argmax())]
    return annotate(
        chart.properties(width=WIDTH - 120, height=38 * len(drawn)),
        title=f"How strong was the test of {day(widest['date'])}? Estimates go from "
        f"{number(widest[low])} to {number(widest[high])} kilotons",
        subtitle="A bar goes from the lowest to the highest estimate; its middle means nothing.",
        alt_text=f"{len(drawn)} nuclear tests with estimated yields: "
        f"{'; '.join(drawn['label'] + ', ' + drawn['text'])}.",
        table=drawn[["label", "text", "yield_note"]]
        .assign(source=citations(tests))
        .set_axis(["Test", "Estimated yield", "Who estimated", "Source"], axis=1),
        source=source_line("the course's table, which names who estimated", tests),
    )
