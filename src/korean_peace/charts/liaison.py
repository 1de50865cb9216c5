"""Meetings at the liaison office."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.bars import bars_with_gaps

_UNKNOWN = "not known"


def liaison(months: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw the meetings at the liaison office by month; a month without a number stays empty.

    Args:
        months: Rows of the table `liaison_meetings`.

    Returns:
        An Altair chart that says under its title what it cannot show.

    Raises:
        ChartError: there is no month to draw, or these are no months.
    """
    require_columns(months, "liaison_meetings", ["month", "meetings", "status"])
    months = months.sort_values("month", ignore_index=True)
    labels = mark_uncorroborated(months["month"].dt.strftime("%b %Y"), months)
    drawn = months.assign(label=labels, source=citations(months)).set_index("month")
    drawn = drawn[["label", "meetings", "source"]].asfreq("MS")
    drawn["meetings"] = drawn["meetings"].astype("Int64")
    drawn["label"] = drawn["label"].fillna(drawn.index.to_series().dt.strftime("%b %Y"))
    said = drawn["meetings"].astype("string").fillna(_UNKNOWN)
    return annotate(
        bars_with_gaps(
            drawn[["label", "meetings"]],
            value="meetings",
            title="Meetings in the month",
            missing="no number",
        ),
        title=_fall(months, int(drawn["meetings"].isna().sum())),
        subtitle=(
            "This chart cannot show when the fall began, nor why.\n"
            "The numbers count routine contacts of the two sides' officers too."
        ),
        alt_text="Meetings at the liaison office by month: "
        f"{'; '.join(drawn['label'] + ' ' + said)}. The chart cannot show when the fall began.",
        table=pd.DataFrame(
            {
                "Month": drawn["label"],
                "Meetings": said,
                "Source": drawn["source"].fillna("none found"),
            }
        ),
        source=source_line("the course's table of liaison meetings", months),
    )


def _fall(months: pd.DataFrame, missing: int) -> str:
    most = months.iloc[int(months["meetings"].argmax())]
    text = f"{most['meetings']} meetings in {most['month']:%B %Y}"
    later = months[months["month"] > most["month"]]["meetings"]
    if not later.empty:
        text += f", {later.min()} to {later.max()} in each later month known"
    return f"{text}; {missing} months unknown" if missing else text
