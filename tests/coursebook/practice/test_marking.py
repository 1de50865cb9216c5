"""How answers are judged: forgiving in form, strict in substance."""

import numpy as np
import pandas as pd
import pytest
from pydantic import TypeAdapter
from support import exercise

from coursebook.course import course, quiz
from coursebook.course.kinds import AnyTask
from coursebook.practice.marking import is_blank, mark

_TASK = TypeAdapter(AnyTask)


def task(kind, answer, **changes):
    """Return an exercise of a kind, without misconceptions unless some are given."""
    return _TASK.validate_python(
        exercise(
            **{
                "kind": kind,
                "answer": answer,
                "misconceptions": [],
                "unit": "days" if kind == "number" else None,
                **changes,
            }
        )
    )


@pytest.mark.parametrize("answer", [..., None, "...", "…", "", "  ", " . . . ", [], ()])
def test_blank(answer):
    """Dots, nothing and an empty text are no answer yet."""
    assert is_blank(answer)


@pytest.mark.parametrize("answer", [0, False, "0", "a", "?", [0], "…or so", 0.0])
def test_not_blank(answer):
    """Nought and false are answers."""
    assert not is_blank(answer)


def test_two_misconceptions_at_a_time():
    """An answer with many misconceptions is told of the first two: more would spell out the key."""
    misconceptions = [{"contains": each, "feedback": f"Not {each}."} for each in "123"]
    verdict = mark(task("multiple", "5 7", misconceptions=misconceptions), "1 2 3 5 7")
    assert verdict.feedback == ("Not 1.", "Not 2.")


SET, ORDER = "5 7 10", "p q s r t"
RIGHT = [
    ("multiple", SET, ["5 7 10", "5, 7, 10", "5;7;10", "10 7 5", "P5 P7 P10", "p5,p7,p10"]),
    ("multiple", SET, ["5 7 10 10", "5 7 10.", "5, 7 and 10", "rows 5, 7, 10", "5. 7. 10."]),
    ("multiple", SET, [[5, 7, 10], {5, 7, 10}, (10, 5, 7), np.array([5, 7, 10]), " 5\n7\t10 "]),
    ("multiple", SET, [pd.Series([5, 7, 10], dtype="Int64")]),
    ("grid", ORDER, ["p q s r t", "pqsrt", "PQSRT", "P, Q, S, R, T", "p q sr t"]),
    ("grid", ORDER, ["A=p B=q C=s D=r E=t", "1=p 2=q 3=s 4=r 5=t", list("pqsrt")]),
    ("grid", ORDER, ["A = p, B = q, C = s, D = r, E = t", "A: p B: q C: s D: r E: t"]),
    ("number", "117", [117, 117.0, "117", "117 days", " 117 ", "117.0", "117 days."]),
    ("number", "117", [np.int64(117), pd.array([117], dtype="Int64")[0]]),
    ("number", "117", ["117 day", "117days", "days 117", "one hundred and seventeen"]),
    ("number", "117", ["One hundred seventeen days.", "one hundred and seventeen days"]),
    ("number", "6", ["six", "Six.", "six days"]),
    ("number", "21", ["twenty-one", "twenty one"]),
    ("number", "2340", ["two thousand three hundred and forty", "2,340 days"]),
    ("number", "100", ["a hundred", "one hundred days"]),
    ("number", "0", ["zero", 0]),
    ("text", "end of war", ["end of war", "End of War", " end  of war. ", "END OF WAR"]),
]


@pytest.mark.parametrize(
    ("kind", "answer", "given"),
    [(kind, answer, given) for kind, answer, forms in RIGHT for given in forms],
)
def test_forgiving_forms(kind, answer, given):
    """An answer counts in any form that says the same; then the reply is the task's own."""
    verdict = mark(task(kind, answer), given)
    assert verdict.right
    assert verdict.feedback == ("Three of them.",)


