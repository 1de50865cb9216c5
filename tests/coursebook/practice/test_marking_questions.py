"""How answers to the questions of an exit ticket are judged, and what is said to them."""

import pytest
from pydantic import TypeAdapter
from support import question

from coursebook.course.kinds import AnyTask
from coursebook.practice.marking import mark

_TASK = TypeAdapter(AnyTask)


def asked(kind, **changes):
    """Return a task of the exit ticket."""
    return _TASK.validate_python(question(kind, **changes))


BECAUSE = "Because it says so."
ASKED = [
    ("single", "b", True, ("Yes, two.", BECAUSE)),
    ("single", " (B) ", True, ("Yes, two.", BECAUSE)),
    ("single", "c", False, ("Not three.",)),
    ("single", "d", False, ("Give one letter, a to c.",)),
    ("single", "a b", False, ("Give one letter, a to c.",)),
    ("single", "2", False, ("Give one letter, a to c.",)),
    ("multiple", "a c", True, ("**a**: Red is right.", "**c**: Green is right.", BECAUSE)),
    ("multiple", "c, a", True, ("**c**: Green is right.", "**a**: Red is right.", BECAUSE)),
    ("multiple", "a and c", True, ("**a**: Red is right.", "**c**: Green is right.", BECAUSE)),
    ("multiple", ["a", "c"], True, ("**a**: Red is right.", "**c**: Green is right.", BECAUSE)),
    ("multiple", "a", False, ("**a**: Red is right.",)),
    ("multiple", "a b", False, ("**a**: Red is right.", "**b**: Blue is wrong.")),
    ("multiple", "x", False, ("Give one or more letters, a to c, with spaces between them.",)),
    ("number", "117 days", True, (BECAUSE,)),
    ("number", 118, True, (BECAUSE,)),
    ("number", "365 days", False, ("That is the whole year.",)),
    ("number", 3, False, ("Look at the evidence once more.",)),
    (
        "number",
        "many",
        False,
        ("Answer with a number and nothing else, such as 25, or with its unit: 25 days.",),
    ),
    (
        "number",
        "117 months",
        False,
        ("Answer with a number and nothing else, such as 25, or with its unit: 25 days.",),
    ),
    ("number", "one hundred and seventeen", True, (BECAUSE,)),
    ("order", "c a b", True, (BECAUSE,)),
    ("order", "CAB", True, (BECAUSE,)),
    (
        "order",
        "a b c",
        False,
        ("Spring does not come first.",),
    ),
    ("order", "c b a", False, ()),
    ("order", "c a", False, ("Give 3 letters in order, with spaces between them, not 2.",)),
    ("order", "c a a", False, ()),
    ("grid", "S S", True, (BECAUSE,)),
    ("grid", "1=s 2=s", True, (BECAUSE,)),
    ("grid", "N N", False, ("Busan is a southern port.",)),
    ("grid", "N S", False, ()),
    ("grid", "S", False, ("Give 2 letters in order, with spaces between them, not 1.",)),
    (
        "matching",
        "b c",
        True,
        ("**1**: Pyongyang is in the North.", "**2**: Seoul is in the South.", BECAUSE),
    ),
    (
        "matching",
        "1=b 2=c",
        True,
        ("**1**: Pyongyang is in the North.", "**2**: Seoul is in the South.", BECAUSE),
    ),
    ("matching", "b a", False, ("**1**: Pyongyang is in the North.", "**2**: look again.")),
    ("matching", "b", False, ("Give 2 letters, one for each number, in order.",)),
    ("text", " Armistice. ", True, (BECAUSE,)),
    ("text", "TRUCE", True, (BECAUSE,)),
    ("text", "Treaty", False, ("No treaty was made.",)),
    ("text", "peace", False, ("Look at the evidence once more.",)),
]


@pytest.mark.parametrize(("kind", "given", "right", "said"), ASKED)
def test_questions(kind, given, right, said):
    """Each type of question is judged, says why, and explains only who is right."""
    verdict = mark(asked(kind), given)
    assert (verdict.right, verdict.feedback) == (right, said)


@pytest.mark.parametrize(
    ("kind", "given", "progress"),
    [
        ("multiple", "a", "So far so good, but at least one more is right."),
        ("multiple", "a b", "1 of the 2 that you gave is right."),
        ("multiple", "a b c", "2 of the 3 that you gave are right."),
        ("multiple", "b", "None of these is right."),
        ("order", "a b c", "0 of 3 are right, place by place."),
        ("order", "c b a", "1 of 3 is right, place by place."),
        ("matching", "b a", "1 of 2 is right, place by place."),
        ("single", "c", ""),
        ("multiple", "x", ""),
        ("matching", "b", ""),
        ("order", "c a", ""),
        ("order", "c a a", "2 of 3 are right, place by place."),
        ("grid", "N S", "1 of 2 is right, place by place."),
    ],
)
def test_progress_of_questions(kind, given, progress):
    """A wrong answer in parts is told how many are right; one that cannot be read is not."""
    verdict = mark(asked(kind), given)
    assert not verdict.right
    assert verdict.progress == progress


@pytest.mark.parametrize("kind", ["multiple", "order", "matching"])
def test_right_needs_no_progress(kind):
    """A right answer is not counted out."""
    given = {"multiple": "a c", "order": "c a b", "matching": "b c"}[kind]
    verdict = mark(asked(kind), given)
    assert (verdict.right, verdict.progress) == (True, "")


def test_an_option_is_told_once():
    """A letter that was given twice is answered once."""
    assert mark(asked("multiple"), "a a b").feedback == (
        "**a**: Red is right.",
        "**b**: Blue is wrong.",
    )


def test_own_words_are_not_judged():
    """Own words get their number of words and the rubric; whether they are right, people say."""
    verdict = mark(asked("words"), "one two three")
    assert verdict.right is None
    assert verdict.feedback[0] == "3 words; 20 to 40 are asked for."
    assert "rubric" in verdict.feedback[1]


@pytest.mark.parametrize("given", ["a b", "e", "no idea"])
def test_a_forecast_is_not_judged(given):
    """A forecast is kept whatever it is: no answer is the key."""
    verdict = mark(asked("forecast"), given)
    assert verdict.right is None
    assert "Look at it again" in verdict.feedback[0]


def test_options_with_labels_of_their_own():
    """Options are chosen by the labels that students see, and by no other letter."""
    options = [
        {"label": label, "text": text, "correct": label == "P", "feedback": f"{label}!"}
        for label, text in (("P", "a pledge"), ("W", "a wish"))
    ]
    task = asked("single", options=options)
    assert mark(task, "p").right
    assert mark(task, "W").feedback == ("W!",)
    assert mark(task, "a").feedback == ("Give one of: P, W.",)


def test_anything_else():
    """Marking what is no task is a mistake of the program, not of a student."""
    with pytest.raises(TypeError, match="cannot mark a str"):
        mark("05-1", "a")
