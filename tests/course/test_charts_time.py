"""Charts of events, meetings and letters: what they find, and what they keep covered."""

import itertools
from datetime import date, timedelta

import pandas as pd
import pytest
from drawn import described, svg, table, title

import korean_peace as kp
from coursebook.errors import ChartError, UnknownName
from korean_peace.charts import base_rate, known, letters, meetings, overview
from korean_peace.charts.base_rate import shares


@pytest.fixture(scope="module")
def events():
    """Return the table of events."""
    return kp.load("events")


@pytest.fixture(scope="module")
def met():
    """Return the table of meetings."""
    return kp.load("meetings")


@pytest.fixture
def kim(met):
    """Return the meetings of Kim Jong Un."""
    return met[met["leader_id"] == "kim-jong-un"]


@pytest.fixture
def some(events, kim):
    """Return the events of these meetings, in no order."""
    return events[events["id"].isin(kim["event_id"])].iloc[::-1]


def test_overview_counts_its_lanes(events):
    """The alt text counts the events of each lane; all stand in the table."""
    chosen = events[events["date"].dt.year == 2018]
    chart = overview(chosen, "T")
    for theme, count in chosen["theme"].value_counts().items():
        assert f"{theme} {count}" in described(chart)
    assert len(table(chart)) == len(chosen)
    assert described(overview(chosen.iloc[1:], "T")) != described(chart)


def test_overview_by_pair(events):
    """A pair has a lane of its own; who acts alone, and more than two, have others."""
    chart = overview(events[events["date"].dt.year == 2018], "T", lanes="pair")
    actors = events[events["date"].dt.year == 2018]["actors"]
    both = actors.map(lambda each: set(each.split("; ")) == {"DPRK", "ROK"}).sum()
    assert f"North and South {both}" in described(chart)


def test_events_of_a_lane_never_cover_each_other(events):
    """Marks in one row are at least their width apart."""
    chosen = events[events["date"].dt.year == 2018]
    drawn = next(iter(overview(chosen, "T").to_dict()["datasets"].values()))
    every = [row for rows in overview(chosen, "T").to_dict()["datasets"].values() for row in rows]
    points = sorted((row["y"], row["date"], row["last"]) for row in every if "theme" in row)
    unique = list(dict.fromkeys(points))
    assert drawn
    assert all(
        here[1] > before[2] for before, here in itertools.pairwise(unique) if before[0] == here[0]
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"lanes": "place"}, "no kind of lanes 'place': choose from theme, pair"),
        ({"labels": {"nothing": "N"}}, "no event 'nothing'"),
    ],
)
def test_overview_refuses(events, options, said):
    """Lanes and labels that do not exist are refused."""
    with pytest.raises(UnknownName, match=said):
        overview(events, "T", **options)


def test_the_future_cannot_be_read(some):
    """What came after the day is in neither print, nor table, nor alt text; what came before is."""
    chart = known(some, "2018-12-31", "T")
    before = some[some["date"] < "2019"]
    after = some[some["date"] >= "2019"]
    assert len(before) == 7
    assert len(after) == 5
    printed = svg(chart)
    for text in (printed, str(table(chart)), described(chart)):
        assert all(each in text for each in before["title"])
        assert not any(
            each in text for each in after["title"].unique() if each not in set(before["title"])
        )
    assert "2019" not in described(chart)
    assert "Hanoi" not in printed


def test_the_slider_begins_where_the_author_said(some):
    """The day is counted from the first event, and the slider goes to the last one."""
    spec = known(some, "2018-12-31", "T").to_dict()
    chosen = next(each for each in spec["params"] if each["name"] == "chosen")
    first = some["date"].min()
    assert first + pd.Timedelta(days=chosen["value"]) == pd.Timestamp("2018-12-31")
    assert first + pd.Timedelta(days=chosen["bind"]["max"]) == some["end_date"].max()


def test_an_event_is_known_on_its_last_day(some):
    """A meeting of three days is covered until the third; a month until its end."""
    meeting = some[some["id"] == "meeting-2018-09-18"].iloc[0]
    assert meeting["end_date"] == pd.Timestamp("2018-09-20")
    for day, there in (("2018-09-19", False), ("2018-09-20", True)):
        assert (meeting["title"] in described(known(some, day, "T"))) is there
    month = some.assign(precision=["month"] + ["day"] * (len(some) - 1)).iloc[:1]
    assert month["date"].iloc[0] == pd.Timestamp("2019-06-30")
    month = month.assign(date=pd.Timestamp("2019-06-01"), end_date=pd.NaT)
    with pytest.raises(ChartError, match="nothing had happened by 2019-06-29: choose a later day"):
        known(month, "2019-06-29", "T")
    assert "(June 2019)" in described(known(month, "2019-06-30", "T"))


