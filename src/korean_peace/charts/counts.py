"""Tests of weapons, counted: missiles in three ways, nuclear tests with their doubt."""

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    citations,
    day,
    join_words,
    largest,
    mark_uncorroborated,
    number,
    records,
    require_columns,
    source_line,
)
from korean_peace.errors import UnknownName
from korean_peace.theme import BLUE, BROWN, GREEN, INK, ORANGE

COUNTS = {
    "missiles": "missiles that can fly 300 km or more (CNS)",
    "launch_days": "days with such a launch, UTC (CNS)",
    "events_csis_2026": "events with missiles (CSIS)",
}
# The table names the source of the first two counts; this is the one of the third.
_EVENTS = pd.DataFrame([{"source_id": "csis-provocations-2026", "locator": "whole document"}])
_COLOURS = {"missiles": BLUE, "launch_days": ORANGE, "events_csis_2026": GREEN}


def missiles(tests: pd.DataFrame, count: str = "all") -> Any:
    """Draw the North's missile tests by year, in three panels or by one count of three.

    Args:
        tests: Rows of the table `missile_tests`, such as the years from 2012 on.
        count: `all` for three panels, or the count with which a menu begins: `missiles`,
            `launch_days` or `events_csis_2026`.

    Returns:
        An Altair chart; one panel with a menu unless `count` is `all`.

    Raises:
        UnknownName: `count` is none of the four.
        ChartError: there is no year to draw, or these are no missile tests.
    """
    if count != "all" and count not in COUNTS:
        raise UnknownName("count", count, ["all", *COUNTS])
    require_columns(tests, "missile_tests", ["year", *COUNTS, "status"])
    drawn = _long(tests)
    chart = _panels(drawn) if count == "all" else _switched(drawn, count)
    return annotate(
        chart,
        title=_zero(tests),
        subtitle="Three counts answer three questions: never add them.",
        alt_text=_in_words(tests),
        table=pd.DataFrame(
            {
                "Year": mark_uncorroborated([str(year) for year in tests["year"]], tests),
                **{_heading(text): tests[name] for name, text in COUNTS.items()},
                "Source": citations(tests),
            }
        ),
        source=source_line("CNS and CSIS", tests, _EVENTS),
    )


def _long(tests: pd.DataFrame) -> pd.DataFrame:
    years = tests.assign(label=mark_uncorroborated([str(year) for year in tests["year"]], tests))
    drawn = years.melt(id_vars=["label"], value_vars=list(COUNTS), var_name="count")
    return drawn.assign(what=drawn["count"].map(COUNTS).map(_heading)).dropna(subset="value")


def _bars(drawn: pd.DataFrame, colour: str = "") -> tuple[Any, Any]:
    base = alt.Chart(drawn).encode(
        x=alt.X("label:O", title=None, axis=alt.Axis(labelAngle=-45 if _many(drawn) else 0)),
        y=alt.Y("value:Q", title=None, axis=alt.Axis(grid=False, tickMinStep=1, tickCount=4)),
        tooltip=["label:N", "what:N", "value:Q"],
    )
    bars = base.mark_bar(color=colour) if colour else base.mark_bar()
    return bars, base.mark_text(baseline="bottom", dy=-2, color=INK).encode(text="value:Q")


def _heading(text: str) -> str:
    return text[0].upper() + text[1:]


def _many(drawn: pd.DataFrame) -> bool:
    return bool(drawn["label"].nunique() > 14 or drawn["label"].str.len().max() > 4)


def _panels(drawn: pd.DataFrame) -> Any:
    panels = [
        alt.layer(*_bars(drawn[drawn["count"] == name], _COLOURS[name])).properties(
            width=WIDTH, height=120, title=alt.Title(_heading(text), fontSize=13, offset=6)
        )
        for name, text in COUNTS.items()
    ]
    return alt.vconcat(*panels, spacing=8)


def _switched(drawn: pd.DataFrame, count: str) -> Any:
    chosen = alt.param(
        name="count",
        value=count,
        bind=alt.binding_select(
            options=list(COUNTS), labels=list(COUNTS.values()), name="What is counted: "
        ),
    )
    bars, texts = _bars(drawn)
    scale = alt.Scale(domain=list(COUNTS), range=[_COLOURS[name] for name in COUNTS])
    heading = (
        alt.Chart(drawn.drop_duplicates("count"))
        .mark_text(align="left", baseline="bottom", fontWeight="bold", dy=-6)
        .encode(x=alt.value(0), y=alt.value(0), text="what:N")
    )
    layers = [bars.encode(color=alt.Color("count:N", scale=scale, legend=None)), texts, heading]
    picked = [each.transform_filter("datum.count == count") for each in layers]
    return alt.layer(*picked).properties(width=WIDTH, height=260).add_params(chosen)


