"""What the description of the tables says, and what it must not lack."""

import json

import pytest
from support import replace

from coursebook.data import reader, schema
from coursebook.errors import DataError, UnknownName


def test_names_are_those_with_columns(curriculum):
    """All resources with columns are tables; a map is none."""
    package = json.loads((curriculum / "datasets" / "datapackage.json").read_text("utf-8"))
    described = [each["name"] for each in package["resources"] if "schema" in each]
    assert schema.table_names() == described
    assert "korea" not in described


def test_a_table():
    """A table knows its file, key, licence and links."""
    events = schema.table("events")
    assert events.path.name == "events.csv"
    assert events.key == "id"
    assert events.licence == "CC-BY-SA-4.0"
    assert ("place_id", "places", "id") in [(it.field, it.table, it.key) for it in events.links]


def test_a_field():
    """A column knows its type, limits, choices and whether these have an order."""
    fields = {each.name: each for each in schema.table("events").fields}
    assert fields["date"].type == "date"
    assert fields["date"].required
    assert fields["id"].unique
    assert fields["precision"].permitted == ("day", "month", "year")
    assert fields["precision"].ordered
    assert not fields["theme"].ordered
    assert not fields["end_date"].required


def test_choices_are_texts():
    """Choices are compared with what stands in the file, so those of an integer are texts too."""
    level = next(each for each in schema.table("sections").fields if each.name == "level")
    assert level.type == "integer"
    assert level.permitted == ("1", "2", "3")


def test_an_unknown_table():
    """A table that does not exist is refused; the names follow by alphabet, then where to look."""
    with pytest.raises(UnknownName, match=r"no table 'event': choose from agreements, .*tables"):
        schema.table("event")


def test_roles():
    """Tables and columns say what they are for; a column's role is found in each by itself."""
    (people,) = schema.tables_with_role("people")
    assert people.column("name") == "name"
    assert people.column("heading") == ""
    (glossary,) = schema.tables_with_role("glossary")
    assert glossary.column("name") == "term"
    hangul = {field.name: field.lang for field in glossary.fields}
    assert (hangul["hangul"], hangul["term"]) == ("ko", "")
    events = {field.name: field for field in schema.table("events").fields}
    assert (events["end_date"].end_of, events["end_date"].precision) == ("date", "precision")
    assert schema.table("events").dated
    assert not people.dated
    assert sorted(schema.table("events").linked("sections")) == ["in_article", "in_report"]


