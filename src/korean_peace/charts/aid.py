"""Aid from South to North, under whom."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    citations,
    join_words,
    mark_uncorroborated,
    records,
    require_columns,
    source_line,
)
from korean_peace.theme import BLUE, GRID, ORANGE

_GIVERS = {"government": "government, with food loans", "ngo": "private organisations"}


def aid(rows: pd.DataFrame, presidents: pd.DataFrame) -> Any:
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
    terms = _terms(presidents, rows)
    labels = mark_uncorroborated([str(year) for year in rows["year"]], rows)
    drawn = (
        rows[["year", *_GIVERS]]
        .assign(label=labels)
        .melt(id_vars=["year", "label"], var_name="giver", value_name="amount")
    )
    drawn["order"] = drawn["giver"].map({name: place for place, name in enumerate(_GIVERS)})
    drawn["giver"] = drawn["giver"].map(_GIVERS)
    most = int(rows["total"].max() * 1.15)
    scale = alt.Scale(
        domain=[rows["year"].min() - 0.6, rows["year"].max() + 0.6], nice=False, zero=False
    )
    axis = alt.Axis(format="d", tickCount=10, grid=False, values=list(rows["year"])[::3])
    bars = (
        alt.Chart(drawn)
        .mark_bar(width=16)
        .encode(
            x=alt.X("year:Q", title=None, scale=scale, axis=axis),
            y=alt.Y(
                "amount:Q",
                title="100 million won of the year",
                stack="zero",
                scale=alt.Scale(domain=[0, most]),
            ),
            color=alt.Color(
                "giver:N",
                title="From",
                scale=alt.Scale(domain=list(_GIVERS.values()), range=[BLUE, ORANGE]),
                legend=alt.Legend(orient="bottom"),
            ),
            order="order:Q",
            tooltip=["label:N", "giver:N", "amount:Q"],
        )
    )
    bands = alt.Chart(terms)
    # Neighbours differ in strength, so that each term can be seen without its colour.
    spans = [
        bands.transform_filter(f"datum.place == {place}")
        .mark_rect(color=GRID, opacity=0.3 + 0.3 * (place % 2))
        .encode(x=alt.X("begin:Q", scale=scale), x2="end:Q")
        for place in terms["place"]
    ]
    names = bands.mark_text(baseline="top", fontWeight="bold", dy=4).encode(
        x=alt.X("middle:Q", scale=scale), y=alt.value(0), text="name:N"
    )
    inside = rows["year"].isin([year for years in terms["years"] for year in years])
    share = rows.loc[inside, "total"].sum() / rows["total"].sum()
    doubt = (
        ""
        if (presidents["term_status"] == "corroborated").all()
        else " Terms of office: general knowledge."
    )
    return annotate(
        alt.layer(*spans, bars, names).properties(width=WIDTH, height=300),
        title=f"{share * 100:.0f} % of the aid of {rows['year'].min()} to {rows['year'].max()} "
        f"falls in the years of {join_words(list(presidents['name']))}",
        subtitle="Amounts approved, in won of each year, not adjusted for prices.\n"
        f"Shaded: terms of office.{doubt}",
        alt_text="Humanitarian aid from South to North by year, in 100 million won, government "
        "and private organisations: "
        + "; ".join(
            f"{label} {row.government} and {row.ngo}"
            for label, row in zip(labels, records(rows), strict=True)
        )
        + ". Marked terms: "
        + join_words([f"{row.name}, {row.when}" for row in records(terms)])
        + f"; {share * 100:.0f} % of all falls in their years.",
        table=pd.DataFrame(
            {
                "Year": labels,
                "Government": rows["government"],
                "Private organisations": rows["ngo"],
                "Total as printed": rows["total"],
                "Source": citations(rows),
            }
        ),
        source=source_line("the course's tables of aid and people", rows),
    )


def _terms(presidents: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    made = []
    for place, row in enumerate(records(presidents.sort_values("role_from"))):
        begin, end = row.role_from, row.role_to
        years = [
            int(year)
            for year in rows["year"]
            if begin <= pd.Timestamp(int(year), 7, 1)
            and (pd.isna(end) or pd.Timestamp(int(year), 7, 1) <= end)
        ]
        left = max(_year(begin), float(rows["year"].min()) - 0.6)
        right = float(rows["year"].max()) + 0.6 if pd.isna(end) else _year(end)
        right = min(right, float(rows["year"].max()) + 0.6)
        until = "" if pd.isna(end) else f"{end:%B %Y}"
        made.append(
            (row.name, place, left, right, (left + right) / 2, years, f"{begin:%B %Y} to {until}")
        )
    return pd.DataFrame(made, columns=["name", "place", "begin", "end", "middle", "years", "when"])


def _year(when: pd.Timestamp) -> float:
    """Return a day on the axis of years, where a year's bar stands around its number."""
    return float(when.year - 0.5 + (when.day_of_year - 1) / 365)
