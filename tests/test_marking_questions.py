"""How answers to the questions of an exit ticket are judged, and what is said to them."""

import pytest
from pydantic import TypeAdapter
from support import question

from korean_peace import quiz
from korean_peace.marking import mark

_QUESTION = TypeAdapter(quiz.Question)


def asked(kind, **changes):
    """Return a question of a type."""
    return _QUESTION.validate_python(question(kind, **changes))


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
    ("numeric", "117 days", True, (BECAUSE,)),
    ("numeric", 118, True, (BECAUSE,)),
    ("numeric", "365 days", False, ("That is the whole year.",)),
    ("numeric", 3, False, ("Look again.",)),
    (
        "numeric",
        "many",
        False,
        ("Answer with a number and nothing else, such as 25, or with its unit: 25 days.",),
    ),
    (
        "numeric",
        "117 months",
        False,
        ("Answer with a number and nothing else, such as 25, or with its unit: 25 days.",),
    ),
    ("numeric", "one hundred and seventeen", True, (BECAUSE,)),
    ("ordering", "c a b", True, (BECAUSE,)),
    ("ordering", "CAB", True, (BECAUSE,)),
    (
        "ordering",
        "a b c",
        False,
        ("Spring does not come first.",),
    ),
    ("ordering", "c b a", False, ("Look again.",)),
    ("ordering", "c a", False, ("Give all 3 letters, each once, first to last.",)),
    ("ordering", "c a a", False, ("Give all 3 letters, each once, first to last.",)),
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
    ("short", " Armistice. ", True, (BECAUSE,)),
    ("short", "TRUCE", True, (BECAUSE,)),
    ("short", "Treaty", False, ("No treaty was made.",)),
    ("short", "peace", False, ("Look again.",)),
]


@pytest.mark.parametrize(("kind", "given", "right", "said"), ASKED)
def test_questions(kind, given, right, said):
    """Each type of question is judged, says why, and explains only who is right."""
    verdict = mark(asked(kind), given)
    assert (verdict.right, verdict.say) == (right, said)


@pytest.mark.parametrize(
    ("kind", "given", "progress"),
    [
        ("multiple", "a", "So far so good, but at least one more is right."),
        ("multiple", "a b", "1 of the 2 that you gave is right."),
        ("multiple", "a b c", "2 of the 3 that you gave are right."),
        ("multiple", "b", "None of these is right."),
        ("ordering", "a b c", "0 of 3 are right, place by place."),
        ("ordering", "c b a", "1 of 3 is right, place by place."),
        ("matching", "b a", "1 of 2 is right, place by place."),
        ("single", "c", ""),
        ("multiple", "x", ""),
        ("matching", "b", ""),
        ("ordering", "c a", ""),
    ],
)
def test_progress_of_questions(kind, given, progress):
    """A wrong answer in parts is told how many are right; one that cannot be read is not."""
    verdict = mark(asked(kind), given)
    assert not verdict.right
    assert verdict.progress == progress


@pytest.mark.parametrize("kind", ["multiple", "ordering", "matching"])
def test_right_needs_no_progress(kind):
    """A right answer is not counted out."""
    given = {"multiple": "a c", "ordering": "c a b", "matching": "b c"}[kind]
    verdict = mark(asked(kind), given)
    assert (verdict.right, verdict.progress) == (True, "")


def test_an_option_is_told_once():
    """A letter that was given twice is answered once."""
    assert mark(asked("multiple"), "a a b").say == ("**a**: Red is right.", "**b**: Blue is wrong.")


def test_an_essay_is_not_judged():
    """An essay gets its number of words and the rubric, never a verdict of right."""
    verdict = mark(asked("essay"), "one two three")
    assert not verdict.right
    assert verdict.say[0] == "3 words; 20 to 40 are asked for."
    assert "rubric" in verdict.say[1]


def test_anything_else():
    """Marking what is no task is a mistake of the program, not of a student."""
    with pytest.raises(TypeError, match="cannot mark a str"):
        mark("05-1", "a")
