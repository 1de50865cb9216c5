"""Fair tasks: no hint tells the answer, no letter is the key too often, essays have examples."""

from collections.abc import Iterator

from coursebook.course.kinds import Multiple, Single, Words
from coursebook.course.tasks import Task
from coursebook.lint.corpus import Material, quiz_place
from coursebook.lint.findings import WHOLE, Finding

_LEVELS = ("beginning", "getting_there", "secure")


def check(material: Material) -> Iterator[Finding]:
    """Find tasks that can be solved without knowing, and essays whose examples do not hold."""
    for task in material.quiz.exercises:
        yield from _hints(material, task)
    yield from _letters(material)
    for question in material.quiz.questions:
        if isinstance(question, Multiple):
            yield from _first(material, question)
        elif isinstance(question, Words):
            yield from _examples(material, question)


def _hints(material: Material, task: Task) -> Iterator[Finding]:
    folded = [" ".join(each.casefold().split()) for each in task.hints]
    key = task.key.casefold()
    for hint, each in zip(task.hints, folded, strict=True):
        if len(key.split()) > 1 and key in each:
            remedy = "Let a hint come near, and leave the last step to the student"
            yield _finding(material, task.id, hint, "this hint tells the answer", remedy)
        if folded.count(each) > 1:
            remedy = "Let each hint say more than the one before it"
            yield _finding(material, task.id, hint, "two hints say the same", remedy)


def _letters(material: Material) -> Iterator[Finding]:
    """Find keys that sit on one letter: who always chooses it gets more than half right."""
    singles = [each for each in material.quiz.questions if isinstance(each, Single)]
    places = [[option.correct for option in each.options].index(True) for each in singles]
    for place in sorted(set(places)):
        if len(places) > 1 and places.count(place) > len(places) / 2:
            problem = f"{places.count(place)} of {len(places)} single choices have the same letter"
            remedy = "Put the options of one of them in another order"
            yield _finding(material, singles[places.index(place)].id, WHOLE, problem, remedy)


def _first(material: Material, question: Multiple) -> Iterator[Finding]:
    keys = [each.correct for each in question.options]
    if keys == sorted(keys, reverse=True):
        problem = "all right options come before all wrong ones"
        yield _finding(material, question.id, question.prompt, problem, "Mix them")


def _examples(material: Material, question: Words) -> Iterator[Finding]:
    for level in _LEVELS:
        if level not in question.examples:
            problem = f"there is no example of the level {level}"
            yield _finding(material, question.id, question.prompt, problem, "Write one")
    secure = question.examples.get("secure", "")
    count, (fewest, most) = len(secure.split()), question.word_count
    if secure and not fewest <= count <= most:
        problem = f"the secure example has {count} words, {fewest} to {most} are asked for"
        yield _finding(
            material, question.id, secure, problem, "Let it keep to the limits that students have"
        )


def _finding(material: Material, ident: str, text: str, problem: str, remedy: str) -> Finding:
    place = quiz_place(material.lesson.id, ident)
    return Finding(material.lesson.id, place, " ".join(text.split()), problem, remedy)