DAMAGE = {
    "an unknown role of a table": (
        '"role": "people"',
        '"role": "persons"',
        r"table people, role 'persons': there is no such thing\. Use one of people, places, ",
    ),
    "an unknown role of a column": (
        '"role": "variants"',
        '"role": "variant"',
        r"table people, column variants, role 'variant': .* Use one of source, locator, ",
    ),
    "a role without its column": (
        '"role": "heading"',
        '"role": "label"',
        "role 'sections': it needs a column with the role 'heading'",
    ),
    "quotations of a wrong kind": ('"quotes": "marked"', '"quotes": "some"', "quotes 'some'"),
    "a precision that is no column": (
        '"precision": "role_to_precision"',
        '"precision": "role_until"',
        "column role_to, precision 'role_until'",
    ),
    "an end of no date": ('"endOf": "date"', '"endOf": "start"', "endOf 'start'"),
    "not JSON": ('"resources"', "resources", r", line \d+: this is not JSON"),
    "a table without a title": ('"title": "Sources"', '"was": 1', "lacks the entry 'title'"),
    "no tables at all": ('"resources"', '"tables"', "lacks the entry 'resources'"),
    "tables of a wrong kind": (
        '"resources": [',
        '"resources": 3, "x": [',
        "resources 3: this is not a data package",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage(curriculum, kind):
    """A damaged description is refused with its file, what is missing or where."""
    old, new, said = DAMAGE[kind]
    replace(curriculum / "datasets" / "datapackage.json", old, new)
    with pytest.raises(DataError, match=rf"datasets/datapackage\.json.*{said}"):
        schema.table_names()


def changed(curriculum, table, change):
    """Change what the package says of a table."""
    path = curriculum / "datasets" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    change(next(each for each in package["resources"] if each["name"] == table))
    path.write_text(json.dumps(package), encoding="utf-8")


def first_field(**limits):
    """Return a change: other limits for a table's first column."""
    return lambda table: table["schema"]["fields"][0].update(constraints=limits)


def link(**changes):
    """Return a change: another first foreign key."""
    return lambda table: table["schema"]["foreignKeys"][0].update(changes)


KEYS = {
    "a bad pattern": (
        first_field(pattern="(a"),
        r"column id, pattern '\(a': .* expression: missing \)",
    ),
    "a pattern that is none": (first_field(pattern=["a"]), r"column id, pattern \['a'\]: "),
    "a limit in words": (
        first_field(minimum="one"),
        r"column id, minimum 'one': minimum and maximum must be numbers",
    ),
    "two keys": (
        lambda table: table["schema"].update(primaryKey=["id", "date"]),
        r"primaryKey \['id', 'date'\]: there is no such column. Name one of the columns id, date, ",
    ),
    "an unknown key": (
        lambda table: table["schema"].update(primaryKey="zzz"),
        r"primaryKey 'zzz': there is no such column. Name one of the columns id, date, ",
    ),
    "a link from nowhere": (
        link(fields="zzz"),
        r"foreign key zzz: there is no such column here. Name one of the columns id, date, ",
    ),
    "a link to no table": (
        link(reference={"resource": "zzz", "fields": "id"}),
        r"foreign key \w+: there is no table 'zzz'. Choose from sources, ",
    ),
    "a link to no column": (
        link(reference={"resource": "places", "fields": "zzz"}),
        r"foreign key \w+: places has no column 'zzz'",
    ),
    "a name twice": (lambda table: table.update(name="places"), r"places: it stands twice"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_a_column_that_is_misdescribed(curriculum, kind):
    """A wrong key, link or pattern is refused with table and column, before any row is read."""
    change, said = KEYS[kind]
    changed(curriculum, "events", change)
    with pytest.raises(DataError, match=rf"datasets/datapackage\.json, table (events, )?{said}"):
        schema.table_names()


OUTSIDE = ["/etc/passwd", "../lessons/course.yaml", "a/../../x.csv", r"..\x.csv", "linked.csv"]
OUTSIDE += ["linked/x.csv", "https://example.org/x.csv", "file:///etc/passwd", "", 5, ["a.csv"]]


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("table", ["events", "korea"])
def test_a_file_outside_the_package(curriculum, tmp_path, table, path):
    """A file that does not lie in the package's folder is refused and not read."""
    (tmp_path / "x.csv").write_text("secret", encoding="utf-8")
    (curriculum / "datasets" / "linked.csv").symlink_to(tmp_path / "x.csv")
    (curriculum / "datasets" / "linked").symlink_to(tmp_path)
    changed(curriculum, table, lambda each: each.update(path=path))
    with pytest.raises(DataError, match=r"datapackage\.json,.* path .*: this is not a file in"):
        schema.table_names()


def test_files_that_are_all_links(curriculum, tmp_path):
    """Where an installer linked each file into one store, the links are followed."""
    store = tmp_path / "store"
    (curriculum / "datasets").rename(store)
    (curriculum / "datasets").mkdir()
    for path in store.iterdir():
        (curriculum / "datasets" / path.name).symlink_to(path)
    reader.check_tables()


def test_a_table_without_a_licence(curriculum):
    """An empty list of licences is refused: facts are given away under a licence or not at all."""
    path = curriculum / "datasets" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"][0]["licenses"] = []
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage\.json"):
        schema.table_names()


def test_missing(curriculum):
    """A description that is missing is named."""
    (curriculum / "datasets" / "datapackage.json").unlink()
    with pytest.raises(DataError, match=r"datasets/datapackage\.json: the file is missing"):
        schema.table_names()


def test_a_change_is_seen(curriculum):
    """A description that was changed after it was read is read again."""
    before = schema.table("events").title
    replace(curriculum / "datasets" / "datapackage.json", f'"{before}"', '"What happened"')
    assert schema.table("events").title == "What happened"
