"""Words and sentences: short, plain, our own, and each term explained before it is read."""

import re

from coursebook.course import course, style
from coursebook.course.style import ShortName
from coursebook.data import reader
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.findings import Findings
from coursebook.lint.table_texts import texts_in
from coursebook.lint.text import markdown, shingles
from coursebook.lint.text.names import People

# A guide's plan is a line of short pieces, and a voice of the course file an item of a list.
_PARTED = {"guide": " · ", "course": "; "}
_ITALIC = re.compile(r"(?<!\*)(\*{1,2}|_)(?!\s)([^*_\n]+?)\1(?!\*)")

_EXPLAINING = ("called", "known as")
_EXPLAINED = re.compile(r",? (?:is|are|means?|meant|was|were) |, (?:the|a|an|which|where|or) | \(")

Sentence = tuple[Passage, str]


class Prose:
    """The rules on words and sentences, with the words and limits of the course."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._style = style.style()
        self._hashes = shingles.known()
        self._terms = Terms()

    def find(self, corpus: LessonCorpus) -> Findings:
        """Find long sentences, words that are not ours to say, and runs copied from documents."""
        for passage in corpus.passages:
            if passage.role == "speech":
                continue
            own = markdown.unquoted(passage.plain)
            yield from self._long(passage, own)
            yield from self._unsaid(passage)
            yield from self._copied(passage, own)
        for short in self._style.prose.short_names:
            yield from _repeated(corpus, short)
        yield from self._terms.find(corpus)

    def _long(self, passage: Passage, own: str) -> Findings:
        most = self._style.prose.sentence_words
        if passage.role == "row" or most is None:
            return
        for sentence in markdown.sentences(own):
            for part in re.split(_PARTED.get(passage.kind, r"$^"), sentence):
                count = len(markdown.words(self._people.unnamed(part.replace("“”", ""))))
                if count > most:
                    yield passage.finding("sentence-long", part, count=count, most=most)

    def _unsaid(self, passage: Passage) -> Findings:
        said = markdown.unquoted(re.sub(self._style.prose.mentions, "", passage.plain))
        if passage.kind == "quiz":
            said = re.sub(r'"[^"]*"', '""', said)
        upright = markdown.unquoted(markdown.plain(_ITALIC.sub("", passage.text)))
        sentences = {False: markdown.sentences(said), True: markdown.sentences(upright)}
        for unsaid in self._style.prose.unsaid:
            for sentence in sentences[unsaid.unless_italic]:
                if match := unsaid.pattern.search(sentence):
                    yield passage.finding("word-unsaid", sentence, word=match[0], unsaid=unsaid)

    def _copied(self, passage: Passage, own: str) -> Findings:
        if unshared := self._style.unshared:
            for part in re.split(r"“”|\|", own):
                if run := shingles.shared(part, self._hashes):
                    count = len(run.split())
                    yield passage.finding("run-copied", run, unshared=unshared, count=count)


def _repeated(corpus: LessonCorpus, short: ShortName) -> Findings:
    """Find a name that stands in full for a second time: after the first it is shortened."""
    used = [
        (passage, sentence)
        for passage in corpus.in_notebook()
        if passage.role != "distractor"
        for sentence in passage.own_sentences
        for _ in re.findall(rf"\b{re.escape(short.name)}\b(?!n)", sentence)
    ]
    for passage, sentence in used[1:]:
        yield passage.finding("name-repeated", sentence, short=short)


class Terms:
    """The words of the glossary, and the names in other languages of all tables."""

    def __init__(self) -> None:
        self._forms = {
            str(row[about.key]): _forms(str(row[about.column("name")]))
            for about, row in reader.rows_with_role("glossary")
        }
        self._foreign = [(script.words, _written(script)) for script in course.scripts()]
        nouns = [*_EXPLAINING, *map(re.escape, style.style().prose.kinds_of_thing)]
        self._before = re.compile(rf"\b(?:{'|'.join(nouns)}) $")

    def find(self, corpus: LessonCorpus) -> Findings:
        """Find terms that are read before they are explained, and foreign words of no table."""
        here = corpus.lesson
        lessons = [lesson for lesson in course.course().lessons if lesson.number < here.number]
        taught = {term for lesson in lessons for term in (*lesson.terms, *lesson.names)}
        taught |= {ident for name in {*taught, *here.names} for ident in self._named(name)}
        sentences = [
            (passage, sentence)
            for passage in corpus.in_notebook()
            if passage.role != "heading"
            for sentence in passage.own_sentences
        ]
        above = _above_terms(corpus, sentences)
        for ident, forms in self._forms.items():
            if ident in taught:
                continue
            if ident in here.terms:
                yield from self._read_early("term-early", above, ident, forms)
            else:
                yield from self._read_early("term-untaught", sentences, ident, forms)
        for passage in corpus.passages:
            for letters, written in self._foreign:
                for words in letters.findall(passage.plain):
                    term = " ".join(words.split())
                    if term not in written:
                        yield passage.finding("word-foreign", words, word=term)

    def _named(self, name: str) -> list[str]:
        """Return the terms that name the same as a person or place of the course file."""
        entry = reader.find_row_in("places", name) or reader.find_row_in("people", name)
        full = str(entry[1][entry[0].column("name")]) if entry else "-"
        return [ident for ident, forms in self._forms.items() if forms.match(full)]

    def _read_early(
        self, message: str, sentences: list[Sentence], ident: str, forms: re.Pattern[str]
    ) -> Findings:
        """Find the first of some sentences that has a term, unless it explains it."""
        for passage, sentence in sentences:
            if term := forms.search(sentence):
                if not self._explained(term, sentence):
                    yield passage.finding(message, sentence, term=term[0], ident=ident)
                return

    def _explained(self, term: re.Match[str], sentence: str) -> bool:
        """Tell whether a sentence explains a term: `X, a news agency`, `the news agency X`."""
        return bool(
            _EXPLAINED.match(sentence[term.end() :])
            or self._before.search(sentence[: term.start()])
        )


def _written(script: course.Script) -> str:
    """Return all that the tables hold in a script."""
    return " ".join(texts_in(lambda _, column: column.lang == script.lang))


def _above_terms(corpus: LessonCorpus, sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences above the cell that gives the lesson's words."""
    giving = [cell.number for cell in corpus.cells for call in cell.calls if call.name == "terms"]
    end = min(giving, default=len(corpus.cells) + 1)
    return [text for text in sentences if text[0].cell and text[0].cell.number < end]


def _forms(term: str) -> re.Pattern[str]:
    """Return a pattern of a term's forms: `Demilitarized Zone (DMZ)` is two, `A / B` is two."""
    parts = [part.strip() for part in re.split(r"[()/]", term) if part.strip()]
    either = "|".join(re.escape(part) for part in parts)
    flags = 0 if any(part[:1].isupper() for part in parts) else re.I
    return re.compile(rf"(?<![\w-])(?:{either})s?(?![\w-])", flags)
