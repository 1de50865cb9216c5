"""The facts themselves: described, licensed, linked, and as fine as they are known."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import frictionless
import pytest
from support import REPO

from coursebook.data import reader
from coursebook.data.schema import table, table_names
from coursebook.lint.rules import addresses

FOLDER = REPO / "datasets"
PACKAGE = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
LICENCES = {"CC-BY-SA-4.0", "CC0-1.0", "other-pd"}
CITING = [
    name
    for name in table_names()
    if {"source_id", "locator"} <= {f.name for f in table(name).fields}
]


def test_all_tables_and_links():
    """Each cell is permitted, and each foreign key points to a row that exists."""
    reader.check_tables()


def test_frictionless_agrees():
    """The data package is valid for the reference tool, too."""
    report = frictionless.validate(str(FOLDER / "datapackage.json"))
    faults = report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "message"])
    assert report.valid, faults


def test_each_file_is_described():
    """Each table in the folder is described, and each described file is there."""
    described = {each["path"] for each in PACKAGE["resources"]}
    assert {path.name for path in FOLDER.glob("*.csv")} <= described
    assert all((FOLDER / path).is_file() for path in described)


@pytest.mark.parametrize("each", PACKAGE["resources"], ids=lambda each: each["name"])
def test_each_has_a_licence(each):
    """Each table and map says under which licence it may be used, and what it holds."""
    assert [licence["name"] in LICENCES for licence in each["licenses"]] == [True]
    assert len(each["title"]) > 3
    assert each["description"].endswith(".")


@pytest.mark.parametrize("name", table_names())
def test_each_column_is_explained(name):
    """Each column has a meaning in words, and each number but a year has a unit."""
    for field in table(name).fields:
        assert len(field.description) > 10, field.name
        if field.type in ("integer", "number") and field.name != "year":
            assert field.unit, field.name


@pytest.mark.parametrize("name", table_names())
def test_files_are_the_same_everywhere(name):
    """A file ends its lines in one way on all systems, the last one too."""
    content = table(name).path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


@pytest.mark.parametrize("name", CITING)
def test_locators_are_sections(name):
    """Where the sections of a source are listed, a locator is one of their headings."""
    headings: dict[object, set[object]] = {}
    for section in reader.read_rows("sections"):
        headings.setdefault(section["source_id"], set()).add(section["heading"])
    wrong = [
        (row[table(name).key], row["locator"])
        for row in reader.read_rows(name)
        if row["source_id"] in headings and row["locator"] not in headings[row["source_id"]]
    ]
    assert wrong == []


def test_each_table_of_facts_cites():
    """Only the tables of sources and of their sections stand without a source of their own."""
    assert set(table_names()) - set(CITING) == {"sources", "sections"}


def test_evidence_points_to_facts():
    """Each piece of evidence is about a row, and a column, that exist."""
    for row in reader.read_rows("evidence"):
        about = str(row["table"])
        assert about in table_names(), row["id"]
        described = table(about)
        assert row["row_id"] in {str(each[described.key]) for each in reader.read_rows(about)}, row[
            "id"
        ]
        assert row["field"] in {None, *(each.name for each in described.fields)}, row["id"]


def dated():
    """Return table, column and precision column of each date whose precision is told."""
    for name in table_names():
        columns = [field.name for field in table(name).fields]
        dates = [field.name for field in table(name).fields if field.type == "date"]
        for column in dates:
            for precision in (f"{column}_precision", "precision"):
                if precision in columns:
                    yield name, column, precision
                    break


@pytest.mark.parametrize(("name", "column", "precision"), list(dated()))
def test_a_date_is_the_first_day_of_what_is_known(name, column, precision):
    """A month or a year stands as its first day, an end or a deadline as its last one."""
    ends = column in ("end_date", "deadline")
    wrong = []
    for row in reader.read_rows(name):
        day, known = row[column], row[precision]
        if day is None:
            continue
        # The day after the last one is a first one.
        edge = day + timedelta(days=1) if ends else day
        fits = {"day": True, "month": edge.day == 1, "year": (edge.month, edge.day) == (1, 1)}
        if not fits.get(known, False):
            wrong.append((row[table(name).key], column, str(day), known))
    assert wrong == []


def test_no_event_ends_before_it_begins():
    """The last day of an event is not before its first."""
    wrong = [
        row["id"]
        for row in reader.read_rows("events")
        if (row["end_date"] or row["date"]) < row["date"]
    ]
    assert wrong == []


def test_links_of_sources_lead_to_publishers_and_libraries():
    """No source is linked to a copy: a copy that was read stands beside the publisher's address."""
    assert [str(each) for each in addresses.find()] == []


def test_a_copy_is_told_by_its_column_alone():
    """A note does not tell again where a copy was read, which `read_at` tells."""
    told = [
        row["id"]
        for row in reader.read_rows("sources")
        if row["read_at"] and urlsplit(str(row["read_at"])).netloc in str(row["note"])
    ]
    assert told == []


def test_no_promise_is_not_done_without_a_day():
    """A promise that names no day, month or year is never called late or not done."""
    wrong = [
        (row["id"], row["deadline_text"], state)
        for row in reader.read_rows("commitments")
        for state in (row["state_2018_12_31"], row["outcome"])
        if state in ("late", "not done") and row["deadline"] is None
    ]
    assert wrong == []
