"""What each source is known for: the dates, numbers and words of the rows that stand on it.

A row stands on its main source, on every source that supports it as evidence, and on the
document whose section it names. Where evidence conflicts with a row, that source is known
only for the note beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coursebook.course import style
from coursebook.data import citations, reader, schema, sections
from coursebook.data.citations import Citation
from coursebook.data.reader import Row
from coursebook.data.schema import SOURCES, Field, Table
from coursebook.data.sections import Section
from coursebook.lint.table_texts import texts_in
from coursebook.lint.text.english import word_list
from coursebook.lint.text.values import Value, every_number, values

Tables = Mapping[str, Table]
_PARTS = {"year": 1, "month": 2, "day": 3}  # of a date, as far as it is known


@dataclass
class ValueSet:
    """Dates and numbers that are known.

    Attributes:
        dates: Years, months and days: (2018,), (2018, 4), (2018, 4, 27).
        numbers: Numbers.
        periods: First and last days; every day between them is known.
    """

    dates: set[tuple[int, ...]] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    periods: set[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=set)

    @property
    def years(self) -> set[int]:
        """The years of the dates."""
        return {parts[0] for parts in self.dates}

    def add(self, other: "ValueSet") -> None:
        """Take in what another knows."""
        self.dates |= other.dates
        self.numbers |= other.numbers
        self.periods |= other.periods

    def add_date(self, day: date, precision: str) -> None:
        """Take in a date, no finer than it is known."""
        self._add_parts(_parts(day)[: _PARTS.get(precision, 2)])

    def add_period(self, first: date, last: date) -> None:
        """Take in every day from the first to the last."""
        self.periods.add((_parts(first), _parts(last)))

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
            self.numbers.update(value.numbers)
            for year in ({value.year} if value.year else all_years) if value.is_date else ():
                self._add_parts(value.parts(year))
        if labels:
            self.numbers.update(every_number(text))

    def _add_parts(self, parts: tuple[int, ...]) -> None:
        self.dates.update(parts[:count] for count in range(1, len(parts) + 1))

    def holds(self, value: Value, years: Iterable[int] = ()) -> bool:
        """Tell whether a value is known.

        Args:
            value: The value.
            years: Years that may be meant where the value tells none; by default any.
        """
        if not self.numbers.isdisjoint(value.numbers) or self._rounds_to(value):
            return True
        meant = {value.year} if value.year else set(years) or self.years
        dates = [value.parts(year) for year in meant] if value.is_date else []
        return any(parts in self.dates or self._within(parts) for parts in dates)

    def _rounds_to(self, value: Value) -> bool:
        return bool(value.about) and any(
            abs(known - number) <= value.about for known in self.numbers for number in value.numbers
        )

    def _within(self, parts: tuple[int, ...]) -> bool:
        is_day = len(parts) == len(_PARTS)
        return is_day and any(first <= parts <= last for first, last in self.periods)


def build_fact_index() -> "FactIndex":
    """Return what the sources are known for.

    Raises:
        DataError: a table holds what is not permitted.
    """
    index = FactIndex()
    tables = {name: schema.table(name) for name in schema.table_names()}
    supporting = _evidence(index, tables)
    for described in tables.values():
        if described.role in ("sections", "evidence"):
            continue
        naming = sections.columns(described)
        for row in reader.read_rows(described.name):
            known = _held(tables, described, row)
            further = supporting.get((described.name, str(row[described.key])), set())
            for place in {*_places(described, row), *further}:
                index.add(place, known)
            for section in (index.sections[str(row[column])] for column in naming if row[column]):
                index.add(_section_place(section), _in_section(described, row, known))
    return index


class FactIndex:
    """What the sources are known for: of a document with listed sections, each by itself."""

    def __init__(self) -> None:
        self._cited_together: dict[frozenset[Citation], ValueSet] = {}
        self._whole: defaultdict[str, ValueSet] = defaultdict(ValueSet)
        self._parts: defaultdict[Citation, ValueSet] = defaultdict(ValueSet)
        self.sections = sections.sections()
        self._above = {
            _section_place(section): _section_place(self.sections[section.above or section.id])
            for section in self.sections.values()
        }

    def add(self, place: Citation, known: ValueSet) -> None:
        """Take in what stands in a place: for its source, its section and the heading above."""
        self._whole[place.source_id].add(known)
        for part in {place, self._above[place]} if place in self._above else ():
            self._parts[part].add(known)

    def values_in(self, cited: Iterable[Citation]) -> ValueSet:
        """Return what the places cited are known for, together; it must not be changed."""
        places = frozenset(cited)
        if places not in self._cited_together:
            together = self._cited_together[places] = ValueSet()
            for place in places:
                is_section = place in self._above
                together.add(self._parts[place] if is_section else self._whole[place.source_id])
        return self._cited_together[places]

    def all_values(self) -> ValueSet:
        """Return what all sources are known for."""
        return self.values_in(Citation(source) for source in self._whole)

    def sources_with(self, value: Value) -> list[str]:
        """Return the sources that hold a value."""
        return [source for source, known in self._whole.items() if known.holds(value)]


def counted_nouns() -> frozenset[str]:
    """Return the nouns that make a number in words count: the units of the tables, and more."""
    tables = map(schema.table, schema.table_names())
    units = {column.unit for table in tables for column in table.fields}
    units.update(texts_in(lambda _, column: column.role == "unit"))
    nouns = {unit.split()[-1] for unit in units if unit.endswith("s")}
    return frozenset(nouns.union(style.style().prose.counted) - set(word_list("uncounted_units")))


def _places(described: Table, row: Row) -> Iterator[Citation]:
    """Yield where a row stands: its main source and who made what it tells of."""
    if described.name == SOURCES:
        yield Citation(str(row[described.key]))
    if main := citations.of_row(described, row):
        yield main
    for column in described.linked(SOURCES):
        if row[column] and column != described.column("source"):
            yield Citation(str(row[column]))


def _section_place(section: Section) -> Citation:
    return Citation(section.source_id, section.heading)


def _evidence(index: "FactIndex", tables: Tables) -> dict[tuple[str, str], set[Citation]]:
    """Return the places that support each row; take in the notes beside them."""
    supporting: defaultdict[tuple[str, str], set[Citation]] = defaultdict(set)
    for further in sections.evidence():
        place = Citation(further.source_id, further.locator)
        if further.supports:
            supporting[further.table, further.key].add(place)
        if further.note:
            row, noted = further.row(), ValueSet()
            years = _dates(tables, tables[further.table], row).years if row else ()
            noted.add_text(further.note, years)
            index.add(place, noted)
    return supporting


def _held(tables: Tables, described: Table, row: Row) -> ValueSet:
    """Return what a row holds, and what it links to holds of dates."""
    known = _dates(tables, described, row)
    years = known.years
    linked = {link.field for link in described.links}
    for column in described.fields:
        cell = row[column.name]
        if cell is None or column.name in linked or _is_silent(described, column):
            continue
        if column.type == "string" and not column.permitted:
            known.add_text(str(cell), years)
        elif column.type in ("integer", "number"):
            known.numbers.update([float(str(cell)), *every_number(column.unit)])
    return known


def _is_silent(described: Table, column: Field) -> bool:
    """Tell whether the numbers in a column state no fact of the row's own sources."""
    named = column.name == described.key and column.role != "year"
    return named or bool(column.lang) or column.role in ("label", "locator", "reported")


def _in_section(described: Table, row: Row, held: ValueSet) -> ValueSet:
    """Return what a row holds of the document whose section it names: what that says, if told."""
    reported = described.column("reported")
    if not reported:
        return held
    known = ValueSet()
    known.add_text(str(row[reported]))
    return known


def _dates(tables: Tables, described: Table, row: Row) -> ValueSet:
    known = ValueSet()
    for column in described.fields:
        cell = row[column.name]
        if isinstance(cell, date):
            precision = _precision(column, row)
            known.add_date(cell, precision)
            start = row.get(column.end_of)
            if isinstance(start, date) and precision == "day":
                known.add_period(start, cell)
        elif column.role == "year" and cell is not None:
            known.dates.add((int(str(cell)),))
    for link in described.links:
        target = tables[link.table]
        linked = reader.find_row(target.name, row[link.field]) if target.dated else None
        if linked:
            known.add(_dates(tables, target, linked))
    return known


def _precision(column: Field, row: Row) -> str:
    """Return how exactly a date is known: as its column is, or as its row says."""
    if column.precision in _PARTS:
        return column.precision
    return str(row.get(column.precision) or "day")


def _parts(day: date) -> tuple[int, ...]:
    return (day.year, day.month, day.day)
