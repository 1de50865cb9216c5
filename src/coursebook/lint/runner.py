"""The check of the whole content: tables first, then each lesson, then the course."""

import functools
from collections.abc import Callable, Sequence

from coursebook.course import course, coverage
from coursebook.data import documents, reader, schema
from coursebook.errors import ContentError, CoursebookError, CourseError, LessonError
from coursebook.lint.corpus import LessonCorpus, read_corpus
from coursebook.lint.fact_index import build_fact_index, counted_nouns
from coursebook.lint.findings import WHOLE, Finding, Findings, Report, apply_suppressions
from coursebook.lint.rules import (
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
from coursebook.lint.text.names import people


def check(lessons: Sequence[str] | None = None) -> Report:
    """Check what lessons, guides and quizzes say against the tables.

    Args:
        lessons: Numbers or ids of lessons; by default all of the course.

    Returns:
        The report. A damaged table or file is a finding; what rests on it is then not checked.

    Raises:
        UnknownName: there is no such lesson.
    """
    if damaged := list(_damaged_tables()):
        return Report(damaged)
    try:
        shingles.known()  # reads the style file, and the file that it names
        chosen = [course.lesson(name) for name in lessons or ()] or course.course().lessons
    except CourseError as error:
        return Report(list(_damaged(error)))
    corpora: list[LessonCorpus] = []
    findings: list[Finding] = list(addresses.find())
    for lesson in chosen:
        try:
            corpora.append(read_corpus(lesson))
        except (CourseError, LessonError) as error:
            findings += _damaged(error, lesson.id)
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
        self._people = people()
        self._locators = citations.locators()
        self._facts = Facts(build_fact_index(), counted_nouns(), self._people)
        self._prose = Prose(self._people)
        self.quotations = Quotations()

    def find(self, corpus: LessonCorpus) -> Findings:
        """Find everything wrong with one lesson, rule by rule."""
        for rule in (structure, stored, tasks, asked, fairness):
            yield from rule.find(corpus)
        yield from citations.find(corpus, self._locators)
        yield from self._facts.find(corpus)
        yield from load.find(corpus)
        yield from self.quotations.find(corpus)
        yield from self._prose.find(corpus)
        yield from length.find(corpus, self._people)

    def tables(self, corpora: list[LessonCorpus]) -> dict[str, str]:
        """Return the tables of the report."""
        return {
            "measure": length.length_table(corpora, self._people),
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


def _damaged_tables() -> Findings:
    """Find damaged tables, and files beside them; each fault is named once."""
    faults: dict[str, ContentError] = {}

    def attempt(read: Callable[[], object]) -> None:
        try:
            read()
        except ContentError as error:
            faults.setdefault(str(error), error)

    attempt(schema.table_names)
    if not faults:
        for name in schema.table_names():
            # The table itself first, so that its own fault is not hidden by another's.
            attempt(functools.partial(reader.read_rows, name))
            attempt(functools.partial(reader.check_links, name))
        attempt(reader.check_others)
        attempt(documents.check_documents)
    for error in faults.values():
        yield from _damaged(error)


def _damaged(error: ContentError, lesson: str = "all lessons") -> Findings:
    """Yield a finding for each fault that stops the reading of a file."""
    for fault in (error, *error.others):
        place = str(fault.place) or "datasets"
        yield Finding(lesson, place, WHOLE, fault.problem, fault.remedy or "Restore or fix it")
