"""Charts: what each says beside its marks, and that it says what the rows hold."""

import pandas as pd
import pytest

import korean_peace as kp
from coursebook.charts import annotate, dates, words
from coursebook.data import reader
from coursebook.data.schema import table
from coursebook.errors import ChartError, UnknownName
from korean_peace.charts import forecast, pledges, timeline
from korean_peace.charts.forecast import _STATES


def event(name, day, precision="day", **more):
    """Return a row as the table of events has it."""
    made = {
        "id": name,
        "date": pd.Timestamp(day),
        "end_date": pd.NaT,
        "precision": precision,
        "title": name.capitalize(),
        "in_article": "w-lead",
        "source_id": "crs-2022",
        "locator": "Overview",
        "status": "corroborated",
    }
    return {**made, **more}


@pytest.fixture
def events():
    """Return four events, not in their order: a day, some days, a month, and a year."""
    made = [
        event("third", "2018-05-01", "month", in_article=None),
        event("first", "2018-04-27", status="uncorroborated"),
        event("second", "2018-04-29", end_date=pd.Timestamp("2018-05-02")),
        event("fourth", "2019-01-01", "year"),
    ]
    return pd.DataFrame(made)


@pytest.fixture
def promises():
    """Return the promises of one agreement."""
    commitments = kp.load("commitments")
    return commitments[commitments["agreement_id"] == "panmunjom"]


def marks(chart):
    """Return the rows that are drawn, each once."""
    spec = chart.to_dict()
    found = [row for values in spec["datasets"].values() for row in values]
    unique = {tuple(sorted(row.items(), key=str)): row for row in found}
    return list(unique.values())


def beside(chart):
    """Return what a chart carries for the handout."""
    return chart.to_dict()["usermeta"]["coursebook"]


def charts(events, promises):
    """Return one chart of each kind."""
    return [
        timeline(events, title="Four events"),
        *(pledges(promises, colour) for colour in ("part", "actor", "kind")),
        forecast(promises, "7=80 12=50"),
    ]


def test_each_chart_is_complete(events, promises):
    """Each chart has a title, a source line, alt text, and its data as a table with headings."""
    for chart in charts(events, promises):
        spec = chart.to_dict()
        assert spec["title"]["text"]
        assert spec["title"]["subtitle"][-1] == beside(chart)["source"]
        assert spec["description"].endswith(".")
        data = beside(chart)["table"]
        assert {len(row) for row in data["rows"]} == {len(data["columns"])}
        assert all(isinstance(cell, str) for row in data["rows"] for cell in row)


def test_timeline_table_equals_the_marks(events):
    """The table holds the events that are drawn, in the same order and words, with sources."""
    chart = timeline(events, title="Four events")
    drawn = sorted(marks(chart), key=lambda row: row["order"])
    data = beside(chart)["table"]["rows"]
    assert [row[:2] for row in data] == [[each["when"], each["label"]] for each in drawn]
    days = ["27 April 2018", "29 April 2018 – 2 May 2018"]
    assert [row[0] for row in data] == [*days, "May 2018", "2019"]
    assert [row[2] for row in data] == ["yes", "yes", "no", "yes"]
    assert {row[3] for row in data} == {"[@crs-2022, Overview]"}


def test_a_month_is_a_span(events):
    """A month and a year are as long as what is known; a day is a point."""
    drawn = {
        row["label"]: (row["date"][:10], row["last"][:10]) for row in marks(timeline(events, "T"))
    }
    assert drawn == {
        "First (not corroborated)": ("2018-04-27", "2018-04-27"),
        "Second": ("2018-04-29", "2018-05-02"),
        "Third": ("2018-05-01", "2018-05-31"),
        "Fourth": ("2019-01-01", "2019-12-31"),
    }


def test_spans_and_points_share_nothing(events):
    """Bars draw what lasts, points what does not: each event is drawn by one of them."""
    layers = timeline(events, title="T").to_dict()["layer"]
    filters = {layer["mark"]["type"]: layer["transform"][0]["filter"] for layer in layers[:2]}
    assert filters == {"bar": "datum.last > datum.date", "point": "datum.last == datum.date"}


def test_uncorroborated_events_say_so(events):
    """An event that is not corroborated says so in its label, the table and the alt text."""
    chart = timeline(events.assign(in_article=None), title="T")
    for text in (str(marks(chart)), str(beside(chart)), chart.to_dict()["description"]):
        assert text.count("First (not corroborated)") >= 1
        assert "Second (not" not in text


