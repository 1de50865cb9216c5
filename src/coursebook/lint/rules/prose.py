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
            yield from _shortened(corpus, short)
        yield from self._terms.find(corpus)

    def _long(self, passage: Passage, own: str) -> Iterator[Finding]:
        most = self._style.prose.sentence_words
        if passage.role == "row" or most is None:
            return
        for sentence in markdown.sentences(own):
            for part in re.split(_PARTED.get(passage.kind, r"$^"), sentence):
                count = len(markdown.words(self._people.unnamed(part.replace("“”", ""))))
                if count > most:
                    problem = f"this sentence has {count} words, but {most} are permitted"
                    yield passage.finding(part, problem, "Split it in two")

    def _unsaid(self, passage: Passage) -> Iterator[Finding]:
        mentions = markdown.unquoted(re.sub(self._style.prose.mentions, "", passage.plain))
        if passage.kind == "quiz":
            mentions = re.sub(r'"[^"]*"', '""', mentions)
        upright = markdown.unquoted(markdown.plain(_ITALIC.sub("", passage.text)))
        for text, in_italics in ((mentions, False), (upright, True)):
            words = [word for word in self._style.prose.unsaid if word.unless_italic == in_italics]
            for sentence in markdown.sentences(text) if words else ():
                for unsaid in words:
                    match = unsaid.pattern.search(sentence)
                    if match:
                        problem = f"“{match[0]}” {unsaid.why}"
                        yield passage.finding(sentence, problem, unsaid.instead)

    def _copied(self, passage: Passage, own: str) -> Iterator[Finding]:
        unshared = self._style.unshared
        for part in re.split(r"“”|\|", own) if unshared else ():
            run = shingles.shared(part, self._hashes)
            if unshared and run:
                problem = f"{unshared.documents} has this run of {len(run.split())} words"
                yield passage.finding(run, problem, "Say it in your own words, or quote it")


def _shortened(corpus: LessonCorpus, short: ShortName) -> Iterator[Finding]:
    """Find a name that stands in full for a second time: after the first it is shortened."""
    used = [
        (passage, sentence)
        for passage in corpus.in_notebook()
        if passage.role != "distractor"
        for sentence in passage.own_sentences
        for _ in re.findall(rf"\b{re.escape(short.name)}\b(?!n)", sentence)
    ]
    for passage, sentence in used[1:]:
        problem = f"“{short.name}” is repeated in full here"
        yield passage.finding(sentence, problem, f"Write {short.instead}")


class Terms:
    """The words of the glossary, and the names in other languages of all tables."""

    def __init__(self) -> None:
        self._forms = {
            str(row[about.key]): _forms(str(row[about.column("name")]))
            for about, row in reader.rows_with_role("glossary")
        }
        self._foreign = [(script.words, _written(script.lang)) for script in course.scripts()]
        nouns = [*_EXPLAINING, *map(re.escape, style.style().prose.kinds_of_thing)]
        self._before = re.compile(rf"\b(?:{'|'.join(nouns)}) $")

    def find(self, corpus: LessonCorpus) -> Iterator[Finding]:
        """Find terms that are read before they are explained, and foreign words of no table."""
        here = corpus.lesson
        taught = {
            term
            for earlier in course.course().lessons
            if earlier.number < here.number
            for term in (*earlier.terms, *earlier.names)
        }
        given = _given(corpus)
        read = list(_read(corpus))
        taught |= {ident for name in {*taught, *here.names} for ident in self._named(name)}
        for ident, forms in self._forms.items():
            if ident not in taught:
                before = given if ident in here.terms else None
                yield from self._read_early(read, ident, forms, before)
        for passage in corpus.passages:
            for letters, written in self._foreign:
                for words in letters.findall(passage.plain):
                    term = " ".join(words.split())
                    if term not in written:
                        problem = f"“{term}” is not in any table"
                        cure = "Correct it, or enter it with its term"
                        yield passage.finding(words, problem, cure)

    def _named(self, name: str) -> list[str]:
        """Return the terms that name the same as a person or place of the course file."""
        entry = reader.find_in("places", name) or reader.find_in("people", name)
        full = str(entry[1][entry[0].column("name")]) if entry else "-"
        return [ident for ident, forms in self._forms.items() if forms.match(full)]

    def _read_early(
        self,
        read: list[tuple[int, Passage, str]],
        ident: str,
        forms: re.Pattern[str],
        given: int | None,
    ) -> Iterator[Finding]:
        """Find the first sentence with a term that is not given by then, unless it explains it."""
        for number, passage, sentence in read:
            term = forms.search(sentence) if given is None or number < given else None
            if not term:
                continue
            if not self._explained(term, sentence):
                problem = f"the term “{term[0]}” is read before it is explained"
                remedy = (
                    f"Add {ident} to `terms` or `names` of this lesson, or explain it here"
                    if given is None
                    else "Move the sentence below kp.terms, or explain the term in it"
                )
                yield passage.finding(sentence, problem, remedy)
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


def _given(corpus: LessonCorpus) -> int:
    """Return the number of the cell that gives the words, or one after the last cell."""
    return next(
        (cell.number for cell in corpus.cells for call in cell.calls if call.name == "terms"),
        len(corpus.cells) + 1,
    )


def _read(corpus: LessonCorpus) -> Iterator[tuple[int, Passage, str]]:
    """Yield the sentences of a lesson in order, each with the number of its cell."""
    for passage in corpus.in_notebook():
        if passage.role != "heading":
            number = int(passage.place.rpartition(" ")[2])
            for sentence in passage.own_sentences:
                yield number, passage, sentence


def _forms(term: str) -> re.Pattern[str]:
    """Return a pattern of a term's forms: `Demilitarized Zone (DMZ)` is two, `A / B` is two."""
    parts = [part.strip() for part in re.split(r"[()/]", term) if part.strip()]
    either = "|".join(re.escape(part) for part in parts)
    flags = 0 if any(part[:1].isupper() for part in parts) else re.I
    return re.compile(rf"(?<![\w-])(?:{either})s?(?![\w-])", flags)
