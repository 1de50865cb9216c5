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
    menu: str,
    names: Mapping[str, str] | None = None,
) -> alt.TopLevelMixin:
    """Draw events in lanes as high as they need to be, so that no event covers another.

    Args:
        rows: One row an event, by its first day `date`, with `id`, last day `last`, `lane` and
            `kind`.
        lanes: The lanes that occur, from the top.
        looks: Colour and shape of each kind.
        titles: Columns that a tooltip shows, each with its title.
        menu: A column of which a menu picks one value; all else grows pale.
        names: Short names of the events that are marked by a line, by id.
    """
    domain = [rows["date"].min(), rows["last"].max()]
    drawn, bands, height = _stacked(rows, lanes, domain)
    colour, shape = marks.category("kind", looks)
    picked = _menu(drawn[menu], menu)
    middles = list(bands["middle"])
    label = f"{dict(zip(map('{:g}'.format, middles), lanes, strict=True))}[datum.value]"
    axis = alt.Axis(values=middles, labelExpr=label, domain=False, ticks=False, grid=False)
    scale = alt.Scale(domain=[height, 0], nice=False)
    time = marks.time("date").scale(domain=domain, nice=False, padding=8)
    base = alt.Chart(drawn).encode(
        x=time.axis(grid=True, tickCount=8),
        y=alt.Y("y:Q", title=None, scale=scale, axis=axis),
        color=colour,
        opacity=alt.when(picked).then(alt.value(0.95)).otherwise(alt.value(0.1)),
        tooltip=marks.tooltip(titles),
    )
    points, spans = marks.days_and_spans(base)
    stripes = alt.Chart(bands[["above", "below"]].iloc[::2]).mark_rect(color=GRID, opacity=0.3)
    return alt.layer(
        stripes.encode(y=alt.Y("above:Q", title=None, scale=scale, axis=axis), y2="below:Q"),
        *(_named(drawn, names, domain) if names else []),
        spans.mark_rule(strokeWidth=5, strokeCap="round").encode(x2="last:T"),
        # Without a name of its own the view is named by a hash, which any new column changes.
        points.mark_point(filled=True, size=75)
        .encode(shape=shape)
        .properties(name="events")
        .add_params(picked),
    ).properties(width=marks.WIDTH, height=height)


def _stacked(
    rows: pd.DataFrame, lanes: Sequence[str], domain: Sequence[pd.Timestamp]
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return the events with their height `y`; each lane's middle and edges; the whole height."""
    top, parts, bands = 10.0, [], []
    for name in lanes:
        events = rows[rows["lane"] == name]
        left = marks.pixels(events["date"], domain, marks.WIDTH)
        right = marks.pixels(events["last"], domain, marks.WIDTH)
        places = marks.assign_lanes(zip(left, right + _STEP, strict=True))
        last = top + _STEP * max(places)
        parts.append(events.assign(y=[top + _STEP * place for place in places]))
        bands.append(((top + last) / 2, top - 12, last + _STEP + 4))
        top = last + _STEP + 16
    edges = pd.DataFrame(bands, columns=["middle", "above", "below"])
    return pd.concat(parts).sort_index(), edges, int(top)


def _menu(values: "pd.Series[str]", column: str) -> alt.Parameter:
    choices = sorted(values.unique())
    menu = alt.binding_select(
        options=[None, *choices], labels=["all", *choices], name=f"Show by {column}: "
    )
    return alt.selection_point(name="shown", fields=[column], bind=menu)


def _named(
    drawn: pd.DataFrame, names: Mapping[str, str], domain: Sequence[pd.Timestamp]
) -> list[alt.Chart]:
    """Return lines with names above the lanes, in as many rows as they need."""
    named = drawn[drawn["id"].isin(list(names))].drop_duplicates("id")[["id", "date"]]
    named["name"] = named["id"].map(dict(names))
    middles = marks.pixels(named["date"], domain, marks.WIDTH)
    named["lane"] = marks.label_lanes(middles, named["name"], _LETTER, 4)
    base = alt.Chart(named).encode(x="date:T")
    lines = base.mark_rule(color=INK, strokeDash=[3, 3]).encode(y2=alt.value("height"))
    texts = base.mark_text(baseline="bottom", fontWeight="bold").encode(text="name:N")
    lanes = sorted(named["lane"].unique(), reverse=True)
    return [*marks.in_lanes(lines, lanes, -6, -17), *marks.in_lanes(texts, lanes, -8, -17)]
