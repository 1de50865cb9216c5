"""Aid from South to North, under whom."""

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.bars import stacked_bars
from coursebook.charts.colours import BLUE, GRID, ORANGE
from coursebook.charts.marks import WIDTH
from coursebook.charts.words import join_words

_GIVERS = {"government": "government, with food loans", "ngo": "private organisations"}
_COLOURS = dict(zip(_GIVERS.values(), (BLUE, ORANGE), strict=True))


def aid(rows: pd.DataFrame, presidents: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw humanitarian aid from South to North by year, with the terms of presidents.

    Args:
        rows: Rows of the table `aid`.
        presidents: Rows of the table `people` whose terms are marked, such as
            `people[people["id"].isin(["kim-dae-jung", "roh-moo-hyun"])]`.

    Returns:
        An Altair chart. Bars are stacked, government below. A year counts to the president
        who held office on 1 July.

    Raises:
        ChartError: there is no year or no president to draw, or these are other tables.
    """
    require_columns(rows, "aid", ["year", "government", "ngo", "total", "status"])
    require_columns(presidents, "people", ["name", "role_from", "role_to", "term_status"])
    presidents = presidents.sort_values("role_from")
    years = mark_uncorroborated(rows["year"], rows)
    share = f"{_share(rows, presidents) * 100:.0f} %"
    terms = _terms(presidents, rows["year"].min() - 0.6, rows["year"].max() + 0.6)
    sure = (presidents["term_status"] == "corroborated").all()
    amounts = "government and private organisations"
    said = [
        f"{year} {government} and {ngo}"
        for year, government, ngo in zip(years, rows["government"], rows["ngo"], strict=True)
    ]
    return annotate(
        _chart(rows.assign(label=years), terms),
        title=f"{share} of the aid of {rows['year'].min()} to {rows['year'].max()} falls in the "
        f"years of {join_words(presidents['name'])}",
        subtitle="Amounts approved, in won of each year, not adjusted for prices.\n"
        f"Shaded: terms of office.{'' if sure else ' Terms of office: general knowledge.'}",
        alt_text="Humanitarian aid from South to North by year, in 100 million won, "
        f"{amounts}: {'; '.join(said)}. Marked terms: "
        f"{join_words(terms['name'] + ', ' + terms['when'])}; {share} of all falls in their years.",
        table=pd.DataFrame(
            {
                "Year": years,
                "Government": rows["government"],
                "Private organisations": rows["ngo"],
                "Total as printed": rows["total"],
                "Source": citations(rows),
            }
        ),
        source=source_line("the course's tables of aid and people", rows),
    )


def _share(rows: pd.DataFrame, presidents: pd.DataFrame) -> float:
    """Return the share of all aid that falls in the years of these presidents."""
    middle = pd.to_datetime(rows["year"].astype(str) + "-07-01")
    inside = pd.Series(False, rows.index)
    for begin, end in zip(presidents["role_from"], presidents["role_to"], strict=True):
        inside |= middle.between(begin, pd.Timestamp.max if pd.isna(end) else end)
    return float(rows.loc[inside, "total"].sum() / rows["total"].sum())


def _terms(presidents: pd.DataFrame, first: float, last: float) -> pd.DataFrame:
    """Return where each term begins and ends on the axis, in the order of time."""
    begin, end = presidents["role_from"], presidents["role_to"]
    until = end.dt.strftime("%B %Y").fillna("")
    terms = pd.DataFrame(
        {
            "name": presidents["name"],
            "begin": _year(begin).clip(lower=first),
            "end": _year(end).fillna(last).clip(upper=last),
            "when": begin.dt.strftime("%B %Y") + " to " + until,
        }
    )
    middle = (terms["begin"] + terms["end"]) / 2
    return terms.assign(place=range(len(terms)), middle=middle)


def _year(times: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """Return days on the axis of years, where a year's bar stands around its number."""
    return times.dt.year - 0.5 + (times.dt.day_of_year - 1) / 365


def _chart(rows: pd.DataFrame, terms: pd.DataFrame) -> alt.TopLevelMixin:
    amounts = rows[["year", "label", *_GIVERS]].rename(columns=_GIVERS)
    amounts = amounts.melt(["year", "label"], var_name="giver", value_name="amount")
    scale = alt.Scale(
        domain=[rows["year"].min() - 0.6, rows["year"].max() + 0.6], nice=False, zero=False
    )
    x = alt.X("year:Q", title=None, scale=scale)
    x = x.axis(format="d", tickCount=10, grid=False, values=list(rows["year"])[::3])
    y = alt.Y("amount:Q").title("100 million won of the year")
    y = y.scale(domain=[0, int(rows["total"].max() * 1.15)])
    bands = alt.Chart(terms)
    # Neighbours differ in strength, so that each term can be seen without its colour.
    spans = [
        bands.transform_filter(f"datum.place == {place}")
        .mark_rect(color=GRID, opacity=0.3 + 0.3 * (place % 2))
        .encode(x=alt.X("begin:Q", scale=scale), x2="end:Q")
        for place in terms["place"]
    ]
    names = bands.mark_text(baseline="top", fontWeight="bold", dy=4)
    return alt.layer(
        *spans,
        stacked_bars(amounts, _COLOURS, x, y, series="giver"),
        names.encode(x=alt.X("middle:Q", scale=scale), y=alt.value(0), text="name:N"),
    ).properties(width=WIDTH, height=300)
