"""Nuclear tests, each with the doubt about its yield."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.dates import day
from coursebook.charts.marks import WIDTH, tooltip
from coursebook.charts.range_bars import range_bars
from coursebook.charts.words import number

_TITLE = "Estimated yield in kilotons of TNT; each step is about three times as much"
_COLUMNS = ["date", "yield_low_kt", "yield_high_kt", "yield_note", "status"]


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
    evidence.require_columns(tests, "nuclear_tests", _COLUMNS)
    low, high, who = (tests[column] for column in _COLUMNS[1:4])
    least, most = low.map(number), high.map(number)
    labels = evidence.mark_uncorroborated(tests["date"].map(day), tests)
    texts = (least + " to " + most + " kt").where(low < high, least + " kt, one estimate")
    drawn = pd.DataFrame({"label": labels, "low": low, "high": high, "text": texts, "who": who})
    x = alt.X("low:Q").title(_TITLE).stack(None).scale(type="log", domain=[0.5, 1000], nice=False)
    x = x.axis(values=[1, 3, 10, 30, 100, 300], format="d", grid=True)
    chart = range_bars(drawn, x, tooltip({"label": "Test", "who": "Who"}))
    widest = int((high / low).argmax())
    return annotate(
        chart.properties(width=WIDTH - 120, height=38 * len(drawn)),
        title=f"How strong was the test of {day(tests['date'].iloc[widest])}? Estimates go from "
        f"{least.iloc[widest]} to {most.iloc[widest]} kilotons",
        subtitle="A bar goes from the lowest to the highest estimate; its middle means nothing.",
        alt_text=f"{len(drawn)} nuclear tests with estimated yields: "
        f"{'; '.join(drawn['label'] + ', ' + texts)}.",
        table=evidence.table(
            tests, {"Test": labels, "Estimated yield": texts, "Who estimated": who}
        ),
        source=evidence.source_line("the course's table, which names who estimated", tests),
    )