def test_timeline_in_words(events):
    """The alt text counts the events, names the period, and those that W is silent about."""
    assert timeline(events, title="T").to_dict()["description"] == (
        "Timeline of 4 events from 27 April 2018 to 2019. Wikipedia's article is silent "
        "about 1: Third (May 2018)."
    )
    changed = events.assign(in_article="w-lead").iloc[1:]
    assert timeline(changed, title="T").to_dict()["description"] == (
        "Timeline of 3 events from 27 April 2018 to 2019. Wikipedia's article tells of all of them."
    )


def test_alt_text_is_no_finer_than_known(events):
    """A period that begins or ends with a month is not dated to the day."""
    month = timeline(events.iloc[:1], title="T").to_dict()["description"]
    assert month.startswith("Timeline of 1 event, May 2018.")


def test_rows_may_share_an_index(events):
    """Tables that were joined, with index labels that repeat, are drawn all the same."""
    joined = pd.concat([events.iloc[:1], events.iloc[1:2].reset_index(drop=True)])
    assert list(joined.index) == [0, 0]
    assert len(beside(timeline(joined, title="T"))["table"]["rows"]) == 2


def test_no_event():
    """A timeline without events is refused with what to look at."""
    with pytest.raises(ChartError, match="no event to draw: widen the dates"):
        timeline(kp.load("events").iloc[:0], title="T")


def test_uncorroborated_pledges_say_so(promises):
    """A promise that is not corroborated is never drawn without saying so."""
    assert "corroborated" in str(pledges(promises.assign(status="uncorroborated")).to_dict())


def test_uncorroborated_forecasts_say_so(promises):
    """A forecast of a promise that is not corroborated says so."""
    doubtful = promises.assign(status="uncorroborated")
    assert "(not corroborated)" in str(forecast(doubtful, "7=80").to_dict())
    assert "(not corroborated)" not in str(forecast(promises, "7=80").to_dict())


def test_forecast_by_id_and_outcome():
    """Promises of several agreements are named by id, and may be set beside their outcome."""
    commitments = kp.load("commitments")
    options = {"key": "id", "state": "outcome", "note": "outcome_note", "when": "Later"}
    chart = forecast(commitments, "P07=80 y03=50%", **options)
    outcome = commitments.set_index("id")["outcome"]
    assert chart.to_dict()["description"] == (
        f"Your forecasts: row p07, 80 per cent, {outcome['p07']}; "
        f"row y03, 50 per cent, {outcome['y03']}."
    )
    with pytest.raises(ChartError, match="there is no promise p77: choose from p01"):
        forecast(commitments, "p77=1", **options)
    with pytest.raises(ChartError, match="cannot read '7-80': write id=per cent, such as p01=80"):
        forecast(commitments, "7-80", **options)
    with pytest.raises(ChartError, match="no column 'fate'"):
        forecast(commitments, "p07=1", key="id", state="fate")


def test_each_outcome_has_a_look():
    """Each outcome of the table can be drawn."""
    commitments = kp.load("commitments")
    typed = " ".join(f"{each}=50" for each in commitments["id"])
    chart = forecast(commitments, typed, key="id", state="outcome", note="outcome_note")
    assert len(marks(chart)) == len(commitments)


@pytest.mark.parametrize("colour", ["part", "actor", "kind"])
def test_pledges_equal_the_rows(promises, colour):
    """Each promise is one square with its number; table and alt text hold all of them."""
    chart = pledges(promises, colour)
    numbers = sorted(promises["number"])
    assert sorted(row["number"] for row in marks(chart)) == numbers
    assert sorted(int(row[0]) for row in beside(chart)["table"]["rows"]) == numbers
    places = [(row["part"], row["place"]) for row in marks(chart)]
    assert len(set(places)) == len(places)


def test_pledges_are_counted(promises):
    """Title and alt text are counted from the rows: one row less, and they change."""
    before, after = (
        pledges(each, "actor").to_dict() for each in (promises, promises[promises["number"] != 1])
    )
    both = (promises["actor"] == "both").sum()
    assert before["title"]["text"] == f"{both} of the {len(promises)} promises: both"
    assert after["title"]["text"] == f"{both - 1} of the {len(promises) - 1} promises: both"
    assert before["description"].startswith(f"{len(promises)} numbered squares")
    assert "both: numbers 1, 2, 3" in before["description"]
    assert "both: numbers 2, 3" in after["description"]


