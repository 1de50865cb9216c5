"""Quotations: what stands in typographic quotes stands so in the tables, under a source cited.

Up to three words are a phrase and need no row. Dots and brackets join pieces of one text.
In guides and quizzes typographic quotes also hold what a student might say. There, a quotation
is checked if a citation follows it in its line, or if it comes near a registered text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from coursebook.course import style
from coursebook.data import reader, schema, sections
from coursebook.data.reader import Row
from coursebook.data.schema import SOURCES, Field, Table
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.findings import Findings
from coursebook.lint.text import markdown

NEAR = 5  # words in a row that a quotation shares with a text which it alters
_JOINT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_STRAIGHT = re.compile(r'"([^"]+)"')


@dataclass(frozen=True)
class Registered:
    """A text as it stands in a table, and the sources that have it.

    Attributes:
        words: Its words alone.
        text: As written.
        table: The table.
        column: The column.
        row: The row.
        sources: The sources that have it.
    """

    words: str
    text: str
    table: Table
    column: Field
    row: Row
    sources: frozenset[str]

    @property
    def place(self) -> str:
        """The place, as people name it: `statements.quote, q01`."""
        return f"{self.table.name}.{self.column.name}, {self.row[self.table.key]}"


class Quotations:
    """All registered texts."""

    def __init__(self) -> None:
        self._texts = list(_registered())
        self._runs: dict[str, Registered] = {}
        for registered in self._texts:
            for run in _runs(registered.words):
                self._runs.setdefault(run, registered)

    def find(self, corpus: LessonCorpus) -> Findings:
        """Find quotations that are altered, unknown, or not of the source that is cited."""
        for passage in corpus.passages:
            if passage.role != "speech":
                for quoted in markdown.quotations(markdown.uncited(passage.text)):
                    yield from self._quoted(passage, quoted)

    def matching(self, quoted: str) -> list[Registered]:
        """Return the registered texts in which a quotation stands."""
        pieces = [piece for part in _JOINT.split(quoted) if (piece := _flat(part))]
        pattern = re.compile(" .*?".join(rf"(?<!\S){re.escape(piece)}(?!\S)" for piece in pieces))
        return [registered for registered in self._texts if pattern.search(registered.words)]

    def _quoted(self, passage: Passage, quoted: str) -> Findings:
        texts = self.matching(quoted)
        sources = frozenset().union(*(text.sources for text in texts))
        if not texts:
            yield from self._unknown(passage, quoted)
        elif _strict(passage, quoted) and passage.sources.isdisjoint(sources):
            first, named = texts[0], ", ".join(sorted(sources))
            source = min(first.sources or sources)
            yield passage.finding("quotation-uncited", quoted, text=first, source=source, all=named)

    def _unknown(self, passage: Passage, quoted: str) -> Findings:
        words = _flat(quoted)
        near = [self._runs[run] for run in _runs(words) if run in self._runs]
        own = [text for text in near if not passage.sources.isdisjoint(text.sources)]
        part = next((text for text in own if text.words in words), None)
        like = next((text for text in own or near if _mostly(words, text)), None)
        if part:
            yield passage.finding("quotation-part", quoted, registered=part)
        elif like and (own or not passage.sources):
            yield passage.finding("quotation-altered", quoted, registered=like)
        elif _strict(passage, quoted):
            where = style.style().quotations.enter
            yield passage.finding("quotation-unknown", quoted, where=where and f" ({where})")


def _strict(passage: Passage, quoted: str) -> bool:
    """Tell whether a quotation must be somebody's words: in a lesson, and beside a citation."""
    if passage.kind != "guide":
        return passage.kind == "lesson"
    lines = passage.text.splitlines()
    return any(quoted in line and markdown.cited(line) for line in lines)


def _registered() -> Iterator[Registered]:
    """Yield all texts of others: first of tables with whole columns of them."""
    supporting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for further in sections.evidence():
        supporting[further.table, further.key].add(further.source_id)
    documents = {section.id: section.source_id for section in sections.sections().values()}
    for table in sorted(map(schema.table, schema.table_names()), key=_precedence):
        columns = [column for column in table.fields if column.quotes]
        columns.sort(key=lambda column: column.quotes == "marked")
        naming = sections.columns(table)
        for row in reader.read_rows(table.name) if columns else ():
            sources = {str(row[column]) for column in table.linked(SOURCES) if row[column]}
            sources |= {documents[str(row[part])] for part in naming if row[part]}
            sources |= {str(row[table.key])} if table.name == SOURCES else set()
            sources |= supporting[table.name, str(row[table.key])]
            for column in columns:
                for text in _texts(column, str(row[column.name] or "")):
                    if words := _flat(_JOINT.sub(" ", text)):
                        yield Registered(words, text, table, column, row, frozenset(sources))


def _texts(column: Field, cell: str) -> list[str]:
    return [cell] if column.quotes == "all" else _STRAIGHT.findall(cell)


def _precedence(table: Table) -> tuple[bool, bool]:
    """Put statements first, and tables that hold others' words only among our own last."""
    whole = any(column.quotes == "all" for column in table.fields)
    return (table.role != "statements", not whole)


def _flat(text: str) -> str:
    """Return the words of a text alone: quotations may differ in quotes, dashes, capitals."""
    text = text.casefold().replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", " ")
    return " ".join(re.findall(r"[^\W_]+(?:['.,-][^\W_]+)*%?", text))


def _runs(words: str) -> Iterator[str]:
    parts = words.split()
    for place in range(len(parts) - NEAR + 1):
        yield " ".join(parts[place : place + NEAR])


def _mostly(words: str, near: Registered) -> bool:
    """Tell whether most words of a quotation stand in a registered text: it is altered, not new."""
    parts, held = words.split(), set(near.words.split())
    return sum(part in held for part in parts) >= 0.7 * len(parts)
