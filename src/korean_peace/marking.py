"""Judges an answer: right or not, and what to say to who gave it.

Answers are short strings that forgive form: `"5 7 10"`, `"5, 7, 10"`, `"P5 P7 P10"` and
`[5, 7, 10]` are the same answer. Nothing here shows anything; see `practice`.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from string import ascii_lowercase
from typing import Any

from korean_peace import quiz
from korean_peace.forms import (
    are_digits,
    are_letters,
    as_text,
    folded,
    numeral,
    parts,
    places,
)
from korean_peace.numerals import number as read_number

Given = str | int | float | date | Iterable[str | int]

# More would spell out the key, and nobody mends three things at a time.
_AT_ONCE = 2


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, what to say, one paragraph each, and how much is right."""

    right: bool
    say: tuple[str, ...]
    progress: str = ""


def is_blank(answer: object) -> bool:
    """Tell whether a cell is still unanswered: dots, nothing, or an empty text."""
    return answer is ... or answer is None or not as_text(answer).strip(" .…")


@singledispatch
def mark(task: object, answer: Given) -> Verdict:
    """Judge an answer.

    Args:
        task: An exercise or a question of a quiz.
        answer: What the student gave; see the module for the forms.

    Returns:
        The verdict. An answer that cannot be read is wrong and says what form is wanted.
    """
    raise TypeError(f"cannot mark a {type(task).__name__}")


@mark.register
def _(task: quiz.Exercise, answer: Given) -> Verdict:
    typed = as_text(answer)
    if _exercise_is_right(task, typed):
        return Verdict(True, (task.right,))
    wanted = _form(task, typed)
    if wanted:
        return Verdict(False, (wanted,))
    number = task.kind == "number"
    tokens = [numeral(typed, task.unit)] if number else parts(typed, like=task.answer)
    said = _slips(task.slips, tokens, ordered=task.kind != "set", number=number)
    progress = _progress(task, tokens)
    if not said and not progress:
        said = ("Look at the evidence once more.",)
    return Verdict(False, said, progress)


@mark.register
def _(task: quiz.Single, answer: Given) -> Verdict:
    chosen = places(as_text(answer), len(task.options))
    if len(chosen) != 1:
        return Verdict(False, (f"Give one letter, a to {ascii_lowercase[len(task.options) - 1]}.",))
    option = task.options[chosen[0]]
    return Verdict(option.correct, (option.feedback, *_if(option.correct, task.explanation)))


@mark.register
def _(task: quiz.Multiple, answer: Given) -> Verdict:
    chosen = list(dict.fromkeys(places(as_text(answer), len(task.options))))
    if not chosen:
        last = ascii_lowercase[len(task.options) - 1]
        form = f"Give one or more letters, a to {last}, with spaces between them."
        return Verdict(False, (form,))
    keys = {place for place, option in enumerate(task.options) if option.correct}
    said = [f"**{ascii_lowercase[each]}**: {task.options[each].feedback}" for each in chosen]
    if set(chosen) == keys:
        return Verdict(True, (*said, task.explanation))
    return Verdict(False, tuple(said), _of_given(set(chosen), keys))


@mark.register
def _(task: quiz.Numeric, answer: Given) -> Verdict:
    typed = as_text(answer)
    units = [task.unit] if task.unit else []
    number = read_number(typed, units)
    if number is None:
        return Verdict(False, (_number_form(units),))
    if _near(number, task.answer, task.tolerance):
        return Verdict(True, (task.explanation,))
    said = _slips(task.slips, [numeral(typed, units)], ordered=True, number=True)
    return Verdict(False, said or (task.hint,))


@mark.register
def _(task: quiz.Ordering, answer: Given) -> Verdict:
    chosen = places(as_text(answer), len(task.items))
    if sorted(chosen) != list(range(len(task.items))):
        return Verdict(False, (f"Give all {len(task.items)} letters, each once, first to last.",))
    given = [task.shown[each] for each in chosen]
    if given == task.items:
        return Verdict(True, (task.explanation,))
    said = _slips(task.slips, [ascii_lowercase[each] for each in chosen], ordered=True)
    return Verdict(False, said or (task.hint,), _in_place(given, task.items))


@mark.register
def _(task: quiz.Matching, answer: Given) -> Verdict:
    chosen = places(as_text(answer), len(task.rights))
    if len(chosen) != len(task.lefts):
        return Verdict(False, (f"Give {len(task.lefts)} letters, one for each number, in order.",))
    pairs = {each.left: each for each in task.pairs}
    wanted = [pairs[left] for left in task.lefts]
    given = [task.rights[place] for place in chosen]
    said = [
        f"**{number}**: {pair.feedback if mine == pair.right else 'look again.'}"
        for number, (mine, pair) in enumerate(zip(given, wanted, strict=True), start=1)
    ]
    keys = [pair.right for pair in wanted]
    if given == keys:
        return Verdict(True, (*said, task.explanation))
    return Verdict(False, tuple(said), _in_place(given, keys))


