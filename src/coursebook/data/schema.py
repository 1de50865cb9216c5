"""What tables there are and what each column means, from `datasets/datapackage.json`.

The file is a Frictionless Data Package, written by hand. No pandas here, so that the
exporters and the command can look something up quickly.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursebook import text_files
from coursebook.errors import DataError, Place, UnknownName
from coursebook.root import folder, shown

FILE = "datapackage.json"


@dataclass(frozen=True)
class Field:
    """One column: its name, type, meaning, unit and what it may hold."""

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


@dataclass(frozen=True)
class Link:
    """A foreign key: each value of the column `field` stands in column `key` of `table`."""

    field: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One table as the package describes it; `key` is its primary key, one column."""

    name: str
    path: Path
    title: str
    description: str
    licence: str
    fields: tuple[Field, ...]
    key: str
    links: tuple[Link, ...]


def names() -> list[str]:
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


def others() -> list[Path]:
    """Return the files of the package that are no tables, such as a map.

    Raises:
        DataError: the description file cannot be read.
    """
    names()  # refuses a damaged description
    path = folder("datasets") / FILE
    resources = text_files.tree(path, DataError)["resources"]
    return [path.parent / each["path"] for each in resources if "schema" not in each]


def _package() -> dict[str, Table]:
    path = folder("datasets") / FILE
    try:
        state = path.stat()
    except OSError as error:
        raise DataError(Place(shown(path)), "the file is missing", "Restore it") from error
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
        raise DataError(Place(shown(path)), f"a table lacks the entry {error}", "Add it") from error
    except (IndexError, TypeError, AttributeError, ValueError, OSError, RuntimeError) as error:
        raise DataError(Place(shown(path)), f"this is not a data package: {error}") from error
    package: dict[str, Table] = {}
    for each in found:
        if each.name in package:
            place = Place(shown(path), entry=f"table {each.name}")
            raise DataError(place, "it stands twice", "Take one out")
        package[each.name] = each
    for each in found:
        for entry, problem, remedy in _faults(each, package):
            place = Place(shown(path), entry=f"table {each.name}, {entry}")
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
        why = f"this is no file in {shown(package.parent)}"
        cure = "Put the file into that folder, and write its name"
        raise DataError(Place(shown(package), entry=f"path {name!r}"), why, cure)


def _faults(described: Table, package: Mapping[str, Table]) -> Iterator[tuple[str, str, str]]:
    """Yield entry, problem and remedy of what is wrong with a table's keys and columns."""
    columns = [field.name for field in described.fields]
    if described.key not in columns:
        cure = f"Name one of the columns {', '.join(columns)}"
        yield f"primaryKey {described.key!r}", "there is no such column", cure
    for field in described.fields:
        try:
            re.compile(field.pattern)
        except (re.error, TypeError, OverflowError, RecursionError) as error:
            yield f"column {field.name}, pattern {field.pattern!r}", str(error), "Mend that pattern"
        if any(not isinstance(each, int | float | None) for each in (field.minimum, field.maximum)):
            yield f"column {field.name}", "minimum and maximum must be numbers", "Mend them"
    for link in described.links:
        entry = f"foreign key {link.field!r}"
        if link.field not in columns:
            cure = f"Name one of the columns {', '.join(columns)}"
            yield entry, "there is no such column here", cure
        elif link.table not in package:
            yield entry, f"there is no table {link.table!r}", f"Choose from {', '.join(package)}"
        elif link.key not in [field.name for field in package[link.table].fields]:
            yield entry, f"{link.table} has no column {link.key!r}", "Name one of its columns"


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
            Link(each["fields"], each["reference"]["resource"], each["reference"]["fields"])
            for each in schema.get("foreignKeys", [])
        ),
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
    )