def test_each_group_has_its_colour(promises):
    """No two groups share a colour, and each group has one."""
    for colour in ("part", "actor", "kind"):
        scale = pledges(promises, colour).to_dict()["layer"][0]["encoding"]["color"]["scale"]
        assert set(scale["domain"]) == set(promises[colour].astype(str))
        assert len(set(scale["range"])) == len(scale["domain"])


@pytest.mark.parametrize("colour", ["colour", "promise", ""])
def test_an_unknown_colour(promises, colour):
    """A colour that shows nothing is refused, and the three that do are named."""
    with pytest.raises(UnknownName, match=f"no colour '{colour}': choose from part, actor, kind"):
        pledges(promises, colour=colour)


def test_no_promise(promises):
    """A chart without promises is refused with what to look at."""
    with pytest.raises(ChartError, match="no promise to draw"):
        pledges(promises.iloc[:0])


@pytest.mark.parametrize(
    "typed", ["7=80 12=50", "7=80, 12=50", "P7=80 P12=50%", "7:80;12:50", " 7=80\n12=50 "]
)
def test_forecast_draws_what_was_typed(promises, typed):
    """Only the promises that were typed are drawn, in that order, with their chances."""
    chart = forecast(promises, typed)
    assert [(row["number"], row["chance"]) for row in marks(chart)] == [(7, 80), (12, 50)]
    assert [row[0] for row in beside(chart)["table"]["rows"]] == ["7", "12"]
    notes = promises.set_index("number")
    said = str(chart.to_dict())
    assert notes.loc[7, "state_note"] in said
    others = notes.drop([7, 12])
    assert not any(text in said for text in [*others["state_note"], *others["promise"]])


def test_forecast_in_words(promises):
    """The alt text tells each forecast and how the promise stood."""
    state = promises.set_index("number").loc[7, "state_2018_12_31"]
    said = forecast(promises, "7=80").to_dict()["description"]
    assert said == f"Your forecasts: row 7, 80 per cent, {state}."


@pytest.mark.parametrize("typed", ["...", "", ..., None])
def test_no_forecast_yet(promises, typed, capsys):
    """Without a forecast nothing is drawn and no outcome is told, but what to do."""
    assert forecast(promises, typed) is None
    assert capsys.readouterr().out.startswith("*No forecast yet.*")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7 80", "cannot read '7': write number=per cent, such as"),
        ("7=", "cannot read '7='"),
        ("7=high", "cannot read '7=high'"),
        ("7=-5", "cannot read '7=-5'"),
        ("99=50", "there is no promise 99: the numbers go from 1 to 18"),
        ("7=101", "'7=101': a chance goes from 0 to 100 per cent"),
    ],
)
def test_a_forecast_that_cannot_be_read(promises, typed, said):
    """A forecast in another form is refused with the part that is wrong and the form."""
    with pytest.raises(ChartError, match=said):
        forecast(promises, typed)


def test_each_state_has_a_colour():
    """Each state that a promise may have is in the legend."""
    field = next(each for each in table("commitments").fields if each.name == "state_2018_12_31")
    assert set(field.permitted) <= set(_STATES)
    assert {row["state_2018_12_31"] for row in reader.read_rows("commitments")} <= set(_STATES)


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2018-05-07", None, "day", "7 May 2018"),
        ("2018-05-07", "2018-05-07", "day", "7 May 2018"),
        ("2018-05-07", "2018-05-08", "day", "7–8 May 2018"),
        ("2018-05-30", "2018-06-01", "day", "30 May 2018 – 1 June 2018"),
        ("2018-05-30", "2019-05-31", "day", "30 May 2018 – 31 May 2019"),
        ("2018-05-01", None, "month", "May 2018"),
        ("2018-01-01", None, "year", "2018"),
    ],
)
def test_periods_in_words(start, end, precision, expected):
    """A period is written as people write it, and no finer than it is known."""
    assert dates.span(pd.Timestamp(start), pd.Timestamp(end), precision) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists_in_words(texts, expected):
    """Texts in a sentence are joined by commas and one `and`."""
    assert words.join_words(texts) == expected


def test_a_subtitle_stands_above_the_source():
    """How to read the marks is said first, the source last."""
    made = {"title": "T", "alt_text": "A.", "table": pd.DataFrame(), "source": "S"}
    chart = timeline(kp.load("events").head(1), title="x")
    assert annotate.annotate(chart, subtitle="Read so.", **made).title.subtitle == ["Read so.", "S"]
    assert annotate.annotate(chart, **made).title.subtitle == ["S"]
