"""Quiz files: what they may hold, and how a fault is told."""

import pytest
from support import QUESTIONS, exercise, line_of, question, quiz, write_quiz

from korean_peace.errors import CourseError, UnknownName
from korean_peace.quiz import load_quiz


def refusal(root, content):
    """Return what is said about a quiz file, which must be refused, and the file."""
    path = write_quiz(root, content)
    with pytest.raises(CourseError) as error:
        load_quiz("05")
    assert str(error.value).startswith("quizzes/05-panmunjom.yaml, l")
    return str(error.value), path


@pytest.mark.parametrize("kind", QUESTIONS)
def test_each_type(curriculum, kind):
    """Each of the eight types of question is read as its own class."""
    write_quiz(curriculum, quiz(question(kind)))
    (read,) = load_quiz("05").questions
    assert read.type == kind
    assert type(read).__name__.lower() == kind


def test_there_are_eight_types():
    """The types tested here are all that a quiz may hold."""
    assert len(QUESTIONS) == 7


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(10, "10"), (1.5, "1.5"), ("K S", "K S"), ("p q s", "p q s")],
)
def test_answers_are_texts(curriculum, answer, expected):
    """A number that YAML has read already counts as what was typed."""
    slip = {"equals": answer, "say": "x"}
    made = exercise(answer=answer, accept=answer, slips=[slip, {"at": {1: answer}, "say": "y"}])
    write_quiz(curriculum, quiz(question("short", accept=answer), exercises=[made]))
    loaded = load_quiz("05")
    assert loaded.exercises[0].answer == expected
    assert loaded.exercises[0].accept == [expected]
    assert loaded.exercises[0].slips[0].equals == [expected]
    assert loaded.exercises[0].slips[1].at == {1: [expected]}
    assert loaded.questions[0].accept == [expected]


def test_a_date_is_its_iso_text(curriculum):
    """A date that YAML has read already becomes its ISO form."""
    path = write_quiz(curriculum, quiz(exercises=[exercise(kind="text", answer="DAY")]))
    path.write_text(path.read_text("utf-8").replace("DAY", "2018-04-27"), encoding="utf-8")
    assert load_quiz("05").exercises[0].answer == "2018-04-27"


def options(*keys):
    """Return options of which some are right."""
    return [{"text": str(n), "correct": key, "feedback": "x"} for n, key in enumerate(keys)]


def with_single(**changes):
    """Return a quiz with one question of one choice, changed."""
    return quiz(question("single", **changes))


