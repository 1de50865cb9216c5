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

import functools
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Tag,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic import Field as Entry
from pydantic_core import ErrorDetails

from coursebook import text_files
from coursebook.errors import DataError, Place, UnknownName
from coursebook.root import display_path, folder
from coursebook.yaml_model import MisplacedError, Pattern, item, steps

FILE = "datapackage.json"
SOURCES = "sources"  # the one table that every course has
TableRole = Literal["", "people", "places", "glossary", "statements", "sections", "evidence"]
FieldRole = Literal[
    "", "source", "locator", "name", "variants", "side", "explanation", "title", "heading",
    "level", "table", "row", "relation", "note", "year", "unit", "reported", "label",
]  # fmt: skip
_NEEDED: dict[TableRole, tuple[FieldRole, ...]] = {
    "people": ("name",),
    "places": ("name",),
    "glossary": ("name", "explanation"),
    "statements": ("name", "side"),
    "sections": ("source", "heading"),
    "evidence": ("table", "row", "source"),
}
# What a part of a list is called in a message, with the entry that names it.
_PARTS = {
    "resources": ("table", "name"),
    "fields": ("column", "name"),
    "foreignKeys": ("foreign key", "fields"),
}


def _in_package(name: object, info: ValidationInfo) -> Path:
    """Refuse a file that is not in the package's folder: it could be any file of a reader."""
    package: Path = (info.context or {})["package"]
    # Where every file is a link into a store, as some installers make it, they lie together there.
    homes = {package.parent.resolve(), package.resolve().parent}
    if (
        not isinstance(name, str)
        or Path(name).is_absolute()
        or ".." in re.split(r"[/\\]", name)
        or "://" in name
        or homes.isdisjoint((package.parent / name).resolve().parents)
    ):
        why = f"this is not a file in {display_path(package.parent)}"
        raise ValueError(f"{why}. Put the file into that folder, and write its name")
    return package.parent / name


def _with_labels(categories: object) -> object:
    """Take the categories that have a label; one may also be a word alone."""
    if not isinstance(categories, list):
        return categories
    labelled = [each for each in categories if isinstance(each, dict) and "label" in each]
    return {category["value"]: category["label"] for category in labelled}


Texts = tuple[Annotated[str, BeforeValidator(str)], ...]
Labels = Annotated[dict[str, str], BeforeValidator(_with_labels)]


def _constraint(name: str) -> AliasPath:
    return AliasPath("constraints", name)


class _Described(BaseModel):
    """A part of the package; entries that only others read are passed over."""

    model_config = ConfigDict(frozen=True)


class Field(_Described):
    """One column: its name, type, meaning, unit, what it is for and what it may hold.

    `lang` is the language of its texts where that is not the course's own; `labels` are the
    words for its values in headings and lists.
    """

    name: str
    type: Literal["string", "integer", "number", "date", "boolean"]
    title: str = ""
    description: str
    unit: str = ""
    required: bool = Entry(False, validation_alias=_constraint("required"))
    unique: bool = Entry(False, validation_alias=_constraint("unique"))
    ordered: bool = Entry(False, validation_alias="categoriesOrdered")
    permitted: Texts = Entry((), validation_alias=_constraint("enum"))
    pattern: Pattern = Entry("", validation_alias=_constraint("pattern"))
    minimum: float | None = Entry(None, validation_alias=_constraint("minimum"))
    maximum: float | None = Entry(None, validation_alias=_constraint("maximum"))
    role: FieldRole = ""
    quotes: Literal["", "all", "marked"] = ""
    lang: str = ""
    precision: str = ""
    end_of: str = Entry("", validation_alias="endOf")
    labels: Labels = Entry({}, validation_alias="categories")


class ForeignKey(_Described):
    """A foreign key: each value of the column `field` stands in column `key` of `table`."""

    field: str = Entry(validation_alias="fields")
    table: str = Entry(validation_alias=AliasPath("reference", "resource"))
    key: str = Entry(validation_alias=AliasPath("reference", "fields"))


class Resource(_Described):
    """A file of the package; without a schema it is no table, such as a map."""

    path: Annotated[Path, BeforeValidator(_in_package)]


