"""What a lesson says to its reader."""

import pytest
import yaml
from support import LESSON, exercise, question, quiz, shuffled, write_quiz

import korean_peace as kp
from coursebook.course import course
from coursebook.course.quiz import load_quiz
from coursebook.errors import UnknownName
from coursebook.practice import prompts
from coursebook.practice.session import import_course

FOR_A_HINT = "For a hint, take away the first `#` of the last line and run the cell again."
ALL_KINDS = [
    question(kind, number)
    for number, kind in enumerate(
        ["single", "multiple", "number", "order", "matching", "text", "words", "grid", "forecast"],
        1,
    )
]


@pytest.fixture
def said(capsys):
    """Return a function that gives what was shown since it was last called."""
    return lambda: capsys.readouterr().out.rstrip("\n")


@pytest.fixture
def small(curriculum, monkeypatch):
    """Put a quiz with one exercise and all kinds of task in the lesson's place; begin anew."""
    for name, empty in (("_hints_given", {}), ("_buttons", False), ("_answered", set())):
        monkeypatch.setattr(prompts, name, empty)
    return write_quiz(curriculum, quiz(*ALL_KINDS))


@pytest.mark.parametrize(("number", "second"), [("05", "The story so far"), ("06", "Background")])
def test_start(said, number, second):
    """A lesson opens with its objectives, its minutes, what is needed, and whose voices.

    A lesson that tells a story folds them: its first screen belongs to the story.
    """
    kp.start(number)
    opening, lesson = said(), course.lesson(number)
    assert all(f"- {each.text}" in opening for each in lesson.objectives)
    assert f"{lesson.minutes.total} minutes (Hook {lesson.minutes.hook} · {second}" in opening
    assert opening.startswith("<details>") == (second == "The story so far")
    for text in (lesson.you_need, lesson.voices.heard, lesson.voices.missing):
        assert text in opening


def test_terms(said):
    """Words, people and places are shown with their Hangul and meaning."""
    kp.terms("06")
    shown, lesson = said(), course.lesson("06")
    assert shown.count("\n| **") == len(lesson.terms) + len(lesson.names)
    assert "| **Kim Jong Un** | 김정은 |" in shown
    assert "비핵화" in shown


@pytest.mark.parametrize(("entry", "kind"), [("armistice", "glossary"), ("panmunjom", "places")])
def test_an_unknown_term(curriculum, entry, kind):
    """A term or name that is in no table is refused, with the table and what is in it."""
    path = curriculum / "lessons" / "course.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    terms, names = (["nowhere"], []) if kind == "glossary" else ([], ["nowhere"])
    content["lessons"][0] |= {"id": LESSON, "terms": terms, "names": names}
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    with pytest.raises(UnknownName, match=rf"no entry in {kind} 'nowhere': choose from .*{entry}"):
        kp.terms("05")


@pytest.mark.parametrize("answer", [..., "...", None])
def test_unanswered(small, said, answer):
    """An unanswered cell says what to do, and nothing about the task."""
    kp.check("05-1", answer)
    reply = said()
    assert reply.startswith("*Not answered yet.* Type your answer in place of the dots")
    assert reply.endswith(FOR_A_HINT)
    assert "5 7 10" not in reply


def test_unanswered_below_a_form(small, said):
    """Where a form stands above, an empty answer says to choose there, or how to type."""
    kp.check("05-1", "")
    reply = said()
    assert reply.startswith("*Not answered yet.* Choose above and press *Check*.")
    assert "between the quotation marks" in reply
    assert "5 7 10" not in reply


def test_a_hint_by_its_number(small, said):
    """A hint that is asked for by its number is given as often as it is asked for."""
    for _ in range(2):
        kp.hint("05-1", 2)
        assert said() == "**Hint 2 of 3.** Second step."
    with pytest.raises(UnknownName, match="no hint '5': choose from 1, 2, 3, 4"):
        kp.hint("05-1", 5)


def test_the_answer_after_the_last_hint(small, said):
    """One after the last hint is the answer itself, in the words of its options, and why."""
    kp.hint("05-1", 4)
    assert said() == "**The answer:** 5 7 10.\n\nThree of them."
    kp.hint("05-q1", 2)
    single = load_quiz("05").task("05-q1")
    right = next(option for option in single.options if option.correct)
    assert said() == f"**The answer:** {right.text}.\n\n{single.explanation}"
    kp.hint("05-q8", 2)
    grid = load_quiz("05").task("05-q8")
    shown = said()
    words = {option.label: option.text or option.label for option in grid.options}
    assert [line for line in shown.splitlines() if line.startswith("- ")] == [
        f"- {row.text or row.label}: **{words[row.key]}**" for row in grid.rows
    ]
    kp.hint("05-q7", 2)
    assert said().startswith("**There is no one answer.**")


def test_right_and_wrong(small, said):
    """A reply says whether the answer is right, and why; a wrong one leads to a hint."""
    kp.check("05-1", "5, 7, 10")
    assert said() == "**Right.** Three of them."
    kp.check("05-1", "2 5 7 10")
    assert said() == (
        f"**Not yet.** 3 of the 4 that you gave are right.\n\nTwo is too early.\n\n{FOR_A_HINT}"
    )
    kp.check("05-q1", "b")
    assert said() == "**Right.** Yes, two.\n\nBecause it says so."
    kp.check("05-q7", "My answer.")
    assert said().startswith("**Read it again with the rubric.** 2 words;")
    kp.check("05-q9", "d a")
    assert said().startswith("**Kept.** No machine judges a forecast.")


