"""Words and sentences: short, plain, our own, and each term explained before it is read."""

import re
from collections.abc import Iterator

from coursebook.course import course
from coursebook.data import reader
from coursebook.lint.corpus import Material, Passage
from coursebook.lint.findings import Finding
from coursebook.lint.text import markdown, shingles
from coursebook.lint.text.names import People

LONGEST = 25  # words in a sentence, quotations, names and citations aside
# A guide's plan is a line of short pieces, and a voice of the course file an item of a list.
_PARTED = {"guide": " · ", "course": "; "}
_HANGUL = re.compile(r"[가-힣]+(?: [가-힣]+)*")
# What is not said in our voice, and what to say instead.
_UNSAID = (
    (r"(?<!peace )regimes?", "Write “government”, or name who acted"),
    (r"defect(?:ors?|ed|ions?)", "Write “people who left the North”"),
    (r"provocat(?:ions?|ive)", "Say what was done: a launch, a test, a speech"),
    (r"dictators?(?:ship)?", "Name the person and the office"),
    (
        r"historic(?!al)|unprecedented|pivotal|momentous|landmark|groundbreaking|watershed",
        "Leave it out, or quote who said it and test it",
    ),
    (
        r"it (?:was|is) (?:announced|reported|said|believed|agreed)",
        "Say who did: “Seoul announced”",
    ),
    (
        r"the (?:North|South) (?:wanted|wants|hoped|hopes|feared|fears)",
        "Say who: “Seoul's government”",
    ),
    (r"East Sea|Sea of Japan|Yellow Sea|West Sea", "Name no sea: say where by the coast"),
    (r"double[ -]click", "It harms a cell: say “Click here, press Enter”"),
    (r"(?:game|deal)-?(?:changer|breaker)s?|needless to say|in conclusion", "Leave it out"),
)
_UNSAID_RE = tuple((re.compile(rf"\b(?:{each})\b", re.I), cure) for each, cure in _UNSAID)
_SHORTENED = re.compile(
    r"\bdenuclear\w+\b(?! of the Korean [Pp]eninsula| the Korean [Pp]eninsula)", re.I
)
_ITALIC = re.compile(r"(?<!\*)(\*{1,2}|_)(?!\s)([^*_\n]+?)\1(?!\*)")


def check(material: Material, people: People, terms: "Terms") -> Iterator[Finding]:
    """Find long sentences, words that are not ours to say, and runs copied from the documents."""
    for passage in material.passages:
        if passage.role == "speech":
            continue
        told = markdown.unquoted(passage.plain)
        yield from _long(passage, told, people)
        yield from _said(passage)
        yield from _copied(passage, told)
    yield from _states(material)
    yield from terms.check(material)


def _long(passage: Passage, told: str, people: People) -> Iterator[Finding]:
    if passage.role == "row":
        return
    for sentence in markdown.sentences(told):
        for part in re.split(_PARTED.get(passage.kind, r"$^"), sentence):
            count = len(markdown.words(people.unnamed(part.replace("“”", ""))))
            if count > LONGEST:
                wrong = f"this sentence has {count} words, {LONGEST} are permitted"
                yield _finding(passage, part, wrong, "Make two of it")


def _said(passage: Passage) -> Iterator[Finding]:
    mentions = markdown.unquoted(re.sub(r"press says \w+", "", passage.plain))
    if passage.kind == "quiz":
        mentions = re.sub(r'"[^"]*"', '""', mentions)
    for sentence in markdown.sentences(mentions):
        for pattern, cure in _UNSAID_RE:
            found = pattern.search(sentence)
            if found:
                wrong = f"“{found[0]}” is not said in our voice"
                yield _finding(passage, sentence, wrong, cure)
    own = markdown.unquoted(markdown.plain(_ITALIC.sub("", passage.text)))
    for sentence in markdown.sentences(own):
        found = _SHORTENED.search(sentence)
        if found:
            wrong = f"“{found[0]}” is shortened, and hides whose weapons are meant"
            cure = "Write “denuclearization of the Korean Peninsula”, or quote who said it"
            yield _finding(passage, sentence, wrong, cure)


def _copied(passage: Passage, told: str) -> Iterator[Finding]:
    for part in re.split(r"“”|\|", told):
        run = shingles.shared(part)
        if run:
            wrong = (
                f"Wikipedia's article or the CRS report has this run of {len(run.split())} words"
            )
            yield _finding(passage, run, wrong, "Say it in our words, or quote it")


