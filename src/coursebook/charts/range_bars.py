"""Numbers as exactly as they are known: ranges without a middle, shares with their error."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from coursebook.charts.colours import BLUE, BROWN

_OPEN = 1.15  # how far a limit without an upper end goes, in highest numbers of the chart


def range_bars(
    rows: pd.DataFrame,
    x: alt.X,
    tooltip: Sequence[alt.Tooltip | str],
    *,
    colour_of_one: str = BROWN,
    thickness: int = 14,
) -> alt.TopLevelMixin:
    """Draw a bar for a range, a short line for one number, an open bar for a limit.

    Args:
        rows: One row a bar, from the top: `label`, `text` (what stands behind the bar), `low`
            and `high`. A row that lacks one of the two is a limit.
        x: The axis, of the column `low`.
        tooltip: What a tooltip shows.
        colour_of_one: Of the short line.
        thickness: Pixels of a bar.
    """
    low, high = rows["low"].astype(float), rows["high"].astype(float)
    kind = pd.Series("range", rows.index).mask(low == high, "one")
    drawn = rows.assign(
        low=low.fillna(0),
        high=high.fillna(rows[["low", "high"]].max().max() * _OPEN),
        kind=kind.mask(low.isna() | high.isna(), "limit"),
    )
    base = alt.Chart(drawn).encode(x=x, y=_labels(rows), tooltip=list(tooltip))
    ranges, ones, limits = (
        base.transform_filter(f"datum.kind == '{kind}'") for kind in ("range", "one", "limit")
    )
    dashed = limits.mark_bar(
        height=thickness, color=BLUE, fillOpacity=0.15, stroke=BLUE, strokeDash=[4, 3]
    )
    return alt.layer(
        ranges.mark_bar(height=thickness, color=BLUE, cornerRadius=3).encode(x2="high:Q"),
        dashed.encode(x2="high:Q"),
        ones.mark_tick(thickness=4, size=22, color=colour_of_one, opacity=1),
        base.mark_text(align="left", dx=8).encode(x="high:Q", text="text:N"),
    )


def error_bars(rows: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Return points with their error, each with its text above.

    Args:
        rows: One row a point, from the top: `label`, `text`, `value`, and its ends `low` and
            `high`.
        x: The axis, of the column `low`.
    """
    base = alt.Chart(rows).encode(x=x, y=_labels(rows))
    points = base.mark_point(filled=True, size=130, color=BLUE, opacity=1)
    return [
        base.mark_rule(strokeWidth=4, color=BLUE, opacity=0.5).encode(x2="high:Q"),
        points.encode(x="value:Q"),
        base.mark_text(align="left", dy=-18).encode(text="text:N"),
    ]


def _labels(rows: pd.DataFrame) -> alt.Y:
    return alt.Y("label:N").sort(list(rows["label"])).title(None).axis(labelLimit=400)
