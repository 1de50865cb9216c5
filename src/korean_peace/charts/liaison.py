"""Meetings at the liaison office."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.bars import bars_with_gaps


def liaison(months: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw the meetings at the liaison office by month; a month without a number stays empty.

    Args:
        months: Rows of the table `liaison_meetings`.

    Returns:
        An Altair chart that says under its title what it cannot show.

    Raises:
        ChartError: there is no month to draw, or these are no months.
    """
    evidence.require_columns(months, "liaison_meetings", ["month", "meetings", "status"])
    months = months.sort_values("month", ignore_index=True)
    labels = evidence.mark_uncorroborated(months["month"].dt.strftime("%b %Y"), months)
    known = months.assign(label=labels, source=evidence.citations(months)).set_index("month")
    every = known[["label", "meetings", "source"]].asfreq("MS")
    every["label"] = every["label"].fillna(every.index.to_series().dt.strftime("%b %Y"))
    every["meetings"] = every["meetings"].astype("Int64")
    words = every["meetings"].astype("string").fillna("not known")
    return annotate(
        bars_with_gaps(
            every[["label", "meetings"]],
            value="meetings",
            title="Meetings in the month",
            missing="no number",
        ),
        title=_fall(months, int(every["meetings"].isna().sum())),
        subtitle="This chart cannot show when the fall began, nor why.\n"
        "The numbers count routine contacts of the two sides' officers too.",
        alt_text="Meetings at the liaison office by month: "
        f"{'; '.join(every['label'] + ' ' + words)}. The chart cannot show when the fall began.",
        table=every.assign(meetings=words, source=every["source"].fillna("none found")).set_axis(
            ["Month", "Meetings", "Source"], axis=1
        ),
        source=evidence.source_line("the course's table of liaison meetings", months),
    )


def _fall(months: pd.DataFrame, missing: int) -> str:
    most = months.iloc[int(months["meetings"].argmax())]
    text = f"{most['meetings']} meetings in {most['month']:%B %Y}"
    later = months[months["month"] > most["month"]]["meetings"]
    if not later.empty:
        text += f", {later.min()} to {later.max()} in each later month known"
    return f"{text}; {missing} months unknown" if missing else text
