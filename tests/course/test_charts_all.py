"""What holds for every chart: it is complete, it doubts aloud, and it refuses wrong rows."""

import json

import altair as alt
import pandas as pd
import pytest
from drawn import svg

import korean_peace as kp
from coursebook.charts import annotate, colours, marks
from coursebook.data import citations
from coursebook.errors import ChartError

C = kp.charts
LOADED: dict[str, pd.DataFrame] = {}


def load(name):
    """Return a table, read once for all tests of this file."""
    if name not in LOADED:
        LOADED[name] = kp.load(name)
    return LOADED[name]


def picked(name, column, *values):
    """Return the rows of a table with one of the values in a column."""
    table = load(name)
    return table[table[column].isin(values)]


def two_years():
    """Return the events of 2018 and 2019."""
    events = load("events")
    return events[events["date"].between("2018-01-01", "2019-12-31")]


# Each chart: its main rows, and how to draw it from them.
CHARTS = {
    "overview": (two_years, lambda rows: C.overview(rows, "T")),
    "overview by pair": (two_years, lambda rows: C.overview(rows, "T", lanes="pair")),
    "known": (two_years, lambda rows: C.known(rows, "2018-12-31", "T")),
    "places": (lambda: load("places"), lambda rows: C.places(rows, "T")),
    "missiles": (lambda: load("missile_tests"), C.missiles),
    "missiles, one": (
        lambda: load("missile_tests"),
        lambda rows: C.missiles(rows, "launch_days"),
    ),
    "nuclear": (lambda: load("nuclear_tests"), C.nuclear),
    "resolutions": (
        lambda: load("resolutions"),
        lambda rows: C.resolutions(rows, load("nuclear_tests")),
    ),
    "ranges": (
        lambda: picked("figures", "id", "arsenal-2017"),
        lambda rows: C.ranges(rows, "T"),
    ),
    "poll": (lambda: load("figures"), C.poll),
    "aid": (
        lambda: load("aid"),
        lambda rows: C.aid(rows, picked("people", "id", "kim-dae-jung", "roh-moo-hyun")),
    ),
    "liaison": (lambda: load("liaison_meetings"), C.liaison),
    "visits": (lambda: load("visits"), C.visits),
    "families": (lambda: load("survivors"), lambda rows: C.families(rows, load("reunions"))),
    "remains": (lambda: load("remains"), C.remains),
    "meetings": (
        lambda: picked("meetings", "leader_id", "kim-jong-un"),
        lambda rows: C.meetings(rows, load("events")),
    ),
    "base_rate": (lambda: load("meetings"), lambda rows: C.base_rate(rows, load("events"))),
    "letters": (
        lambda: load("letters"),
        lambda rows: C.letters(
            rows, load("events"), picked("meetings", "counterpart_id", "donald-trump"), 27
        ),
    ),
    "scales": (lambda: load("commitments"), C.scales),
    "scales, 2018": (
        lambda: load("commitments"),
        lambda rows: C.scales(rows, "state_2018_12_31"),
    ),
    "positions": (lambda: load("positions"), C.positions),
    "causes": (
        lambda: load("positions"),
        lambda rows: C.causes(rows, "trigger: a cause = 3; condition: another"),
    ),
}
# Their text is a student's own, or computed from more rows than are drawn.
NOT_NAMED = {"causes", "base_rate"}
# Drawn without rows, or tested beside the first charts.
BESIDE = {"timeline", "pledges", "forecast", "annotate", "security_area"}


@pytest.fixture(params=CHARTS)
def chart(request):
    """Return the name of each chart, its rows, and the function that draws them."""
    rows, draw = CHARTS[request.param]
    return request.param, rows(), draw


def test_each_function_is_here():
    """Each chart that lessons can draw is tested here or beside the first ones."""
    drawn = {name.split(",")[0].split(" ")[0] for name in CHARTS}
    assert set(C.__all__) == drawn | BESIDE


def test_complete(chart):
    """Each has a title, a source line, alt text, a table with headings, citations that exist."""
    _, rows, draw = chart
    spec = draw(rows).to_dict()
    own = spec["usermeta"]["coursebook"]
    assert spec["title"]["text"]
    assert own["source"].startswith("Source: ")
    assert spec["title"]["subtitle"][-1] == own["source"]
    assert all(len(line) <= 105 for line in spec["title"]["subtitle"])
    assert all(len(line) <= 84 for line in spec["title"]["text"].split("\n"))
    assert spec["description"].endswith(".")
    assert "nan" not in spec["description"].lower().split()
    data = own["table"]
    assert data["rows"]
    assert {len(row) for row in data["rows"]} == {len(data["columns"])}
    for group in citations.find_groups(str(own)):
        for citation in group.citations:
            citations.check_citation(citation, "chart")


