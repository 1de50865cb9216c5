"""What each source is known for: the dates, numbers and words of the rows that stand on it.

A row stands on its main source, on every source that supports it as evidence, and on the
document whose section it names. Where evidence conflicts with a row, that source is known
only for the note beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coursebook.course import style
from coursebook.data import citations, reader, schema, sections
from coursebook.data.citations import Citation
from coursebook.data.reader import Row
from coursebook.data.schema import SOURCES, Field, Table
from coursebook.data.sections import Section
from coursebook.lint.text.values import Value, every_number, values

# Units of time, and words that stand at the end of a unit and count nothing.
_LENGTHS = {"minutes", "hours", "days", "months", "years", "number", "cent"}
Tables = Mapping[str, Table]


@dataclass
class ValueSet:
    """Dates and numbers; periods hold every day between their ends."""

    days: set[date] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    periods: set[tuple[date, date]] = field(default_factory=set)

    def add(self, other: "ValueSet") -> None:
        """Take in what another knows."""
        for name in ("days", "months", "years", "numbers", "periods"):
            getattr(self, name).update(getattr(other, name))

    def add_date(self, day: date, precision: str) -> None:
        """Take in a date, no finer than it is known."""
        self.years.add(day.year)
        if precision != "year":
            self.months.add((day.year, day.month))
        if precision == "day":
            self.days.add(day)

    def add_text(self, text: str, years: Iterable[int] = (), *, labels: bool = True) -> None:
        """Take in the values of a text.

        Args:
            text: The text.
            years: Years of dates that tell none, beside those of the text itself.
            labels: Whether numbers of rows, pages and the like count too.
        """
        stated = values(text)
        all_years = {value.year for value in stated if value.year} | set(years)
        for value in stated:
            for year in {value.year} if value.year else all_years:
                self._add_dated(value, year)
            self.numbers.update(value.numbers)
        if labels:
            self.numbers.update(every_number(text))

    def _add_dated(self, value: Value, year: int) -> None:
        day = value.on(year) if value.kind == "day" else None
        if day:
            self.add_date(day, "day")
        elif value.kind == "month":
            self.add_date(date(year, value.month, 1), "month")
        elif value.kind == "year":
            self.years.add(year)

    def holds(self, value: Value, years: Iterable[int] = ()) -> bool:
        """Tell whether a value is known.

        Args:
            value: The value.
            years: Years that may be meant where the value tells none; by default any.
        """
        if value.kind == "number":
            return self._near(value)
        if value.kind == "year":
            return value.year in self.years or self._near(value)
        meant = {value.year} if value.year else set(years) or self.years
        if value.kind == "month":
            return any((year, value.month) in self.months for year in meant)
        days = [day for year in meant if (day := value.on(year))]
        return any(day in self.days or self._within(day) for day in days)

    def _near(self, value: Value) -> bool:
        if not self.numbers.isdisjoint(value.numbers):
            return True
        return bool(value.about) and any(
            abs(known - meant) <= value.about for known in self.numbers for meant in value.numbers
        )

    def _within(self, day: date) -> bool:
        return any(start <= day <= end for start, end in self.periods)


def build_fact_index() -> "FactIndex":
    """Return what the sources are known for.

    Raises:
        DataError: a table holds what is not permitted.
    """
    index = FactIndex()
    tables = {name: schema.table(name) for name in schema.table_names()}
    evidence = _evidence(index, tables)
    for name, described in tables.items():
        if described.role in ("sections", "evidence"):
            continue
        naming = sections.columns(described)
        for row in reader.read_rows(name):
            held = _held(tables, described, row)
            for place in {
                *_places(described, row),
                *evidence.get((name, str(row[described.key])), ()),
            }:
                index.add(place, held)
            for section in (index.sections[str(row[column])] for column in naming if row[column]):
                index.add(_section_place(section), _in_section(tables, described, row))
    return index


class FactIndex:
    """What the sources are known for: of a document with listed sections, each by itself."""

    def __init__(self) -> None:
        self._asked: dict[frozenset[Citation], ValueSet] = {}
        self._whole: dict[str, ValueSet] = {}
        self._parts: dict[Citation, ValueSet] = {}
        self._under: dict[Citation, Citation] = {}
        self.sections = sections.sections()
        for section in self.sections.values():
            above = self.sections[section.above or section.id]
            self._under[_section_place(section)] = _section_place(above)

    def add(self, place: Citation, known: ValueSet) -> None:
        """Take in what stands in a place: for its source, its section and the heading above."""
        self._whole.setdefault(place.source_id, ValueSet()).add(known)
        for part in {place, self._under.get(place, place)} & set(self._under):
            self._parts.setdefault(part, ValueSet()).add(known)

    def values_in(self, cited: Iterable[Citation]) -> ValueSet:
        """Return what the places cited are known for, together; it must not be changed."""
        asked = frozenset(cited)
        if asked not in self._asked:
            both = self._asked[asked] = ValueSet()
            for citation in asked:
                if citation in self._under:
                    both.add(self._parts.get(citation, ValueSet()))
                elif citation.source_id in self._whole:
                    both.add(self._whole[citation.source_id])
        return self._asked[asked]

    def all_values(self) -> ValueSet:
        """Return what all sources are known for."""
        return self.values_in(Citation(source) for source in self._whole)

    def sources_with(self, value: Value) -> list[str]:
        """Return the sources that hold a value."""
        return [source for source, known in self._whole.items() if known.holds(value)]


def counted_nouns() -> frozenset[str]:
    """Return the nouns that make a number in words count: the units of the tables, and more."""
    units: set[str] = set()
    for name in schema.table_names():
        described = schema.table(name)
        units |= {column.unit for column in described.fields}
        column = described.column("unit")
        units |= {str(row[column] or "") for row in reader.read_rows(name)} if column else set()
    nouns = {unit.split()[-1] for unit in units if unit.endswith("s")}
    return frozenset((nouns | set(style.style().prose.counted)) - _LENGTHS)


def _places(described: Table, row: Row) -> Iterator[Citation]:
    """Yield where a row stands: its main source and who made what it tells of."""
    if described.name == SOURCES:
        yield Citation(str(row[described.key]))
    main = citations.of_row(described, row)
    if main:
        yield main
    for column in described.linked(SOURCES):
        if row[column] and column != described.column("source"):
            yield Citation(str(row[column]))


def _section_place(section: Section) -> Citation:
    return Citation(section.source_id, section.heading)


def _evidence(index: "FactIndex", tables: Tables) -> dict[tuple[str, str], set[Citation]]:
    """Return the places that support each row; take in the notes beside them."""
    supports: dict[tuple[str, str], set[Citation]] = {}
    for further in sections.evidence():
        place = Citation(further.source_id, further.locator)
        if further.supports:
            supports.setdefault((further.table, further.key), set()).add(place)
        if further.note:
            about = further.row()
            noted = ValueSet()
            years = _dates(tables, tables[further.table], about).years if about else set()
            noted.add_text(further.note, years)
            index.add(place, noted)
    return supports


def _held(tables: Tables, described: Table, row: Row) -> ValueSet:
    """Return what a row holds, and what it links to holds of dates."""
    known = _dates(tables, described, row)
    _add_cells(known, described, row)
    return known


def _in_section(tables: Tables, described: Table, row: Row) -> ValueSet:
    """Return what a row holds of the document whose section it names: what that says, if told."""
    reported = described.column("reported")
    if not reported:
        return _held(tables, described, row)
    known = ValueSet()
    known.add_text(str(row[reported]))
    return known


def _add_cells(known: ValueSet, described: Table, row: Row) -> None:
    years = set(known.years)
    linked = {link.field for link in described.links}
    for column in described.fields:
        cell = row[column.name]
        if cell is None or column.name in linked or _is_silent(described, column):
            continue
        if column.type == "string" and not column.permitted:
            known.add_text(str(cell), years)
        elif column.type in ("integer", "number"):
            known.numbers.add(float(str(cell)))
            known.numbers.update(every_number(column.unit))


def _is_silent(described: Table, column: Field) -> bool:
    """Tell whether the numbers in a column state no fact of the row's own sources."""
    named = column.name == described.key and column.role != "year"
    return named or bool(column.lang) or column.role in ("label", "locator", "reported")


def _dates(tables: Tables, described: Table, row: Row) -> ValueSet:
    known = ValueSet()
    for column in described.fields:
        cell = row[column.name]
        if isinstance(cell, date):
            known.add_date(cell, _precision(column, row))
            start = row.get(column.end_of)
            if isinstance(start, date) and _precision(column, row) == "day":
                known.periods.add((start, cell))
        elif column.role == "year" and cell is not None:
            known.years.add(int(str(cell)))
    for link in described.links:
        target = tables[link.table]
        linked = reader.find_row(target.name, row[link.field]) if target.dated else None
        if linked:
            known.add(_dates(tables, target, linked))
    return known


def _precision(column: Field, row: Row) -> str:
    """Return how exactly a date is known: as its column is, or as its row says."""
    if column.precision in ("day", "month", "year"):
        return column.precision
    return str(row.get(column.precision) or "day")