# What the file holds, at which line the fault is, whose it is, and what is said.
DAMAGE = {
    "no key": (with_single(options=options(0, 0)), "- text: '0'", "05-q1", "exactly one option"),
    "two keys": (with_single(options=options(1, 1)), "- text: '0'", "05-q1", "exactly one option"),
    "no key of several": (
        quiz(question("multiple", options=options(0, 0, 0))),
        "- text: '0'",
        "05-q1",
        "at least one option, but not all",
    ),
    "all keys of several": (
        quiz(question("multiple", options=options(1, 1, 1))),
        "- text: '0'",
        "05-q1",
        "at least one option, but not all",
    ),
    "one option": (with_single(options=options(1)), "- text: '0'", "05-q1", "at least 2 items"),
    "an unknown field": (with_single(colour="red"), "colour: red", "05-q1", "Extra inputs"),
    "an option without feedback": (
        with_single(options=[*options(1), {"text": "no say"}]),
        "- text: no say",
        "05-q1",
        "options.1.feedback: Field required",
    ),
    "an empty feedback": (
        with_single(options=[*options(1), {"text": "b", "feedback": ""}]),
        "feedback: ''",
        "05-q1",
        "at least 1 character",
    ),
    "a question without explanation": (
        with_single(explanation=None),
        "- id: 05-q1",
        "05-q1",
        "explanation: Field required",
    ),
    "a question without source": (
        with_single(source=None),
        "- id: 05-q1",
        "05-q1",
        "source: Field required",
    ),
    "an id twice": (
        quiz(question("single"), question("short"), exercises=[]),
        "uid: afqbxx\n  type: short",
        "05-q1",
        "the id 05-q1 stands twice: give each its own",
    ),
    "a uid twice": (
        quiz(question("single"), question("short", 2, uid="afqbxx"), exercises=[]),
        "uid: afqbxx\n  type: short",
        "05-q2",
        "the uid afqbxx stands twice: give each its own",
    ),
    "a uid of another form": (
        with_single(uid="05-q1"),
        "uid: 05-q1",
        "05-q1",
        "String should match pattern",
    ),
    "an id of another lesson": (
        with_single(id="06-q1"),
        "- id: 06-q1",
        "06-q1",
        "the id 06-q1 must begin with 05-, as the lesson does",
    ),
    "an exercise of another lesson": (
        quiz(exercises=[exercise(id="06-1")]),
        "- id: 06-1",
        "06-1",
        "must begin with 05-",
    ),
    "an id of another form": (with_single(id="q1"), "- id: q1", "q1", "should match pattern"),
    "an unknown type": (with_single(type="guess"), "- id: 05-q1", "05-q1", "'guess' found using"),
    "no type": (with_single(type=None), "- id: 05-q1", "05-q1", "Unable to extract tag"),
    "too difficult": (with_single(difficulty=4), "difficulty: 4", "05-q1", "less than or equal"),
    "no points": (with_single(points=0), "points: 0", "05-q1", "greater than or equal to 1"),
    "a slip with two ways": (
        quiz(exercises=[exercise(slips=[{"equals": "1", "lacks": "2", "say": "x"}])]),
        "- equals: '1'",
        "05-1",
        "a slip has exactly one of: equals, contains, lacks, at",
    ),
    "a slip with no way": (
        quiz(exercises=[exercise(slips=[{"say": "hello"}])]),
        "- say: hello",
        "05-1",
        "a slip has exactly one of",
    ),
    "a slip without words": (
        quiz(exercises=[exercise(slips=[{"equals": "1"}])]),
        "- equals: '1'",
        "05-1",
        "say: Field required",
    ),
    "two hints": (
        quiz(exercises=[exercise(hints=["one", "two"])]),
        "- one",
        "05-1",
        "hints: List should have at least 3 items",
    ),
    "a kind that is none": (
        quiz(exercises=[exercise(kind="guess")]),
        "kind: guess",
        "05-1",
        "'number', 'text', 'set' or 'ordering'",
    ),
    "an empty answer": (
        quiz(exercises=[exercise(answer="")]),
        "answer: ''",
        "05-1",
        "at least 1 character",
    ),
    "a number that is none": (
        quiz(question("numeric", answer="many")),
        "answer: many",
        "05-q1",
        "valid number",
    ),
    "a tolerance below nought": (
        quiz(question("numeric", tolerance=-1)),
        "tolerance: -1",
        "05-q1",
        "greater than or equal to 0",
    ),
    "too little to order": (
        quiz(question("ordering", items=["a", "b"])),
        "- a",
        "05-q1",
        "at least 3 items",
    ),
    "a pair without feedback": (
        quiz(question("matching", pairs=[{"left": n, "right": n} for n in "ab"])),
        "- left: a",
        "05-q1",
        "pairs.0.feedback: Field required",
    ),
    "an essay without a rubric": (
        quiz(question("essay", rubric=[])),
        "rubric: []",
        "05-q1",
        "at least 1 item",
    ),
    "no question": (quiz(questions=[]), "questions: []", "", "at least 1 item"),
}


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
    content = path.read_text(encoding="utf-8").replace("kind: set", "kind: [set")
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
    write_quiz(curriculum, quiz(question("short")))
    loaded = load_quiz("05")
    assert loaded.find("05-1") is loaded.exercises[0]
    assert loaded.find("05-q1") is loaded.questions[0]
    assert loaded.find("05-2") is None


def test_what_is_shown_tells_no_key(curriculum):
    """Items to order and sides to match are shown by alphabet, extra ones among them."""
    write_quiz(curriculum, quiz(question("ordering", 1), question("matching", 2)))
    ordering, matching = load_quiz("05").questions
    assert ordering.shown == ["spring", "summer", "winter"]
    assert matching.lefts == ["Pyongyang", "Seoul"]
    assert matching.rights == ["East", "North", "South"]
