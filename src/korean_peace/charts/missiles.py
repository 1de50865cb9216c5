"""Missile tests, counted in three ways."""

import altair as alt
import pandas as pd

from coursebook.charts import bars, evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, GREEN, ORANGE
from coursebook.charts.words import join_words
from coursebook.errors import UnknownName

COUNTS = {
    "missiles": "missiles that can fly 300 km or more (CNS)",
    "launch_days": "days with such a launch, UTC (CNS)",
    "events_csis_2026": "events with missiles (CSIS)",
}
# The table names the source of the first two counts; this is the one of the third.
_EVENTS = pd.DataFrame([{"source_id": "csis-provocations-2026", "locator": "whole document"}])
_COLOURS = dict(zip(COUNTS, (BLUE, ORANGE, GREEN), strict=True))
_HEADINGS = {name: text[0].upper() + text[1:] for name, text in COUNTS.items()}


def missiles(tests: pd.DataFrame, count: str = "all") -> alt.TopLevelMixin:
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
    evidence.require_columns(tests, "missile_tests", ["year", *COUNTS, "status"])
    years = evidence.mark_uncorroborated(tests["year"], tests)
    drawn = tests.assign(label=years).melt("label", list(COUNTS), "count").dropna(subset="value")
    drawn["what"] = drawn["count"].map(_HEADINGS)
    if count == "all":
        chart = bars.panels(drawn, _COLOURS, series="count", heading="what")
    else:
        chart = bars.menu(drawn, _COLOURS, COUNTS, count, series="count", heading="what")
    spoken = "; ".join(
        f"{text}: {', '.join(tests['year'].astype(str) + ' ' + tests[column].astype(str))}"
        for column, text in COUNTS.items()
    )
    return annotate(
        chart,
        title=_zero(tests),
        subtitle="Three counts answer three questions: never add them.",
        alt_text=f"Missile tests of the North by year, counted in three ways. {spoken}.",
        table=evidence.table(
            tests, {"Year": years, **{_HEADINGS[column]: tests[column] for column in COUNTS}}
        ),
        source=evidence.source_line("CNS and CSIS", tests, _EVENTS),
    )


def _zero(tests: pd.DataFrame) -> str:
    values = tests.set_index("year")[list(COUNTS)]
    none = values.index[(values == 0).all(axis=1)]
    if none.empty:
        years = f"{tests['year'].min()} to {tests['year'].max()}"
        return f"{years}: in no year do all three counts show zero"
    years = join_words(none) if len(none) <= 3 else f"{len(none)} years"
    text = f"{years}: no missile test by any count"
    around = [int(none[0]) - 1, int(none[0]) + 1]
    if len(none) == 1 and set(around) <= set(values.index):
        for year in around:
            counts = dict.fromkeys(values.loc[[year]].iloc[0].tolist())
            text += f"; {year}: {join_words(counts, 'or')}"
    return text
