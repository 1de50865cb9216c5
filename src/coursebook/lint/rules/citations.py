"""Citations: each names a source that exists, and a place in it that the tables know."""

import re
from collections import defaultdict
from collections.abc import Mapping

from coursebook.data import citations, reader, schema
from coursebook.data.citations import Citation
from coursebook.errors import CitationError, Place
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.findings import Findings
from coursebook.lint.text import markdown

_BRACKET = re.compile(r"\[@[^\]\n]*\]?")
_CODE = re.compile(r"(?ms)^```.*?^```|`[^`\n]+`")


def find(corpus: LessonCorpus, known: Mapping[str, set[str]]) -> Findings:
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
                yield passage.finding("citation-unreadable", match[0])
        cited = markdown.cited(text)
        if passage.role == "prompt":  # its source stands beside it, and once in each task
            cited += passage.context_citations
        for citation in cited:
            yield from _faults(citation, passage, known)


def locators() -> Mapping[str, set[str]]:
    """Return the places in each source that the tables name; a whole document always is one."""
    places: defaultdict[str, set[str]] = defaultdict(lambda: {"whole document"})
    for described in map(schema.table, schema.table_names()):
        for row in reader.read_rows(described.name) if described.column("source") else ():
            place = citations.of_row(described, row)
            if place and place.locator:
                places[place.source_id].add(place.locator)
    return places


def _faults(citation: Citation, passage: Passage, known: Mapping[str, set[str]]) -> Findings:
    source, locator = citation.source_id, citation.locator
    written = f"[@{source}, {locator}]".replace(", ]", "]")
    try:
        citations.check_citation(citation, Place(passage.place))
    except CitationError as error:
        yield passage.finding("citation-refused", written, error=error)
        return
    if locator not in known[source]:
        permitted = ", ".join(sorted(known[source]))
        yield passage.finding("locator-unknown", written, citation=citation, known=permitted)
