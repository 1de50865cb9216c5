"""A poll with its error."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import INK
from coursebook.charts.marks import WIDTH
from coursebook.charts.range_bars import error_bars
from coursebook.charts.words import number
from coursebook.errors import ChartError
from korean_peace.charts.ranges import COLUMNS

_ANSWERS = {
    "poll-support": "for the meeting",
    "poll-against": "against",
    "poll-neutral": "did not know",
}
_SMALL = 20  # per cent; below it the margin that a poll names is far too wide


def poll(figures: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw the poll of February 2018 on a meeting of the two leaders, with its error.

    Args:
        figures: The table `figures`, or its rows `poll-support`, `poll-against`,
            `poll-neutral`, `poll-sample` and `poll-margin`.

    Returns:
        An Altair chart: each share as a point, those of 20 per cent and more with the margin
        of error that the poll names.

    Raises:
        ChartError: one of the five rows is missing, or these are no figures.
    """
    evidence.require_columns(figures, "figures", COLUMNS)
    rows = figures.drop_duplicates("id").set_index("id", drop=False)
    missing = [name for name in (*_ANSWERS, "poll-sample", "poll-margin") if name not in rows.index]
    if missing:
        raise ChartError(f"no row {missing[0]!r} among these figures: pass kp.load('figures').")
    margin, sample = rows.loc[["poll-margin", "poll-sample"], "low"].astype(float)
    shares = rows.loc[list(_ANSWERS)]
    drawn = _with_margin(shares, margin)
    more = drawn["low"].iloc[0] > 50
    sure = "more than half, even at the low end" if more else "at the low end not more than half"
    x = alt.X("low:Q").title("Per cent of those asked").scale(domain=[0, 100]).axis(tickCount=6)
    half = alt.Chart(pd.DataFrame({"half": [50]})).mark_rule(color=INK, strokeDash=[4, 4])
    chart = alt.layer(half.encode(x="half:Q"), *error_bars(drawn, x))
    return annotate(
        chart.properties(width=WIDTH - 60, height=56 * len(drawn)),
        title=f"{number(drawn['value'].iloc[0])} %, give or take {number(margin)}, were for a "
        f"meeting: {sure}",
        subtitle=f"{number(sample)} people were asked. The dashed line is one half.\n"
        "The poll names one margin, which is the largest; a small share has a smaller one.",
        alt_text=f"Poll of {number(sample)} people on a meeting of the two leaders, margin "
        f"at most {number(margin)} points: {'; '.join(drawn['label'] + ' ' + drawn['text'])}.",
        table=evidence.table(
            shares,
            {
                "Answer": drawn["label"],
                "Share, %": drawn["value"],
                "With the margin": drawn["text"],
            },
        ),
        source=evidence.source_line("the course's table of figures", shares),
    )


def _with_margin(shares: pd.DataFrame, margin: float) -> pd.DataFrame:
    """Return each answer with its share and range.

    A poll names its largest margin, that of a share near one half: too wide for a few per cent.
    """
    share = shares["low"].astype(float).reset_index(drop=True)
    margins = (share >= _SMALL) * margin
    low, high = share - margins, share + margins
    ends = " (" + low.round(1).map(number) + " to " + high.round(1).map(number) + ")"
    texts = share.map(number) + " %" + ends.where(margins > 0, "")
    labels = evidence.mark_uncorroborated(_ANSWERS.values(), shares)
    return pd.DataFrame({"label": labels, "value": share, "low": low, "high": high, "text": texts})
