"""Divided families: the register, and the rounds of reunions."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, GREY, ORANGE
from coursebook.charts.dates import day
from coursebook.charts.marks import WIDTH, Panel, note, small_title
from coursebook.charts.words import number


def families(survivors: pd.DataFrame, reunions: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw the register of divided families above the rounds of reunions, on one axis.

    Args:
        survivors: Rows of the table `survivors`.
        reunions: Rows of the table `reunions`.

    Returns:
        An Altair chart of two panels. A year whose rounds are inferred has a pale bar.

    Raises:
        ChartError: a table is empty, or these are other tables.
    """
    evidence.require_columns(survivors, "survivors", ["as_of", "alive", "registered", "status"])
    evidence.require_columns(reunions, "reunions", ["year", "rounds", "total_since_2000", "status"])
    survivors = survivors.sort_values("as_of", ignore_index=True)
    reunions = reunions.sort_values("year", ignore_index=True)
    years = [*survivors["as_of"].dt.year, *reunions["year"]]
    begin, end = pd.Timestamp(min(years), 1, 1), pd.Timestamp(max(years) + 1, 6, 30)
    scale = alt.Scale(domain=[begin, end], nice=False)
    days, alive = survivors["as_of"].map(day), survivors["alive"].map(number)
    panels = _register(survivors, scale), _rounds(reunions, scale, end)
    first, last = survivors.iloc[0], survivors.iloc[-1]
    held = reunions[reunions["rounds"] > 0]["year"]
    rounds = reunions["year"].astype(str) + " " + reunions["rounds"].astype(str)
    return annotate(
        alt.vconcat(*panels, spacing=18),
        title=f"Alive on the register: {number(first['alive'])} people in {first['as_of']:%B %Y}, "
        f"{number(last['alive'])} in {last['as_of']:%B %Y}. Last round of reunions: "
        f"{'none' if held.empty else held.max()}",
        subtitle="The dashed line only joins the days that are known.\n"
        "A pale bar: the year's rounds are inferred. A round is a meeting of many families.",
        alt_text="Two panels over the same years. People in the South registered for reunions "
        f"and alive: {'; '.join(days + ' ' + alive)}. "
        f"Rounds of reunions in person: {'; '.join(rounds)}.",
        table=pd.concat([_alive(survivors), _held(reunions)], ignore_index=True),
        source=evidence.source_line(
            "the course's tables of survivors and reunions", survivors, reunions
        ),
    )


def _alive(survivors: pd.DataFrame) -> pd.DataFrame:
    days = evidence.mark_uncorroborated(survivors["as_of"].map(day), survivors)
    counts = survivors["alive"].map(number) + " of " + survivors["registered"].map(number)
    what = ["alive, of those registered"] * len(survivors)
    return evidence.table(survivors, {"When": days, "What": what, "Number": counts})


def _held(reunions: pd.DataFrame) -> pd.DataFrame:
    years = evidence.mark_uncorroborated(reunions["year"], reunions)
    inferred = reunions["status"] == "derived"
    what = inferred.map({True: "rounds, inferred", False: "rounds"})
    return evidence.table(reunions, {"When": years, "What": what, "Number": reunions["rounds"]})


def _register(survivors: pd.DataFrame, scale: alt.Scale) -> Panel:
    drawn = survivors[["as_of", "alive"]].assign(
        when=evidence.mark_uncorroborated(survivors["as_of"].map(day), survivors),
        text=survivors["alive"].map(number),
    )
    x = alt.X("as_of:T", title=None, scale=scale)
    y = alt.Y("alive:Q", title="People alive").axis(tickCount=4).scale(domainMin=0)
    base = alt.Chart(drawn).encode(
        x=x.axis(labels=False, ticks=False, tickCount=6), y=y, tooltip=["when:N", "text:N"]
    )
    # The first and the last are named; the others would cover each other.
    first, last = (
        alt.Chart(drawn.iloc[[row]]).encode(x="as_of:T", y="alive:Q", text="text:N")
        for row in (0, -1)
    )
    return alt.layer(
        note(f"not in this table before {drawn['as_of'].iloc[0].year}", 20, 95),
        base.mark_line(strokeDash=[4, 4], color=GREY),
        base.mark_point(filled=True, size=80, color=BLUE, opacity=1),
        first.mark_text(align="right", dx=-8),
        last.mark_text(dy=18),
        width=WIDTH,
        height=190,
        title=small_title("On the register in the South and alive", 4),
    )


def _rounds(reunions: pd.DataFrame, scale: alt.Scale, end: pd.Timestamp) -> Panel:
    years = pd.to_datetime(reunions["year"].astype(str))
    drawn = pd.DataFrame(
        {
            "begin": years + pd.Timedelta(days=40),
            "end": years + pd.Timedelta(days=325),
            "middle": years + pd.Timedelta(days=182),
            "rounds": reunions["rounds"],
            "label": evidence.mark_uncorroborated(reunions["year"], reunions),
            "inferred": reunions["status"] == "derived",
        }
    )
    covered = years.iloc[-1] + pd.offsets.YearEnd(0)
    gap = pd.DataFrame({"middle": [covered + (end - covered) / 2], "text": ["not in this table"]})
    x = alt.X("begin:T", title=None, scale=scale).axis(format="%Y", grid=False, tickCount=6)
    y = alt.Y("rounds:Q", title="Rounds").axis(tickMinStep=1, tickCount=3, grid=False)
    base = alt.Chart(drawn).encode(x=x, y=y, tooltip=["label:N", "rounds:Q"])
    words = base.mark_text(baseline="bottom", dy=-2).encode(x="middle:T", text="rounds:Q")
    pale = alt.when("datum.inferred").then(alt.value(0.25)).otherwise(alt.value(1))
    return alt.layer(
        base.mark_rect(color=ORANGE, stroke=ORANGE).encode(
            x2="end:T", y2=alt.datum(0), fillOpacity=pale
        ),
        words,
        alt.Chart(gap).mark_text().encode(x="middle:T", y=alt.value(60), text="text:N"),
        width=WIDTH,
        height=110,
        title=small_title("Rounds of reunions in person, by year", 4),
    )
