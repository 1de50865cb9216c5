"""Divided families: the register, and the rounds of reunions."""

from typing import Any

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.colours import BLUE, GREY, INK, ORANGE
from coursebook.charts.dates import day
from coursebook.charts.marks import WIDTH, records
from coursebook.charts.words import number


def families(survivors: pd.DataFrame, reunions: pd.DataFrame) -> Any:
    """Draw the register of divided families above the rounds of reunions, on one axis.

    Args:
        survivors: Rows of the table `survivors`.
        reunions: Rows of the table `reunions`.

    Returns:
        An Altair chart of two panels. A year whose rounds are inferred has a pale bar.

    Raises:
        ChartError: a table is empty, or these are other tables.
    """
    require_columns(survivors, "survivors", ["as_of", "alive", "registered", "status"])
    require_columns(reunions, "reunions", ["year", "rounds", "total_since_2000", "status"])
    survivors = survivors.sort_values("as_of", ignore_index=True)
    reunions = reunions.sort_values("year", ignore_index=True)
    begin = pd.Timestamp(int(min(reunions["year"].min(), survivors["as_of"].min().year)), 1, 1)
    end = pd.Timestamp(int(max(reunions["year"].max(), survivors["as_of"].max().year)) + 1, 6, 30)
    scale = alt.Scale(domain=[begin, end], nice=False)
    chart = alt.vconcat(_register(survivors, scale), _rounds(reunions, scale, end), spacing=18)
    first, last = survivors.iloc[0], survivors.iloc[-1]
    held = reunions[reunions["rounds"] > 0]
    return annotate(
        chart,
        title=f"Alive on the register: {number(first['alive'])} people in {first['as_of']:%B %Y}, "
        f"{number(last['alive'])} in {last['as_of']:%B %Y}. Last round of reunions: "
        f"{held['year'].max() if not held.empty else 'none'}",
        subtitle=(
            "The dashed line only joins the days that are known.\n"
            "A pale bar: the year's rounds are inferred. A round is a meeting of many families."
        ),
        alt_text="Two panels over the same years. People in the South registered for reunions "
        "and alive: "
        + "; ".join(f"{day(row.as_of)} {number(row.alive)}" for row in records(survivors))
        + ". Rounds of reunions in person: "
        + "; ".join(f"{row.year} {row.rounds}" for row in records(reunions))
        + ".",
        table=_both(survivors, reunions),
        source=source_line("the course's tables of survivors and reunions", survivors, reunions),
    )


def _register(survivors: pd.DataFrame, scale: alt.Scale) -> Any:
    drawn = pd.DataFrame(
        {
            "as_of": survivors["as_of"],
            "alive": survivors["alive"],
            "when": mark_uncorroborated([day(each) for each in survivors["as_of"]], survivors),
            "text": [number(each) for each in survivors["alive"]],
        }
    )
    # The first and the last are named; the others would cover each other.
    ends = drawn.iloc[[0, -1]].drop_duplicates()
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "as_of:T",
            title=None,
            scale=scale,
            axis=alt.Axis(labels=False, ticks=False, tickCount=6),
        ),
        y=alt.Y(
            "alive:Q",
            title="People alive",
            axis=alt.Axis(tickCount=4),
            scale=alt.Scale(domainMin=0),
        ),
        tooltip=["when:N", "text:N"],
    )
    before = alt.Chart(
        pd.DataFrame({"text": [f"not in this table before {drawn['as_of'].iloc[0].year}"]})
    )
    words = alt.Chart(ends).encode(x="as_of:T", y="alive:Q", text="text:N")
    return alt.layer(
        before.mark_text(align="left").encode(x=alt.value(20), y=alt.value(95), text="text:N"),
        base.mark_line(strokeDash=[4, 4], color=GREY),
        base.mark_point(filled=True, size=80, color=BLUE, opacity=1),
        words.transform_filter(f"datum.alive == {ends['alive'].iloc[0]}").mark_text(
            align="right", dx=-8
        ),
        words.transform_filter(f"datum.alive == {ends['alive'].iloc[-1]}").mark_text(dy=18),
    ).properties(
        width=WIDTH,
        height=190,
        title=alt.Title("On the register in the South and alive", fontSize=13, offset=4),
    )


def _rounds(reunions: pd.DataFrame, scale: alt.Scale, end: pd.Timestamp) -> Any:
    years = [pd.Timestamp(int(year), 1, 1) for year in reunions["year"]]
    drawn = pd.DataFrame(
        {
            "begin": [each + pd.Timedelta(days=40) for each in years],
            "end": [each + pd.Timedelta(days=325) for each in years],
            "middle": [each + pd.Timedelta(days=182) for each in years],
            "rounds": reunions["rounds"],
            "zero": 0,
            "label": mark_uncorroborated([str(each) for each in reunions["year"]], reunions),
            "inferred": reunions["status"] == "derived",
        }
    )
    after = pd.DataFrame(
        {"from": [years[-1] + pd.offsets.YearEnd(0)], "to": [end], "text": ["not in this table"]}
    )
    after["middle"] = after["from"] + (after["to"] - after["from"]) / 2
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "begin:T", title=None, scale=scale, axis=alt.Axis(format="%Y", grid=False, tickCount=6)
        ),
        y=alt.Y("rounds:Q", title="Rounds", axis=alt.Axis(tickMinStep=1, tickCount=3, grid=False)),
        tooltip=["label:N", "rounds:Q"],
    )
    words = base.mark_text(baseline="bottom", dy=-2).encode(x="middle:T", text="rounds:Q")
    gap = alt.Chart(after)
    return alt.layer(
        base.mark_rect(color=ORANGE, stroke=ORANGE).encode(
            x2="end:T",
            y2="zero:Q",
            fillOpacity=alt.condition("datum.inferred", alt.value(0.25), alt.value(1)),
        ),
        words,
        gap.mark_text(color=INK).encode(x="middle:T", y=alt.value(60), text="text:N"),
    ).properties(
        width=WIDTH,
        height=110,
        title=alt.Title("Rounds of reunions in person, by year", fontSize=13, offset=4),
    )


def _both(survivors: pd.DataFrame, reunions: pd.DataFrame) -> pd.DataFrame:
    alive = pd.DataFrame(
        {
            "When": mark_uncorroborated([day(each) for each in survivors["as_of"]], survivors),
            "What": "alive, of those registered",
            "Number": [
                f"{number(row.alive)} of {number(row.registered)}" for row in records(survivors)
            ],
            "Source": citations(survivors),
        }
    )
    rounds = pd.DataFrame(
        {
            "When": mark_uncorroborated([str(each) for each in reunions["year"]], reunions),
            "What": [
                "rounds, inferred" if status == "derived" else "rounds"
                for status in reunions["status"]
            ],
            "Number": [str(each) for each in reunions["rounds"]],
            "Source": citations(reunions),
        }
    )
    return pd.concat([alive, rounds], ignore_index=True)
