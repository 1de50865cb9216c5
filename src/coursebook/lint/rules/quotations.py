"""Quotations: what stands in typographic quotes stands so in the tables, under a source cited.

Up to three words are a phrase and need no row. Dots and brackets join pieces of one text.
In guides and quizzes typographic quotes also hold what a student might say. There, a quotation
is checked if a citation follows it in its line, or if it comes near a registered text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursebook.course import style
from coursebook.data import reader, schema, sections
from coursebook.data.reader import Row
from coursebook.data.schema import SOURCES, Field, Table
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.findings import Finding
from coursebook.lint.text import markdown

SHORT = 3  # words that need no row
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
        key: The row.
        whole: Whether the cell holds nothing else.
        sources: The sources that have it.
    """

    words: str
    text: str
    table: str
    column: str
    key: reader.Cell
    whole: bool
    sources: frozenset[str]

    @property
    def row(self) -> str:
        """The place, as people name it: `statements.quote, q01`."""
        return f"{self.table}.{self.column}, {self.key}"


class Quotations:
    """All registered texts."""

    def __init__(self) -> None:
        self._texts = list(_registered())
        self._runs: dict[str, Registered] = {}
        for registered in self._texts:
            for run in _runs(registered.words):
                self._runs.setdefault(run, registered)

    def find(self, corpus: LessonCorpus) -> Iterator[Finding]:
        """Find quotations that are altered, unknown, or not of the source that is cited."""
        for passage in corpus.passages:
            if passage.role != "speech":
                for quoted in markdown.quotations(markdown.uncited(passage.text)):
                    if len(markdown.words(quoted)) > SHORT:
                        yield from self._quoted(passage, quoted)

    def matching(self, quoted: str) -> list[Registered]:
        """Return the registered texts in which a quotation stands."""
        pieces = [piece for part in _JOINT.split(quoted) if (piece := _flat(part))]
        pattern = re.compile(" .*?".join(rf"(?<!\S){re.escape(piece)}(?!\S)" for piece in pieces))
        return [registered for registered in self._texts if pattern.search(registered.words)]

    def _quoted(self, passage: Passage, quoted: str) -> Iterator[Finding]:
        texts = self.matching(quoted)
        if not texts:
            yield from self._unknown(passage, quoted)
        elif _strict(passage, quoted):
            sources = frozenset().union(*(text.sources for text in texts))
            if passage.sources.isdisjoint(sources):
                first = texts[0]
                yield passage.finding(
                    quoted,
                    f"these words stand in {first.row}, which rests on {', '.join(sorted(sources))}"
                    ", and that source is not cited here",
                    f"Cite [@{min(first.sources or sources)}, …] beside the quotation",
                )

    def _unknown(self, passage: Passage, quoted: str) -> Iterator[Finding]:
        words = _flat(quoted)
        near = [self._runs[run] for run in _runs(words) if run in self._runs]
        own = [text for text in near if not passage.sources.isdisjoint(text.sources)]
        part = next((text for text in own if text.words in words), None)
        like = next((text for text in own or near if _mostly(words, text)), None)
        if part:
            problem = f"only “{part.text}” of these words is in the tables, in {part.row}"
            remedy = "Enter all of it there, or quote only that part"
        elif like and (own or not passage.sources):
            problem = f"{like.row} is worded differently: “{like.text}”"
            remedy = "Quote it as it stands, with … where words are left out"
        elif _strict(passage, quoted):
            problem = "this quotation is not in any table"
            where = style.style().quotations.enter
            remedy = f"Enter it{where and f' ({where})'}, or say it in your own words"
        else:
            return
        yield passage.finding(quoted, problem, remedy)


def _strict(passage: Passage, quoted: str) -> bool:
    """Tell whether a quotation must be somebody's words: in a lesson, and beside a citation."""
    if passage.kind != "guide":
        return passage.kind == "lesson"
    lines = passage.text.splitlines()
    return any(quoted in line and markdown.cited(line) for line in lines)


def _registered() -> Iterator[Registered]:
    """Yield all texts of others: first of tables with whole columns of them."""
    quoting = [schema.table(name) for name in schema.table_names()]
    quoting.sort(key=_precedence)
    parts = sections.sections()
    supporting: dict[tuple[str, str], set[str]] = {}
    for further in sections.evidence():
        supporting.setdefault((further.table, further.key), set()).add(further.source_id)
    for described in quoting:
        columns = [field for field in described.fields if field.quotes]
        columns.sort(key=lambda field: field.quotes == "marked")
        naming = sections.columns(described)
        for row in reader.read_rows(described.name) if columns else ():
            key = row[described.key]
            sources = _sources(described, row)
            sources |= {parts[str(row[column])].source_id for column in naming if row[column]}
            sources |= supporting.get((described.name, str(key)), set())
            for field in columns:
                for text in _texts(field, str(row[field.name] or "")):
                    words = _flat(_JOINT.sub(" ", text))
                    if words:
                        yield Registered(
                            words=words,
                            text=text,
                            table=described.name,
                            column=field.name,
                            key=key,
                            whole=field.quotes == "all",
                            sources=frozenset(sources),
                        )


def _precedence(described: Table) -> tuple[bool, bool]:
    """Put statements first, and tables that hold others' words only among our own last."""
    whole = any(field.quotes == "all" for field in described.fields)
    return (described.role != "statements", not whole)


def _texts(field: Field, cell: str) -> list[str]:
    return [cell] if field.quotes == "all" else _STRAIGHT.findall(cell)


def _sources(described: Table, row: Row) -> set[str]:
    linked = {str(row[column]) for column in described.linked(SOURCES) if row[column]}
    return linked | ({str(row[described.key])} if described.name == SOURCES else set())


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
