"""What tables there are and what each column means, from `datasets/datapackage.json`.

The file is a Frictionless Data Package, written by hand. No pandas here, so that the
exporters and the command can look something up quickly.

No rule knows a table or a column by its name, but `sources` and its columns. What others are
for, they say themselves, with entries that Frictionless passes over:

A table's `role`:
    people, places: names that lessons use; a column each with the role `name`, and `side` and
        `variants` of people.
    glossary: words that lessons explain; columns with the roles `name` and `explanation`.
    statements: words of speakers, whose balance is counted; columns with the roles `name` (of
        the speaker) and `side`.
    sections: parts of documents that the course examines; columns with the roles `source`,
        `heading` and `level` (1 a part without a heading, 2 a heading, 3 one under a heading).
    evidence: further sources of rows of other tables; columns with the roles `table`, `row`,
        `source`, `locator`, `relation` (supports, conflicts) and `note`.
A table's `dated`: true where rows that link to it happened on its dates.
A column's `role`, besides those named above:
    source, locator: the main source of a row, and the place in it.
    title: the title of a text, which is a name too.
    year: a year as a number.
    unit: what the numbers beside it count.
    reported: what a document says, right or wrong; only that document is known for it.
    label: its numbers count rows, clauses or degrees, and state no fact.
A column's `quotes`: `all` where it holds other people's words as they stand, `marked` where it
    holds them in straight quotes.
A column's `lang`: the language of a name, such as `ko`, where that is not the course's own.
A date's `precision`: the column that says how exactly it is known, or day, month or year.
A date's `endOf`: the column with the first day of the same time.
"""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from coursebook import text_files
from coursebook.errors import DataError, Place, UnknownName
from coursebook.root import display_path, folder

FILE = "datapackage.json"
SOURCES = "sources"  # the one table that every course has
TableRole = Literal["", "people", "places", "glossary", "statements", "sections", "evidence"]
FieldRole = Literal[
    "", "source", "locator", "name", "variants", "side", "explanation", "title", "heading",
    "level", "table", "row", "relation", "note", "year", "unit", "reported", "label",
]  # fmt: skip
Quotes = Literal["", "all", "marked"]
_NEEDED: dict[TableRole, tuple[FieldRole, ...]] = {
    "people": ("name",),
    "places": ("name",),
    "glossary": ("name", "explanation"),
    "statements": ("name", "side"),
    "sections": ("source", "heading"),
    "evidence": ("table", "row", "source"),
}


@dataclass(frozen=True)
class Field:
    """One column: its name, type, meaning, unit, what it is for and what it may hold.

    `lang` is the language of its texts where that is not the course's own; `labels` are the
    words for its values in headings and lists.
    """

    name: str
    type: str
    title: str
    description: str
    unit: str = ""
    required: bool = False
    unique: bool = False
    ordered: bool = False
    permitted: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    role: FieldRole = ""
    quotes: Quotes = ""
    lang: str = ""
    precision: str = ""
    end_of: str = ""
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ForeignKey:
    """A foreign key: each value of the column `field` stands in column `key` of `table`."""

    field: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One table as the package describes it; `key` is its primary key, one column.

    `role` says what the engine reads it for.
    """

    name: str
    path: Path
    title: str
    description: str
    licence: str
    fields: tuple[Field, ...]
    key: str
    links: tuple[ForeignKey, ...]
    role: TableRole = ""
    dated: bool = False

    def column(self, role: FieldRole) -> str:
        """Return the name of the first column with a role; empty where there is none."""
        return next((each.name for each in self.fields if each.role == role), "")

    def linked(self, to: str) -> list[str]:
        """Return the names of the columns that link to a table."""
        return [link.field for link in self.links if link.table == to]


def table_names() -> list[str]:
    """Return the names of all tables, in the order of the package."""
    return list(_package())


def table(name: str) -> Table:
    """Return the description of a table.

    Raises:
        UnknownName: there is no table of that name.
        DataError: the description file cannot be read.
    """
    package = _package()
    if name not in package:
        raise UnknownName("table", name, sorted(package), "kp.tables()")
    return package[name]


def tables_with_role(role: TableRole) -> list[Table]:
    """Return the tables with a role; a course may have none."""
    return [each for each in _package().values() if each.role == role]


def others() -> list[Path]:
    """Return the files of the package that are no tables, such as a map.

    Raises:
        DataError: the description file cannot be read.
    """
    table_names()  # refuses a damaged description
    path = folder("datasets") / FILE
    resources = text_files.tree(path, DataError)["resources"]
    return [path.parent / each["path"] for each in resources if "schema" not in each]


def _package() -> dict[str, Table]:
    path = folder("datasets") / FILE
    try:
        state = path.stat()
    except OSError as error:
        raise DataError(Place(display_path(path)), "the file is missing", "Restore it") from error
    return _read(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> dict[str, Table]:
    content = text_files.tree(path, DataError)
    try:
        resources = content["resources"]
        for each in resources:
            _check_path(path, each)
        found = [_table(path.parent, each) for each in resources if "schema" in each]
    except KeyError as error:
        raise DataError(
            Place(display_path(path)), f"a table lacks the entry {error}", "Add it"
        ) from error
    except (IndexError, TypeError, AttributeError, ValueError, OSError, RuntimeError) as error:
        raise DataError(
            Place(display_path(path)), f"this is not a data package: {error}"
        ) from error
    package: dict[str, Table] = {}
    for each in found:
        if each.name in package:
            place = Place(display_path(path), entry=f"table {each.name}")
            raise DataError(place, "it stands twice", "Remove one")
        package[each.name] = each
    for each in found:
        for entry, problem, remedy in _faults(each, package):
            place = Place(display_path(path), entry=f"table {each.name}, {entry}")
            raise DataError(place, problem, remedy)
    return package


def _check_path(package: Path, resource: dict[str, Any]) -> None:
    """Refuse a file that is not in the package's folder: it could be any file of a reader."""
    name = resource["path"]
    path = package.parent / str(name)
    # Where every file is a link into a store, as some installers make it, they lie together there.
    homes = {package.parent.resolve(), package.resolve().parent}
    if (
        not isinstance(name, str)
        or Path(name).is_absolute()
        or ".." in re.split(r"[/\\]", name)
        or "://" in name
        or homes.isdisjoint(path.resolve().parents)
    ):
        why = f"this is not a file in {display_path(package.parent)}"
        cure = "Put the file into that folder, and write its name"
        raise DataError(Place(display_path(package), entry=f"path {name!r}"), why, cure)


