"""What a teacher is told of a task: everything that the quiz file says of it, once."""

import pytest
import support

from coursebook.course.quiz import Quiz
from coursebook.editions import answer_key


def exercise(**changes):
    """Return an exercise."""
    return Quiz.model_validate(support.quiz(exercises=[support.exercise(**changes)])).exercises[0]


def question(kind, **changes):
    """Return a question."""
    content = support.quiz(support.question(kind, **changes))
    return Quiz.model_validate(content).questions[0]


def rows(markdown):
    """Return the cells of the Markdown tables in a text, without their headings."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return cells[2:]


def test_a_solution():
    """A solution begins with the answer and why; hints and misconceptions fold away below it."""
    text = answer_key.solution(exercise(title="Count", explanation="Three of them."), level=4)
    lines = text.splitlines()
    assert lines[0] == "#### Solution to 05-1 · Count"
    assert lines[2] == "**5 7 10**. Three of them."
    shown, folded = text.split("<details>")
    assert "nudge" not in shown
    assert "1. First nudge.\n2. Second step.\n3. Nearly there." in folded
    assert rows(folded) == [["with 2", "Two is too early."]]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "number", "answer": "117", "accept": ["118"]}, "**117** (also right: 118)."),
        (
            {"kind": "number", "answer": "117", "accept": ["99"], "tolerance": 0.5},
            "**117** (also right: 99 or up to 0.5 more or less).",
        ),
        ({"level": "stretch"}, "· Count (stretch)\n"),
        ({"misconceptions": []}, "<summary>Hints</summary>"),
    ],
)
def test_what_else_a_solution_tells(changes, said):
    """Other right answers and the level are named; without misconceptions none are announced."""
    assert said in answer_key.solution(exercise(**changes), level=3)


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        ({"equals": ["365", "366", "x"]}, "is 365, 366 or x"),
        ({"contains": ["3", "6"]}, "with 3 or 6"),
        ({"missing": "5"}, "without 5"),
        ({"at_position": {1: ["S", "B"], 2: ["K"]}}, "place 1: S or B; place 2: K"),
    ],
)
def test_how_a_misconception_is_told(way, shown):
    """Each way to recognise a misconception is said in words."""
    known = {**way, "feedback": "Look | again."}
    text = answer_key.solution(exercise(misconceptions=[known]), level=3)
    assert f"| {shown} | Look \\| again. |" in text


KEYS = [
    ("single", "b", [["a", "Not one."], ["**b**, right", "Yes, two."], ["c", "Not three."]]),
    (
        "multiple",
        "a and c",
        [
            ["**a**, right", "Red is right."],
            ["b", "Blue is wrong."],
            ["**c**, right", "Green is right."],
        ],
    ),
    (
        "number",
        "117 (also right: up to 1 more or less)",
        [["is 365", "That is the whole year."]],
    ),
    ("grid", "S S", [["place 2: N", "Busan is a southern port."]]),
    ("order", "c a b", [["place 1: a", "Spring does not come first."]]),
    (
        "matching",
        "b c",
        [
            ["1 b", "Pyongyang: North", "Pyongyang is in the North."],
            ["2 c", "Seoul: South", "Seoul is in the South."],
        ],
    ),
    ("text", "armistice (also right: truce)", [["is treaty", "No treaty was made."]]),
    ("forecast", "no answer is the key", []),
    (
        "words",
        "by the rubric",
        [
            ["Beginning", "*Claim*: tells", "“x”"],
            ["Getting there", "*Claim*: claims", "“y”"],
            ["Secure", "*Claim*: limits", "“z”"],
        ],
    ),
]


@pytest.mark.parametrize(("kind", "typed", "told"), KEYS, ids=[each[0] for each in KEYS])
def test_a_key(kind, typed, told):
    """A key says what to type, why, where the source says so, and what to say to each answer."""
    text = answer_key.key(question(kind), level=3)
    assert text.startswith(
        f"### Key to 05-q1 · {typed}\n\nBecause it says so. [@crs-2022, Overview]"
    )
    assert rows(text) == told


def test_all_kinds_have_a_key():
    """There is a key for each kind of task that a quiz may hold."""
    assert {each[0] for each in KEYS} == set(support.QUESTIONS)


def test_what_is_typed_is_right():
    """The letters that a key names are marked as right: they are those that students see."""
    from coursebook.practice.marking import mark

    for kind, typed, _ in KEYS:
        if question(kind).judged:
            assert mark(question(kind), typed.split(" (")[0]).right, kind


def test_at_a_glance():
    """The table at the end holds each task once, in order, with its key in words."""
    asked = [support.question("single", 1), support.question("order", 2, points=3)]
    text = answer_key.summary_table(Quiz.model_validate(support.quiz(*asked)))
    assert rows(text) == [
        ["05-1 · Count", "**5 7 10**"],
        ["05-q1 · 1 point", "**b** two"],
        ["05-q2 · 3 points", "**c a b** winter, then spring, then summer"],
    ]


def test_the_best_objection_is_answered():
    """A teacher reads why a key holds, of an exercise in the folded part, of a question at once."""
    why = "“It ends in May.” A month ends."
    told = f"*If somebody objects.* {why}"
    assert told in answer_key.solution(exercise(why=why), level=3).split("<details>")[1]
    assert told in answer_key.key(question("single", why=why), level=3)
    assert "objects" not in answer_key.key(question("single"), level=3)


def test_a_teacher_is_told_what_happened():
    """What a seal keeps from students stands in the key of its forecast."""
    outcome = "The generals met on 14 June."
    assert outcome in answer_key.key(question("forecast", outcome=outcome), level=3)
    assert "happened" not in answer_key.key(question("forecast"), level=3)
