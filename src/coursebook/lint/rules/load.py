"""The load of a lesson that tells a story: how long its parts take, counted and not guessed.

What is read takes its words at a reader's pace: the cells before the folded part, what tasks ask,
documents, and the longest of the cards, of which each student reads one. A choice, a grid and
writing take their time, and talk what course.yaml says. A second sum is that of a slow reader
whose teacher leaves out what the guide's column *Late?* names.
"""

import re
from dataclasses import dataclass

from coursebook.course import style
from coursebook.course.course import Load
from coursebook.course.kinds import Forecast, Words
from coursebook.course.style import LoadLimits
from coursebook.course.tasks import Task
from coursebook.data import documents
from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.findings import Findings
from coursebook.lint.text import markdown

CHOICE, SEVERAL = 0.7, 1.5  # minutes of one choice, and of a task of several beside its choices
_WRITTEN = 10  # words in a minute
_FOLDED = re.compile(r"(?s)<details>.*?</details>")
_STARTERS = re.compile(r"\*([^*]*…[^*]*)\*")  # printed beginnings of sentences


@dataclass
class PartLoad:
    """What a part of a lesson asks: words to read, and minutes for all else."""

    title: str
    has: int
    words: int = 0
    choosing: float = 0
    writing: float = 0
    talk: float = 0
    late: float = 0

    def at(self, pace: int) -> float:
        """Return the minutes of the part for a reader of so many words a minute."""
        return self.words / pace + self.choosing + self.writing + self.talk


def load(corpus: LessonCorpus) -> list[PartLoad]:
    """Return the load of each part of a lesson; none of a lesson without a story."""
    minutes = corpus.lesson.minutes
    if minutes.story is None:
        return []
    besides = corpus.lesson.load or Load()
    parts = [
        PartLoad(
            minutes.activities[name],
            count,
            talk=besides.talk.get(name, 0),
            late=besides.late.get(name, 0),
        )
        for name, count in minutes.of_activities.items()
    ]
    place = -1
    for cell in corpus.cells:
        begins = cell.kind == "markdown" and re.search(r"(?m)^## (.+?)(?: · |$)", cell.source)
        place += bool(begins)
        if place >= len(parts):
            break
        if not cell.folded and "response" not in cell.tags:
            _add(corpus, cell, parts[max(place, 0)])
    return parts


def closed_words(corpus: LessonCorpus) -> int:
    """Return the words of the questions in the exit ticket that a machine judges."""
    return sum(len(_asked(task)) for task in corpus.quiz.questions if task.judged)


def find(corpus: LessonCorpus) -> Findings:
    """Find parts, and a whole, that take longer than there is time, and a ticket too long."""
    limits, parts = style.style().limits.load, load(corpus)
    if not parts or limits is None:
        return
    for part in parts:
        if part.at(limits.pace) > part.has:
            takes = f"{part.at(limits.pace):.1f}"
            yield corpus.finding("load-part", "", part.title, takes=takes, has=part.has)
    for sum_, most, whose in (
        (_sum(parts, limits.pace), limits.most, "the parts take"),
        (_slow(parts, limits), limits.most_slow, "with a slow reader the parts take"),
    ):
        if sum_ > most:
            yield corpus.finding("load-sum", whose=whose, takes=f"{sum_:.1f}", most=most)
    if (count := closed_words(corpus)) > limits.closed_words:
        yield corpus.finding("load-ticket", count=count, most=limits.closed_words)


def load_table(corpora: list[LessonCorpus]) -> str:
    """Return the sums of all lessons as text, a part a line."""
    limits = style.style().limits.load or LoadLimits()
    heads = ("words", "reading", "choosing", "writing", "talk", "sum", "has", "slow")
    lines = ["lesson and part".ljust(34) + "".join(head.rjust(10) for head in heads)]
    for corpus in corpora:
        parts = load(corpus)
        for part in parts:
            lines.append(_line(f"{corpus.lesson.number} {part.title}", part, limits))
        if parts:
            sums = f"{_sum(parts, limits.pace):.1f} minutes, slow {_slow(parts, limits):.1f}"
            lines.append(f"{corpus.lesson.number} together: {sums}, ticket {closed_words(corpus)}")
    return "\n".join(lines)


def _line(name: str, part: PartLoad, limits: LoadLimits) -> str:
    spent = (part.words / limits.pace, part.choosing, part.writing, part.talk)
    numbers = [f"{part.words}", *(f"{minutes:.1f}" for minutes in spent)]
    numbers += [f"{part.at(limits.pace):.1f}", f"{part.has}"]
    numbers.append(f"{part.at(limits.slow_pace) - part.late:.1f}")
    return name.ljust(34) + "".join(number.rjust(10) for number in numbers)


def _sum(parts: list[PartLoad], pace: int) -> float:
    return sum(part.at(pace) for part in parts)


def _slow(parts: list[PartLoad], limits: LoadLimits) -> float:
    return _sum(parts, limits.slow_pace) - sum(part.late for part in parts)


def _add(corpus: LessonCorpus, cell: Cell, part: PartLoad) -> None:
    """Add what a cell asks to the load of its part."""
    if cell.kind == "markdown":
        part.words += len(_words(_FOLDED.sub("", cell.source)))
        for task in corpus.quiz.tasks:
            if f"**{task.id} · " in cell.source:  # asked in the lesson's text
                part.choosing += _choosing(task)
                part.writing += _writing(task)
    cards = [_printed(*call.arguments) for call in cell.calls if call.name == "card"]
    part.words += max(cards, default=0)
    for call in cell.calls:
        if call.name == "document":
            part.words += _printed(*call.arguments)
        named = corpus.quiz.task(str(call.first))
        if call.name == "ask" and named:
            part.words += len(_asked(named))
            part.choosing += _choosing(named)
            part.writing += _writing(named)
        elif call.name == "seal" and isinstance(named, Forecast):
            part.words += len(_words(named.outcome))


def _words(text: str) -> list[str]:
    return markdown.words(markdown.plain(text))


def _asked(task: Task) -> list[str]:
    """Return the words of a task: what it asks, what there is to choose, how words are judged."""
    things = [*task.listed_rows, *task.listed_options]
    texts = [task.title, task.prompt, task.instruction, *(thing.text for thing in things)]
    if isinstance(task, Words):
        for line in task.rubric:
            texts += [line.name, line.beginning, line.getting_there, line.secure]
    return _words("\n".join(texts))


def _choosing(task: Task) -> float:
    if isinstance(task, Words):
        return 0
    rows = len(task.listed_rows)
    return SEVERAL + CHOICE * rows if rows else CHOICE if task.kind == "single" else SEVERAL


def _writing(task: Task) -> float:
    if not isinstance(task, Words):
        return 0
    printed = sum(len(markdown.words(starter)) for starter in _STARTERS.findall(task.prompt))
    return max(task.word_count[0] - printed, 0) / _WRITTEN


def _printed(name: object, numbers: object = None) -> int:
    """Return the words of a document that a lesson prints, its caption and hard words too."""
    document = documents.document(str(name))
    chosen = numbers if isinstance(numbers, list) else [one.number for one in document.paragraphs]
    shown = "\n".join(one.text for one in document.paragraphs if one.number in chosen)
    beside = [f"{word} {told}" for word, told in document.glosses.items() if word in shown]
    return len(_words("\n".join([shown, document.caption, *beside])))
