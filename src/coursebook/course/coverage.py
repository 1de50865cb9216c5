"""What the course does with each section of the two documents that it is built from.

A section is carried by rows of the tables, taught by lessons and asked by questions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coursebook.course import course, quiz
from coursebook.data import reader, schema
from coursebook.data.reader import Row


@dataclass
class Covered:
    """One section: its document and heading, and what carries, teaches and asks it."""

    section: str
    document: str
    heading: str
    tables: dict[str, int] = field(default_factory=dict)
    lessons: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows carry the section, in all tables."""
        return sum(self.tables.values())


def coverage() -> list[Covered]:
    """Return what covers each section, in the order of the table `sections`.

    A row carries a section if it cites it as its main source, names it in a column that
    links to `sections`, or has evidence from it. A lesson teaches what `covers` in the
    course file names. A question asks about a section if its source is that section or a
    row's main source in it, or if its lesson teaches the section.

    Raises:
        DataError, CourseError: a table or a file of the course holds what is not permitted.
    """
    found = {
        str(row["id"]): Covered(str(row["id"]), str(row["source_id"]), str(row["heading"]))
        for row in reader.read("sections")
    }
    above = _headings_above()
    for name, section in _carried():
        for each in (section, above.get(section)):
            if each:
                tables = found[each].tables
                tables[name] = tables.get(name, 0) + 1
    for lesson in course.course().lessons:
        asked = [each.id for each in quiz.load_quiz(lesson.id).questions]
        for section in lesson.covers:
            found[section].lessons.append(lesson.number)
            found[section].questions += asked
    return list(found.values())


def _headings_above() -> dict[str, str]:
    """Return, for each section under a heading that has no text of its own, that heading."""
    above: dict[str, str] = {}
    heading = ""
    for row in reader.read("sections"):
        if row["level"] == 3:
            above[str(row["id"])] = heading
        else:
            heading = str(row["id"])
    return above


def _carried() -> Iterator[tuple[str, str]]:
    """Yield table and section for each row that carries a section, once for each pair."""
    sections = {
        (row["source_id"], row["heading"]): str(row["id"]) for row in reader.read("sections")
    }
    evidence: dict[tuple[str, str], set[str]] = {}
    for row in reader.read("evidence"):
        section = sections.get((row["source_id"], row["locator"]))
        if section:
            evidence.setdefault((str(row["table"]), str(row["row_id"])), set()).add(section)
    for name in schema.names():
        if name in ("sections", "evidence"):
            continue
        described = schema.table(name)
        linked = [link.field for link in described.links if link.table == "sections"]
        for row in reader.read(name):
            carried = {str(row[each]) for each in linked if row[each]}
            carried |= evidence.get((name, str(row[described.key])), set())
            carried |= _cited(row, sections)
            yield from ((name, section) for section in sorted(carried))


def _cited(row: Row, sections: dict[tuple[reader.Cell, reader.Cell], str]) -> set[str]:
    section = sections.get((row.get("source_id"), row.get("locator")))
    return {section} if section else set()


def table() -> str:
    """Return what covers each section as text, a section a line."""
    lines = []
    for each in coverage():
        lessons = " ".join(each.lessons) or "no lesson"
        lines.append(
            f"{each.document}, {each.heading}: {each.rows} rows, {lessons}, "
            f"{len(each.questions)} questions"
        )
    return "\n".join(lines)
