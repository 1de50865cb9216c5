"""Whose words the lessons give: statements and citations per side, source and office.

Which statements are counted, and how many the whole course wants, says its style file.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coursebook.course import style
from coursebook.course.style import CountedVoices
from coursebook.data import schema
from coursebook.data.reader import Cell, Row
from coursebook.data.schema import Table
from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import WHOLE, Findings, finding
from coursebook.lint.report_tables import lay_out
from coursebook.lint.rules.quotations import Quotations
from coursebook.lint.text import markdown

_PLACE = ("all lessons", "lessons/course.yaml", WHOLE)


@dataclass(frozen=True)
class Statement:
    """A statement of a table: its table and key, its side, who spoke, and all its cells."""

    entry: tuple[str, Cell]
    side: str
    speaker: str
    row: Row = field(compare=False)


def heard(corpus: LessonCorpus, quotations: Quotations) -> list[Statement]:
    """Return the statements that a lesson quotes, each once."""
    return list(
        dict.fromkeys(
            _statement(registered.table, registered.row)
            for passage in corpus.in_notebook()
            for quoted in markdown.quotations(passage.text)
            for registered in quotations.matching(quoted)
            if registered.table.role == "statements" and registered.column.quotes == "all"
        )
    )


def balance_table(corpora: list[LessonCorpus], quotations: Quotations) -> str:
    """Return the balance of the lessons as text."""
    statements = {corpus.lesson.id: heard(corpus, quotations) for corpus in corpora}
    cited = {
        corpus.lesson.id: [
            citation.source_id
            for passage in corpus.in_notebook()
            for citation in markdown.cited(passage.text)
        ]
        for corpus in corpora
    }
    everyone = [statement for by_lesson in statements.values() for statement in by_lesson]
    texts = {"statements": statements, "cited": cited, "everyone": everyone}
    filters = {"of": _of, "counts": _counts, "capital": _capital}
    return lay_out("balance", **texts, **filters, voices=style.style().balance.voices)


def find(corpora: list[LessonCorpus], quotations: Quotations) -> Findings:
    """Find voices and skills that the whole course lacks."""
    wanted = style.style().balance
    if wanted.lessons is None or len(corpora) < wanted.lessons:
        return
    everyone = set[Statement]().union(*(heard(corpus, quotations) for corpus in corpora))
    tables = ", ".join(table.name for table in schema.tables_with_role("statements"))
    for voices in wanted.voices:
        count = len(_of(everyone, voices))
        if voices.least and count < voices.least:
            yield finding("voices-few", *_PLACE, count=count, voices=voices, tables=tables)
    for skill, marks in _skills(corpora).items():
        letters = [letter for _, letter in marks]
        if set(letters) != {"I", "P", "A"} or len(letters) < wanted.skill_times:
            yield finding("skill-times", *_PLACE, skill=skill, letters=" ".join(letters))
        elif not letters.index("I") < letters.index("P") < letters.index("A"):
            yield finding("skill-order", *_PLACE, skill=skill)


def skills(corpora: list[LessonCorpus]) -> str:
    """Return the skills and the lessons that introduce, practise or use them alone."""
    return "\n".join(
        f"{skill}: {', '.join(f'{number} {letter}' for number, letter in marks)}"
        for skill, marks in _skills(corpora).items()
    )


def _skills(corpora: list[LessonCorpus]) -> dict[str, list[tuple[str, str]]]:
    occurring: dict[str, list[tuple[str, str]]] = {}
    for corpus in corpora:
        for skill, letter in corpus.lesson.skills.items():
            occurring.setdefault(skill, []).append((corpus.lesson.number, letter))
    return occurring


def _statement(table: Table, row: Row) -> Statement:
    side, speaker = (str(row[table.column(role)]) for role in ("side", "name"))
    return Statement((table.name, row[table.key]), side, speaker, row)


def _of(statements: Iterable[Statement], voices: CountedVoices) -> list[Statement]:
    """Return the statements that a group of voices takes in."""
    wanted = voices.where.items()
    return [
        statement
        for statement in statements
        if all(_is(statement.row.get(column), value) for column, value in wanted)
    ]


def _is(cell: Cell, value: str | bool) -> bool:
    """Tell whether a cell holds a value; an empty one counts as false."""
    return bool(cell) is value if isinstance(value, bool) else cell == value


def _counts(names: Iterable[str]) -> str:
    """Return how often each name occurs, the most frequent one first."""
    counts = Counter(names).most_common()
    return ", ".join(f"{name} {count}" for name, count in counts) or "none"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
