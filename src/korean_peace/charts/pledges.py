"""Promises: where they stand in a text, and whom they bind."""

from itertools import cycle

import altair as alt
import pandas as pd

from coursebook.charts import marks
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, BROWN, GREEN, GREY, ORANGE, PINK
from coursebook.charts.grid import grid
from coursebook.charts.words import join_words
from coursebook.errors import ChartError, UnknownName

_COLOURS = [BLUE, ORANGE, GREEN, PINK, BROWN, GREY]
_COLUMNS = {"part": "part of the text", "actor": "who must act", "kind": "kind of promise"}


def pledges(promises: pd.DataFrame, colour: str = "part") -> alt.TopLevelMixin:
    """Draw each promise of a text as a square with its number, by part of the text.

    Args:
        promises: Rows of the table `commitments`, of one agreement.
        colour: What the colour shows: `part`, `actor` or `kind`.

    Returns:
        An Altair chart. Its title and alt text are counted from the rows.

    Raises:
        UnknownName: `colour` is none of the three.
        ChartError: there is no promise to draw.
    """
    if colour not in _COLUMNS:
        raise UnknownName("colour", colour, _COLUMNS)
    if promises.empty:
        raise ChartError("no promise to draw: check the filter above the chart.")
    drawn = promises[["number", "promise", "part", "actor", "kind"]].astype({"part": str})
    counts = drawn[colour].astype(str).value_counts(sort=False)
    groups = list(drawn[colour].astype(str).unique())
    look = marks.colour(colour, dict(zip(groups, cycle(_COLOURS))))
    if colour != "part":
        look = look.title(_COLUMNS[colour].capitalize()).legend(orient="bottom")
    doubtful = promises.loc[promises["status"] == "uncorroborated", "number"]
    doubt = f" Not corroborated: {join_words(doubtful)}." if len(doubtful) else ""
    return annotate(
        grid(
            drawn,
            list(drawn["part"].unique()),
            look,
            marks.tooltip({"number": "No", "promise": "Promise", "actor": "Who must act"}),
            row="part",
            text="number",
            title="Part of the text",
            font=19,
        ),
        title=_finding(counts, colour, len(drawn)),
        alt_text=_in_words(drawn, colour),
        table=drawn[["number", "part", "promise", "actor"]].set_axis(
            ["No", "Part", "Promise, in our words", "Who must act"], axis=1
        ),
        source="Source: the course's table of commitments. Counting them is our decision." + doubt,
    )


def _finding(counts: "pd.Series[int]", colour: str, total: int) -> str:
    most = counts.idxmax()
    if colour == "part":
        return f"Part {most} holds {counts.max()} of the {total} promises, more than any other"
    return f"{counts.max()} of the {total} promises: {most}"


def _in_words(drawn: pd.DataFrame, colour: str) -> str:
    before = "part " if colour == "part" else ""
    groups = "; ".join(
        f"{before}{name}: numbers {join_words(numbers)}"
        for name, numbers in drawn.groupby(colour, sort=False, observed=True)["number"]
    )
    counted = f"{len(drawn)} numbered squares, one for each promise"
    return f"{counted}, by {_COLUMNS[colour]}. {groups}."
