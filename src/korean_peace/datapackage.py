"""What tables there are and what each column means, from `datasets/datapackage.json`.

The file is a Frictionless Data Package, written by hand. No pandas here, so that the
exporters and the command can look something up quickly.
"""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from korean_peace.errors import DataError, ResourceError, UnknownName
from korean_peace.resources import folder, shown

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


def _package() -> dict[str, Table]:
    path = folder("datasets") / FILE
    try:
        state = path.stat()
    except OSError as error:
        raise ResourceError(f"{shown(path)} is missing: restore it.") from error
    return _read(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> dict[str, Table]:
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        found = [_table(path.parent, each) for each in resources if "schema" in each]
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{shown(path)} is not JSON in UTF-8: {error}. Mend that place.") from error
    except KeyError as error:
        raise DataError(f"{shown(path)}: a table lacks the entry {error}. Add it.") from error
    except (IndexError, TypeError, AttributeError) as error:
        raise DataError(f"{shown(path)} is not a data package: {error}.") from error
    return {each.name: each for each in found}


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
