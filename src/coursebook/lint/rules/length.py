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
from collections.abc import Callable, Iterator

from coursebook.course import style
from coursebook.installed import distribution
from coursebook.lint.corpus import Cell, LessonCorpus, Passage
from coursebook.lint.displayed_values import chart_texts, charts
from coursebook.lint.findings import WHOLE, Finding
from coursebook.lint.rules.quotations import SHORT
from coursebook.lint.text import markdown
from coursebook.lint.text.names import People
from coursebook.practice.messages import HOW_TO_WRITE


def measure(corpus: LessonCorpus, people: People) -> dict[str, float]:
    """Return the measure of a lesson, by name; a grade only where syllables can be counted."""
    texts = [text for text in corpus.in_notebook() if not HOW_TO_WRITE.fullmatch(text.plain)]
    levels = [exercise.level for exercise in corpus.quiz.exercises]
    questions = corpus.quiz.questions
    read = [passage for passage in texts if not passage.folded]
    chart_titles = [title for cell in corpus.drawing_cells for title in _titles(cell)]
    measured: dict[str, float] = {
        "words": sum(map(_own_words, read))
        + sum(len(markdown.words(title)) for title in chart_titles),
        "words of documents": sum(map(_quoted_words, read)),
        "words under Go further": sum(
            len(markdown.words(passage.plain)) for passage in texts if passage.folded
        ),
        "charts": len(corpus.drawing_cells),
        "core exercises": levels.count("core"),
        "support and stretch exercises": len(levels) - levels.count("core"),
        "questions": len(questions),
        "essays": sum(question.kind == "words" for question in questions),
        "terms": len(corpus.lesson.terms),
        "minutes": corpus.lesson.minutes.total,
    }
    count = syllables()
    if count:
        measured["reading grade"] = grade(texts, people, count)
    return measured


def find(corpus: LessonCorpus, people: People) -> Iterator[Finding]:
    """Find what is too long, too short, too many or too hard in a lesson."""
    measured = measure(corpus, people)
    wanted = style.style()
    tells_story = corpus.lesson.minutes.story is not None
    limits = wanted.limits.of(corpus.lesson.number, tells_story=tells_story)
    for name, limit in limits.items():
        if not limit.permits(measured[name]):
            problem = f"{name}: {measured[name]:g}, but expected {limit.wanted}"
            yield corpus.finding(corpus.place, WHOLE, problem, limit.cure)
    highest = wanted.prose.reading_grade
    if highest is not None and measured.get("reading grade", 0) > highest:
        problem = f"reading grade: {measured['reading grade']:.1f}, not at most {highest:g}"
        yield corpus.finding(
            corpus.place, WHOLE, problem, "Shorten sentences, and take shorter words"
        )


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


def length_table(measured: dict[str, dict[str, float]]) -> str:
    """Return the measures of lessons as text, a lesson a line."""
    names = ["words", "documents", "folded", "charts", "core", "more", "questions", "essays"]
    names += ["terms", "minutes", "grade"]
    lines = ["lesson".ljust(28) + "".join(name.rjust(10) for name in names)]
    for lesson, measures in measured.items():
        cells = [f"{value:.1f}" if value % 1 else f"{value:g}" for value in measures.values()]
        lines.append(lesson.ljust(28) + "".join(cell.rjust(10) for cell in cells))
    if not syllables():
        lines.append(f"The reading grade is not measured here: install {distribution()}[test].")
    return "\n".join(lines)


def _titles(cell: Cell) -> list[str]:
    return [chart_texts(spec)[0] for spec in charts(cell)]


def _own_words(passage: Passage) -> int:
    return len(markdown.words(markdown.unquoted(passage.plain)))


def _quoted_words(passage: Passage) -> int:
    counts = [len(markdown.words(quoted)) for quoted in markdown.quotations(passage.plain)]
    return sum(count for count in counts if count > SHORT)


def _spoken(text: str) -> list[str]:
    """Return the words of a text that are spoken as words: no numbers, no single letters."""
    return [
        word
        for word in re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)
        if len(word) > 1 or word in "aAI"
    ]
