"""What a teacher is told of each task, as Markdown: the key, why, the slips, the rubric."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from string import ascii_lowercase

from korean_peace import quiz
from korean_peace.display import table

_LEVELS = {"beginning": "Beginning", "getting_there": "Getting there", "secure": "Secure"}


@dataclass(frozen=True)
class _Key:
    """The key of a question: what to type, what that says, and what to say to each answer."""

    typed: str
    meaning: str
    table: str


def solution(task: quiz.Exercise, level: int) -> str:
    """Return the text that stands above an exercise's worked solution.

    Args:
        task: The exercise.
        level: The level of its heading, 1 to 6.
    """
    level_of_task = f" ({task.level})" if task.level != "core" else ""
    hints = "\n".join(f"{number}. {each}" for number, each in enumerate(task.hints, start=1))
    folded = "\n\n".join(filter(None, [hints, _slips(task.slips)]))
    return (
        f"{'#' * level} Solution to {task.id} · {task.title}{level_of_task}\n\n"
        f"**{task.answer}**{_also(task.accept, task.tolerance)}. {task.right}\n\n"
        f"<details><summary>{'Hints and slips' if task.slips else 'Hints'}</summary>\n\n"
        f"{folded}\n\n</details>"
    )


def key(question: quiz.Question, level: int) -> str:
    """Return the key of a question of the exit ticket, with what to say to each answer.

    Args:
        question: The question.
        level: The level of its heading, 1 to 6.
    """
    made = _key(question)
    source = f"[@{question.source.id}, {question.source.locator}]"
    heading = f"{'#' * level} Key to {question.id} · {made.typed}"
    return "\n\n".join(filter(None, [heading, f"{question.explanation} {source}", made.table]))


def glance(loaded: quiz.Quiz) -> str:
    """Return all keys of a lesson as one table."""
    lines = [
        [f"{each.id} · {each.title}", f"**{each.answer}**{_also(each.accept, each.tolerance)}"]
        for each in loaded.exercises
    ]
    for question in loaded.questions:
        made = _key(question)
        points = f"{question.points} point{'s' if question.points > 1 else ''}"
        lines.append([f"{question.id} · {points}", f"**{made.typed}** {made.meaning}"])
    return table(["Task", "Key"], lines)


@singledispatch
def _key(question: object) -> _Key:
    raise TypeError(f"no key is known for a {type(question).__name__}")


@_key.register
def _(question: quiz.Single | quiz.Multiple) -> _Key:
    lettered = list(zip(ascii_lowercase, question.options, strict=False))
    right = [(letter, each.text) for letter, each in lettered if each.correct]
    lines = [
        [f"**{letter}**, right" if each.correct else letter, each.feedback]
        for letter, each in lettered
    ]
    return _Key(
        " and ".join(letter for letter, _ in right),
        "; ".join(text for _, text in right),
        table(["Answer", "What to say"], lines),
    )


@_key.register
def _(question: quiz.Numeric) -> _Key:
    number = f"{question.answer:g} {question.unit}".rstrip()
    return _Key(f"{number}{_also([], question.tolerance)}", "", _slips(question.slips))


@_key.register
def _(question: quiz.Ordering) -> _Key:
    letters = " ".join(ascii_lowercase[question.shown.index(each)] for each in question.items)
    return _Key(letters, ", then ".join(question.items), _slips(question.slips))


@_key.register
def _(question: quiz.Matching) -> _Key:
    pairs = {each.left: each for each in question.pairs}
    found = [
        (number, ascii_lowercase[question.rights.index(pairs[left].right)], pairs[left])
        for number, left in enumerate(question.lefts, start=1)
    ]
    lines = [
        [f"{number} {letter}", f"{pair.left}: {pair.right}", pair.feedback]
        for number, letter, pair in found
    ]
    typed = " ".join(letter for _, letter, _ in found)
    return _Key(typed, "", table(["Pair", "In words", "What to say"], lines))


@_key.register
def _(question: quiz.Short) -> _Key:
    return _Key(f"{question.answer}{_also(question.accept)}", "", _slips(question.slips))


@_key.register
def _(question: quiz.Essay) -> _Key:
    examples = {str(level): text for level, text in question.examples.items()}
    lines = [
        [
            title,
            " · ".join(f"*{each.name}*: {getattr(each, level)}" for each in question.rubric),
            f"“{example}”" if (example := examples.get(level)) else "",
        ]
        for level, title in _LEVELS.items()
    ]
    return _Key("by the rubric", "", table(["Level", "What it does", "For example"], lines))


def _also(accept: Sequence[str], tolerance: float = 0) -> str:
    """Return which other answers are right, or nothing."""
    others = [*accept, *([f"up to {tolerance:g} more or less"] if tolerance else [])]
    return f" (also right: {_or(others)})" if others else ""


def _slips(slips: Sequence[quiz.Slip]) -> str:
    lines = [[_shown_by(each), each.say] for each in slips]
    return table(["Answer", "What to say"], lines) if lines else ""


def _shown_by(slip: quiz.Slip) -> str:
    """Return what an answer with this slip looks like."""
    if slip.equals:
        return f"is {_or(slip.equals)}"
    if slip.contains:
        return f"with {_or(slip.contains)}"
    if slip.lacks:
        return f"without {_or(slip.lacks)}"
    return "; ".join(f"place {place}: {_or(letters)}" for place, letters in slip.at.items())


def _or(forms: Sequence[str]) -> str:
    *others, last = forms
    return f"{', '.join(others)} or {last}" if others else last
