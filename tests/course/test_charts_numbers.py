"""Charts of counts: titles are true to the rows, missing is missing, a range has no middle."""

import pandas as pd
import pytest
from drawn import described, marks, table, title

import korean_peace as kp
from coursebook.data import reader
from coursebook.errors import ChartError, UnknownName
from korean_peace.charts import (
    aid,
    families,
    liaison,
    missiles,
    nuclear,
    poll,
    ranges,
    remains,
    resolutions,
    visits,
)


@pytest.fixture(scope="module")
def tests():
    """Return the missile tests from 2012 on."""
    whole = kp.load("missile_tests")
    return whole[whole["year"] >= 2012]


def test_the_zero_of_2018(tests):
    """The zero stands between its neighbours in all three counts."""
    chart = missiles(tests)
    assert (
        title(chart) == "2018: no missile test by any count; 2017: 21, 15 or 17; 2019: 27, 14 or 13"
    )
    assert "2018 0" in described(chart)
    year = {row[0]: row[1:4] for row in table(chart)}
    assert year["2018"] == ["0", "0", "0"]
    later = tests.assign(missiles=tests["missiles"].where(tests["year"] != 2018, 1))
    assert title(missiles(later)) == "2012 to 2024: in no year do all three counts show zero"
    assert "2018 1" in described(missiles(later))


def test_each_count_is_drawn(tests):
    """Bars are the three columns of the table, no more and no less."""
    drawn = {(row["count"], row["label"]): row["value"] for row in marks(missiles(tests))}
    assert drawn == {
        (count, str(row["year"])): row[count]
        for row in tests.to_dict("records")
        for count in ("missiles", "launch_days", "events_csis_2026")
    }


def test_the_count_can_be_switched(tests):
    """One panel begins with the count that was asked for, and its menu has all three."""
    spec = missiles(tests, "launch_days").to_dict()
    chosen = next(each for each in spec["params"] if each["name"] == "count")
    assert chosen["value"] == "launch_days"
    assert len(chosen["bind"]["options"]) == 3
    with pytest.raises(UnknownName, match="no count 'rockets': choose from all, missiles"):
        missiles(tests, "rockets")


def test_the_third_count_has_its_source(tests):
    """The source of the third count is the one that the table of evidence names."""
    named = {
        row["source_id"]
        for row in reader.read_rows("evidence")
        if row["table"] == "missile_tests" and row["field"] == "events_csis_2026"
    }
    source = missiles(tests).to_dict()["usermeta"]["coursebook"]["source"]
    assert named == {"csis-provocations-2026"}
    assert "@csis-provocations-2026, " in source


def test_a_yield_is_a_range():
    """Each test is drawn from the lowest to the highest estimate; no middle is anywhere."""
    tests = kp.load("nuclear_tests")
    chart = nuclear(tests)
    spans = {(row["low"], row["high"]) for row in marks(chart)}
    assert spans == set(zip(tests["yield_low_kt"], tests["yield_high_kt"], strict=True))
    assert "30 to 328 kt" in described(chart)
    assert "179" not in str(chart.to_dict()["datasets"])
    assert "328" not in described(nuclear(tests.iloc[:-1]))
    alone = tests.assign(yield_high_kt=tests["yield_low_kt"])
    assert "6 kt, one estimate" in described(nuclear(alone))


def test_resolutions_are_counted():
    """The title counts those of 2016 and later."""
    whole, tests = kp.load("resolutions"), kp.load("nuclear_tests")
    late = (whole["adopted"].dt.year >= 2016).sum()
    chart = resolutions(whole, tests)
    assert title(chart).startswith(f"{late} of {len(whole)} resolutions")
    assert [row[0] for row in table(chart)] == list(whole.sort_values("adopted")["id"])


@pytest.fixture(scope="module")
def figures():
    """Return the table of figures."""
    return kp.load("figures")


def test_a_range_has_no_middle(figures):
    """15 to 60 is drawn as its two ends."""
    chart = ranges(figures[figures["id"] == "arsenal-2017"], "T")
    drawn = [row for row in marks(chart) if "kind" in row]
    assert {(row["low"], row["high"], row["kind"]) for row in drawn} == {(15, 60, "range")}
    assert "37" not in described(chart)
    assert described(chart).endswith("15 to 60 nuclear weapons.")


def test_limits_are_open(figures):
    """`At most` and `more than` are said in words, and drawn apart from ranges."""
    people = figures[figures["id"].isin(["us-dead", "unaccounted-2018", "identified-2019"])]
    said = described(ranges(people, "T"))
    assert "more than 36,000" in said
    assert "at most 7,700" in said
    assert "35 to 40" in said


