"""Reads the rows of a table, and refuses a wrong cell.

Each cell is checked against its description when a table is read. A refusal names the
file, the line, the column, the value and what is permitted. No pandas here.
"""

import csv
import functools
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

from coursebook import text_files
from coursebook.data import schema
from coursebook.data.schema import FILE, Field, Table, TableRole
from coursebook.errors import DataError, Place
from coursebook.root import display_path

Cell = str | int | float | bool | date | None
Row = dict[str, Cell]


def read_rows(name: str) -> list[Row]:
    """Return the rows of a table in file order, cells as Python values.

    An empty cell is None. Foreign keys are not followed: see `check_links`.

    Raises:
        UnknownName: there is no table of that name.
        DataError: a cell is not what its description permits.
    """
    return [row for _, row in _numbered(schema.table(name))]


def find_row(name: str, key: Cell) -> Row | None:
    """Return the row of a table that has this primary key, or None."""
    described = schema.table(name)
    return _index(described, *_state(described)).get(key)


def rows_with_role(role: TableRole) -> Iterator[tuple[Table, Row]]:
    """Yield the rows of all tables with a role, each with the description of its table."""
    for described in schema.tables_with_role(role):
        yield from ((described, row) for row in read_rows(described.name))


def find_row_in(role: TableRole, key: Cell) -> tuple[Table, Row] | None:
    """Return the row with this primary key in a table with a role, and its table, or None."""
    for described in schema.tables_with_role(role):
        row = find_row(described.name, key)
        if row:
            return described, row
    return None


def check_links(name: str) -> None:
    """Check that each foreign key of a table points to a row that exists.

    Raises:
        DataError: one does not; the message names file, line, column and value.
    """
    described = schema.table(name)
    for link in described.links:
        known = {row[link.key] for row in read_rows(link.table)}
        for line, row in _numbered(described):
            value = row[link.field]
            if value is not None and value not in known:
                why = f"is not in column {link.key} of {link.table}.csv"
                cure = "Correct it, or add that row there"
                _refuse(described.path, line, link.field, value, why, cure)


def check_tables() -> None:
    """Check every table and every foreign key, and the other files beside the tables.

    Raises:
        DataError: the first fault found.
    """
    for name in schema.table_names():
        check_links(name)
    check_others()


def check_others() -> None:
    """Check that the files beside the tables, such as a map, are what their names say.

    Raises:
        DataError: one is not.
    """
    for path in schema.others():
        if path.suffix in (".json", ".geojson"):
            text_files.tree(path, DataError)


def _state(described: Table) -> tuple[int, int]:
    cure = f"Restore it, or remove the table {described.name!r} from {FILE}"
    return text_files.state(described.path, DataError, cure)


def _numbered(described: Table) -> tuple[tuple[int, Row], ...]:
    return _read(described, *_state(described))


@functools.lru_cache(maxsize=256)
def _read(described: Table, _changed: int, _size: int) -> tuple[tuple[int, Row], ...]:
    unique = [field.name for field in described.fields if field.unique]
    seen: dict[tuple[str, Cell], int] = {}
    found = []
    for line, cells in _records(described):
        row: Row = {}
        for field, text in zip(described.fields, cells, strict=True):
            try:
                row[field.name] = _value(field, text)
            except _Unfit as unfit:
                _refuse(described.path, line, field.name, text, *unfit.args)
        for column in {described.key, *unique}:
            earlier = seen.setdefault((column, row[column]), line)
            if row[column] is not None and earlier != line:
                why, cure = f"stands already in line {earlier}", "Give each row one of its own"
                _refuse(described.path, line, column, row[column], why, cure)
        found.append((line, row))
    return tuple(found)


@functools.lru_cache(maxsize=256)
def _index(described: Table, _changed: int, _size: int) -> dict[Cell, Row]:
    return {row[described.key]: row for _, row in _numbered(described)}


def _records(described: Table) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each record, the heading checked and left out."""
    path = described.path
    text = text_files.text(path, DataError)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    wanted = [field.name for field in described.fields]
    start = 1
    try:
        heading = next(reader, [])
        if heading != wanted:
            _refuse_heading(path, heading, wanted)
        start = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(wanted):
                why = f"{len(cells)} cells, but the table has {len(wanted)} columns"
                cure = "Put a text that holds a comma in double quotes"
                raise DataError(Place(display_path(path), line=start), why, cure)
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        place = Place(display_path(path), line=start)
        raise DataError(place, str(error), "Check the double quotes there") from error


def _refuse_heading(path: Path, heading: list[str], wanted: list[str]) -> NoReturn:
    where = Place(display_path(path), line=1)
    if len(heading) == 1 and ";" in heading[0]:
        raise DataError(where, "cells are parted by semicolons", "Save it with commas")
    for column in heading:
        if column not in wanted:
            why = f"unknown column {column!r}; permitted are {', '.join(wanted)}"
            raise DataError(where, why, f"Remove it, or describe it in {FILE}")
    why = f"the columns must be {', '.join(wanted)}, in this order"
    raise DataError(where, why, "Put them into that order")


def _refuse(path: Path, line: int, column: str, value: Cell, why: str, cure: str = "") -> NoReturn:
    place = Place(display_path(path), line=line, entry=f"column {column}")
    raise DataError(place, f"{str(value)!r} {why}", cure)


class _Unfit(ValueError):
    """A cell is not what its description permits: what is wrong with it, and what to do."""


def _value(field: Field, text: str) -> Cell:
    """Return the value of a cell; raise _Unfit where its description does not permit it."""
    if text == "":
        if field.required:
            raise _Unfit("is empty", "Give this column a value in every row")
        return None
    if text != text.strip():
        raise _Unfit("has a space at its end", "Remove it")
    if field.permitted and text not in field.permitted:
        raise _Unfit("is not permitted", f"Use one of: {', '.join(field.permitted)}")
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise _Unfit(f"does not have the form {field.pattern}")
    value = _converted(field, text)
    if isinstance(value, int | float):
        if field.minimum is not None and value < field.minimum:
            raise _Unfit(f"is below the least value permitted, {field.minimum:g}")
        if field.maximum is not None and value > field.maximum:
            raise _Unfit(f"is above the greatest value permitted, {field.maximum:g}")
    return value


def _converted(field: Field, text: str) -> Cell:
    if field.type == "string":
        return text
    form, convert = _FORMS[field.type]
    try:
        if re.fullmatch(form, text):
            return convert(text)
    except ValueError:  # 2018-13-45, or thousands of digits
        pass
    raise _Unfit(*_REFUSALS[field.type])


_FORMS: dict[str, tuple[str, Callable[[str], Cell]]] = {
    "integer": ("-?[0-9]+", int),
    "number": (r"-?[0-9]+(\.[0-9]+)?", float),
    "date": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
    "boolean": ("true|false", "true".__eq__),
}
_REFUSALS = {
    "integer": ("is not a whole number", "Write digits only, without spaces or commas"),
    "number": ("is not a number", "Write digits, with a point for decimals"),
    "date": ("is not a date", "Write a day that exists, such as 2018-04-27"),
    "boolean": ("is not true or false", "Write one of these two words"),
}
