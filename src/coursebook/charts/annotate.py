"""What a reader needs beside the marks: title, alt text, the data as a table, the source.

An author of a course finishes a chart of her own with `annotate`; handouts, pages and the
check of content read what it leaves.
"""

from typing import TypeVar

import altair as alt
import pandas as pd

from coursebook.charts.words import wrapped
from coursebook.metadata import METADATA_NAMESPACE

_TITLE = 84  # characters of a title that fit beside each other

Chart = TypeVar("Chart", bound=alt.TopLevelMixin)


def annotate(
    chart: Chart, title: str, alt_text: str, table: pd.DataFrame, source: str, subtitle: str = ""
) -> Chart:
    """Give a chart everything that a reader needs beside the marks.

        bars = alt.Chart(rows).mark_bar().encode(x="year:O", y="visits:Q")
        kp.charts.annotate(
            bars,
            title="Most visits were in 2018",
            alt_text="Visits by year: 2017 none, 2018 6,689.",
            table=rows[["year", "visits"]],
            source="Source: the course's table of visits.",
        )

    Args:
        chart: An Altair chart of any kind.
        title: The finding, as a short sentence; a long one is broken into lines.
        alt_text: The chart in words, for those who do not see it.
        table: The data behind the marks, ready to be read: headings and texts.
        source: Where the data come from; may hold citations.
        subtitle: How to read the marks, if they need it: one sentence a line.

    Returns:
        The same chart with title, description and, under `usermeta`, table and source, which
        the handout prints.
    """
    title = title.replace(" %", "\u00a0%")
    if len(title) > _TITLE:
        title = _balanced(title)
        chart = chart.configure(lineBreak="\n")
    rows = [[str(cell) for cell in row] for row in table.itertuples(index=False)]
    beside = {"table": {"columns": list(table.columns), "rows": rows}, "source": source}
    lines = [line for line in (*subtitle.split("\n"), source) if line]
    return chart.properties(
        title=alt.Title(title, subtitle=lines),
        description=alt_text,
        usermeta={METADATA_NAMESPACE: beside},
    )


def _balanced(title: str) -> str:
    """Return a title in as few lines as it needs, of much the same length."""
    lines = -(-len(title) // _TITLE)
    for width in range(len(title) // lines, _TITLE + 1):
        text = wrapped(title, width)
        if text.count("\n") < lines:
            return text
    return wrapped(title, _TITLE)
