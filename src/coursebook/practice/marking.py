"""Judges an answer: right or not, and what to say to who gave it.

Answers are short strings that forgive form: `"5 7 10"`, `"5, 7, 10"`, `"P5 P7 P10"` and
`[5, 7, 10]` are the same answer. Nothing here shows anything; see `prompts`.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch
from string import ascii_lowercase

from coursebook.course import choices, kinds
from coursebook.course.tasks import Misconception, Task
from coursebook.numerals import number as read_number
from coursebook.practice import answer_forms
from coursebook.practice.answer_forms import folded, split_answer, typed_text

Given = str | int | float | date | Iterable[str | int]

# More would spell out the key, and nobody mends three things at a time.
_AT_ONCE = 2
_FORMS: dict[str, Callable[[list[str]], bool]] = {
    "numbers": answer_forms.are_digits,
    "letters": answer_forms.are_letters,
    "words": bool,
}


@dataclass(frozen=True)
class Verdict:
    """What is thought of an answer.

    Attributes:
        right: Whether it is right; None where there is no key, and people judge.
        feedback: What to say, a paragraph each.
        progress: How much of it is right, in words.
        parts: Which of its parts are right, in order; empty where it has no parts with a place.
    """

    right: bool | None
    feedback: tuple[str, ...]
    progress: str = ""
    parts: tuple[bool, ...] = ()


def is_blank(answer: object) -> bool:
    """Tell whether a cell is still unanswered: dots, nothing, or an empty text."""
    return answer is ... or answer is None or not typed_text(answer).strip(" .…")


@singledispatch
def mark(task: object, answer: Given) -> Verdict:
    """Judge an answer.

    Args:
        task: A task of a quiz.
        answer: What the student gave; see the module for the forms.

    Returns:
        The verdict. An answer that cannot be read is wrong and says what form is wanted.
    """
    raise TypeError(f"cannot mark a {type(task).__name__}")


@mark.register
def _(task: choices.Single, answer: Given) -> Verdict:
    labels = [listed.label for listed in task.listed_options]
    chosen = _chosen(typed_text(answer), labels)
    if len(chosen) != 1:
        named = f"letter, a to {labels[-1]}" if task.is_lettered else f"of: {', '.join(labels)}"
        return Verdict(False, (f"Give one {named}.",))
    option = task.options[labels.index(chosen[0])]
    said = (option.feedback,) if option.feedback else ()
    if option.correct:
        return Verdict(True, (*said, task.explanation))
    return _wrong(task, chosen, said=said)


@mark.register
def _(task: choices.Multiple, answer: Given) -> Verdict:
    if not task.is_lettered:
        return _mark_tokens(task, answer)
    listed = zip(task.listed_options, task.options, strict=True)
    feedback = {labelled.label: option.feedback for labelled, option in listed}
    chosen = list(dict.fromkeys(_chosen(typed_text(answer), list(feedback))))
    if not chosen:
        form = f"Give one or more letters, a to {max(feedback)}, with spaces between them."
        return Verdict(False, (form,))
    said = tuple(f"**{label}**: {feedback[label]}" for label in chosen if feedback[label])
    keys = set(task.key.split())
    if set(chosen) == keys:
        return Verdict(True, (*said, task.explanation))
    return _wrong(task, chosen, _of_given(set(chosen), keys), said)


@mark.register
def _(task: choices.Matching, answer: Given) -> Verdict:
    labels = [listed.label for listed in task.listed_options]
    chosen, keys = _chosen(typed_text(answer), labels), task.key.split()
    if len(chosen) != len(keys):
        return Verdict(False, (f"Give {len(keys)} letters, one for each number, in order.",))
    judged = enumerate(zip(chosen, keys, task.sorted_pairs, strict=True), start=1)
    said = tuple(
        f"**{number}**: {pair.feedback if letter == key else 'look again.'}"
        for number, (letter, key, pair) in judged
    )
    parts = _each(chosen, keys)
    if chosen == keys:
        return Verdict(True, (*said, task.explanation), parts=parts)
    return replace(_wrong(task, chosen, _in_place(chosen, keys), said), parts=parts)


@mark.register
def _(task: kinds.Number, answer: Given) -> Verdict:
    typed = typed_text(answer)
    value = read_number(typed, task.unit)
    if value is None:
        return Verdict(False, (_number_form(task.unit),))
    if any(_near(value, wanted, task.tolerance) for wanted in task.numbers):
        return Verdict(True, (task.explanation,))
    return _wrong(
        task,
        [answer_forms.numeral(typed, task.unit)],
        read=lambda form: [answer_forms.numeral(form, ())],
    )


@mark.register
def _(task: kinds.Text, answer: Given) -> Verdict:
    typed = typed_text(answer)
    if folded(typed) in map(folded, task.forms):
        return Verdict(True, (task.explanation,))
    return _wrong(task, split_answer(typed, like=task.key))


@mark.register
def _(_task: kinds.Forecast, _answer: Given) -> Verdict:
    return Verdict(None, ("No machine judges a forecast. Look at it again when you know more.",))


@mark.register
def _(task: kinds.Words, answer: Given) -> Verdict:
    count = len(typed_text(answer).split())
    fewest, most = task.word_count
    wanted = f"{count} words; {fewest} to {most} are asked for."
    return Verdict(None, (wanted, "No machine judges this one: use the rubric with a partner."))


@mark.register(choices.Grid)
@mark.register(choices.Order)
def _mark_tokens(task: choices.Multiple | choices.Grid | choices.Order, answer: Given) -> Verdict:
    """Judge an answer of several parts, in order or as a set, by the form of its key."""
    tokens = split_answer(typed_text(answer), like=task.key)
    forms = list(map(_own_parts, task.forms))
    nearest = max(forms, key=lambda form: _hits(tokens, form))
    parts_right = _each(tokens, nearest) if task.ordered else ()
    if _same(task, tokens, forms):
        return Verdict(True, (task.explanation,), parts=parts_right)
    wanted = _form(task, tokens)
    if wanted:
        return Verdict(False, (wanted,))
    return replace(_wrong(task, tokens, _progress(task, tokens, forms)), parts=parts_right)


def _chosen(typed: str, labels: list[str]) -> list[str]:
    """Return the labels that were typed, or nothing if one is not offered."""
    if labels == list(ascii_lowercase[: len(labels)]):
        return [labels[place] for place in answer_forms.places(typed, len(labels))]
    known = {label.lower(): label for label in labels}
    tokens = split_answer(typed, like=" ".join(labels))
    return [known[token] for token in tokens] if set(tokens) <= set(known) else []


def _own_parts(form: str) -> list[str]:
    return split_answer(form, like=form)


def _wrong(
    task: Task,
    tokens: list[str],
    progress: str = "",
    said: tuple[str, ...] = (),
    read: Callable[[str], list[str]] = _own_parts,
) -> Verdict:
    """Return the verdict on a wrong answer: how much is right, and what is known to be amiss."""
    shown = (
        known.feedback
        for known in task.misconceptions
        if _shows(known, tokens) or _same(task, tokens, list(map(read, known.equals)))
    )
    said += tuple(itertools.islice(shown, _AT_ONCE))
    if not said and not progress:
        said = ("Look at the evidence once more.",)
    return Verdict(False, said, progress)


def _same(task: Task, tokens: list[str], forms: list[list[str]]) -> bool:
    return tokens in forms if task.ordered else set(tokens) in map(set, forms)


def _form(task: Task, tokens: list[str]) -> str:
    """Return what form is wanted, if the answer cannot be read; else nothing."""
    model = _own_parts(task.key)
    what = next(name for name, fits in _FORMS.items() if fits(model))
    if task.ordered and len(tokens) != len(model):
        return f"Give {len(model)} {what} in order, with spaces between them, not {len(tokens)}."
    fits = bool(tokens) and _FORMS[what](tokens)
    return "" if fits else f"Answer with {what}, with spaces between them."


def _number_form(units: Sequence[str]) -> str:
    unit = f", or with its unit: 25{'' if units[0] == '%' else ' '}{units[0]}" if units else ""
    return f"Answer with a number and nothing else, such as 25{unit}."


def _progress(task: Task, tokens: list[str], forms: list[list[str]]) -> str:
    """Return how much of an answer in parts is right, by the accepted form that is nearest."""
    if task.ordered:
        return _in_place(tokens, max(forms, key=lambda form: _hits(tokens, form)))
    given = set(tokens)
    return _of_given(given, max(map(set, forms), key=lambda form: len(given & form)))


def _of_given(given: set[str], keys: set[str]) -> str:
    good = len(given & keys)
    if good == len(given):
        return "So far so good, but at least one more is right."
    if not good:
        return "None of these is right."
    return f"{good} of the {len(given)} that you gave {'is' if good == 1 else 'are'} right."


def _in_place(given: Sequence[str], keys: Sequence[str]) -> str:
    good = _hits(given, keys)
    return f"{good} of {len(keys)} {'is' if good == 1 else 'are'} right, place by place."


def _each(given: Sequence[str], keys: Sequence[str]) -> tuple[bool, ...]:
    return tuple(mine == key for mine, key in zip(given, keys, strict=False))


def _hits(given: Sequence[str], keys: Sequence[str]) -> int:
    return sum(mine == key for mine, key in zip(given, keys, strict=False))


def _shows(misconception: Misconception, tokens: list[str]) -> bool:
    """Tell whether parts of an answer show a misconception."""
    return (
        any(token.lower() in tokens for token in misconception.contains)
        or any(token.lower() not in tokens for token in misconception.missing)
        or any(
            place <= len(tokens) and tokens[place - 1] in map(str.lower, letters)
            for place, letters in misconception.at_position.items()
        )
    )


def _near(given: float, wanted: float, tolerance: float) -> bool:
    return abs(given - wanted) <= tolerance + 1e-9  # 12.3 - 12.2 is a little over 0.1