def _zero(tests: pd.DataFrame) -> str:
    values = tests.set_index("year")[list(COUNTS)]
    none = [str(year) for year in values.index[(values == 0).all(axis=1)]]
    first, last = tests["year"].min(), tests["year"].max()
    if not none:
        return f"{first} to {last}: in no year do all three counts show zero"
    years = join_words(none) if len(none) <= 3 else f"{len(none)} years"
    text = f"{years}: no missile test by any count"
    around = [int(none[0]) - 1, int(none[0]) + 1]
    if len(none) == 1 and set(around) <= set(values.index):
        text += "".join(f"; {year}: {_or(values.loc[[year]].iloc[0].to_list())}" for year in around)
    return text


def _or(counts: Iterable[int]) -> str:
    texts = list(dict.fromkeys(str(each) for each in counts))
    return " or ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _in_words(tests: pd.DataFrame) -> str:
    parts = [
        f"{text}: " + ", ".join(f"{year} {value}" for year, value in series.items())
        for (name, text), series in zip(
            COUNTS.items(), (tests.set_index("year")[name] for name in COUNTS), strict=True
        )
    ]
    return f"Missile tests of the North by year, counted in three ways. {'; '.join(parts)}."


def nuclear(tests: pd.DataFrame) -> Any:
    """Draw the North's nuclear tests, each as the range of the published yields.

    No middle is drawn: nobody measured a yield. A single mark is a single estimate, not an
    exact one.

    Args:
        tests: Rows of the table `nuclear_tests`.

    Returns:
        An Altair chart on a logarithmic scale.

    Raises:
        ChartError: there is no test to draw, or these are no nuclear tests.
    """
    require_columns(
        tests, "nuclear_tests", ["date", "yield_low_kt", "yield_high_kt", "yield_note", "status"]
    )
    drawn = tests[["yield_low_kt", "yield_high_kt", "yield_note"]].assign(
        label=mark_uncorroborated([day(when) for when in tests["date"]], tests),
        text=[
            f"{number(low)} to {number(high)} kt"
            if low < high
            else f"{number(low)} kt, one estimate"
            for low, high in zip(tests["yield_low_kt"], tests["yield_high_kt"], strict=True)
        ],
    )
    axis = alt.Axis(values=[1, 3, 10, 30, 100, 300], format="d", grid=True)
    base = alt.Chart(drawn).encode(
        y=alt.Y("label:N", sort=list(drawn["label"]), title=None),
        x=alt.X(
            "yield_low_kt:Q",
            title="Estimated yield in kilotons of TNT; each step is about three times as much",
            stack=None,
            scale=alt.Scale(type="log", domain=[0.5, 1000], nice=False),
            axis=axis,
        ),
        tooltip=[alt.Tooltip("label:N", title="Test"), alt.Tooltip("yield_note:N", title="Who")],
    )
    bars = base.transform_filter("datum.yield_high_kt > datum.yield_low_kt").mark_bar(
        height=14, cornerRadius=3, color=BLUE
    )
    ticks = base.transform_filter("datum.yield_high_kt == datum.yield_low_kt").mark_tick(
        thickness=4, size=22, color=BROWN, opacity=1
    )
    texts = base.mark_text(align="left", dx=8).encode(x="yield_high_kt:Q", text="text:N")
    widest = largest(tests.assign(width=tests["yield_high_kt"] / tests["yield_low_kt"]), "width")
    return annotate(
        alt.layer(bars.encode(x2="yield_high_kt:Q"), ticks, texts).properties(
            width=WIDTH - 120, height=38 * len(drawn)
        ),
        title=f"How strong was the test of {day(widest['date'])}? Estimates go from "
        f"{number(widest['yield_low_kt'])} to {number(widest['yield_high_kt'])} kilotons",
        subtitle="A bar goes from the lowest to the highest estimate; its middle means nothing.",
        alt_text=f"{len(drawn)} nuclear tests with estimated yields: "
        + "; ".join(f"{row.label}, {row.text}" for row in records(drawn))
        + ".",
        table=drawn[["label", "text", "yield_note"]]
        .assign(source=citations(tests))
        .set_axis(["Test", "Estimated yield", "Who estimated", "Source"], axis=1),
        source=source_line("the course's table, which names who estimated", tests),
    )