def _states(material: Material) -> Iterator[Finding]:
    """Find a second “North Korea” or “South Korea”: after the first, they are North and South."""
    for name, short in (("North Korea", "the North"), ("South Korea", "the South")):
        used = [
            (passage, sentence)
            for passage in material.passages
            if passage.kind == "lesson" and passage.role != "distractor"
            for sentence in markdown.sentences(markdown.unquoted(passage.plain))
            for _ in re.findall(rf"\b{name}\b(?!n)", sentence)
        ]
        for passage, sentence in used[1:]:
            wrong = f"“{name}” stands here for the second time or more"
            yield _finding(passage, sentence, wrong, f"Write “{short}”, or its capital's name")


class Terms:
    """The words of the glossary, and the Hangul of all tables."""

    def __init__(self) -> None:
        self._forms = {str(row["id"]): _forms(str(row["term"])) for row in reader.read("glossary")}
        self._hangul = " ".join(
            str(row["hangul"])
            for name in ("glossary", "people", "places")
            for row in reader.read(name)
            if row["hangul"]
        )

    def check(self, material: Material) -> Iterator[Finding]:
        """Find terms that are read before they are explained, and Hangul of no table."""
        here = material.lesson
        taught = {
            term
            for each in course.course().lessons
            if each.number < here.number
            for term in (*each.terms, *each.names)
        }
        given = _given(material)
        read = list(_read(material))
        taught |= {ident for each in {*taught, *here.names} for ident in self._named(each)}
        for ident, forms in self._forms.items():
            if ident not in taught:
                before = given if ident in here.terms else None
                yield from _read_early(read, ident, forms, before)
        for passage in material.passages:
            for each in _HANGUL.findall(passage.plain):
                if each not in self._hangul:
                    wrong = f"“{each}” stands in no table"
                    yield _finding(passage, each, wrong, "Correct it, or enter it with its term")

    def _named(self, name: str) -> list[str]:
        """Return the terms that name the same as a person or place of the course file."""
        row = reader.find("places", name) or reader.find("people", name) or {}
        told = str(row.get("name") or "-")
        return [ident for ident, forms in self._forms.items() if forms.match(told)]


def _given(material: Material) -> int:
    """Return the number of the cell that gives the words, or one after the last cell."""
    return next(
        (each.number for each in material.cells if re.search(r"\bkp\.terms\(", each.source)),
        len(material.cells) + 1,
    )


def _read(material: Material) -> Iterator[tuple[int, Passage, str]]:
    """Yield the sentences of a lesson in order, each with the number of its cell."""
    for passage in material.passages:
        if passage.kind == "lesson" and passage.role != "heading":
            number = int(passage.place.rpartition(" ")[2])
            for sentence in markdown.sentences(markdown.unquoted(passage.plain)):
                yield number, passage, sentence


def _read_early(
    read: list[tuple[int, Passage, str]], ident: str, forms: re.Pattern[str], given: int | None
) -> Iterator[Finding]:
    """Find the first sentence with a term that is not given by then, unless it explains it."""
    for number, passage, sentence in read:
        found = forms.search(sentence) if given is None or number < given else None
        if not found:
            continue
        if not _explained(found, sentence):
            wrong = f"the term “{found[0]}” is read before it is explained"
            cure = (
                f"Add {ident} to `terms` or `names` of this lesson, or explain it here"
                if given is None
                else "Move the sentence below kp.terms, or explain the term in it"
            )
            yield _finding(passage, sentence, wrong, cure)
        return


def _forms(term: str) -> re.Pattern[str]:
    """Return a pattern of a term's forms: `Demilitarized Zone (DMZ)` is two, `A / B` is two."""
    parts = [part.strip() for part in re.split(r"[()/]", term) if part.strip()]
    either = "|".join(re.escape(part) for part in parts)
    flags = 0 if any(part[:1].isupper() for part in parts) else re.I
    return re.compile(rf"(?<![\w-])(?:{either})s?(?![\w-])", flags)


def _explained(found: re.Match[str], sentence: str) -> bool:
    """Tell whether a sentence explains a term: `KCNA, the North's agency`, `the agency KCNA`."""
    after, before = sentence[found.end() :], sentence[: found.start()]
    return bool(
        re.match(r",? (?:is|are|means?|meant|was|were) |, (?:the|a|an|which|where|or) | \(", after)
        or re.search(
            r"\b(?:called|known as|agency|newspaper|site|village|mountain|Mount) $", before
        )
    )


def _finding(passage: Passage, sentence: str, wrong: str, cure: str) -> Finding:
    return Finding(passage.lesson, passage.place, sentence.strip(), wrong, cure)
