"""What the description of the tables says, and what it must not lack."""

import json

import pytest
from support import replace

from korean_peace import datapackage
from korean_peace.errors import DataError, ResourceError, UnknownName


def test_names_are_those_with_columns(curriculum):
    """All resources with columns are tables; a map is none."""
    package = json.loads((curriculum / "datasets" / "datapackage.json").read_text("utf-8"))
    described = [each["name"] for each in package["resources"] if "schema" in each]
    assert datapackage.names() == described
    assert "korea" not in described


def test_a_table():
    """A table knows its file, key, licence and links."""
    events = datapackage.table("events")
    assert events.path.name == "events.csv"
    assert events.key == "id"
    assert events.licence == "CC-BY-SA-4.0"
    assert datapackage.Link("place_id", "places", "id") in events.links


def test_a_field():
    """A column knows its type, limits, choices and whether these have an order."""
    fields = {each.name: each for each in datapackage.table("events").fields}
    assert fields["date"].type == "date"
    assert fields["date"].required
    assert fields["id"].unique
    assert fields["precision"].permitted == ("day", "month", "year")
    assert fields["precision"].ordered
    assert not fields["theme"].ordered
    assert not fields["end_date"].required


def test_choices_are_texts():
    """Choices are compared with what stands in the file, so those of an integer are texts too."""
    level = next(each for each in datapackage.table("sections").fields if each.name == "level")
    assert level.type == "integer"
    assert level.permitted == ("1", "2", "3")


def test_an_unknown_table():
    """A table that does not exist is refused; the names follow by alphabet, then where to look."""
    with pytest.raises(UnknownName, match=r"no table 'event': choose from agreements, .*tables"):
        datapackage.table("event")


DAMAGE = {
    "not JSON": ('"resources"', "resources", "is not JSON in UTF-8: .* line"),
    "a table without a title": ('"title": "Sources"', '"was": 1', "lacks the entry 'title'"),
    "no tables at all": ('"resources"', '"tables"', "lacks the entry 'resources'"),
    "tables of a wrong kind": ('"resources": [', '"resources": 3, "x": [', "not a data package"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage(curriculum, kind):
    """A damaged description is refused with its file, what is missing or where."""
    old, new, said = DAMAGE[kind]
    replace(curriculum / "datasets" / "datapackage.json", old, new)
    with pytest.raises(DataError, match=rf"datasets/datapackage\.json.*{said}"):
        datapackage.names()


def test_a_table_without_a_licence(curriculum):
    """An empty list of licences is refused: facts are given away under a licence or not at all."""
    path = curriculum / "datasets" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"][0]["licenses"] = []
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage\.json"):
        datapackage.names()


def test_missing(curriculum):
    """A description that is missing is named."""
    (curriculum / "datasets" / "datapackage.json").unlink()
    with pytest.raises(ResourceError, match=r"datasets/datapackage\.json is missing"):
        datapackage.names()


def test_a_change_is_seen(curriculum):
    """A description that was changed after it was read is read again."""
    before = datapackage.table("events").title
    replace(curriculum / "datasets" / "datapackage.json", f'"{before}"', '"What happened"')
    assert datapackage.table("events").title == "What happened"
