"""Numbers as exactly as they are known: ranges without a middle, shares with their error."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from coursebook.charts.colours import BLUE, BROWN


def range_bars(
    rows: pd.DataFrame,
    x: alt.X,
    tooltip: Sequence[alt.Tooltip | str],
    *,
    low: str = "low",
    high: str = "high",
    label: str = "label",
    text: str = "text",
    kind: str = "",
    colour_of_one: str = BROWN,
    thickness: int = 14,
    label_limit: int = 0,
) -> alt.TopLevelMixin:
    """Draw a bar for a range, a short line for one number, an open bar for a limit.

    Args:
        rows: One row a bar, from the top.
        x: The axis, of the column `low`.
        tooltip: What a tooltip shows.
        low: The column of lowest values.
        high: The column of highest values.
        label: The column of labels.
        text: The column of what stands behind the bar.
        kind: A column with `range`, `one` and `limit`; without it, what is no range is one.
        colour_of_one: Of the short line.
        thickness: Pixels of a bar.
        label_limit: Pixels of the longest label, if not those of the theme.
    """
    y = alt.Y(f"{label}:N").sort(list(rows[label])).title(None)
    if label_limit:
        y = y.axis(labelLimit=label_limit)
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=list(tooltip))
    ranges = base.transform_filter(
        f"datum.{kind} == 'range'" if kind else f"datum.{high} > datum.{low}"
    )
    ones = base.transform_filter(
        f"datum.{kind} == 'one'" if kind else f"datum.{high} == datum.{low}"
    )
    bars = [ranges.mark_bar(height=thickness, color=BLUE, cornerRadius=3)]
    if kind:
        limits = base.transform_filter(f"datum.{kind} == 'limit'")
        dashed = limits.mark_bar(
            height=thickness, color=BLUE, fillOpacity=0.15, stroke=BLUE, strokeDash=[4, 3]
        )
        bars.append(dashed)
    return alt.layer(
        *(bar.encode(x2=f"{high}:Q") for bar in bars),
        ones.mark_tick(thickness=4, size=22, color=colour_of_one, opacity=1),
        base.mark_text(align="left", dx=8).encode(x=f"{high}:Q", text=f"{text}:N"),
    )


def error_bars(
    rows: pd.DataFrame,
    x: alt.X,
    *,
    low: str = "low",
    high: str = "high",
    label: str = "label",
    value: str = "value",
    text: str = "text",
) -> list[alt.Chart]:
    """Return points with their error, each with its text above.

    Args:
        rows: One row a point, from the top.
        x: The axis, of the column `low`.
        low: The column of the lower ends.
        high: The column of the upper ends.
        label: The column of labels.
        value: The column of values.
        text: The column of texts.
    """
    y = alt.Y(f"{label}:N").sort(list(rows[label])).title(None)
    base = alt.Chart(rows).encode(x=x, y=y)
    points = base.mark_point(filled=True, size=130, color=BLUE, opacity=1)
    return [
        base.mark_rule(strokeWidth=4, color=BLUE, opacity=0.5).encode(x2=f"{high}:Q"),
        points.encode(x=f"{value}:Q"),
        base.mark_text(align="left", dy=-18).encode(text=f"{text}:N"),
    ]