def test_drawn(chart):
    """Each can be drawn, with something to see."""
    _, rows, draw = chart
    drawn = svg(draw(rows))
    assert drawn.count("<path") > 3
    assert ">null<" not in drawn
    assert ">NaN<" not in drawn
    assert ">undefined<" not in drawn


def test_no_feature_of_a_later_version(chart):
    """The marks and parameters are those of Vega-Lite 5.6 too; nothing is fetched."""
    _, rows, draw = chart
    text = json.dumps(draw(rows).to_dict())
    assert '"url"' not in text
    assert "pointerover" not in text
    assert '"type": "arc"' not in text


def test_colours_are_the_package_s(chart):
    """Colours come from the one table of colours; white stands on them."""
    _, rows, draw = chart
    ours = {each for each in vars(colours).values() if isinstance(each, str) and each[:1] == "#"}
    ours |= {"white"}
    spec = draw(rows).to_dict()
    assert set(_colours(spec)) <= ours


def _colours(part):
    if isinstance(part, dict):
        for key, value in part.items():
            wanted = key in ("color", "fill", "stroke", "range")
            if wanted and isinstance(value, str):
                yield value
            elif wanted and isinstance(value, list):
                yield from (each for each in value if isinstance(each, str) and "#" in each)
            elif key not in ("datasets", "config"):
                yield from _colours(value)
    elif isinstance(part, list):
        for each in part:
            yield from _colours(each)


def test_uncorroborated_rows_say_so(chart):
    """A row that is not corroborated says so in the chart, and only such a row."""
    name, rows, draw = chart
    if name in NOT_NAMED:
        pytest.skip("draws no row under its own name")
    sure = str(draw(rows.assign(status="corroborated")).to_dict()).count("corroborated")
    doubtful = str(draw(rows.assign(status="uncorroborated")).to_dict()).count("corroborated")
    assert doubtful > sure


def test_no_row(chart):
    """Without rows nothing is drawn, and the message says what to look at."""
    _, rows, draw = chart
    with pytest.raises(ChartError, match=r"to draw: check the filter|no meeting with Xi"):
        draw(rows.iloc[:0])


def test_another_table(chart):
    """Rows of another table are refused, and the right one is named."""
    _, _, draw = chart
    with pytest.raises(ChartError, match=r"no column .*: pass rows of the table"):
        draw(load("glossary"))


def test_rows_keep_still(chart):
    """Drawing does not change the rows that were passed."""
    _, rows, draw = chart
    before = rows.copy(deep=True)
    draw(rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [([], []), ([(0, 1), (2, 3)], [0, 0]), ([(0, 2), (1, 3), (2, 4)], [0, 1, 0])],
)
def test_packing(spans, expected):
    """What would cover each other stands in different rows, and rows are used again."""
    assert marks.assign_lanes(spans) == expected


def test_a_long_title_is_broken():
    """A long title is drawn in lines of much the same length, and keeps its words."""
    title = "A finding that needs many words, more than one line can hold, and 41 % of all days"
    made = {"alt_text": "A.", "table": pd.DataFrame(), "source": "S"}
    broken = annotate.annotate(C.liaison(load("liaison_meetings")), title=title + " too", **made)
    lines = broken.title.text.split("\n")
    assert len(lines) == 2
    assert " ".join(lines).replace("\u00a0", " ") == title + " too"
    assert abs(len(lines[0]) - len(lines[1])) < 20


def test_an_author_finishes_a_chart_of_her_own():
    """`annotate` is public: an author's own chart gets title, alt text, table and source."""
    rows = pd.DataFrame({"year": [2017, 2018], "visits": [0, 6689]})
    bars = alt.Chart(rows).mark_bar().encode(x="year:O", y="visits:Q")
    spec = C.annotate(
        bars, "More in 2018", "Visits: 2017 0, 2018 6689.", rows, "Source: S."
    ).to_dict()
    assert spec["title"] == {"text": "More in 2018", "subtitle": ["Source: S."]}
    assert spec["description"] == "Visits: 2017 0, 2018 6689."
    assert spec["usermeta"]["coursebook"] == {
        "table": {"columns": ["year", "visits"], "rows": [["2017", "0"], ["2018", "6689"]]},
        "source": "Source: S.",
    }
