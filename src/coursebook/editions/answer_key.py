"""What a teacher is told of each task, as Markdown: key, why, misconceptions, rubric."""

from collections.abc import Sequence
from functools import singledispatch

from coursebook.course import choices, kinds, quiz
from coursebook.course.tasks import Level, Misconception, Task
from coursebook.practice.messages import markdown_table

_LEVELS: dict[Level, str] = {
    "beginning": "Beginning",
    "getting_there": "Getting there",
    "secure": "Secure",
}
_ANSWERS = ["Answer", "What to say"]
_WITHOUT_KEY = {"words": "by the rubric", "forecast": "no answer is the key"}


def solution(task: Task, level: int) -> str:
    """Return the text that stands above an exercise's worked solution.

    Args:
        task: The exercise.
        level: The level of its heading, 1 to 6.
    """
    level_of_task = f" ({task.level})" if task.level != "core" else ""
    hints = "\n".join(f"{number}. {hint}" for number, hint in enumerate(task.hints, start=1))
    told = _table(task)
    folded = "\n\n".join(filter(None, [hints, _why(task), told]))
    return (
        f"{'#' * level} Solution to {task.id} · {task.title}{level_of_task}\n\n"
        f"{_bold_key(task)}. {task.explanation}\n\n"
        f"<details><summary>{'Hints and slips' if told else 'Hints'}</summary>\n\n"
        f"{folded}\n\n</details>"
    )


def key(task: Task, level: int) -> str:
    """Return the key of a task of the exit ticket, with what to say to each answer.

    Args:
        task: The task.
        level: The level of its heading, 1 to 6.
    """
    source = f" [@{task.source.id}, {task.source.locator}]" if task.source else ""
    heading = f"{'#' * level} Key to {task.id} · {_typed(task)}{_also(task)}"
    told = f"{task.explanation}{source}"
    return "\n\n".join(filter(None, [heading, told, _why(task), _table(task)]))


def summary_table(loaded: quiz.Quiz) -> str:
    """Return all keys of a lesson as one table."""
    exercises = [[f"{task.id} · {task.title}", _bold_key(task)] for task in loaded.exercises]
    questions = [
        [f"{task.id} · {task.worth}", f"{_bold_key(task)} {task.meaning}".rstrip()]
        for task in loaded.questions
    ]
    return markdown_table(["Task", "Key"], exercises + questions)


def _bold_key(task: Task) -> str:
    return f"**{_typed(task)}**{_also(task)}"


def _why(task: Task) -> str:
    """Return the best objection to the key, with its answer, or nothing."""
    return f"*If somebody objects.* {task.why}" if task.why else ""


def _typed(task: Task) -> str:
    """Return what a student types who is right, in words where it is a set of letters."""
    if isinstance(task, choices.Multiple) and task.is_lettered:
        return " and ".join(task.key.split())
    return task.key or _WITHOUT_KEY[task.kind]


@singledispatch
def _table(task: Task) -> str:
    """Return what to say to each answer that is known, as a table."""
    return _misconceptions(task.misconceptions)


@_table.register
def _(task: choices.Single | choices.Multiple) -> str:
    lines = [
        [f"**{listed.label}**, right" if option.correct else listed.label, option.feedback]
        for listed, option in zip(task.listed_options, task.options, strict=True)
        if option.feedback
    ]
    said = markdown_table(_ANSWERS, lines) if lines else ""
    return "\n\n".join(filter(None, [said, _misconceptions(task.misconceptions)]))


@_table.register
def _(task: kinds.Forecast) -> str:
    return f"**What happened.** {task.outcome}" if task.outcome else ""


@_table.register
def _(task: choices.Matching) -> str:
    lines = [
        [f"{row.label} {letter}", f"{pair.left}: {pair.right}", pair.feedback]
        for row, letter, pair in zip(
            task.listed_rows, task.key.split(), task.sorted_pairs, strict=True
        )
    ]
    return markdown_table(["Pair", "In words", "What to say"], lines)


@_table.register
def _(task: kinds.Words) -> str:
    lines = [
        [
            title,
            " · ".join(f"*{line.name}*: {getattr(line, level)}" for line in task.rubric),
            f"“{example}”" if (example := task.examples.get(level)) else "",
        ]
        for level, title in _LEVELS.items()
    ]
    return markdown_table(["Level", "What it does", "For example"], lines)


def _also(task: Task) -> str:
    """Return which other answers are right, or nothing."""
    others = task.forms[1:]
    if isinstance(task, kinds.Number) and task.tolerance:
        others = [*others, f"up to {task.tolerance:g} more or less"]
    return f" (also right: {_or(others)})" if others else ""


def _misconceptions(known: Sequence[Misconception]) -> str:
    lines = [[_shown_by(misconception), misconception.feedback] for misconception in known]
    return markdown_table(_ANSWERS, lines) if lines else ""


def _shown_by(misconception: Misconception) -> str:
    """Return what an answer with this misconception looks like."""
    for opening, forms in (
        ("is", misconception.equals),
        ("with", misconception.contains),
        ("without", misconception.missing),
    ):
        if forms:
            return f"{opening} {_or(forms)}"
    places = misconception.at_position.items()
    return "; ".join(f"place {place}: {_or(letters)}" for place, letters in places)


def _or(forms: Sequence[str]) -> str:
    *others, last = forms
    return f"{', '.join(others)} or {last}" if others else last