class Table(Resource):
    """One table as the package describes it; `key` is its primary key, one column.

    `role` says what the engine reads it for.
    """

    name: str
    title: str
    description: str
    licence: str = Entry(validation_alias=AliasPath("licenses", 0, "name"))
    fields: tuple[Field, ...] = Entry(validation_alias=AliasPath("schema", "fields"))
    key: Annotated[str, BeforeValidator(str)] = Entry(
        validation_alias=AliasPath("schema", "primaryKey")
    )
    links: tuple[ForeignKey, ...] = Entry((), validation_alias=AliasPath("schema", "foreignKeys"))
    role: TableRole = ""
    dated: bool = False

    @model_validator(mode="after")
    def _names_its_columns(self) -> "Table":
        columns = [field.name for field in self.fields]
        cure = f"Name one of the columns {', '.join(columns)}"
        if self.key not in columns:
            raise MisplacedError(f"there is no such column. {cure}", "schema", "primaryKey")
        for place, link in enumerate(self.links):
            if link.field not in columns:
                why = f"there is no such column here. {cure}"
                raise MisplacedError(why, "schema", "foreignKeys", place)
        for place, field in enumerate(self.fields):
            for entry, value, permitted in (
                ("precision", field.precision, ["day", "month", "year", *columns]),
                ("endOf", field.end_of, columns),
            ):
                if value and value not in permitted:
                    why = f"there is no such thing. Use one of {', '.join(permitted)}"
                    raise MisplacedError(why, "schema", "fields", place, entry)
        for role in _NEEDED.get(self.role, ()):
            if not self.column(role):
                why = f"it needs a column with the role {role!r}. Give one of its columns that role"
                raise MisplacedError(why, "role")
        return self

    def __hash__(self) -> int:
        """Return a number for caches of what is read from the table's file."""
        return hash(self.path)

    def column(self, role: FieldRole) -> str:
        """Return the name of the first column with a role; empty where there is none."""
        return next((field.name for field in self.fields if field.role == role), "")

    def linked(self, to: str) -> list[str]:
        """Return the names of the columns that link to a table."""
        return [link.field for link in self.links if link.table == to]


def _kind(resource: object) -> str:
    return "table" if isinstance(resource, dict) and "schema" in resource else "file"


AnyResource = Annotated[
    Annotated[Table, Tag("table")] | Annotated[Resource, Tag("file")], Discriminator(_kind)
]


class Package(_Described):
    """All that the package holds."""

    resources: list[AnyResource]

    @functools.cached_property
    def tables(self) -> dict[str, Table]:
        """The tables by their names."""
        return {each.name: each for each in self.resources if isinstance(each, Table)}

    @model_validator(mode="after")
    def _belongs_together(self) -> "Package":
        for place, described in enumerate(self.resources):
            if not isinstance(described, Table):
                continue
            if self.tables[described.name] is not described:
                raise MisplacedError("it stands twice. Remove one", "resources", place)
            for step, link in enumerate(described.links):
                where = ("resources", place, "schema", "foreignKeys", step)
                if link.table not in self.tables:
                    cure = f"Choose from {', '.join(self.tables)}"
                    raise MisplacedError(f"there is no table {link.table!r}. {cure}", *where)
                if link.key not in [field.name for field in self.tables[link.table].fields]:
                    why = f"{link.table} has no column {link.key!r}. Name one of its columns"
                    raise MisplacedError(why, *where)
        return self


def table_names() -> list[str]:
    """Return the names of all tables, in the order of the package."""
    return list(_package().tables)


def table(name: str) -> Table:
    """Return the description of a table.

    Raises:
        UnknownName: there is no table of that name.
        DataError: the description file cannot be read.
    """
    tables = _package().tables
    if name not in tables:
        raise UnknownName("table", name, sorted(tables), "kp.tables()")
    return tables[name]


def tables_with_role(role: TableRole) -> list[Table]:
    """Return the tables with a role; a course may have none."""
    return [described for described in _package().tables.values() if described.role == role]


def others() -> list[Path]:
    """Return the files of the package that are no tables, such as a map.

    Raises:
        DataError: the description file cannot be read.
    """
    return [each.path for each in _package().resources if not isinstance(each, Table)]


def _package() -> Package:
    path = folder("datasets") / FILE
    return _read(path, *text_files.state(path, DataError))


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Package:
    content = text_files.tree(path, DataError)
    try:
        return Package.model_validate(content, context={"package": path})
    except ValidationError as error:
        raise DataError.together([_fault(path, content, each) for each in error.errors()]) from None


def _fault(path: Path, content: object, error: ErrorDetails) -> DataError:
    """Return a fault with its place in words: `table people, column side, role 'sides'`."""
    names = []
    last: int | str = ""
    for step in steps(error):
        inner = item(content, step)
        if inner is None:  # what is missing, or the kind of resource
            continue
        if isinstance(inner, dict) and last in _PARTS:
            word, entry = _PARTS[str(last)]
            names.append(f"{word} {inner.get(entry)}")
        content, last = inner, step
    if last and not isinstance(content, dict):
        names.append(f"{last} {content!r}")
    place = Place(display_path(path), entry=", ".join(names))
    if error["type"] == "missing":
        return DataError(place, f"it lacks the entry {error['loc'][-1]!r}", "Add it")
    if error["type"] == "literal_error":
        permitted = ", ".join(re.findall(r"'(\w+)'", error["ctx"]["expected"]))
        optional = error["loc"][-1] in ("role", "quotes")
        leave = ", or leave it out" if optional else ""
        return DataError(place, "there is no such thing", f"Use one of {permitted}{leave}")
    if error["loc"][-1:] in (("minimum",), ("maximum",)):
        return DataError(place, "minimum and maximum must be numbers", "Write a number")
    if len(error["loc"]) == 1:
        why = f"this is not a data package: {error['msg']}"
        return DataError(place, why, "Restore it")
    return DataError(place, error["msg"].removeprefix("Value error, "))
