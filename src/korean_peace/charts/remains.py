"""Soldiers of the Korean War who were named, day by known day."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.colours import BLUE
from coursebook.charts.dates import days
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
    require_columns(rows, "remains", _COLUMNS)
    rows = rows.sort_values("as_of", ignore_index=True)
    low, high = rows["identified_low"], rows["identified_high"]
    drawn = pd.DataFrame(
        {
            "label": mark_uncorroborated(days(rows, "as_of"), rows),
            "low": low,
            "high": high,
            "text": low.map(number).where(low == high, low.map(number) + " to " + high.map(number)),
        }
    )
    x = alt.X("low:Q").title("US soldiers named from the boxes").scale(domainMin=0)
    chart = range_bars(drawn, x, ["label:N", "text:N"], colour_of_one=BLUE)
    first, last = drawn.iloc[0], drawn.iloc[-1]
    return annotate(
        chart.properties(width=WIDTH - 140, height=38 * len(drawn)),
        title=f"US soldiers named from the boxes: {first['text']} by {first['label']}, "
        f"{last['text']} by {last['label']}",
        subtitle="One box may hold several people. The days between are not known.",
        alt_text="US soldiers named from the boxes: "
        f"{'; '.join(drawn['label'] + ' ' + drawn['text'])}.",
        table=drawn[["label", "text"]]
        .assign(source=citations(rows))
        .set_axis(["By", "US soldiers named", "Source"], axis=1),
        source=source_line("the course's table of remains", rows),
    )
