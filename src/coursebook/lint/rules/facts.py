"""Facts: every date, year and number that states one stands in the tables, under a source cited.

A sentence rests on its own citation; without one, on the next in its paragraph, else on the
last. A value is known if it stands in a row of that source, or in a chart or table beside it,
or is proven by an `assert` of the lesson (see `displayed_values`). Exercises have no citation of
their own: their dates rest on whatever the lesson cites, their numbers on what it cites beside
them. Quotations are left to `quotations`.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from coursebook.course import style
from coursebook.data.citations import Citation
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.displayed_values import DisplayedValues
from coursebook.lint.fact_index import FactIndex, ValueSet
from coursebook.lint.findings import Finding, Findings
from coursebook.lint.text import markdown, sentence_type
from coursebook.lint.text.names import People
from coursebook.lint.text.values import Value, values

_SKIPPED = ("distractor", "speech")
# On what an exercise of a quiz rests: its dates on all of the lesson, its numbers on less.
Prompted = tuple[frozenset[Citation], frozenset[Citation]]


class Facts:
    """What is known, and how facts are told from other sentences."""

    def __init__(self, index: FactIndex, counted_nouns: frozenset[str], people: People) -> None:
        self._index = index
        self._all = index.all_values()
        self._counted = counted_nouns
        self._people = people
        self._plans = tuple(style.style().prose.guide_plans)

    def find(self, corpus: LessonCorpus) -> Findings:
        """Find values that no cited source holds, and facts without a source."""
        displayed = DisplayedValues(corpus)
        prompted = functools.cache(functools.partial(_prompted, corpus))
        for passage in corpus.passages:
            if passage.kind != "course" and passage.role not in _SKIPPED:
                alone = passage.kind == "quiz" and not passage.context_citations
                rests = prompted(passage.place.rpartition(" ")[2]) if alone else None
                yield from self._passage(passage, displayed.beside(passage), rests)
        yield from _titles(corpus)

    def _passage(
        self, passage: Passage, displayed: ValueSet, prompted: Prompted | None
    ) -> Findings:
        attributed = markdown.attributed(passage.text)
        whole = markdown.sentences(passage.plain)
        full = whole if len(whole) == len(attributed) else [sentence for sentence, _ in attributed]
        attributed = [(self._people.unnumbered(text), own) for text, own in attributed]
        years = {value.year for text, _ in attributed for value in values(text) if value.year}
        for (sentence, own), written in zip(attributed, full, strict=True):
            if sentence_type.is_scene(sentence):
                continue
            cited = numbers = passage.context_citations.union(own)
            if not cited and prompted:
                cited, numbers = prompted
            claim = _Claim(passage, sentence, written, cited, numbers, displayed)
            yield from self._sentence(claim, years)

    def _sentence(self, claim: "_Claim", years: set[int]) -> Findings:
        passage = claim.passage
        stated = sentence_type.is_statement(claim.sentence) and passage.role != "heading"
        # A question or an instruction states nothing: its dates need only stand in some table.
        missing = [
            value
            for value in values(claim.sentence, self._counted)
            if (stated or value.is_date) and _matters(value, passage, self._plans)
            if not (self._support(claim, value) if stated else self._all).holds(value, years)
            if not claim.displayed.holds(value, years)
        ]
        acts = stated and self._people.act(claim.sentence)
        if stated and not claim.cited and passage.kind != "quiz" and (missing or acts):
            yield passage.finding("fact-uncited", claim.written)
        elif stated:
            yield from (self._unknown(claim, value) for value in missing)
        else:
            for value in missing:
                yield passage.finding("value-nowhere", claim.written, value=value)

    def _support(self, claim: "_Claim", value: Value) -> ValueSet:
        """Return what is known of the places on which a value rests."""
        return self._index.values_in(claim.cited if value.is_date else claim.numbers)

    def _unknown(self, claim: "_Claim", value: Value) -> Finding:
        passage = claim.passage
        places = "; ".join(sorted(f"{cited.source_id}, {cited.locator}" for cited in claim.cited))
        places = places or "a source cited here"
        if passage.kind == "quiz" and not passage.cited:
            places = "what is cited beside this exercise in the lesson"
        sources = self._index.sources_with(value)
        some = ", ".join(sources[:3]) + (", …" if len(sources) > 3 else "")
        hint = f" (rows of {some} have it)" if sources else ""
        yearless = not value.year and self._support(claim, value).holds(value)
        message = "value-yearless" if yearless else "value-unknown"
        return passage.finding(message, claim.written, value=value, places=places, hint=hint)


def _titles(corpus: LessonCorpus) -> Findings:
    """Find numbers and dates in a chart's title that the chart does not show."""
    for cell in corpus.cells:
        for chart in cell.charts:
            shown = ValueSet()
            shown.add_text(f"{chart.alt}\n{chart.table}")
            for value in values(chart.title):
                if not shown.holds(value):
                    yield corpus.finding("title-value", cell.place, chart.title, value=value)


@dataclass(frozen=True)
class _Claim:
    """A sentence to be checked.

    Attributes:
        passage: Where it stands.
        sentence: Without names that hold numbers.
        written: As written.
        cited: What it rests on.
        numbers: What its plain numbers rest on.
        displayed: What is shown beside it.
    """

    passage: Passage
    sentence: str
    written: str
    cited: frozenset[Citation]
    numbers: frozenset[Citation]
    displayed: ValueSet


def _prompted(corpus: LessonCorpus, ident: str) -> Prompted:
    """Return what the lesson cites, and what it cites under the headings that name an exercise."""
    groups = {cell.group for cell in corpus.cells if re.search(rf"\b{ident}\b", cell.source)}
    passages = list(corpus.in_notebook())
    beside = [passage for passage in passages if passage.cell and passage.cell.group in groups]
    return _cited_in(passages), _cited_in(beside)


def _cited_in(passages: Iterable[Passage]) -> frozenset[Citation]:
    return frozenset(cited for passage in passages for cited in passage.cited)


def _matters(value: Value, passage: Passage, plans: tuple[str, ...]) -> bool:
    """Tell whether a value states a fact there: in a guide's plan, plain numbers do not."""
    if value.is_date or passage.kind != "guide":
        return True
    opening = passage.plain.lstrip("| ")
    timed = passage.role == "row" and opening[:1].isdigit()
    return not (timed or opening.startswith(plans) or passage.role == "heading")