@mark.register
def _(task: quiz.Short, answer: Given) -> Verdict:
    typed = folded(as_text(answer))
    if typed in map(folded, (task.answer, *task.accept)):
        return Verdict(True, (task.explanation,))
    return Verdict(False, _slips(task.slips, typed.split(), ordered=True) or (task.hint,))


@mark.register
def _(task: quiz.Essay, answer: Given) -> Verdict:
    count = len(as_text(answer).split())
    fewest, most = task.words
    wanted = f"{count} words; {fewest} to {most} are asked for."
    return Verdict(False, (wanted, "No machine judges this one: use the rubric with a partner."))


def _exercise_is_right(task: quiz.Exercise, typed: str) -> bool:
    forms = (task.answer, *task.accept)
    if task.kind == "number":
        given = read_number(typed, task.unit)
        wanted = [read_number(form) for form in forms]
        return given is not None and any(
            number is not None and _near(given, number, task.tolerance) for number in wanted
        )
    if task.kind == "text":
        return folded(typed) in map(folded, forms)
    tokens = [parts(typed, like=task.answer), *(parts(form, like=form) for form in forms)]
    given_tokens, *wanted_tokens = tokens
    if task.kind == "set":
        return set(given_tokens) in map(set, wanted_tokens)
    return given_tokens in wanted_tokens


def _form(task: quiz.Exercise, typed: str) -> str:
    """Return what form is wanted, if the answer cannot be read; else nothing."""
    if task.kind == "number":
        return "" if read_number(typed, task.unit) is not None else _number_form(task.unit)
    if task.kind == "text":
        return ""
    model = parts(task.answer, like=task.answer)
    tokens = parts(typed, like=task.answer)
    what = "numbers" if are_digits(model) else "letters" if are_letters(model) else "words"
    if task.kind == "ordering" and len(tokens) != len(model):
        return f"Give {len(model)} {what} in order, with spaces between them, not {len(tokens)}."
    odd = {"numbers": not are_digits(tokens), "letters": not are_letters(tokens)}.get(what)
    return f"Answer with {what}, with spaces between them." if odd or not tokens else ""


def _number_form(units: Sequence[str]) -> str:
    unit = f", or with its unit: 25{'' if units[0] == '%' else ' '}{units[0]}" if units else ""
    return f"Answer with a number and nothing else, such as 25{unit}."


def _progress(task: quiz.Exercise, tokens: list[str]) -> str:
    """Return how much of an answer in parts is right, by the accepted form that is nearest."""
    forms = [parts(form, like=form) for form in (task.answer, *task.accept)]
    if task.kind == "set":
        given = set(tokens)
        return _of_given(given, max(map(set, forms), key=lambda form: len(given & form)))
    if task.kind == "ordering":
        return _in_place(tokens, max(forms, key=lambda form: _hits(tokens, form)))
    return ""


def _of_given(given: set[Any], keys: set[Any]) -> str:
    good = len(given & keys)
    if good == len(given):
        return "So far so good, but at least one more is right."
    if not good:
        return "None of these is right."
    return f"{good} of the {len(given)} that you gave {'is' if good == 1 else 'are'} right."


def _in_place(given: Sequence[str], keys: Sequence[str]) -> str:
    good = _hits(given, keys)
    return f"{good} of {len(keys)} {'is' if good == 1 else 'are'} right, place by place."


def _hits(given: Sequence[str], keys: Sequence[str]) -> int:
    return sum(mine == key for mine, key in zip(given, keys, strict=False))


def _slips(
    slips: list[quiz.Slip], tokens: list[str], ordered: bool, number: bool = False
) -> tuple[str, ...]:
    """Return what to say about the first slips that the answer shows."""
    shown = (slip.say for slip in slips if _shows(slip, tokens, ordered, number))
    return tuple(itertools.islice(shown, _AT_ONCE))


def _shows(slip: quiz.Slip, tokens: list[str], ordered: bool, number: bool) -> bool:
    if slip.equals:
        forms = [[numeral(form, ())] if number else parts(form, like=form) for form in slip.equals]
        return tokens in forms if ordered else set(tokens) in map(set, forms)
    if slip.contains:
        return any(each.lower() in tokens for each in slip.contains)
    if slip.lacks:
        return any(each.lower() not in tokens for each in slip.lacks)
    return any(
        place <= len(tokens) and tokens[place - 1] in map(str.lower, letters)
        for place, letters in slip.at.items()
    )


def _near(given: float, wanted: float, tolerance: float) -> bool:
    return abs(given - wanted) <= tolerance + 1e-9  # 12.3 - 12.2 is a little over 0.1


def _if(condition: bool, text: str) -> tuple[str, ...]:
    return (text,) if condition else ()
