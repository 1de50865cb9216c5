"""Many events at once, in lanes, with a few of them named above."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coursebook.charts import marks
from coursebook.charts.colours import GRID, INK

_STEP = 13  # pixels between events of a lane that would cover each other
_LETTER = 7  # pixels of width, about


def swimlanes(
    rows: pd.DataFrame,
    lanes: Sequence[str],
    looks: Mapping[str, tuple[str, str]],
    titles: Mapping[str, str],
    *,
    lane: str,
    category: str,
    menu: str,
    start: str = "date",
    end: str = "last",
    names: Mapping[str, str] | None = None,
) -> alt.TopLevelMixin:
    """Draw events in lanes as high as they need to be, so that no event covers another.

    Args:
        rows: One row an event, by `start`, with a column `id`.
        lanes: The lanes that occur, from the top.
        looks: Colour and shape of each category.
        titles: Columns that a tooltip shows, each with its title.
        lane: The column of lanes.
        category: The column of categories.
        menu: A column of which a menu picks one value; all else grows pale.
        start: The column of first days.
        end: The column of last days.
        names: Short names of the events that are marked by a line, by id.
    """
    domain = [rows[start].min(), rows[end].max()]
    heights, middles, bands, height = _stacked(rows, lanes, lane, (start, end), domain)
    drawn = rows.assign(y=heights)
    colour, shape = marks.category(category, looks)
    picked = _menu(drawn[menu], menu)
    lane_names = dict(zip((f"{middle:g}" for middle in middles), lanes, strict=True))
    axis = alt.Axis(
        values=middles,
        labelExpr=f"{lane_names}[datum.value]",
        domain=False,
        ticks=False,
        grid=False,
    )
    scale = alt.Scale(domain=[height, 0], nice=False)
    time = alt.X(f"{start}:T").title(None).scale(domain=domain, nice=False, padding=8)
    base = alt.Chart(drawn).encode(
        x=time.axis(grid=True, tickCount=8),
        y=alt.Y("y:Q", title=None, scale=scale, axis=axis),
        color=colour,
        opacity=alt.when(picked).then(alt.value(0.95)).otherwise(alt.value(0.1)),
        tooltip=marks.tooltip(titles),
    )
    points = base.transform_filter(f"datum.{end} == datum.{start}")
    spans = base.transform_filter(f"datum.{end} > datum.{start}")
    stripes = alt.Chart(bands).mark_rect(color=GRID, opacity=0.3)
    return alt.layer(
        stripes.encode(y=alt.Y("above:Q", title=None, scale=scale, axis=axis), y2="below:Q"),
        *(_named(drawn, names, start, domain) if names else []),
        spans.mark_rule(strokeWidth=5, strokeCap="round").encode(x2=f"{end}:T"),
        # Without a name of its own the view is named by a hash, which any new column changes.
        points.mark_point(filled=True, size=75)
        .encode(shape=shape)
        .properties(name="events")
        .add_params(picked),
    ).properties(width=marks.WIDTH, height=height)


def _stacked(
    rows: pd.DataFrame,
    lanes: Sequence[str],
    lane: str,
    columns: tuple[str, str],
    domain: Sequence[pd.Timestamp],
) -> tuple["pd.Series[float]", list[float], pd.DataFrame, int]:
    """Return the height of each event, the middle of each lane, the stripes, and the height."""
    top, middles, edges = 10.0, [], []
    heights = pd.Series(0.0, rows.index)
    for name in lanes:
        events = rows[rows[lane] == name]
        left, right = (marks.pixels(events[column], domain, marks.WIDTH) for column in columns)
        places = marks.assign_lanes(zip(left, right + _STEP, strict=True))
        heights.update(pd.Series([top + _STEP * place for place in places], events.index))
        middles.append(top + _STEP * max(places) / 2)
        edges.append((top - 12, top + _STEP * (max(places) + 1) + 4))
        top += _STEP * (max(places) + 1) + 16
    return heights, middles, pd.DataFrame(edges[::2], columns=["above", "below"]), int(top)


def _menu(values: "pd.Series[str]", column: str) -> alt.Parameter:
    choices = sorted(values.unique())
    menu = alt.binding_select(
        options=[None, *choices], labels=["all", *choices], name=f"Show by {column}: "
    )
    return alt.selection_point(name="shown", fields=[column], bind=menu)


def _named(
    drawn: pd.DataFrame, names: Mapping[str, str], start: str, domain: Sequence[pd.Timestamp]
) -> list[alt.Chart]:
    """Return lines with names above the lanes, in as many rows as they need."""
    named = drawn[drawn["id"].isin(list(names))].drop_duplicates("id")[["id", start]]
    named["name"] = named["id"].map(dict(names))
    middles = marks.pixels(named[start], domain, marks.WIDTH)
    named["row"] = marks.label_lanes(middles, named["name"], _LETTER, 4)
    named["up"] = -8 - 17 * named["row"]
    base = alt.Chart(named).encode(x=f"{start}:T")
    heights = sorted(named["up"].unique())
    rows = [base.transform_filter(f"datum.up == {up}").encode(y=alt.value(up)) for up in heights]
    return [
        *(
            row.mark_rule(color=INK, strokeDash=[3, 3]).encode(
                y=alt.value(up + 2), y2=alt.value("height")
            )
            for up, row in zip(heights, rows, strict=True)
        ),
        *(
            row.mark_text(baseline="bottom", fontWeight="bold").encode(text="name:N")
            for row in rows
        ),
    ]
