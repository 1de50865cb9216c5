"""The check of the whole content: tables first, then each lesson, then the course."""

import functools
from collections.abc import Iterator, Sequence

from coursebook.course import course, coverage
from coursebook.data import documents, reader, schema
from coursebook.errors import ContentError, CoursebookError, CourseError, DataError, LessonError
from coursebook.lint.corpus import LessonCorpus, read_corpus
from coursebook.lint.fact_index import build_fact_index, counted_nouns
from coursebook.lint.findings import WHOLE, Finding, Report, apply_suppressions
from coursebook.lint.rules import (
    Rule,
    addresses,
    asked,
    balance,
    citations,
    fairness,
    length,
    load,
    stored,
    structure,
    task_uids,
    tasks,
)
from coursebook.lint.rules.facts import Facts
from coursebook.lint.rules.prose import Prose
from coursebook.lint.rules.quotations import Quotations
from coursebook.lint.text import shingles
from coursebook.lint.text.names import People, people


def check(lessons: Sequence[str] | None = None) -> Report:
    """Check what lessons, guides and quizzes say against the tables.

    Args:
        lessons: Numbers or ids of lessons; by default all of the course.

    Returns:
        The report. A damaged table or file is a finding; what rests on it is then not checked.

    Raises:
        UnknownName: there is no such lesson.
    """
    broken = list(_tables())
    if broken:
        return Report(broken)
    try:
        shingles.known()  # reads the style file, and the file that it names
        chosen = [course.lesson(name) for name in lessons or ()] or course.course().lessons
    except CourseError as error:
        return Report([*_damaged("all lessons", error)])
    corpora: list[LessonCorpus] = []
    findings: list[Finding] = [*addresses.find()]
    for lesson in chosen:
        try:
            corpora.append(read_corpus(lesson))
        except (CourseError, LessonError) as error:
            findings += _damaged(lesson.id, error)
    rules = Rules()
    for corpus in corpora:
        findings += rules.find(corpus)
    findings += task_uids.find(corpora)
    findings += balance.find(corpora, rules.quotations)
    report = apply_suppressions(
        findings, [suppression for corpus in corpora for suppression in corpus.suppressions]
    )
    report.tables = rules.tables(corpora)
    return report


class Rules:
    """All rules, with what they know of the tables."""

    def __init__(self) -> None:
        self.people: People = people()
        self.quotations = Quotations()
        self._rules: tuple[Rule, ...] = (
            structure.find,
            stored.find,
            tasks.find,
            asked.find,
            fairness.find,
            functools.partial(citations.find, known=citations.locators()),
            Facts(build_fact_index(), counted_nouns(), self.people).find,
            load.find,
            self.quotations.find,
            Prose(self.people).find,
            functools.partial(length.find, people=self.people),
        )

    def find(self, corpus: LessonCorpus) -> Iterator[Finding]:
        """Find everything wrong with one lesson, rule by rule."""
        for rule in self._rules:
            yield from rule(corpus)

    def tables(self, corpora: list[LessonCorpus]) -> dict[str, str]:
        """Return the tables of the report."""
        measured = {corpus.lesson.id: length.measure(corpus, self.people) for corpus in corpora}
        return {
            "measure": length.length_table(measured),
            "load": load.load_table(corpora),
            "balance": balance.balance_table(corpora, self.quotations),
            "skills": balance.skills(corpora),
            "coverage": _coverage(),
        }


def _coverage() -> str:
    try:
        return coverage.coverage_table()
    except CoursebookError as error:
        return f"Not counted: {error}"


def _tables() -> Iterator[Finding]:
    """Find damaged tables, and files beside them; each is named once."""
    try:
        names = schema.table_names()
    except ContentError as error:
        yield from _damaged("all lessons", error)
        return
    reported = set()
    for name in names:
        try:
            reader.read_rows(
                name
            )  # first, so that a fault of this table is not hidden by another's
            reader.check_links(name)
        except DataError as error:
            if str(error) not in reported:
                reported.add(str(error))
                yield from _damaged("all lessons", error)
    for check in (reader.check_others, documents.check_documents):
        try:
            check()
        except DataError as error:
            yield from _damaged("all lessons", error)


def _damaged(lesson: str, error: ContentError) -> Iterator[Finding]:
    """Yield a finding for each fault that stops the reading of a file."""
    for fault in (error, *error.others):
        place = str(fault.place) or "datasets"
        yield Finding(lesson, place, WHOLE, fault.problem, fault.remedy or "Restore or fix it")
