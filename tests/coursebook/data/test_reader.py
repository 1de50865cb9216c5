"""Each kind of damage in a table is refused, with its place and what is permitted."""

import json
from datetime import date

import pytest
from support import denied, replace

from coursebook.data import reader
from coursebook.errors import DataError, UnknownName
from coursebook.root import ROOT_VARIABLE

HEADING = "id,date,title,place_id,theme,guests,chance,seen,code"
WHOLE = f"""{HEADING}
first,2018-04-27,"Panmunjom, the
Peace House",panmunjom,words,12,0.5,true,P1
second,2018-06-12,판문점,,,,,,
third,2018-09-19,Pyongyang,pyongyang,weapons,0,99.5,false,P3
"""
PLACES = "id\npanmunjom\npyongyang\n"


def field(name, kind, **limits):
    """Return the description of a column."""
    return {"name": name, "type": kind, "description": name, "constraints": limits}


def resource(name, fields, links=()):
    """Return the description of a table."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": name,
        "description": name,
        "licenses": [{"name": "CC0-1.0"}],
        "schema": {
            "fields": fields,
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": column, "reference": {"resource": table, "fields": "id"}}
                for column, table in links
            ],
        },
    }


@pytest.fixture
def datasets(tmp_path, monkeypatch):
    """Return a folder with two small tables that hold every type of column and limit."""
    folder = tmp_path / "datasets"
    folder.mkdir()
    fields = [
        field("id", "string", required=True, pattern="[a-z]+(-[a-z]+)*"),
        field("date", "date", required=True),
        field("title", "string", required=True),
        field("place_id", "string"),
        field("theme", "string", enum=["words", "weapons"]),
        field("guests", "integer", minimum=0),
        field("chance", "number", maximum=100),
        field("seen", "boolean"),
        field("code", "string", unique=True),
    ]
    package = {
        "resources": [
            resource("places", [field("id", "string", required=True)]),
            resource("events", fields, [("place_id", "places")]),
        ]
    }
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "events.csv").write_text(WHOLE, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return folder


def refusal():
    """Return what is said about the tables, which must be refused."""
    with pytest.raises(DataError) as error:
        reader.check_tables()
    return str(error.value)


@pytest.mark.usefixtures("datasets")
def test_whole():
    """A sound table is read in file order, with Python values, and None for an empty cell."""
    first, second, third = reader.read_rows("events")
    assert first == {
        "id": "first",
        "date": date(2018, 4, 27),
        "title": "Panmunjom, the\nPeace House",
        "place_id": "panmunjom",
        "theme": "words",
        "guests": 12,
        "chance": 0.5,
        "seen": True,
        "code": "P1",
    }
    assert [second[name] for name in ("place_id", "guests", "seen", "code")] == [None] * 4
    assert (third["guests"], third["seen"]) == (0, False)
    reader.check_tables()


# What is changed, and what must be said: line, column, value, and what is permitted.
CELLS = {
    "a day that does not exist": (
        "2018-06-12",
        "2018-02-30",
        "line 4, column date: '2018-02-30' is not a date. Write a day that exists, such as",
    ),
    "a date in another form": ("2018-06-12", "12.06.2018", "column date: '12.06.2018' is not a"),
    "a date with slashes": ("2018-06-12", "2018/06/12", "column date: '2018/06/12' is not a date"),
    "a date without noughts": ("2018-06-12", "2018-6-12", "column date: '2018-6-12' is not a date"),
    "a date with a time": ("06-12", "06-12T09:00", "'2018-06-12T09:00' is not a date"),
    "an empty cell that is required": (
        "판문점",
        "",
        "line 4, column title: '' is empty. Give this column a value in every row",
    ),
    "text in an integer": ("12,0.5", "twelve,0.5", "column guests: 'twelve' is not a whole number"),
    "a decimal in an integer": ("12,0.5", "12.0,0.5", "column guests: '12.0' is not a whole"),
    "a thousands comma": ("12,0.5", '"1,200",0.5', "'1,200' is not a whole number. Write digits"),
    "fullwidth digits": (
        "12,0.5",
        "\uff11\uff12,0.5",
        "column guests: '\uff11\uff12' is not a whole",
    ),
    "text in a number": ("0.5", "half", "line 2, column chance: 'half' is not a number"),
    "a decimal comma": ("0.5", '"0,5"', "column chance: '0,5' is not a number. Write digits, with"),
    "not a number": ("0.5", "nan", "column chance: 'nan' is not a number"),
    "infinity": ("0.5", "inf", "column chance: 'inf' is not a number"),
    "an exponent": ("0.5", "5e-1", "column chance: '5e-1' is not a number"),
    "a wrong boolean": ("false", "FALSE", "column seen: 'FALSE' is not true or false"),
    "a boolean in digits": ("false", "0", "line 5, column seen: '0' is not true or false"),
    "a value that is no choice": (
        "weapons",
        "arms",
        "line 5, column theme: 'arms' is not permitted. Use one of: words, weapons",
    ),
    "an id of another form": ("third", "Third_1", "column id: 'Third_1' does not have the form [a"),
    "a key that stands twice": (
        "third",
        "second",
        "line 5, column id: 'second' stands already in line 4. Give each row one of its own",
    ),
    "another column that is unique": ("P3", "P1", "line 5, column code: 'P1' stands already in"),
    "too little": ("12,0.5", "-1,0.5", "column guests: '-1' is below the least value permitted, 0"),
    "too much": ("99.5", "100.5", "'100.5' is above the greatest value permitted, 100"),
    "a space at the end": ("판문점", "판문점 ", "line 4, column title: '판문점 ' has a space at"),
    "a space at the beginning": ("first", " first", "line 2, column id: ' first' has a space at"),
    "a space that does not break": ("판문점", "판문점\u00a0", "has a space at its end"),
    "an unknown foreign key": (
        "pyongyang,weapons",
        "nowhere,weapons",
        "line 5, column place_id: 'nowhere' is not in column id of places.csv. Correct it, or add",
    ),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_damaged_cell(datasets, kind):
    """A wrong cell is refused with file, line, column, value and what is permitted."""
    old, new, said = CELLS[kind]
    replace(datasets / "events.csv", old, new)
    message = refusal()
    assert message.startswith("datasets/events.csv, line ")
    assert said in message


SHAPES = {
    "a stray column": (
        HEADING,
        f"{HEADING},extra",
        f"line 1: unknown column 'extra'; permitted are {HEADING.replace(',', ', ')}. Remove it",
    ),
    "a missing column": (",code", "", f"line 1: the columns must be {HEADING.replace(',', ', ')}"),
    "a renamed column": ("title", "name", "line 1: unknown column 'name'; permitted are id, date,"),
    "columns in another order": ("id,date", "date,id", "in this order"),
    "a column twice": ("id,date", "id,id", "line 1: the columns must be id, date"),
    "too many cells": ("P1\n", "P1,\n", "line 2: 10 cells, but the table has 9 columns. Put a"),
    "too few cells": ("판문점,", "판문점", "line 4: 8 cells, but the table has 9 columns"),
    "an empty line": ("P1\n", "P1\n\n", "line 4: 0 cells"),
    "semicolons": (HEADING, HEADING.replace(",", ";"), "line 1: cells are parted by semicolons"),
    "a quote that is not closed": (
        "판문점",
        '"판문점',
        "line 4: unexpected end of data. Check the",
    ),
    "a quote inside": ("판문점", '"판"문점', "line 4: ',' expected after '\"'"),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_a_damaged_shape(datasets, kind):
    """A table of the wrong shape is refused with file, line and what is wanted."""
    old, new, said = SHAPES[kind]
    replace(datasets / "events.csv", old, new)
    message = refusal()
    assert message.startswith("datasets/events.csv, line ")
    assert said in message


BYTES = {
    "Latin-1": (
        WHOLE.replace("판문점", "Kaesŏng é").encode("latin-1", "ignore"),
        "line 4: byte 0xe9 is not UTF-8. Save the file as UTF-8",
    ),
    "UTF-16": (WHOLE.encode("utf-16"), "line 1: byte 0xff is not UTF-8"),
    "a byte-order mark": (WHOLE.encode("utf-8-sig"), "line 1: the file begins with a byte-order"),
    "an unfinished merge": (
        WHOLE.replace("third", "<<<<<<< HEAD\nthird").encode(),
        "line 5: <<<<<<< is left of a merge that was not finished. Keep one of the two versions",
    ),
    "what is unseen": (
        WHOLE.replace("판문점", "\x1b]0;x\x07").encode(),
        "line 4: here stands a con",
    ),
    "nothing": (
        WHOLE.replace("판문점", "\x00").encode(),
        "line 4: here stands a control character, U",
    ),
    "an empty file": (b"", "line 1: the columns must be id, date"),
}


@pytest.mark.parametrize("kind", BYTES)
def test_damaged_bytes(datasets, kind):
    """A file in another encoding, or without content, is refused with the line and the cure."""
    content, said = BYTES[kind]
    (datasets / "events.csv").write_bytes(content)
    message = refusal()
    assert message.startswith("datasets/events.csv, ")
    assert said in message


def test_a_folder_in_place_of_a_table(datasets):
    """A folder in the place of a file is named as that, with what to do."""
    (datasets / "events.csv").unlink()
    (datasets / "events.csv").mkdir()
    assert "datasets/events.csv: a folder stands in the place of this file. Move" in refusal()


def test_a_table_that_may_not_be_read(datasets, monkeypatch):
    """A file that the system does not let one open is named, with what to do."""
    denied(monkeypatch, "places.csv")
    said = "datasets/places.csv: it cannot be read: you may not open it. Give yourself the right"
    assert said in refusal()


@pytest.mark.usefixtures("curriculum")
def test_a_damaged_map(curriculum):
    """A file beside the tables is checked with them."""
    reader.check_tables()
    (curriculum / "datasets" / "korea.geojson").write_text("<<<<<<< HEAD\n{}", encoding="utf-8")
    assert refusal().startswith("datasets/korea.geojson, line 1: <<<<<<< is left of a merge")


def test_a_missing_file(datasets):
    """A table whose file is missing is named, with both ways out."""
    (datasets / "events.csv").unlink()
    said = refusal()
    assert "events.csv: the file is missing. Restore it, or remove the table 'events' from" in said


def test_windows_line_ends(datasets):
    """Line ends of Windows are permitted, and lines are counted as an editor counts them."""
    content = WHOLE.replace("P3", "P1").replace("\n", "\r\n")
    (datasets / "events.csv").write_bytes(content.encode())
    assert "line 5, column code" in refusal()


def test_an_unknown_type(datasets):
    """A type that is not known is refused with table and column, and the known ones are named."""
    replace(datasets / "datapackage.json", '"boolean"', '"yesno"')
    said = refusal()
    assert "datasets/datapackage.json, table events, column seen, type 'yesno': there is no" in said
    assert "string, integer, number, date, boolean" in said


def test_a_change_is_seen(datasets):
    """A table that was changed after it was read is read again."""
    assert reader.find_row("events", "second")["title"] == "판문점"
    replace(datasets / "events.csv", "판문점", "Singapore")
    assert reader.find_row("events", "second")["title"] == "Singapore"


@pytest.mark.usefixtures("datasets")
def test_find():
    """A row is found by its key; where there is none the answer is None."""
    assert reader.find_row("events", "third")["date"] == date(2018, 9, 19)
    assert reader.find_row("events", "fourth") is None


@pytest.mark.usefixtures("datasets")
def test_an_unknown_table():
    """A table that does not exist is refused, and the others are named."""
    with pytest.raises(UnknownName, match="no table 'event': choose from events, places"):
        reader.read_rows("event")
