"""Parts of the documents that a course examines, and what else supports or contradicts a row.

They stand in the tables with the roles `sections` and `evidence`; a course may have neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coursebook.data import reader, schema

_UNDER = 3  # the level of a heading under another one


@dataclass(frozen=True)
class Section:
    """A part of a document; `above` is the id of the heading that it stands under, if any."""

    id: str
    source_id: str
    heading: str
    above: str = ""


@dataclass(frozen=True)
class Evidence:
    """What a further source says of a row: the table and key of the row, and the place."""

    table: str
    key: str
    source_id: str
    locator: str
    supports: bool
    note: str

    def row(self) -> reader.Row | None:
        """Return the row that it is about, or None where there is none."""
        described = schema.table(self.table)
        types = {field.name: field.type for field in described.fields}
        key = int(self.key) if types[described.key] == "integer" else self.key
        return reader.find_row(self.table, key)


def sections() -> dict[str, Section]:
    """Return the sections by id, in the order of their tables."""
    found: dict[str, Section] = {}
    heading = ""
    for described, row in reader.rows_with_role("sections"):
        ident = str(row[described.key])
        under = row.get(described.column("level")) == _UNDER
        heading = heading if under else ident
        source = str(row[described.column("source")])
        text = str(row[described.column("heading")] or "")
        found[ident] = Section(ident, source, text, heading if under else "")
    return found


def columns(described: schema.Table) -> list[str]:
    """Return the columns of a table that name a section."""
    tables = [each.name for each in schema.tables_with_role("sections")]
    return [column for name in tables for column in described.linked(name)]


def evidence() -> Iterator[Evidence]:
    """Yield the rows of evidence, in the order of their tables."""
    for described, row in reader.rows_with_role("evidence"):
        roles: tuple[schema.FieldRole, ...] = ("table", "row", "source", "locator", "note")
        table, key, source, locator, note = (
            str(row.get(described.column(role)) or "") for role in roles
        )
        supports = row.get(described.column("relation")) in (None, "supports")
        yield Evidence(table, key, source, locator, supports, note)
