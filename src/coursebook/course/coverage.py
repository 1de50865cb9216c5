"""What the course does with each section of the documents that it examines.

A section is carried by rows of the tables, taught by lessons and asked by questions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from coursebook.course import course, quiz
from coursebook.data import citations, reader, schema, sections
from coursebook.data.citations import Citation
from coursebook.data.sections import Section
from coursebook.errors import CourseError, Place


@dataclass
class Covered:
    """One section: its document and heading, and what carries, teaches and asks it."""

    section: str
    document: str
    heading: str
    tables: Counter[str] = field(default_factory=Counter)
    lessons: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows carry the section, in all tables."""
        return self.tables.total()


def coverage() -> list[Covered]:
    """Return what covers each section, in the order of the tables of sections.

    A row carries a section if it cites it as its main source, names it in a column that
    links to a section, or has evidence from it. A lesson teaches what `covers` in the
    course file names. A question asks about a section if its source is that section or a
    row's main source in it, or if its lesson teaches the section.

    Raises:
        DataError, CourseError: a table or a file of the course holds what is not permitted, such
            as a section that there is not.
    """
    parts = sections.sections()
    covered = {ident: Covered(ident, it.source_id, it.heading) for ident, it in parts.items()}
    for name, ident in _carried(parts):
        for section in filter(None, (ident, parts[ident].above)):
            covered[section].tables[name] += 1
    for lesson in course.course().lessons:
        asked = [question.id for question in quiz.load_quiz(lesson.id).questions]
        for ident in lesson.covers:
            if ident not in covered:
                place = Place(f"lessons/{course.FILE}", ident=lesson.id, entry="covers")
                none = 'Give "role": "sections" to the table that has it'
                remedy = f"Choose from {', '.join(covered)}" if covered else none
                raise CourseError(place, f"there is no section {ident!r}", remedy)
            covered[ident].lessons.append(lesson.number)
            covered[ident].questions += asked
    return list(covered.values())


def _carried(parts: dict[str, Section]) -> Iterator[tuple[str, str]]:
    """Yield table and section for each row that carries a section, once for each pair."""
    places = {Citation(part.source_id, part.heading): ident for ident, part in parts.items()}
    supported = defaultdict(set)
    for further in sections.evidence():
        if section := places.get(Citation(further.source_id, further.locator)):
            supported[further.table, further.key].add(section)
    for name in schema.table_names() if parts else ():
        described = schema.table(name)
        if described.role in ("sections", "evidence"):
            continue
        naming = sections.columns(described)
        for row in reader.read_rows(name):
            carried = {str(row[column]) for column in naming if row[column]}
            carried |= supported[name, str(row[described.key])]
            main = citations.of_row(described, row)
            carried |= {places[main]} if main in places else set()
            yield from ((name, section) for section in sorted(carried))


def coverage_table() -> str:
    """Return what covers each section as text, a section a line."""
    return "\n".join(
        f"{part.document}, {part.heading}: {part.rows} rows, "
        f"{' '.join(part.lessons) or 'no lesson'}, {len(part.questions)} questions"
        for part in coverage()
    )
