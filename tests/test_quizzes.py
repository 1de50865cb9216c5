"""The quizzes of the course: their answers hold, and each slip is met with its own words."""

import json

import pytest

from korean_peace import citations, course
from korean_peace.citations import Citation
from korean_peace.marking import mark
from korean_peace.quiz import Essay, Exercise, Multiple, Single, load_quiz

LESSONS = [each.id for each in course.course().lessons]
QUIZZES = {lesson: load_quiz(lesson) for lesson in LESSONS}
EXERCISES = [each for made in QUIZZES.values() for each in made.exercises]
QUESTIONS = [each for made in QUIZZES.values() for each in made.questions]
each_exercise = pytest.mark.parametrize("task", EXERCISES, ids=lambda task: task.id)
each_question = pytest.mark.parametrize("task", QUESTIONS, ids=lambda task: task.id)
_namespaces: dict[str, dict] = {}


def namespace(task):
    """Return the names that a lesson has when its cells ran, and then its solutions."""
    lesson = course.lesson(task.id[:2]).id
    if lesson not in _namespaces:
        names = _namespaces[lesson] = {}
        cells = json.loads(course.notebook(lesson).read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)
        for each in QUIZZES[lesson].exercises:
            exec(each.solution, names)
    return _namespaces[lesson]


@each_exercise
def test_each_solution_passes(task, capsys):
    """The worked solution runs after the lesson's cells and gets the answer right, once."""
    names = namespace(task)
    capsys.readouterr()
    exec(task.solution, names)
    shown = capsys.readouterr().out
    assert shown.count("**Right.**") == 1
    assert "**Not yet.**" not in shown
    assert task.right in shown


def showing(task: Exercise):
    """Yield slips, and for each an answer that shows it and is sound otherwise."""
    parts = task.answer.split()
    for slip in task.slips:
        for form in slip.equals:
            yield slip, form
        for token in slip.contains:
            yield slip, " ".join([*parts, token])
        for token in slip.lacks:
            others = [part for part in parts if part.lower() != token.lower()]
            yield slip, " ".join(others) or ("99" if token.isdigit() else "?")
        for place, letters in slip.at.items():
            for letter in letters:
                yield slip, " ".join([*parts[: place - 1], letter, *parts[place:]])


@pytest.mark.parametrize(
    ("task", "slip", "answer"),
    [
        pytest.param(task, slip, answer, id=f"{task.id}: {answer}")
        for task in EXERCISES
        for slip, answer in showing(task)
    ],
)
def test_each_slip_has_its_own_words(task, slip, answer):
    """An answer with one slip is wrong, and hears about that slip and no other."""
    verdict = mark(task, answer)
    assert not verdict.right
    assert verdict.say == (slip.say,)


@pytest.mark.parametrize(
    "task", [each for each in (*EXERCISES, *QUESTIONS) if each.verify], ids=lambda task: task.id
)
def test_keys_follow_from_the_data(task):
    """Where a key follows from the data it is computed from them anew."""
    value = eval(task.verify, namespace(task))
    if isinstance(value, str):
        assert mark(task, value).right
        assert value.split() == task.answer.split()
    else:
        assert bool(value) is True


@each_exercise
def test_the_answer_itself_is_right(task):
    """The answer, and each other form that is accepted, is marked as right."""
    for form in (task.answer, *task.accept):
        assert mark(task, form).right


@each_exercise
def test_hints_do_not_tell_the_answer(task):
    """No hint but the last one may come close, and none holds the answer itself."""
    folded = [" ".join(each.casefold().split()) for each in task.hints]
    if len(task.answer.split()) > 1:
        assert not any(task.answer.casefold() in each for each in folded)
    assert len(set(folded)) == 3


@each_question
def test_each_question_stands_on_a_source(task):
    """The source of a question exists, and its section where the sections are listed."""
    citations.check(Citation(task.source.id, task.source.locator), task.id)


@pytest.mark.parametrize("task", [each for each in QUESTIONS if hasattr(each, "options")])
def test_each_option_says_why(task):
    """Each option has words of its own; no two options or feedbacks are the same."""
    assert len({each.text for each in task.options}) == len(task.options)
    assert len({each.feedback for each in task.options}) == len(task.options)
    for letter, option in zip("abcdefgh", task.options, strict=False):
        if isinstance(task, Single):
            verdict = mark(task, letter)
            assert (verdict.right, verdict.say[0]) == (option.correct, option.feedback)


@pytest.mark.parametrize("lesson", LESSONS)
def test_keys_do_not_sit_on_one_letter(lesson):
    """Who always chooses the same letter gets at most half of the single choices right."""
    singles = [each for each in QUIZZES[lesson].questions if isinstance(each, Single)]
    places = [next(n for n, each in enumerate(q.options) if each.correct) for q in singles]
    if len(places) > 1:
        assert max(map(places.count, places)) <= len(places) / 2
    for task in QUIZZES[lesson].questions:
        if isinstance(task, Multiple):
            keys = [each.correct for each in task.options]
            assert keys != sorted(keys, reverse=True), f"{task.id}: the keys come first"


@pytest.mark.parametrize("lesson", LESSONS)
def test_objectives(lesson):
    """Each objective exists, is asked in the exit ticket, and is practised or written about."""
    objectives = {each.id for each in course.lesson(lesson).objectives}
    exercised = {each.objective for each in QUIZZES[lesson].exercises}
    asked = {each.objective for each in QUIZZES[lesson].questions}
    written = {each.objective for each in QUIZZES[lesson].questions if isinstance(each, Essay)}
    assert exercised <= objectives
    assert asked == objectives
    assert exercised | written == objectives


@pytest.mark.parametrize("lesson", LESSONS)
def test_examples_of_an_essay(lesson):
    """Each level of an essay has an example; the secure one keeps to the words asked for."""
    for task in QUIZZES[lesson].questions:
        if isinstance(task, Essay):
            assert set(task.examples) == {"beginning", "getting_there", "secure"}
            fewest, most = task.words
            assert fewest <= len(task.examples["secure"].split()) <= most


def test_ids_are_unique_in_the_course():
    """An id names one task in the whole course."""
    ids = [each.id for each in (*EXERCISES, *QUESTIONS)]
    assert len(ids) == len(set(ids)) > 0
