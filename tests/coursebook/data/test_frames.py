"""Tables as students get them."""

import pandas as pd
import pytest
from support import replace

import korean_peace as kp
from coursebook.data import frames, reader
from coursebook.data.schema import table, table_names
from coursebook.errors import DataError, UnknownName
from coursebook.practice import tables

DTYPES = {
    "date": "datetime64[s]",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "string": "str",
}


@pytest.mark.parametrize("name", table_names())
def test_types(name):
    """Each column of each table has the type that is promised, and loses no row and no cell."""
    frame = frames.load(name)
    content = reader.read_rows(name)
    assert len(frame) == len(content) > 0
    for field in table(name).fields:
        expected = "category" if field.ordered else DTYPES[field.type]
        assert str(frame[field.name].dtype) == expected, field.name
        missing = [row[field.name] is None for row in content]
        assert list(frame[field.name].isna()) == missing, field.name


def test_an_ordered_choice_compares():
    """A choice with an order can be compared: a month is coarser than a day."""
    precision = frames.load("events")["precision"]
    assert list(precision.cat.categories) == ["day", "month", "year"]
    assert ((precision > "day") == precision.isin(["month", "year"])).all()


def test_dates_have_no_time():
    """A date is midnight of its day, in no time zone."""
    dates = frames.load("events")["date"]
    assert (dates == dates.dt.normalize()).all()
    assert dates.dt.tz is None


def test_a_table_is_ones_own():
    """What a student changes in a table is not in the next one that is loaded."""
    mine = frames.load("events")
    mine["title"] = "changed"
    assert "changed" not in set(frames.load("events")["title"])


def test_a_broken_link_is_refused_on_loading(curriculum):
    """A table that points to nothing is refused when it is loaded, with its line."""
    replace(curriculum / "datasets" / "places.csv", "\npanmunjom,", "\npanmunjon,")
    with pytest.raises(DataError, match=r"events\.csv, line \d+, column place_id: 'panmunjom'"):
        frames.load("events")


def test_an_unknown_table():
    """A name that is no table is refused, and the tables are named."""
    with pytest.raises(UnknownName, match=r"choose from agreements, .*kp\.tables\(\)"):
        kp.load("event")


def test_tables():
    """The list of tables counts the rows and names the licence of each."""
    listed = frames.tables()
    assert list(listed.index) == table_names()
    assert listed.loc["events", "rows"] == len(reader.read_rows("events"))
    assert (listed["licence"].str.len() > 0).all()


def test_codebook():
    """The codebook explains each column in order: meaning, unit, choices, links and limits."""
    places = frames.codebook("places")
    assert list(places.index) == list(frames.load("places").columns)
    assert places.loc["lat", "unit"] == "degrees north"
    assert places.loc["lat", "permitted"] == "from -90, to 90"
    assert places.loc["source_id", "permitted"] == "id of sources"
    assert frames.codebook("events").loc["precision", "permitted"] == "day, month, year"


def test_show(capsys):
    """A table is shown with days as days, a dash for an empty cell, and without its index."""
    frame = pd.DataFrame(
        {
            "when": pd.to_datetime(["2018-04-27", None]),
            "guests": pd.array([12, None], dtype="Int64"),
            "what": ["a|b", None],
        }
    )
    tables.show(frame)
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| 2018-04-27 | 12 | a\\|b |",
        "| – | – | – |",
    ]


def test_show_of_no_rows(capsys):
    """A table without rows is shown with its headings."""
    tables.show(pd.DataFrame({"when": []}))
    assert capsys.readouterr().out == "| when |\n| --- |\n"
