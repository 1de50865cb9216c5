"""Words and sentences: short, plain, our own, and each term explained before it is read."""

import re
from collections.abc import Iterator

from coursebook.course import course, style
from coursebook.course.style import ShortName
from coursebook.data import reader, schema
from coursebook.lint.corpus import LessonCorpus, Passage
from coursebook.lint.findings import Finding
from coursebook.lint.text import markdown, shingles
from coursebook.lint.text.names import People

# A guide's plan is a line of short pieces, and a voice of the course file an item of a list.
_PARTED = {"guide": " · ", "course": "; "}
_ITALIC = re.compile(r"(?<!\*)(\*{1,2}|_)(?!\s)([^*_\n]+?)\1(?!\*)")

_EXPLAINING = ("called", "known as")
Sentence = tuple[Passage, str]
_EXPLAINED = re.compile(r",? (?:is|are|means?|meant|was|were) |, (?:the|a|an|which|where|or) | \(")


class Prose:
    """The rules on words and sentences, with the words and limits of the course."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._style = style.style()
        self._hashes = shingles.known()
        self._terms = Terms()

    def find(self, corpus: LessonCorpus) -> Iterator[Finding]:
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

    def _long(self, passage: Passage, own: str) -> Iterator[Finding]:
        most = self._style.prose.sentence_words
        if passage.role == "row" or most is None:
            return
        for sentence in markdown.sentences(own):
            for part in re.split(_PARTED.get(passage.kind, r"$^"), sentence):
                count = len(markdown.words(self._people.unnamed(part.replace("“”", ""))))
                if count > most:
                    yield passage.finding("sentence-long", part, count=count, most=most)

    def _unsaid(self, passage: Passage) -> Iterator[Finding]:
        said = markdown.unquoted(re.sub(self._style.prose.mentions, "", passage.plain))
        if passage.kind == "quiz":
            said = re.sub(r'"[^"]*"', '""', said)
        upright = markdown.unquoted(markdown.plain(_ITALIC.sub("", passage.text)))
        for text, in_italics in ((said, False), (upright, True)):
            words = [word for word in self._style.prose.unsaid if word.unless_italic == in_italics]
            for sentence in markdown.sentences(text) if words else ():
                for unsaid in words:
                    if match := unsaid.pattern.search(sentence):
                        texts = {"why": unsaid.why, "instead": unsaid.instead}
                        yield passage.finding("word-unsaid", sentence, word=match[0], **texts)

    def _copied(self, passage: Passage, own: str) -> Iterator[Finding]:
        unshared = self._style.unshared
        for part in re.split(r"“”|\|", own) if unshared else ():
            run = shingles.shared(part, self._hashes)
            if unshared and run:
                texts = {"documents": unshared.documents, "count": len(run.split())}
                yield passage.finding("run-copied", run, **texts)


def _repeated(corpus: LessonCorpus, short: ShortName) -> Iterator[Finding]:
    """Find a name that stands in full for a second time: after the first it is shortened."""
    used = [
        (passage, sentence)
        for passage in corpus.in_notebook()
        if passage.role != "distractor"
        for sentence in passage.own_sentences
        for _ in re.findall(rf"\b{re.escape(short.name)}\b(?!n)", sentence)
    ]
    for passage, sentence in used[1:]:
        yield passage.finding("name-repeated", sentence, name=short.name, instead=short.instead)


class Terms:
    """The words of the glossary, and the names in other languages of all tables."""

    def __init__(self) -> None:
        self._forms = {
            str(row[about.key]): _forms(str(row[about.column("name")]))
            for about, row in reader.rows_with_role("glossary")
        }
        self._foreign = [
            (
                re.compile(f"[{script.characters}]+(?: [{script.characters}]+)*"),
                _written(script.lang),
            )
            for script in course.scripts()
        ]
        nouns = [*_EXPLAINING, *map(re.escape, style.style().prose.kinds_of_thing)]
        self._before = re.compile(rf"\b(?:{'|'.join(nouns)}) $")

    def find(self, corpus: LessonCorpus) -> Iterator[Finding]:
        """Find terms that are read before they are explained, and foreign words of no table."""
        here = corpus.lesson
        lessons = [lesson for lesson in course.course().lessons if lesson.number < here.number]
        taught = {term for lesson in lessons for term in (*lesson.terms, *lesson.names)}
        taught |= {ident for name in {*taught, *here.names} for ident in self._named(name)}
        sentences = list(_sentences(corpus))
        unexplained = _unexplained(corpus, sentences)
        for ident, forms in self._forms.items():
            if ident not in taught:
                given = ident in here.terms
                yield from self._read_early(
                    unexplained if given else sentences, ident, forms, given
                )
        for passage in corpus.passages:
            for letters, written in self._foreign:
                for word in letters.findall(passage.plain):
                    if word not in written:
                        yield passage.finding("word-foreign", word, word=word)

    def _named(self, name: str) -> list[str]:
        """Return the terms that name the same as a person or place of the course file."""
        entry = reader.find_in("places", name) or reader.find_in("people", name)
        full = str(entry[1][entry[0].column("name")]) if entry else "-"
        return [ident for ident, forms in self._forms.items() if forms.match(full)]

    def _read_early(
        self, sentences: list[Sentence], ident: str, forms: re.Pattern[str], given: bool
    ) -> Iterator[Finding]:
        """Find the first of some sentences that has a term, unless it explains it."""
        for passage, sentence in sentences:
            if term := forms.search(sentence):
                if not self._explained(term, sentence):
                    message = "term-early" if given else "term-untaught"
                    yield passage.finding(message, sentence, term=term[0], ident=ident)
                return

    def _explained(self, term: re.Match[str], sentence: str) -> bool:
        """Tell whether a sentence explains a term: `X, a news agency`, `the news agency X`."""
        return bool(
            _EXPLAINED.match(sentence[term.end() :])
            or self._before.search(sentence[: term.start()])
        )


def _written(code: str) -> str:
    """Return all that the tables hold in a language."""
    return " ".join(
        str(row[field.name])
        for described in map(schema.table, schema.table_names())
        for field in described.fields
        if field.lang == code
        for row in reader.read_rows(described.name)
        if row[field.name]
    )


def _sentences(corpus: LessonCorpus) -> Iterator[Sentence]:
    """Yield the sentences of a notebook in order, but its headings."""
    for passage in corpus.in_notebook():
        if passage.role != "heading":
            yield from ((passage, sentence) for sentence in passage.own_sentences)


def _unexplained(corpus: LessonCorpus, sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences above the cell that gives the lesson's words."""
    numbers = [cell.number for cell in corpus.cells for call in cell.calls if call.name == "terms"]
    given = numbers[0] if numbers else len(corpus.cells) + 1
    return [
        (passage, sentence)
        for passage, sentence in sentences
        if passage.cell and passage.cell.number < given
    ]


def _forms(term: str) -> re.Pattern[str]:
    """Return a pattern of a term's forms: `Demilitarized Zone (DMZ)` is two, `A / B` is two."""
    parts = [part.strip() for part in re.split(r"[()/]", term) if part.strip()]
    either = "|".join(re.escape(part) for part in parts)
    flags = 0 if any(part[:1].isupper() for part in parts) else re.I
    return re.compile(rf"(?<![\w-])(?:{either})s?(?![\w-])", flags)