def _faults(described: Table, package: Mapping[str, Table]) -> Iterator[tuple[str, str, str]]:
    """Yield entry, problem and remedy of what is wrong with a table's keys and columns."""
    columns = [field.name for field in described.fields]
    yield from _faults_of_roles(described, columns)
    if described.key not in columns:
        cure = f"Name one of the columns {', '.join(columns)}"
        yield f"primaryKey {described.key!r}", "there is no such column", cure
    for field in described.fields:
        try:
            re.compile(field.pattern)
        except (re.error, TypeError, OverflowError, RecursionError) as error:
            yield f"column {field.name}, pattern {field.pattern!r}", str(error), "Correct it"
        if any(not isinstance(each, int | float | None) for each in (field.minimum, field.maximum)):
            yield f"column {field.name}", "minimum and maximum must be numbers", "Correct them"
    for link in described.links:
        entry = f"foreign key {link.field!r}"
        if link.field not in columns:
            cure = f"Name one of the columns {', '.join(columns)}"
            yield entry, "there is no such column here", cure
        elif link.table not in package:
            yield entry, f"there is no table {link.table!r}", f"Choose from {', '.join(package)}"
        elif link.key not in [field.name for field in package[link.table].fields]:
            yield entry, f"{link.table} has no column {link.key!r}", "Name one of its columns"


def _faults_of_roles(described: Table, columns: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield entry, problem and remedy of what is wrong with what a table is for."""
    entries: list[tuple[str, str, str, tuple[str, ...]]] = [
        ("", "role", described.role, get_args(TableRole))
    ]
    for field in described.fields:
        where = f"column {field.name}, "
        entries += [
            (where, "role", field.role, get_args(FieldRole)),
            (where, "quotes", field.quotes, get_args(Quotes)),
            (where, "precision", field.precision, ("", "day", "month", "year", *columns)),
            (where, "endOf", field.end_of, ("", *columns)),
        ]
    for where, entry, value, permitted in entries:
        if value not in permitted:
            cure = f"Use one of {', '.join(filter(None, permitted))}, or leave it out"
            yield f"{where}{entry} {value!r}", "there is no such thing", cure
    for role in _NEEDED.get(described.role, ()):
        if not described.column(role):
            problem = f"it needs a column with the role {role!r}"
            yield f"role {described.role!r}", problem, "Give one of its columns that role"


def _table(base: Path, resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        path=base / resource["path"],
        title=resource["title"],
        description=resource["description"],
        licence=resource["licenses"][0]["name"],
        fields=tuple(_field(each) for each in schema["fields"]),
        key=schema["primaryKey"],
        links=tuple(
            ForeignKey(each["fields"], each["reference"]["resource"], each["reference"]["fields"])
            for each in schema.get("foreignKeys", [])
        ),
        role=resource.get("role", ""),
        dated=resource.get("dated", False),
    )


def _field(field: dict[str, Any]) -> Field:
    limits = field.get("constraints", {})
    return Field(
        name=field["name"],
        type=field["type"],
        title=field.get("title", field["name"]),
        description=field["description"],
        unit=field.get("unit", ""),
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        ordered=field.get("categoriesOrdered", False),
        permitted=tuple(map(str, limits.get("enum", ()))),
        pattern=limits.get("pattern", ""),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        role=field.get("role", ""),
        quotes=field.get("quotes", ""),
        lang=field.get("lang", ""),
        precision=field.get("precision", ""),
        end_of=field.get("endOf", ""),
        labels={
            category["value"]: category["label"]
            for category in field.get("categories", ())
            if isinstance(category, dict) and "label" in category  # it may be a word alone
        },
    )