WRONG = {
    "multiple": ("5 7 10", ["5 7", "5 7 10 12", "57 10", "5710", [5, 7]]),
    "grid": ("p q s r t", ["q p s r t", "tsrqp", "p q s r r"]),
    "number": (
        "117",
        [
            *("116", "1 17", "11 7", "1,17", "-117", "117.5", 1170),
            *("one hundred and eighteen", "seventeen", "one seventeen"),
        ],
    ),
    "text": ("end of war", ["end", "endofwar", "the end of war"]),
}


@pytest.mark.parametrize(
    ("kind", "answer", "given"),
    [(kind, answer, given) for kind, (answer, forms) in WRONG.items() for given in forms],
)
def test_forgiving_in_form_only(kind, answer, given):
    """What says something else is wrong, however much it looks alike; the key is not told."""
    verdict = mark(task(kind, answer), given)
    assert not verdict.right
    told = [verdict.progress, *verdict.feedback]
    assert any(told)
    assert not any(answer in said for said in told)


UNREADABLE = [
    *(
        ("number", "117", given, "such as 25, or with its unit: 25 days.")
        for given in (
            "117 is wrong",
            "not 117",
            "117 months",
            "117 per cent",
            "117 %",
            "117%",
            "117 metres",
            "about 117",
            "117 days days",
            "many",
            "days",
            "half",
            "117 is not right",
            "one hundred and seventeen months",
            "117 seventeen",
        )
    ),
    ("multiple", "5 7 10", "five seven ten", "Answer with numbers, with spaces between them."),
    ("multiple", "5 7 10", "5 7 ten", "Answer with numbers"),
    ("multiple", "10", "May", "Answer with numbers"),
    ("multiple", "a c", "1 & 2nd", "Answer with letters"),
    ("grid", "p q s r t", "p q s", "Give 5 letters in order, with spaces between them, not 3."),
    ("grid", "p q s r t", "set up two meetings", "Give 5 letters in order"),
    ("grid", "2 1 3", "2 1", "Give 3 numbers in order"),
    ("grid", "2 1 3", "two one three", "Answer with numbers"),
]


@pytest.mark.parametrize(("kind", "answer", "given", "said"), UNREADABLE)
def test_unreadable(kind, answer, given, said):
    """An answer that cannot be read is told what form is wanted, before any misconception."""
    misconceptions = [{"missing": answer.split()[0], "feedback": "One is missing."}]
    verdict = mark(task(kind, answer, misconceptions=misconceptions), given)
    assert not verdict.right
    assert len(verdict.feedback) == 1
    assert said in verdict.feedback[0]


@pytest.mark.parametrize(
    ("kind", "answer", "given", "said"),
    [
        ("multiple", "5 7 10", "5 7 11 12", "2 of the 4 that you gave are right."),
        ("multiple", "5 7 10", "5 11 12", "1 of the 3 that you gave is right."),
        ("multiple", "5 7 10", "1 2", "None of these is right."),
        ("multiple", "5 7 10", "5 7 7", "So far so good, but at least one more is right."),
        ("grid", "p q s r t", "p q r s t", "3 of 5 are right, place by place."),
        ("grid", "p q s r t", "p t q s r", "1 of 5 is right, place by place."),
        ("grid", "p q s r t", "t s r q p", "0 of 5 are right, place by place."),
    ],
)
@pytest.mark.parametrize("misconceptions", [[], [{"missing": "x", "feedback": "A misconception."}]])
def test_progress(kind, answer, given, said, misconceptions):
    """A wrong answer in parts is told how far it is right, whatever else is said of it."""
    verdict = mark(task(kind, answer, misconceptions=misconceptions), given)
    assert verdict.progress == said
    assert verdict.feedback == tuple(each["feedback"] for each in misconceptions)


def test_progress_by_the_nearest_form():
    """Where several forms are accepted, progress is counted by the one that is nearest."""
    assert mark(task("multiple", "1 2 3", accept=["7 8 9"]), "7 8").progress.startswith(
        "So far so good"
    )
    order = task("grid", "a b c", accept=["c b a"])
    assert mark(order, "c b b").progress == "2 of 3 are right, place by place."


def test_one_number_has_no_parts():
    """A single number is right or not; if nothing else is known it leads back to the evidence."""
    verdict = mark(task("number", "117"), "116")
    assert (verdict.feedback, verdict.progress) == (("Look at the evidence once more.",), "")


