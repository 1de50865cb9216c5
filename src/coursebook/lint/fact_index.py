"""What each source is known for: the dates, numbers and words of the rows that stand on it.

A row stands on its main source, on every source that supports it in `evidence`, and on the
document whose section it names. Where evidence conflicts with a row, that source is known
only for the note beside it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from coursebook.data import reader, schema
from coursebook.data.citations import Citation
from coursebook.data.reader import Row
from coursebook.data.schema import Table
from coursebook.lint.text.values import Value, every_number, values

_FOLLOWED = ("events", "agreements")  # a row that links to these holds their dates too
_SILENT = {"id", "url", "read_at", "hangul", "lat", "lon", "locator", "number", "article", "part"}
# Things that numbers in words count, besides the units of the tables.
_COUNTED = {
    "summits", "tests", "soldiers", "families", "prisoners", "points", "bombs", "warheads",
    "posts", "guards", "votes", "members", "artists", "athletes", "detainees", "sites",
    "letters", "visits", "resolutions", "exercises", "reunions", "buildings", "sets",
}  # fmt: skip
_LENGTHS = {"minutes", "hours", "days", "months", "years", "number", "cent"}


@dataclass
class Known:
    """Dates and numbers; periods hold every day between their ends."""

    days: set[date] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    periods: set[tuple[date, date]] = field(default_factory=set)

    def add(self, other: "Known") -> None:
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
        found = values(text)
        told = {each.year for each in found if each.year} | set(years)
        for each in found:
            for year in {each.year} if each.year else told:
                self._add_dated(each, year)
            self.numbers.update(each.numbers)
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


def register() -> "Register":
    """Return what the sources are known for.

    Raises:
        DataError: a table holds what is not permitted.
    """
    made = Register()
    evidence = _evidence(made)
    headings = {str(row["id"]): _place(row, "heading") for row in reader.read("sections")}
    for name in schema.names():
        if name in ("sections", "evidence"):
            continue
        described = schema.table(name)
        sectioned = [link.field for link in described.links if link.table == "sections"]
        for row in reader.read(name):
            held = _held(described, row)
            for place in {
                *_places(described, row),
                *evidence.get((name, str(row[described.key])), ()),
            }:
                made.add(place, held)
            for column in sectioned:
                if row[column]:
                    made.add(headings[str(row[column])], _in_section(described, row))
    return made


class Register:
    """What the sources are known for: of a document with listed sections, each by itself."""

    def __init__(self) -> None:
        self._asked: dict[frozenset[Citation], Known] = {}
        self._whole: dict[str, Known] = {}
        self._parts: dict[Citation, Known] = {}
        self._under: dict[Citation, Citation] = {}
        heading = Citation("")
        for row in reader.read("sections"):
            place = _place(row, "heading")
            heading = heading if row["level"] == 3 else place
            self._under[place] = heading

    def add(self, place: Citation, known: Known) -> None:
        """Take in what stands in a place: for its source, its section and the heading above."""
        self._whole.setdefault(place.source_id, Known()).add(known)
        for each in {place, self._under.get(place, place)} & set(self._under):
            self._parts.setdefault(each, Known()).add(known)

    def known(self, cited: Iterable[Citation]) -> Known:
        """Return what the places cited are known for, together; it must not be changed."""
        asked = frozenset(cited)
        if asked not in self._asked:
            both = self._asked[asked] = Known()
            for each in asked:
                if each in self._under:
                    both.add(self._parts.get(each, Known()))
                elif each.source_id in self._whole:
                    both.add(self._whole[each.source_id])
        return self._asked[asked]

    def everything(self) -> Known:
        """Return what all sources are known for."""
        return self.known(Citation(source) for source in self._whole)

    def holders(self, value: Value) -> list[str]:
        """Return the sources that hold a value."""
        return [source for source, known in self._whole.items() if known.holds(value)]


def counted() -> frozenset[str]:
    """Return the nouns that make a number in words count: the units of the tables, and more."""
    units = {str(row["unit"]) for row in reader.read("figures") if row["unit"]}
    units |= {each.unit for name in schema.names() for each in schema.table(name).fields}
    nouns = {unit.split()[-1] for unit in units if unit and unit.endswith("s")} | {"people"}
    return frozenset((nouns | _COUNTED) - _LENGTHS)


def _places(described: Table, row: Row) -> Iterator[Citation]:
    """Yield where a row stands: its main source and who made what it tells of."""
    if described.name == "sources":
        yield Citation(str(row["id"]))
    for link in described.links:
        if link.table == "sources" and row[link.field]:
            own = link.field == "source_id"
            yield _place(row, "locator") if own else Citation(str(row[link.field]))


def _place(row: Row, column: str) -> Citation:
    return Citation(str(row["source_id"]), str(row[column] or ""))


def _evidence(made: "Register") -> dict[tuple[str, str], set[Citation]]:
    """Return the places that support each row; take in the notes beside them."""
    supports: dict[tuple[str, str], set[Citation]] = {}
    for row in reader.read("evidence"):
        name, key, place = str(row["table"]), str(row["row_id"]), _place(row, "locator")
        if row["relation"] == "supports":
            supports.setdefault((name, key), set()).add(place)
        if row["note"]:
            about = _row(name, key)
            noted = Known()
            years = _dates(schema.table(name), about).years if about else set()
            noted.add_text(str(row["note"]), years)
            made.add(place, noted)
    return supports


def _row(name: str, key: str) -> Row | None:
    described = schema.table(name)
    whole = next((each for each in described.fields if each.name == described.key), None)
    return reader.find(name, int(key) if whole and whole.type == "integer" else key)


def _held(described: Table, row: Row) -> Known:
    """Return what a row holds, and what it links to holds of dates."""
    known = _dates(described, row)
    texts = set(row) - ({"says"} if described.name == "claims" else set())
    _add_cells(known, described, row, texts)
    return known


def _in_section(described: Table, row: Row) -> Known:
    """Return what a row holds of the document whose section it names: of a claim, what it says."""
    if described.name != "claims":
        return _held(described, row)
    known = Known()
    known.add_text(str(row["says"]))
    return known


def _add_cells(known: Known, described: Table, row: Row, columns: set[str]) -> None:
    linked = {link.field for link in described.links} | _SILENT
    years = set(known.years)
    for each in described.fields:
        cell = row[each.name]
        if cell is None or each.name in linked or each.name not in columns:
            continue
        if each.type == "string" and not each.permitted:
            known.add_text(str(cell), years)
        elif each.type in ("integer", "number"):
            known.numbers.add(float(str(cell)))
            known.numbers.update(every_number(each.unit))
            if each.name == "year":
                known.years.add(int(str(cell)))


def _dates(described: Table, row: Row) -> Known:
    known = Known()
    for each in described.fields:
        cell = row[each.name]
        if isinstance(cell, date):
            known.add_date(cell, _precision(each.name, row))
    start, end = row.get("date"), row.get("end_date")
    if isinstance(start, date) and isinstance(end, date) and row.get("precision") == "day":
        known.periods.add((start, end))
    if described.name in ("missile_tests", "visits", "aid", "trade", "reunions", "defectors"):
        known.years.add(int(str(row["year"])))
    for link in described.links:
        if link.table in _FOLLOWED and row[link.field]:
            target = reader.find(link.table, row[link.field])
            if target:
                known.add(_dates(schema.table(link.table), target))
    return known


def _precision(column: str, row: Row) -> str:
    if column == "month":
        return "month"
    named = row.get(f"{column}_precision") or row.get("precision")
    return str(named or "day")
