"""Reads a number that a student typed: in digits or in words, alone or with its unit."""

import functools
import re
from collections.abc import Sequence

_DIGITS = re.compile(r"-?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?")
_MOST = 9_999  # in words
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_PER_CENT = ("%", "per cent", "percent")


def number(text: str, units: Sequence[str] = ()) -> float | None:
    """Return the number that a text says, or None if it says anything else.

    Args:
        text: `117`, `1,170`, `one hundred and seventeen`.
        units: Words that may stand before or after it, such as `days`, also in the singular.
            With `%` the words `per cent` count as well.
    """
    plain = " ".join(text.lower().split()).strip(" .")
    if units:
        named = "|".join(re.escape(form) for form in _forms(units))
        # What is left between is the number, or no number at all.
        plain = re.sub(rf"^(?:{named})(?![a-z])\s*|\s*(?<![a-z])(?:{named})$", "", plain, count=1)
    if _DIGITS.fullmatch(plain):
        return float(re.sub("[, ]", "", plain))
    words = re.sub(r"\ba (?=hundred|thousand)", "one ", plain.replace("-", " "))
    return _spelled().get(" ".join(re.sub(r"\band\b", " ", words).split()))


def _forms(units: Sequence[str]) -> list[str]:
    forms = [form for each in units for form in (_PER_CENT if each == "%" else (each,))]
    return [*forms, *(form.removesuffix("s") for form in forms)]


@functools.cache
def _spelled() -> dict[str, float]:
    """Return what each number is called: looking up is stricter than adding up words."""
    return {_said(count): float(count) for count in range(_MOST + 1)}


def _said(count: int) -> str:
    if count < len(_ONES):
        return _ONES[count]
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if count >= size:
            many, rest = divmod(count, size)
            return f"{_said(many)} {name}" + (f" {_said(rest)}" if rest else "")
    tens, ones = divmod(count, 10)
    return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")