@pytest.mark.parametrize("given", ["35 %", "35%", "35 per cent", "35 percent", "35", "thirty-five"])
def test_per_cent(given):
    """Where a share is asked, the sign and the words for per cent may stand with the number."""
    assert mark(task("number", "35", unit="%"), given).right
    wrong = mark(task("number", "35", unit="%"), f"{given} days")
    assert not wrong.right
    assert wrong.feedback == (
        "Answer with a number and nothing else, such as 25, or with its unit: 25%.",
    )


def test_several_units():
    """A task may have several words for what it counts; without any, the number stands alone."""
    points = task("number", "21.5", unit=["points", "percentage points"])
    assert all(mark(points, each).right for each in ("21.5 points", "21.5 percentage points"))
    assert not mark(task("number", "4", unit=None), "4 days").right


@pytest.mark.parametrize(
    "made",
    [
        each
        for lesson in course.course().lessons
        for each in quiz.load_quiz(lesson.id).exercises
        if each.kind == "number"
    ],
    ids=lambda made: made.id,
)
def test_each_number_of_the_course_has_a_unit(made):
    """An exercise that asks for a number takes it with the task's own word, and no other."""
    assert made.unit
    for unit in made.unit:
        assert mark(made, f"{made.answer} {unit}").right
    for other in ("is wrong", "months", "dollars", "% of it"):
        assert not mark(made, f"{made.answer} {other}").right


@pytest.mark.parametrize("given", [117, "118", "117.5"])
def test_tolerance_and_other_forms(given):
    """A number counts within the tolerance of the answer, or of another accepted one."""
    assert mark(task("number", 117, accept=118, tolerance=0.5), given).right


def test_tolerance_of_decimals():
    """The edge of a tolerance counts, although decimals are not exact in a computer."""
    assert mark(task("number", "12.3", tolerance=0.1), "12.2").right
    assert mark(task("number", 12.3, tolerance=0.1), "12.4").right
    assert not mark(task("number", 12.3, tolerance=0.1), "12.19").right


MISCONCEPTIONS = [
    ("multiple", "5 7", {"contains": ["2", "3"]}, "5 7 3", True),
    ("multiple", "5 7", {"contains": "2"}, "5 7 12", False),
    ("multiple", "5 7", {"missing": "7"}, "5", True),
    ("multiple", "5 7", {"missing": "7"}, "7 8", False),
    ("multiple", "5 7", {"equals": "1 2"}, "2, 1", True),
    ("grid", "p q s", {"equals": "p s q"}, "psq", True),
    ("grid", "p q s", {"equals": "p s q"}, "qsp", False),
    ("grid", "p q s", {"at_position": {2: ["S", "P"]}}, "p s s", True),
    ("grid", "p q s", {"at_position": {2: ["S", "P"]}}, "s q s", False),
    ("number", "117", {"equals": 248}, "248 days", True),
    ("number", "117", {"equals": 1000}, "1,000", True),
    ("number", "117", {"equals": "2.5"}, 2.50, True),
    ("number", "117", {"equals": 248}, "249", False),
    ("text", "armistice", {"equals": "peace treaty"}, "Peace  Treaty", True),
]


@pytest.mark.parametrize(("kind", "answer", "misconception", "given", "shows"), MISCONCEPTIONS)
def test_misconceptions(kind, answer, misconception, given, shows):
    """A misconception is recognised in any form of the answer, and only where it is."""
    verdict = mark(
        task(kind, answer, misconceptions=[{**misconception, "feedback": "The misconception."}]),
        given,
    )
    assert not verdict.right
    assert (verdict.feedback == ("The misconception.",)) == shows


def test_several_misconceptions():
    """Each misconception that an answer shows is told, in the order of the file."""
    misconceptions = [{"contains": "2", "feedback": "Two."}, {"missing": "5", "feedback": "Five."}]
    assert mark(task("multiple", "5 7", misconceptions=misconceptions), "2 7").feedback == (
        "Two.",
        "Five.",
    )
