"""What crossed the line: visits, and meetings at the liaison office."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    citations,
    largest,
    mark_uncorroborated,
    number,
    records,
    require_columns,
    source_line,
)
from korean_peace.theme import BLUE, GREEN, GREY, INK, ORANGE

_WAYS = {
    "south_to_north": "South to North",
    "without_office_staff": "the same without staff of the liaison office",
    "north_to_south": "North to South",
}
_UNKNOWN = "not known"


def liaison(months: pd.DataFrame) -> Any:
    """Draw the meetings at the liaison office by month; a month without a number stays empty.

    Args:
        months: Rows of the table `liaison_meetings`.

    Returns:
        An Altair chart that says under its title what it cannot show.

    Raises:
        ChartError: there is no month to draw, or these are no months.
    """
    require_columns(months, "liaison_meetings", ["month", "meetings", "status"])
    months = months.sort_values("month", ignore_index=True)
    every = pd.date_range(months["month"].min(), months["month"].max(), freq="MS")
    values = dict(zip(months["month"], months["meetings"], strict=True))
    names = dict(
        zip(
            months["month"],
            mark_uncorroborated([f"{each:%b %Y}" for each in months["month"]], months),
            strict=True,
        )
    )
    drawn = pd.DataFrame(
        {
            "label": [names.get(each, f"{each:%b %Y}") for each in every],
            "meetings": pd.array([values.get(each) for each in every], dtype="Int64"),
        }
    )
    missing = [f"{each:%B %Y}" for each in every if each not in values]
    base = alt.Chart(drawn).encode(
        x=alt.X("label:N", sort=list(drawn["label"]), title=None, axis=alt.Axis(labelAngle=-45)),
        tooltip=["label:N", "meetings:Q"],
    )
    y = alt.Y("meetings:Q", title="Meetings in the month", axis=alt.Axis(grid=False))
    there = base.transform_filter("isValid(datum.meetings)")
    gaps = base.transform_filter("!isValid(datum.meetings)")
    most = largest(months, "meetings")
    return annotate(
        alt.layer(
            there.mark_bar(color=BLUE).encode(y=y),
            there.mark_text(baseline="bottom", dy=-3).encode(y=y, text="meetings:Q"),
            gaps.mark_bar(fillOpacity=0, stroke=GREY, strokeDash=[4, 4]).encode(
                y=alt.value(120), y2=alt.value(240)
            ),
            gaps.mark_text(angle=270, color=INK).encode(
                y=alt.value(180), text=alt.value("no number")
            ),
        ).properties(width=WIDTH, height=240),
        title=_fall(months, most, missing),
        subtitle=(
            "This chart cannot show when the fall began, nor why.\n"
            "The numbers count routine contacts of the two sides' officers too."
        ),
        alt_text="Meetings at the liaison office by month: "
        + "; ".join(
            f"{row.label} {row.meetings if pd.notna(row.meetings) else _UNKNOWN}"
            for row in records(drawn)
        )
        + ". The chart cannot show when the fall began.",
        table=pd.DataFrame(
            {
                "Month": drawn["label"],
                "Meetings": [
                    str(each) if pd.notna(each) else _UNKNOWN for each in drawn["meetings"]
                ],
                "Source": [
                    dict(zip(months["month"], citations(months), strict=True)).get(
                        each, "none found"
                    )
                    for each in every
                ],
            }
        ),
        source=source_line("the course's table of liaison meetings", months),
    )


def _fall(months: pd.DataFrame, most: Any, missing: list[str]) -> str:
    text = f"{most['meetings']} meetings in {most['month']:%B %Y}"
    later = months[months["month"] > most["month"]]["meetings"]
    if not later.empty:
        text += f", {later.min()} to {later.max()} in each later month known"
    return f"{text}; {len(missing)} months unknown" if missing else text


def visits(rows: pd.DataFrame) -> Any:
    """Draw visits across the border by year and direction, with and without office staff.

    Args:
        rows: Rows of the table `visits`.

    Returns:
        An Altair chart. What is not known is said in words, and is no zero.

    Raises:
        ChartError: there is no year to draw, or these are no visits.
    """
    require_columns(rows, "visits", ["year", *_WAYS, "status"])
    labels = mark_uncorroborated([str(year) for year in rows["year"]], rows)
    drawn = (
        rows[list(_WAYS)]
        .assign(label=labels)
        .melt(id_vars="label", var_name="way", value_name="visits")
    )
    drawn["text"] = [number(each) if pd.notna(each) else _UNKNOWN for each in drawn["visits"]]
    drawn["way"] = drawn["way"].map(_WAYS)
    order = list(_WAYS.values())
    base = alt.Chart(drawn).encode(
        y=alt.Y("way:N", sort=order, title=None, axis=alt.Axis(labelLimit=300)),
        x=alt.X("visits:Q", title="Visits", axis=alt.Axis(grid=False, tickCount=5)),
        tooltip=["label:N", "way:N", "text:N"],
    )
    bars = base.mark_bar(height=15).encode(
        color=alt.Color(
            "way:N", legend=None, scale=alt.Scale(domain=order, range=[BLUE, GREEN, ORANGE])
        )
    )
    texts = base.transform_calculate(place="isValid(datum.visits) ? datum.visits : 0").mark_text(
        align="left", dx=5
    )
    chart = (
        alt.layer(bars, texts.encode(x="place:Q", text="text:N"), data=drawn)
        .properties(width=WIDTH - 200, height=66)
        .facet(
            row=alt.Row(
                "label:N",
                sort=labels,
                title=None,
                header=alt.Header(
                    labelAngle=0,
                    labelColor=INK,
                    labelAlign="left",
                    labelFontWeight="bold",
                    labelFontSize=14,
                ),
            ),
            spacing=10,
        )
    )
    top = largest(rows, "south_to_north")
    without = top["without_office_staff"]
    ending = "" if pd.isna(without) else f", {number(without)} without the liaison office's staff"
    return annotate(
        chart,
        title=f"{number(top['south_to_north'])} visits from South to North in {top['year']}"
        + ending,
        subtitle="Who counted does not say whether a person who crossed twice counts twice.",
        alt_text="Visits across the border by year. "
        + "; ".join(f"{row.label}, {row.way}: {row.text}" for row in records(drawn))
        + ".",
        table=pd.DataFrame(
            {
                "Year": labels,
                **{
                    text.capitalize() if text[0].islower() else text: [
                        number(each) if pd.notna(each) else _UNKNOWN for each in rows[name]
                    ]
                    for name, text in _WAYS.items()
                },
                "Source": citations(rows),
            }
        ),
        source=source_line("the course's table of visits", rows),
    )
