"""Soldiers of the Korean War who were named, day by known day."""

import altair as alt
import pandas as pd

from coursebook.charts import dates, evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE
from coursebook.charts.marks import WIDTH
from coursebook.charts.range_bars import range_bars
from coursebook.charts.words import number

_COLUMNS = ["as_of", "precision", "identified_low", "identified_high", "status"]


def remains(rows: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw how many US soldiers had been named from the boxes, day by known day.

    A range is drawn as a range. These are dead people with families: count, do not score.

    Args:
        rows: Rows of the table `remains`.

    Returns:
        An Altair chart.

    Raises:
        ChartError: there is no day to draw, or these are other rows.
    """
    evidence.require_columns(rows, "remains", _COLUMNS)
    rows = rows.sort_values("as_of", ignore_index=True)
    low, high = rows["identified_low"], rows["identified_high"]
    labels = evidence.mark_uncorroborated(dates.days(rows, "as_of"), rows)
    texts = low.map(number).where(low == high, low.map(number) + " to " + high.map(number))
    drawn = pd.DataFrame({"label": labels, "low": low, "high": high, "text": texts})
    x = alt.X("low:Q").title("US soldiers named from the boxes").scale(domainMin=0)
    chart = range_bars(drawn, x, ["label:N", "text:N"], colour_of_one=BLUE)
    return annotate(
        chart.properties(width=WIDTH - 140, height=38 * len(drawn)),
        title=f"US soldiers named from the boxes: {texts.iloc[0]} by {labels[0]}, "
        f"{texts.iloc[-1]} by {labels[-1]}",
        subtitle="One box may hold several people. The days between are not known.",
        alt_text=f"US soldiers named from the boxes: {'; '.join(drawn['label'] + ' ' + texts)}.",
        table=evidence.table(rows, {"By": labels, "US soldiers named": texts}),
        source=evidence.source_line("the course's table of remains", rows),
    )
