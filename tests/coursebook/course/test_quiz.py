"""Quiz files: what they may hold, and how a fault is told."""

import pytest
from pydantic import TypeAdapter
from quizfaults import DAMAGE
from support import QUESTIONS, exercise, line_of, question, quiz, write_quiz

from coursebook.course.kinds import AnyTask
from coursebook.course.quiz import load_quiz
from coursebook.errors import CourseError, UnknownName


def refusal(root, content):
    """Return what is said about a quiz file, which must be refused, and the file."""
    path = write_quiz(root, content)
    with pytest.raises(CourseError) as error:
        load_quiz("05")
    assert str(error.value).startswith("quizzes/05-panmunjom.yaml, l")
    return str(error.value), path


def texts(things):
    """Return the texts of what is listed."""
    return [thing.text for thing in things]


@pytest.mark.parametrize("kind", QUESTIONS)
def test_each_kind(curriculum, kind):
    """Each kind of task is read as its own class."""
    write_quiz(curriculum, quiz(question(kind)))
    (read,) = load_quiz("05").questions
    assert read.kind == kind
    assert type(read).__name__.lower() == kind


def test_these_are_all_kinds():
    """The kinds tested here are all that a quiz may hold."""
    kinds = TypeAdapter(AnyTask).json_schema()["discriminator"]["mapping"]
    assert set(kinds) == set(QUESTIONS)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_each_kind_as_an_exercise(curriculum, kind):
    """Every kind can stand in the lesson as well as in its exit ticket, with the same key."""
    own = {**QUESTIONS[kind], "prompt": "Which?", "answer": QUESTIONS[kind].get("answer")}
    if kind in ("words", "forecast"):
        own |= {"solution": None, "misconceptions": None}
    task = exercise(**{"misconceptions": [], **own, "kind": kind})
    write_quiz(curriculum, quiz(question(kind), exercises=[task]))
    loaded = load_quiz("05")
    assert [each.in_ticket for each in loaded.tasks] == [False, True]
    assert loaded.exercises[0].key == loaded.questions[0].key


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        *(("single", "b"), ("multiple", "a c"), ("grid", "S S"), ("order", "c a b")),
        *(("matching", "b c"), ("number", "117"), ("text", "armistice")),
        *(("forecast", ""), ("words", "")),
    ],
)
def test_keys(curriculum, kind, key):
    """A key is what a student types who is right; what no machine judges has none."""
    write_quiz(curriculum, quiz(question(kind)))
    (read,) = load_quiz("05").questions
    assert read.key == key
    assert read.forms == ([key, *QUESTIONS[kind].get("accept", [])] if key else [])


def test_a_forecast_has_five_steps(curriculum):
    """A forecast whose file names no steps is given in five, from unlikely to likely."""
    write_quiz(curriculum, quiz(question("forecast")))
    (read,) = load_quiz("05").questions
    assert [step.label for step in read.listed_options] == list("abcde")
    assert read.listed_options[0].text == "surely not"
    assert read.listed_options[-1].text == "surely"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(10, "10"), (1.5, "1.5"), ("K S", "K S"), ("p q s", "p q s")],
)
def test_answers_are_texts(curriculum, answer, expected):
    """A number that YAML has read already counts as what was typed."""
    known = [
        {"equals": answer, "feedback": "x"},
        {"at_position": {1: answer}, "feedback": "y"},
    ]
    task = exercise(answer=answer, accept=answer, misconceptions=known)
    write_quiz(curriculum, quiz(question("text", accept=answer), exercises=[task]))
    loaded = load_quiz("05")
    assert loaded.exercises[0].answer == expected
    assert loaded.exercises[0].accept == [expected]
    assert loaded.exercises[0].misconceptions[0].equals == [expected]
    assert loaded.exercises[0].misconceptions[1].at_position == {1: [expected]}
    assert loaded.questions[0].accept == [expected]


def test_a_date_is_its_iso_text(curriculum):
    """A date that YAML has read already becomes its ISO form."""
    path = write_quiz(curriculum, quiz(exercises=[exercise(kind="text", answer="DAY")]))
    path.write_text(path.read_text("utf-8").replace("DAY", "2018-04-27"), encoding="utf-8")
    assert load_quiz("05").exercises[0].answer == "2018-04-27"


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage(curriculum, kind):
    """A fault in a quiz is refused with file, line, id and what is permitted."""
    content, place, ident, said = DAMAGE[kind]
    message, path = refusal(curriculum, content)
    first = message.splitlines()[0]
    line = line_of(path, place) - (kind == "an id twice")  # it stands above the second uid
    assert f"yaml, line {line}{f' ({ident})' if ident else ''}, " in first
    assert said in first


def test_the_file_of_another_lesson(curriculum):
    """A file whose lesson is not the one in its name is refused."""
    message, _ = refusal(curriculum, quiz(lesson="05-hanoi"))
    assert "lesson: '05-hanoi' is not '05-panmunjom', as the file's name says" in message


def test_bad_yaml(curriculum):
    """A file that is no YAML is refused with the line."""
    path = write_quiz(curriculum, quiz())
    content = path.read_text(encoding="utf-8").replace("kind: multiple", "kind: [multiple")
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match=r"quizzes/05-panmunjom\.yaml, line \d+: "):
        load_quiz("05")


def test_a_missing_file(curriculum):
    """A missing quiz is named."""
    (curriculum / "quizzes" / "05-panmunjom.yaml").unlink()
    with pytest.raises(CourseError, match=r"quizzes/05-panmunjom\.yaml: the file is missing"):
        load_quiz("05")


def test_an_unknown_lesson():
    """A lesson that does not exist is refused, and the lessons are named."""
    with pytest.raises(UnknownName, match="no lesson '77': choose from"):
        load_quiz("77")


def test_find(curriculum):
    """An exercise and a question are found by id; anything else is None."""
    write_quiz(curriculum, quiz(question("text")))
    loaded = load_quiz("05")
    assert loaded.task("05-1") is loaded.exercises[0]
    assert loaded.task("05-q1") is loaded.questions[0]
    assert loaded.task("05-2") is None


def test_what_is_shown_tells_no_key(curriculum):
    """Items to order and sides to match are shown by alphabet, extra ones among them."""
    write_quiz(curriculum, quiz(question("order", 1), question("matching", 2)))
    order, matching = load_quiz("05").questions
    assert texts(order.listed_options) == ["spring", "summer", "winter"]
    assert texts(matching.listed_rows) == ["Pyongyang", "Seoul"]
    assert texts(matching.listed_options) == ["East", "North", "South"]