@pytest.mark.parametrize("day", ["yesterday", "2018-13-01"])
def test_a_day_that_is_none(some, day):
    """A day that cannot be read is refused with the form."""
    with pytest.raises(ChartError, match=f"cannot read the day '{day}': write it as 2019-02-26"):
        known(some, day, "T")


def test_meetings_are_counted(kim, events):
    """The title names the counterpart that was met most, and how many the article tells of."""
    told = kim["in_article"].notna().sum()
    chart = meetings(kim, events)
    assert title(chart) == (
        f"{len(kim)} meetings, most with Xi Jinping (5); the body of Wikipedia's article "
        f"tells of {told}"
    )
    without = kim[kim["counterpart_id"] != "xi-jinping"]
    assert "most with Moon Jae-in and Donald Trump (3)" in title(meetings(without, events))
    assert [row[2] for row in table(chart)].count("Xi Jinping") == 5
    assert "Donald Trump (with Moon Jae-in)" in [row[2] for row in table(chart)]


def test_a_meeting_without_its_event(kim, events):
    """A meeting whose date is missing is named."""
    with pytest.raises(ChartError, match="no event 'meeting-2018-03-25' among the events"):
        meetings(kim, events[events["id"] != "meeting-2018-03-25"])


@pytest.mark.parametrize("limit", [1, 9, 35, 48, 120])
def test_base_rate_by_another_way(met, events, limit):
    """The share of days is that of a loop that knows nothing of the chart."""
    day = {row.id: row.date.date() for row in events.itertuples()}
    last = {row.id: row.end_date.date() for row in events.dropna(subset="end_date").itertuples()}
    xi = [last[each] for each in met[met["counterpart_id"] == "xi-jinping"]["event_id"]]
    first = min(day[each] for each in met[met["counterpart_id"] == "xi-jinping"]["event_id"])
    trump = [day[each] for each in met[met["counterpart_id"] == "donald-trump"]["event_id"]]
    near = total = 0
    now = first
    while now <= max(trump):
        total += 1
        near += any(timedelta(0) <= now - each <= timedelta(limit) for each in xi)
        now += timedelta(1)
    hits = sum(any(timedelta(0) <= each - end <= timedelta(limit) for end in xi) for each in trump)
    chart = base_rate(met, events, limit)
    assert f"Of the {total} days" in described(chart)
    assert f", {near}, or {near / total * 100:.0f} per cent" in described(chart)
    assert title(chart) == (
        f"{limit} days or less after a Xi visit: {hits} of 3 Trump meetings, "
        f"but {near / total * 100:.0f} % of all days too"
    )


def test_the_pattern_is_about_41_per_cent(met, events):
    """The numbers of the lesson: 35, 48 and 9 days, and about 41 per cent of 463 days."""
    said = described(base_rate(met, events))
    assert "35, 48 and 9 days before" in said
    assert "Of the 463 days from 25 March 2018 to 30 June 2019, 192, or 41 per cent" in said


def test_shares_of_a_small_span():
    """Two meetings in ten days, counted by hand."""
    ends = [pd.Timestamp(2018, 1, 2), pd.Timestamp(2018, 1, 8)]
    begin, end = pd.Timestamp(2018, 1, 1), pd.Timestamp(2018, 1, 10)
    found = shares(ends, [pd.Timestamp(2018, 1, 5)], begin, end).set_index("days")
    assert list(found.loc[[1, 3, 5], "count"]) == [4, 7, 9]  # the first day has none before it
    assert list(found.loc[[1, 3], "hits"]) == [0, 1]


@pytest.mark.parametrize("days", [0, 121])
def test_base_rate_refuses(met, events, days):
    """A number of days off the slider is refused; so are meetings without Xi."""
    with pytest.raises(ChartError, match="choose a number from 1 to 120"):
        base_rate(met, events, days)
    with pytest.raises(ChartError, match="no meeting with Xi, or none with Trump"):
        base_rate(met[met["counterpart_id"] != "xi-jinping"], events)


def test_letters_are_steps(met, events):
    """Each letter is one step of its writer; the title claims no silence from letters not found."""
    rows = kp.load("letters")
    trump = met[met["counterpart_id"] == "donald-trump"]
    chart = letters(rows, events, trump, total=27)
    steps = [row for each in chart.to_dict()["datasets"].values() for row in each if "gist" in row]
    for sender, who in (("donald-trump", "Donald Trump"), ("kim-jong-un", "Kim Jong Un")):
        counts = {row["count"] for row in steps if row["who"] == who and row["gist"]}
        assert counts == set(range(1, (rows["sender_id"] == sender).sum() + 1))
    assert title(chart) == f"{len(rows)} letters in our table; reports count 27"
    assert title(letters(rows.iloc[:1], events, trump)) == "1 letter in our table"
    assert len(table(chart)) == len(rows)
    assert date(2018, 6, 12).strftime("%-d %B %Y") in described(chart)
