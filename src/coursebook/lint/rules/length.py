"""The measure of a lesson: how long it is, how many charts and tasks, how hard to read.

Counted as words that everyone reads: the Markdown cells before the folded part, headings,
prompts and tables included, and the titles of charts; without quotations, citations and the
line that says how to write in a cell, which is the same each time.
Documents are the words of quotations of more than three words outside the folded part. The
folded part counts whole. The reading grade is Flesch and Kincaid's, of the sentences of all
Markdown cells, quotations left out and each name as one short word.
"""

import importlib
import re
from collections.abc import Callable, Iterable

from coursebook.course import style
from coursebook.installed import distribution
from coursebook.lint.corpus import Cell, LessonCorpus, Passage
from coursebook.lint.findings import Findings
from coursebook.lint.report_tables import lay_out
from coursebook.lint.text import markdown
from coursebook.lint.text.names import People
from coursebook.practice.messages import HOW_TO_WRITE


def measure(corpus: LessonCorpus, people: People) -> dict[str, float]:
    """Return the measure of a lesson, by name; a grade only where syllables can be counted."""
    texts = [text for text in corpus.in_notebook() if not HOW_TO_WRITE.fullmatch(text.plain)]
    levels = [exercise.level for exercise in corpus.quiz.exercises]
    questions = corpus.quiz.questions
    unfolded = [passage for passage in texts if not passage.folded]
    own = [markdown.unquoted(passage.plain) for passage in unfolded]
    drawing = [cell for cell in corpus.cells if not cell.folded and _draws(cell)]
    titles = [chart.title for cell in drawing for chart in cell.charts]
    quoted = [text for passage in unfolded for text in markdown.quotations(passage.plain)]
    folded = [passage.plain for passage in texts if passage.folded]
    measured: dict[str, float] = {
        "words": sum(_lengths([*own, *titles])),
        "words of documents": sum(_lengths(quoted)),
        "words under Go further": sum(_lengths(folded)),
        "charts": len(drawing),
        "core exercises": levels.count("core"),
        "support and stretch exercises": len(levels) - levels.count("core"),
        "questions": len(questions),
        "essays": sum(question.kind == "words" for question in questions),
        "terms": len(corpus.lesson.terms),
        "minutes": corpus.lesson.minutes.total,
    }
    if count := syllables():
        measured["reading grade"] = grade(texts, people, count)
    return measured


def find(corpus: LessonCorpus, people: People) -> Findings:
    """Find what is too long, too short, too many or too hard in a lesson."""
    measured = measure(corpus, people)
    wanted = style.style()
    tells_story = corpus.lesson.minutes.story is not None
    limits = wanted.limits.of(corpus.lesson.number, tells_story=tells_story)
    for name, limit in limits.items():
        if not limit.permits(measured[name]):
            yield corpus.finding("measure", name=name, value=measured[name], limit=limit)
    highest, reached = wanted.prose.reading_grade, measured.get("reading grade", 0)
    if highest is not None and reached > highest:
        yield corpus.finding("reading-grade", grade=reached, most=highest)


def grade(passages: list[Passage], people: People, count: Callable[[str], int]) -> float:
    """Return the reading grade of Flesch and Kincaid of some texts."""
    sentences = [
        words
        for passage in passages
        if passage.role in ("paragraph", "item", "distractor")
        for sentence in passage.own_sentences
        if len(words := _spoken(people.unnamed(sentence))) > 2
    ]
    spoken = [word for sentence in sentences for word in sentence]
    if not spoken:
        return 0.0
    parts = sum(max(1, count(word)) for word in spoken)
    return 0.39 * len(spoken) / len(sentences) + 11.8 * parts / len(spoken) - 15.59


def syllables() -> Callable[[str], int] | None:
    """Return what counts a word's syllables, or None where that library is not installed.

    It is `syllapy`: a list of words and a rule for the rest, both in the package itself, so
    that it needs no network; textstat fetches its dictionary when it is first used.
    """
    try:
        counter: Callable[[str], int] = importlib.import_module("syllapy").count
    except ModuleNotFoundError:
        return None
    return counter


def length_table(corpora: Iterable[LessonCorpus], people: People) -> str:
    """Return the measures of lessons as text, a lesson a line."""
    lessons = {corpus.lesson.id: measure(corpus, people) for corpus in corpora}
    graded = syllables() is not None
    return lay_out("measure", lessons=lessons, graded=graded, distribution=distribution())


def _draws(cell: Cell) -> bool:
    return any(call.name.startswith("charts.") for call in cell.calls)


def _lengths(texts: Iterable[str]) -> list[int]:
    """Return how many words each text has."""
    return [len(markdown.words(text)) for text in texts]


def _spoken(text: str) -> list[str]:
    """Return the words of a text that are spoken as words: no numbers, no single letters."""
    return [
        word
        for word in re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)
        if len(word) > 1 or word in "aAI"
    ]