def test_ranges_refuse_two_units(figures):
    """Numbers in different units have no common axis; a number must be there."""
    with pytest.raises(ChartError, match="several units, boxes and nuclear weapons"):
        ranges(figures[figures["id"].isin(["arsenal-2017", "boxes"])], "T")
    with pytest.raises(ChartError, match="neither a lowest nor a highest value"):
        ranges(figures[figures["id"] == "troops-crs"], "T")


def test_the_poll_has_its_error(figures):
    """61.5 per cent, give or take 4.4, is more than half even at the low end.

    The margin that a poll names is its largest: a share of a few per cent gets none.
    """
    chart = poll(figures)
    assert title(chart) == (
        "61.5 %, give or take 4.4, were for a meeting: more than half, even at the low end"
    )
    assert "for the meeting 61.5 % (57.1 to 65.9)" in described(chart)
    assert "margin at most 4.4 points" in described(chart)
    assert described(chart).endswith("did not know 7.3 %.")
    wide = figures.assign(low=figures["low"].where(figures["id"] != "poll-margin", 12))
    assert title(poll(wide)).endswith("at the low end not more than half")
    with pytest.raises(ChartError, match="no row 'poll-margin' among these figures"):
        poll(figures[figures["id"] != "poll-margin"])


def test_aid_under_presidents():
    """The share of the title is that of the years whose 1 July lies in a term."""
    whole, people = kp.load("aid"), kp.load("people")
    two = people[people["id"].isin(["kim-dae-jung", "roh-moo-hyun"])]
    inside = whole["year"].between(1998, 2007)
    share = whole.loc[inside, "total"].sum() / whole["total"].sum()
    chart = aid(whole, two)
    assert title(chart).startswith(f"{share * 100:.0f} % of the aid of 1995 to 2018 falls in")
    assert f"{share * 100:.0f} % of all" in chart.to_dict()["description"]
    assert "general knowledge" in " ".join(chart.to_dict()["title"]["subtitle"])
    bars = {(row["year"], row["giver"]): row["amount"] for row in marks(chart) if "giver" in row}
    assert sum(bars.values()) == (whole["government"] + whole["ngo"]).sum()
    one = title(aid(whole, two[two["id"] == "kim-dae-jung"]))
    assert one.endswith("falls in the years of Kim Dae-jung")


def test_missing_months_stay_missing():
    """A month without a number has none: no zero in marks, table or alt text."""
    months = kp.load("liaison_meetings")
    chart = liaison(months)
    drawn = {row["label"]: row["meetings"] for row in marks(chart)}
    assert [label for label, value in drawn.items() if value is None or pd.isna(value)] == [
        "Dec 2018",
        "Jan 2019",
        "Feb 2019",
    ]
    said = {row[0]: row[1] for row in table(chart)}
    assert said["Jan 2019"] == "not known"
    assert "0" not in said.values()
    assert "Jan 2019 not known" in described(chart)
    assert title(chart) == (
        "103 meetings in November 2018, 46 to 55 in each later month known; 3 months unknown"
    )
    assert "cannot show when the fall began" in chart.to_dict()["title"]["subtitle"][0]
    assert "unknown" not in title(liaison(months.iloc[1:]))


def test_visits_without_a_number():
    """A cell that is empty in the table is not known, and no zero."""
    chart = visits(kp.load("visits"))
    assert title(chart) == (
        "9,835 visits from South to North in 2019, 576 without the liaison office's staff"
    )
    assert [row[2] for row in table(chart)] == ["not known", "4,612", "576", "not known"]
    assert "2019, North to South: 0" in described(chart)


def test_survivors_above_reunions():
    """Both panels have all their rows; the title takes first, last, and the last round."""
    survivors, reunions = kp.load("survivors"), kp.load("reunions")
    chart = families(survivors, reunions)
    assert title(chart) == (
        "Alive on the register: 58,685 people in January 2018, 36,941 in December 2024. "
        "Last round of reunions: 2018"
    )
    assert len(table(chart)) == len(survivors) + len(reunions)
    assert (
        sum(row[1] == "rounds, inferred" for row in table(chart))
        == (reunions["status"] == "derived").sum()
    )
    shorter = families(survivors.iloc[:3], reunions)
    assert "55,987 in December 2018" in title(shorter)
    axes = [panel["layer"][0]["encoding"]["x"] for panel in chart.to_dict()["vconcat"]]
    assert axes[0].get("scale", axes[1]["scale"]) == axes[1]["scale"]


def test_remains():
    """The title names the first and the last; a range of people stays one."""
    chart = remains(kp.load("remains"))
    assert title(chart).endswith("0 by 27 July 2018, 93 by 14 August 2024")
    assert "October 2019 35 to 40" in described(chart)
