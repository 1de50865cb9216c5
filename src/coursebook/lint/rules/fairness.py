"""Fair tasks: no hint tells the answer, no letter is the key too often, essays have examples."""

from coursebook.course.choices import Multiple, Single
from coursebook.course.kinds import Words
from coursebook.course.tasks import Task
from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import WHOLE, Findings

_LEVELS = ("beginning", "getting_there", "secure")


def find(corpus: LessonCorpus) -> Findings:
    """Find tasks that can be solved without knowing, and essays whose examples do not hold."""
    for task in corpus.quiz.exercises:
        yield from _hints(corpus, task)
    yield from _letters(corpus)
    for question in corpus.quiz.questions:
        if isinstance(question, Multiple):
            right = [option.correct for option in question.options]
            if right == sorted(right, reverse=True):
                yield corpus.about_task("right-first", question, question.prompt)
        elif isinstance(question, Words):
            yield from _examples(corpus, question)


def _hints(corpus: LessonCorpus, task: Task) -> Findings:
    plain = [" ".join(hint.casefold().split()) for hint in task.hints]
    key = task.key.casefold()
    for hint, words in zip(task.hints, plain, strict=True):
        if len(key.split()) > 1 and key in words:
            yield corpus.about_task("hint-tells", task, hint)
        if plain.count(words) > 1:
            yield corpus.about_task("hint-twice", task, hint)


def _letters(corpus: LessonCorpus) -> Findings:
    """Find keys that sit on one letter: who always chooses it gets more than half right."""
    singles = [question for question in corpus.quiz.questions if isinstance(question, Single)]
    keys = [[option.correct for option in question.options].index(True) for question in singles]
    for key in sorted(set(keys)):
        count, first = keys.count(key), singles[keys.index(key)]
        if len(keys) > 1 and count > len(keys) / 2:
            yield corpus.about_task("same-letter", first, WHOLE, count=count, all=len(keys))


def _examples(corpus: LessonCorpus, question: Words) -> Findings:
    for level in _LEVELS:
        if level not in question.examples:
            yield corpus.about_task("example-missing", question, question.prompt, level=level)
    secure = question.examples.get("secure", "")
    count, (fewest, most) = len(secure.split()), question.word_count
    if secure and not fewest <= count <= most:
        yield corpus.about_task("example-length", question, secure, count=count)
