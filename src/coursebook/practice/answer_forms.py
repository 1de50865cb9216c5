"""Reads what a student typed: many ways to say the same are one form here."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from string import ascii_lowercase

from coursebook.numerals import number


def typed_text(answer: object) -> str:
    """Return an answer of any kind as what was typed."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, datetime):  # pandas' dates are of this kind
        return answer.date().isoformat()
    if isinstance(answer, set | frozenset):
        return " ".join(sorted(map(str, answer)))
    if isinstance(answer, Iterable):
        return " ".join(map(str, answer))
    return str(answer)


def split_answer(text: str, like: str) -> list[str]:
    """Split an answer into its parts, forgiving commas, `and`, `A = p`, `1: p` and `P5`."""
    plain = re.sub(r"\b\w+\s*[=:]\s*|\b(?:and|rows?)\b|&", " ", text.lower())
    found = [part for part in re.split(r"[\s,;]+", plain.strip(" .,;")) if part]
    model = like.lower().split()
    if are_digits(model):
        return [re.sub(r"^p(?=\d)|[.)]$", "", part) for part in found]
    together = "".join(found)
    if are_letters(model) and len(model) > 1 and (len(found) == 1 or len(together) == len(model)):
        return list(together)
    return found


def are_digits(given: list[str]) -> bool:
    """Tell whether each part is a number in digits."""
    return all(each.isdigit() for each in given)


def are_letters(given: list[str]) -> bool:
    """Tell whether each part is one letter."""
    return all(len(each) == 1 for each in given)


def places(text: str, count: int) -> list[int]:
    """Return the places of the letters in an answer, or nothing if one is not offered."""
    letters = re.findall(r"[a-z]", re.sub(r"\band\b", " ", text.lower()))
    found = [ascii_lowercase.index(letter) for letter in letters]
    return found if all(place < count for place in found) else []


def numeral(text: str, units: Sequence[str]) -> str:
    """Return a number in one form: `117 days` and `117.0` as `117`; other text as it is."""
    value = number(text, units)
    if value is None:
        return text
    return str(int(value)) if value.is_integer() else str(value)


def folded(text: str) -> str:
    """Return a text without what does not count: case, spaces, a full stop."""
    return " ".join(text.casefold().split()).strip(" .")
