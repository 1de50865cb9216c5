"""A lesson with a story, as small as rules of the linter need it: headings, cells, three tasks."""

from dataclasses import replace

from support import uid

from coursebook.course import course
from coursebook.course.course import Minutes
from coursebook.course.quiz import Quiz
from coursebook.lint.corpus import Cell, LessonCorpus

MINUTES = Minutes(hook=3, story=5, documents=12, investigate=12, discuss=10, exit_ticket=8)


def task(number, kind, **more):
    """Return an exercise of three hints."""
    ident = f"05-{number}"
    judged = {} if kind in ("words", "forecast") else {"solution": f'kp.check("{ident}", "x")'}
    return {
        "id": ident,
        "uid": uid(ident),
        "kind": kind,
        "title": "Count",
        "objective": "05-a",
        "prompt": "Which of them?",
        "hints": ["Look.", "Look again.", "Look at both."],
        "explanation": "So it is.",
        **judged,
        **more,
    }


def question(words):
    """Return a closed question of the exit ticket with so many words."""
    ident = "05-q1"
    return {
        "id": ident,
        "uid": uid(ident),
        "kind": "single",
        "objective": "05-a",
        "difficulty": 1,
        "points": 1,
        "prompt": " ".join(["word"] * (words - 2)),
        "options": [
            {"text": "yes", "correct": True, "feedback": "Yes."},
            {"text": "no", "feedback": "No."},
        ],
        "hints": ["Look."],
        "explanation": "So it is.",
        "source": {"id": "crs-2022", "locator": "Overview"},
    }


SINGLE = task(1, "single", options=[{"text": "one", "correct": True}, {"text": "two"}])
GRID = task(
    2,
    "grid",
    options=[{"text": "north"}, {"text": "south"}],
    rows=[{"text": "Seoul", "key": "b"}, {"text": "Busan", "key": "b"}],
)
WORDS = task(
    3,
    "words",
    prompt="Write: *Although …, the words are …*",
    word_count=[24, 40],
    rubric=[{"name": "Claim", "beginning": "b", "getting_there": "g", "secure": "s"}],
    examples={"secure": "It is."},
)


def cell(number, source, kind="markdown", *, tags=(), folded=False):
    """Return a cell of a lesson."""
    return Cell(
        "05-x", number, "name", f"cell {number}", kind, source, tags, group=number, folded=folded
    )


def lesson(*more, besides=None, minutes=MINUTES, words=20):
    """Return a lesson with a heading for each part, and more cells after the last of them."""
    headings = [f"## {minutes.activities[part]} · 5 min" for part in minutes.of_activities]
    cells = [cell(number, text) for number, text in enumerate(headings)]
    cells += [replace(one, number=number) for number, one in enumerate(more, len(cells))]
    here = course.lesson("05").model_copy(update={"minutes": minutes, "load": besides})
    content = {"lesson": "05-x", "exercises": [SINGLE, GRID, WORDS], "questions": [question(words)]}
    return LessonCorpus(here, tuple(cells), "", Quiz.model_validate(content))