def test_who_has_a_hint_knows_how(small, said):
    """The reply says how to get a hint until one was taken: then it stands below."""
    kp.hint("05-1")
    said()
    kp.check("05-1", "1 5")
    assert said() == "**Not yet.** 1 of the 2 that you gave is right."
    kp.check("05-q1", "c")
    assert said().endswith(FOR_A_HINT)


def test_a_form_has_a_button_for_hints(small, said):
    """Where answers come from forms, a reply does not tell of lines to change."""
    names = {}
    import_course(names)
    assert names["kp"] is kp
    kp.check("05-q1", "c")
    assert FOR_A_HINT not in said()


def test_hints_end(small, said):
    """An exercise gives its three hints in turn; then it says that there is no more, and stays so.

    What a cell shows is replaced when it runs again, so all three are said once more.
    """
    for number, text in [(1, "First"), (2, "Second"), (3, "Nearly")]:
        kp.hint("05-1")
        assert said().startswith(f"**Hint {number} of 3.** {text}")
    for _ in range(3):
        kp.hint("05-1")
        assert said() == (
            "**There is no further hint.** You have had:\n\n"
            "1. First nudge.\n2. Second step.\n3. Nearly there."
        )


def test_each_task_counts_its_own_hints(small, said):
    """The hints of one task do not use up those of another; a question has one."""
    kp.hint("05-1")
    kp.hint("05-q1")
    assert said().endswith("**Hint 1 of 1.** Look again.")
    kp.hint("05-q1")
    assert said() == "**There is no further hint.** You have had:\n\n1. Look again."
    kp.hint("05-1")
    assert said().startswith("**Hint 2 of 3.**")


@pytest.mark.parametrize("act", [lambda ident: kp.check(ident, "a"), kp.hint])
@pytest.mark.parametrize("ident", ["05-9", "05-q99", "05", "05-"])
def test_an_unknown_task(small, act, ident):
    """A task that does not exist is refused, and those of the lesson are named."""
    with pytest.raises(UnknownName, match=rf"question '{ident}': choose from 05-1, 05-q1"):
        act(ident)


@pytest.mark.parametrize("act", [lambda ident: kp.check(ident, "a"), kp.hint, kp.ask])
def test_an_id_without_quotation_marks(act):
    """A number in the place of an id is refused like any other unknown id."""
    with pytest.raises(UnknownName, match="no lesson '77': choose from"):
        act(77)


def test_a_task_of_an_unknown_lesson():
    """A task of a lesson that does not exist is refused, and the lessons are named."""
    with pytest.raises(UnknownName, match="no lesson '77': choose from"):
        kp.check("77-1", "a")


def test_ask_shows_each_kind(small, said):
    """The exit ticket shows each prompt with its points, what to choose from, and the form."""
    kp.ask("05")
    shown = said()
    for number in range(1, 10):
        assert f"**05-q{number}** (1 point) What does the table show?" in shown
    for text in (
        "- **a** one\n- **b** two\n- **c** three\n\n*One letter.*",
        "- **c** green\n\n*One or more letters.*",
        "*A number, in days.*",
        "- **a** spring\n- **b** summer\n- **c** winter\n\n*All letters, in order.*",
        "- **2** Seoul\n\n*One letter for each number, in order.*\n\n- **a** East\n",
        "*A word or two.*",
        "*20 to 40 words. It is judged like this:*\n\n| ",
        "| Claim | tells | claims | limits |",
        "- **1** Seoul\n- **2** Busan\n\n*One letter for each row, in order.*\n\n- **N** north\n",
        "- **5** The Games\n\n*One letter for each row, in order.*\n\n- **a** surely not\n",
    ):
        assert text in shown


def test_ask_shows_no_key(small, said):
    """The exit ticket stays the same when every key and all that is said of it changes."""
    kp.ask("05")
    before, keys = said(), load_quiz("05").questions
    write_quiz(small.parent.parent, shuffled(yaml.safe_load(small.read_text("utf-8"))))
    kp.ask("05")
    assert said() == before
    for old, new in zip(keys, load_quiz("05").questions, strict=True):
        tells = {"examples", "answer", "items", "pairs", "options", "rows"}
        if old.kind != "forecast":
            assert old.model_dump(include=tells) != new.model_dump(include=tells)
        assert old.explanation != new.explanation


def test_points_in_words(curriculum, said):
    """More than one point is a plural."""
    write_quiz(curriculum, quiz(question("text", points=3), exercises=[exercise()]))
    kp.ask("05")
    assert "**05-q1** (3 points)" in said()


def test_ask_shows_an_exercise(curriculum, said):
    """An exercise whose prompt stands in the quiz file is shown as the exit ticket is."""
    grid = {name: question("grid")[name] for name in ("kind", "prompt", "rows", "options")}
    asked = exercise(2, answer=None, instruction="Type two letters.", **grid)
    write_quiz(curriculum, quiz(exercises=[exercise(), asked]))
    kp.ask("05-2")
    assert said() == (
        "**05-2 · Count**\n\nWhat does the table show?\n\n- **1** Seoul\n- **2** Busan\n\n"
        "Type two letters.\n\n- **N** north\n- **S** south"
    )


def test_ask_refuses_what_the_lesson_asks(small):
    """An exercise that only the lesson's text asks is refused, and what can be shown is named."""
    with pytest.raises(UnknownName, match="question '05-1': choose from 05-q1, 05-q2"):
        kp.ask("05-1")
