"""Quotations: what stands in typographic quotes stands so in the tables, under a source cited.

Up to three words are a phrase and need no row. Dots and brackets join pieces of one text.
In guides and quizzes typographic quotes also hold what a student might say. There, a quotation
is checked if a citation follows it in its line, or if it comes near a registered text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursebook.data import reader
from coursebook.data.reader import Row
from coursebook.lint.corpus import Material, Passage
from coursebook.lint.findings import Finding
from coursebook.lint.text import markdown

SHORT = 3  # words that need no row
NEAR = 5  # words in a row that a quotation shares with a text which it alters
# Columns that hold other people's words as they stand.
_VERBATIM = {
    "statements": ("quote",),
    "clauses": ("text",),
    "firsts": ("wording",),
    "figures": ("value_text",),
    "sources": ("title",),
    "agreements": ("title", "short_title"),
    "commitments": ("deadline_text",),
}
# Columns in our words that hold other people's in straight quotes.
_HOLDING = {
    "claims": ("says", "better"),
    "statements": ("context",),
    "positions": ("offered", "asked", "says"),
    "figures": ("note",),
    "evidence": ("note",),
    "clauses": ("version_note",),
}
_JOINT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_STRAIGHT = re.compile(r'"([^"]+)"')


@dataclass(frozen=True)
class Registered:
    """A text as it stands in a table, and the sources that have it."""

    words: str
    text: str
    row: str
    sources: frozenset[str]


class Quotations:
    """All registered texts."""

    def __init__(self) -> None:
        self._texts = list(_registered())
        self._runs: dict[str, Registered] = {}
        for each in self._texts:
            for run in _runs(each.words):
                self._runs.setdefault(run, each)

    def check(self, material: Material) -> Iterator[Finding]:
        """Find quotations that are altered, unknown, or not of the source that is cited."""
        for passage in material.passages:
            if passage.role != "speech":
                for quoted in markdown.quotations(markdown.uncited(passage.text)):
                    if len(markdown.words(quoted)) > SHORT:
                        yield from self._quoted(passage, quoted)

    def find(self, quoted: str) -> list[Registered]:
        """Return the registered texts in which a quotation stands."""
        pieces = [piece for part in _JOINT.split(quoted) if (piece := _flat(part))]
        pattern = re.compile(" .*?".join(rf"(?<!\S){re.escape(each)}(?!\S)" for each in pieces))
        return [each for each in self._texts if pattern.search(each.words)]

    def _quoted(self, passage: Passage, quoted: str) -> Iterator[Finding]:
        found = self.find(quoted)
        if not found:
            yield from self._unknown(passage, quoted)
        elif _strict(passage, quoted):
            sources = frozenset().union(*(each.sources for each in found))
            if passage.sources.isdisjoint(sources):
                first = found[0]
                yield Finding(
                    passage.lesson,
                    passage.place,
                    quoted,
                    f"these words stand in {first.row}, which rests on {', '.join(sorted(sources))}"
                    ", and that source is not cited here",
                    f"Cite [@{min(first.sources or sources)}, …] beside the quotation",
                )

    def _unknown(self, passage: Passage, quoted: str) -> Iterator[Finding]:
        words = _flat(quoted)
        near = [self._runs[run] for run in _runs(words) if run in self._runs]
        own = [each for each in near if not passage.sources.isdisjoint(each.sources)]
        part = next((each for each in own if each.words in words), None)
        like = next((each for each in own or near if _mostly(words, each)), None)
        if part:
            wrong = f"of these words only “{part.text}” is registered, in {part.row}"
            cure = "Enter the whole there, or quote that part"
        elif like and (own or not passage.sources):
            wrong = f"{like.row} has other words: “{like.text}”"
            cure = "Quote it as it stands, with … where words are left out"
        elif _strict(passage, quoted):
            wrong = "no table holds this quotation"
            cure = (
                "Enter it (a person's words: statements.quote; a treaty's: clauses.text; "
                "Wikipedia's: claims.says, in quotes; a report's: evidence.note, in quotes), "
                "or say it in our words"
            )
        else:
            return
        yield Finding(passage.lesson, passage.place, quoted, wrong, cure)


def _strict(passage: Passage, quoted: str) -> bool:
    """Tell whether a quotation must be somebody's words: in a lesson, and beside a citation."""
    if passage.kind != "guide":
        return passage.kind == "lesson"
    lines = passage.text.splitlines()
    return any(quoted in line and markdown.cited(line) for line in lines)


def _registered() -> Iterator[Registered]:
    sections = {str(row["id"]): str(row["source_id"]) for row in reader.read("sections")}
    evidence: dict[tuple[str, str], set[str]] = {}
    for row in reader.read("evidence"):
        key = (str(row["table"]), str(row["row_id"]))
        evidence.setdefault(key, set()).add(str(row["source_id"]))
    for name in dict.fromkeys([*_VERBATIM, *_HOLDING]):
        for row in reader.read(name):
            sources = _sources(name, row, sections) | evidence.get((name, str(row["id"])), set())
            for column, text in _texts(name, row):
                words = _flat(_JOINT.sub(" ", text))
                if words:
                    where = f"{name}.{column}, {row['id']}"
                    yield Registered(words, text, where, frozenset(sources))


def _texts(name: str, row: Row) -> Iterator[tuple[str, str]]:
    for column in _VERBATIM.get(name, ()):
        if row[column]:
            yield column, str(row[column])
    for column in _HOLDING.get(name, ()):
        yield from ((column, each) for each in _STRAIGHT.findall(str(row[column] or "")))


def _sources(name: str, row: Row, sections: dict[str, str]) -> set[str]:
    found = {str(row[key]) for key in ("source_id", "made_by") if row.get(key)}
    found |= {sections[str(row[key])] for key in ("section_id", "made_in") if row.get(key)}
    return found | ({str(row["id"])} if name == "sources" else set())


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
