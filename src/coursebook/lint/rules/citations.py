"""Citations: each names a source that exists, and a place in it that the tables know."""

import re
from collections.abc import Iterator

from coursebook.data import citations, reader, schema
from coursebook.data.citations import Citation
from coursebook.errors import CitationError, Place
from coursebook.lint.corpus import LessonCorpus, Passage, quiz_place
from coursebook.lint.findings import Finding
from coursebook.lint.text import markdown

_BRACKET = re.compile(r"\[@[^\]\n]*\]?")
_CODE = re.compile(r"(?ms)^```.*?^```|`[^`\n]+`")


def find(corpus: LessonCorpus, known: dict[str, set[str]]) -> Iterator[Finding]:
    """Find citations of sources, sections or places that there are not.

    Args:
        corpus: The lesson.
        known: The locators of each source, from `locators`.
    """
    for passage in corpus.passages:
        text = _CODE.sub("", passage.text)
        readable = {group.start for group in citations.find_groups(text)}
        for match in _BRACKET.finditer(text):
            if match.start() not in readable:
                yield passage.finding(
                    match[0],
                    "this bracket cannot be read as a citation",
                    "Write [@source-id, locator], with a semicolon between two",
                )
        for citation in markdown.cited(text):
            yield from _faults(citation, passage, known)
    for task in corpus.quiz.tasks:
        if task.source:
            place = quiz_place(corpus.lesson.id, task.id)
            passage = Passage(corpus.lesson.id, "quiz", place, task.prompt)
            yield from _faults(Citation(task.source.id, task.source.locator), passage, known)


def locators() -> dict[str, set[str]]:
    """Return the places in each source that the tables name; a whole document always is one."""
    places = {str(row["id"]): {"whole document"} for row in reader.read_rows("sources")}
    for name in schema.table_names():
        described = schema.table(name)
        for row in reader.read_rows(name) if described.column("source") else ():
            place = citations.of_row(described, row)
            if place and place.locator:
                places.setdefault(place.source_id, set()).add(place.locator)
    return places


def _faults(cited: Citation, passage: Passage, known: dict[str, set[str]]) -> Iterator[Finding]:
    written = f"[@{cited.source_id}, {cited.locator}]".replace(", ]", "]")
    try:
        citations.check_citation(cited, Place(passage.place))
    except CitationError as error:
        yield passage.finding(written, error.problem, error.remedy)
        return
    if cited.locator not in known[cited.source_id]:
        problem = f"no row names this place in {cited.source_id}"
        remedy = f"Use one of: {', '.join(sorted(known[cited.source_id]))}"
        yield passage.finding(written, problem, remedy)
