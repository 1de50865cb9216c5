"""Aid from South to North, under whom."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.bars import stacked_bars
from coursebook.charts.colours import BLUE, GRID, ORANGE
from coursebook.charts.marks import WIDTH
from coursebook.charts.words import join_words

_GIVERS = {"government": "government, with food loans", "ngo": "private organisations"}
_COLOURS = {"government, with food loans": BLUE, "private organisations": ORANGE}


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
    evidence.require_columns(rows, "aid", ["year", "government", "ngo", "total", "status"])
    evidence.require_columns(presidents, "people", ["name", "role_from", "role_to", "term_status"])
    presidents = presidents.sort_values("role_from")
    years = evidence.mark_uncorroborated(rows["year"], rows)
    amounts = {"Government": rows["government"], "Private organisations": rows["ngo"]}
    spoken = "; ".join(
        f"{year} {public} and {own}"
        for year, public, own in zip(years, *amounts.values(), strict=True)
    )
    first, last = rows["year"].min(), rows["year"].max()
    share = f"{_share(rows, presidents) * 100:.0f} %"
    terms = _terms(presidents, first - 0.6, last + 0.6)
    sure = (presidents["term_status"] == "corroborated").all()
    return annotate(
        _chart(rows.assign(label=years), terms),
        title=f"{share} of the aid of {first} to {last} falls in the years of "
        + join_words(presidents["name"]),
        subtitle="Amounts approved, in won of each year, not adjusted for prices.\n"
        f"Shaded: terms of office.{'' if sure else ' Terms of office: general knowledge.'}",
        alt_text="Humanitarian aid from South to North by year, in 100 million won, "
        f"government and private organisations: {spoken}. Marked terms: "
        f"{join_words(terms['name'] + ', ' + terms['when'])}; {share} of all falls in their years.",
        table=evidence.table(rows, {"Year": years, **amounts, "Total as printed": rows["total"]}),
        source=evidence.source_line("the course's tables of aid and people", rows),
    )


def _share(rows: pd.DataFrame, presidents: pd.DataFrame) -> float:
    """Return the share of all aid that falls in the years of these presidents."""
    middle = pd.to_datetime(rows["year"].astype(str) + "-07-01")
    terms = zip(
        presidents["role_from"], presidents["role_to"].fillna(pd.Timestamp.max), strict=True
    )
    inside = pd.concat([middle.between(*term) for term in terms], axis=1).any(axis=1)
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
    return terms.assign(place=range(len(terms)), middle=(terms["begin"] + terms["end"]) / 2)


def _year(times: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """Return days on the axis of years, where a year's bar stands around its number."""
    return times.dt.year - 0.5 + (times.dt.day_of_year - 1) / 365


def _chart(rows: pd.DataFrame, terms: pd.DataFrame) -> alt.TopLevelMixin:
    amounts = rows[["year", "label", *_GIVERS]].rename(columns=_GIVERS)
    amounts = amounts.melt(["year", "label"], var_name="giver", value_name="amount")
    edges = [rows["year"].min() - 0.6, rows["year"].max() + 0.6]
    scale = alt.Scale(domain=edges, nice=False, zero=False)
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
