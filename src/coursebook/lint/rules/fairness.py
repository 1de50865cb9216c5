"""Fair tasks: no hint tells the answer, no letter is the key too often, essays have examples."""

from collections.abc import Iterator

from coursebook.course.choices import Multiple, Single
from coursebook.course.kinds import Words
from coursebook.course.tasks import Task
from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import WHOLE, Finding

_LEVELS = ("beginning", "getting_there", "secure")


def find(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find tasks that can be solved without knowing, and essays whose examples do not hold."""
    for task in corpus.quiz.exercises:
        yield from _hints(corpus, task)
    yield from _letters(corpus)
    for question in corpus.quiz.questions:
        if isinstance(question, Multiple):
            yield from _first(corpus, question)
        elif isinstance(question, Words):
            yield from _examples(corpus, question)


def _hints(corpus: LessonCorpus, task: Task) -> Iterator[Finding]:
    folded = [" ".join(hint.casefold().split()) for hint in task.hints]
    key = task.key.casefold()
    for hint, plain in zip(task.hints, folded, strict=True):
        if len(key.split()) > 1 and key in plain:
            remedy = "Bring the hint close, and leave the last step to the student"
            yield corpus.about_task(task.id, hint, "this hint gives away the answer", remedy)
        if folded.count(plain) > 1:
            remedy = "Make each hint say more than the one before it"
            yield corpus.about_task(task.id, hint, "two hints say the same", remedy)


def _letters(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find keys that sit on one letter: who always chooses it gets more than half right."""
    singles = [question for question in corpus.quiz.questions if isinstance(question, Single)]
    places = [[option.correct for option in question.options].index(True) for question in singles]
    for place in sorted(set(places)):
        if len(places) > 1 and places.count(place) > len(places) / 2:
            problem = f"{places.count(place)} of {len(places)} single choices have the same letter"
            remedy = "Put the options of one of them in another order"
            yield corpus.about_task(singles[places.index(place)].id, WHOLE, problem, remedy)


def _first(corpus: LessonCorpus, question: Multiple) -> Iterator[Finding]:
    keys = [option.correct for option in question.options]
    if keys == sorted(keys, reverse=True):
        problem = "all correct options come before all wrong ones"
        yield corpus.about_task(question.id, question.prompt, problem, "Mix them")


def _examples(corpus: LessonCorpus, question: Words) -> Iterator[Finding]:
    for level in _LEVELS:
        if level not in question.examples:
            problem = f"the level {level} has no example"
            yield corpus.about_task(question.id, question.prompt, problem, "Write one")
    secure = question.examples.get("secure", "")
    count, (fewest, most) = len(secure.split()), question.word_count
    if secure and not fewest <= count <= most:
        problem = f"the secure example has {count} words, but {fewest} to {most} are asked for"
        yield corpus.about_task(
            question.id, secure, problem, "Keep to the limits that students have"
        )
