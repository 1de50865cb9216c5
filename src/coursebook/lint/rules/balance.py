"""Whose words the lessons give: statements and citations per side, source and office.

Which statements are counted, and how many the whole course wants, says its style file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from coursebook.course import style
from coursebook.course.style import Voices
from coursebook.data import schema
from coursebook.data.reader import Row
from coursebook.data.schema import Table
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.findings import WHOLE, Finding, finding
from coursebook.lint.rules.quotations import Quotations
from coursebook.lint.text import markdown

Statement = tuple[Table, Row]
_PLACE = ("all lessons", "lessons/course.yaml", WHOLE)


def heard(corpus: LessonCorpus, quotations: Quotations) -> list[Statement]:
    """Return the statements that a lesson quotes, each once."""
    return _once(
        (registered.table, registered.row)
        for passage in corpus.in_notebook()
        for quoted in markdown.quotations(passage.text)
        for registered in quotations.matching(quoted)
        if registered.table.role == "statements" and registered.column.quotes == "all"
    )


def balance_table(corpora: Iterable[LessonCorpus], quotations: Quotations) -> str:
    """Return the balance of the lessons as text."""
    counted = style.style().balance.voices
    lines = ["Statements quoted, by side and office", ""]
    everyone: list[Statement] = []
    for corpus in corpora:
        statements = heard(corpus, quotations)
        everyone += statements
        line = [f"{len(statements)} ({_sides(statements)})"]
        line += [
            f"{len(_of(statements, voices))} {voices.by_lesson}"
            for voices in counted
            if voices.by_lesson
        ]
        cited = (source for text in corpus.in_notebook() for source in _cited(text))
        lines += [f"{corpus.lesson.id}: {'; '.join(line)}", f"  sources cited: {_counts(cited)}"]
    once = _once(everyone)
    wanted = [
        f"{voices.who}: {len(_of(once, voices))} of {voices.least}"
        for voices in counted
        if voices.least
    ]
    speakers = [
        f"{voices.who}: {', '.join(_speakers(everyone, voices)) or 'none'}"
        for voices in counted
        if not voices.least
    ]
    lines += ["", f"Together: {_sides(everyone)}"]
    lines += [text[:1].upper() + text[1:] for text in ("; ".join(wanted), *speakers) if text]
    return "\n".join(lines)


def find(corpora: list[LessonCorpus], quotations: Quotations) -> Iterator[Finding]:
    """Find voices and skills that the whole course lacks."""
    wanted = style.style().balance
    if wanted.lessons is None or len(corpora) < wanted.lessons:
        return
    everyone = _once(statement for corpus in corpora for statement in heard(corpus, quotations))
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


def _once(statements: Iterable[Statement]) -> list[Statement]:
    unique = {(table.name, row[table.key]): (table, row) for table, row in statements}
    return list(unique.values())


def _of(statements: Iterable[Statement], voices: Voices) -> list[Statement]:
    """Return the statements that a group of voices takes in; an empty cell counts as false."""
    return [
        (table, row)
        for table, row in statements
        if all(
            bool(row.get(column)) is value if isinstance(value, bool) else row.get(column) == value
            for column, value in voices.where.items()
        )
    ]


def _speakers(statements: list[Statement], voices: Voices) -> Iterable[str]:
    """Return the names of a group's speakers, each once."""
    spoken = _of(statements, voices)
    return dict.fromkeys(str(row[table.column("name")]) for table, row in spoken)


def _sides(statements: Iterable[Statement]) -> str:
    return _counts(str(row[table.column("side")]) for table, row in statements)


def _cited(passage: Passage) -> Iterator[str]:
    return (citation.source_id for citation in markdown.cited(passage.text))


def _counts(names: Iterable[str]) -> str:
    """Return how often each name occurs, the most frequent one first."""
    counts = Counter(names).most_common()
    return ", ".join(f"{name} {count}" for name, count in counts) or "none"
