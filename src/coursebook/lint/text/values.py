"""Dates, years and numbers in a sentence: what of it the tables must hold.

Left out, because they state no fact: numbers of rows, clauses, articles, resolutions,
questions and pages; ordinals; minutes, and other lengths of time, which follow from two
dates; times of day. A number in words counts where the thing after it is one that the
tables count (see `fact_index.counted_nouns`): “twelve meetings”, but not “two sides”.
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from coursebook.lint.text.english import patterns, word_list

MONTHS = word_list("months")
NUMBER_WORDS = {word: count for count, word in enumerate(word_list("numbers_from_two"), start=2)}
_MONTH_NUMBERS = {name: 1 + number for number, name in enumerate(MONTHS)} | {
    name: 1 + [month[:3] for month in MONTHS].index(name[:3]) for name in word_list("short_months")
}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True)
class Value:
    """A date, a year or a number, as written and as meant.

    Attributes:
        text: As written.
        kind: day, month, year or number.
        day: The day of the month, for a day.
        month: The month, for a day or a month.
        year: The year, if it is told there.
        numbers: What a number may mean: “35 million” is 35 and 35,000,000.
        about: The half of the last place of a rounded number, else 0.
    """

    text: str
    kind: str
    day: int = 0
    month: int = 0
    year: int = 0
    numbers: tuple[float, ...] = ()
    about: float = 0

    @property
    def is_date(self) -> bool:
        """Whether it is a day, a month or a year."""
        return self.kind != "number"

    def parts(self, year: int) -> tuple[int, ...]:
        """Return year, month and day in a year, as far as told; of a day it has not, nothing."""
        try:
            date(year, self.month or 1, self.day or 1)
        except ValueError:
            return ()
        return tuple(part for part in (year, self.month, self.day) if part)


def values(text: str, counted_nouns: Set[str] = frozenset()) -> list[Value]:
    """Return the values of a plain text: days, then months, years and numbers.

    Args:
        text: The text, quotations already taken out.
        counted_nouns: Nouns that make a number in words count, in the plural.
    """
    read: list[Value] = []
    for name, pattern in patterns("values"):
        read += [value for match in pattern.finditer(text) for value in _READERS[name](match)]
        text = pattern.sub(" · ", text)
    return [*read, *_in_words(text, counted_nouns)]


def every_number(text: str) -> Iterator[float]:
    """Yield every number of a table's text, in digits or words, whatever it counts."""
    for match in re.finditer(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\d])", text):
        yield from _meant(match[0], text[match.end() :])
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in NUMBER_WORDS:
            yield NUMBER_WORDS[word]


def _iso_day(match: re.Match[str]) -> list[Value]:
    year, month, day = map(int, match.groups())
    return [Value(match[0], "day", day, month, year)]


def _days(match: re.Match[str]) -> list[Value]:
    """Read `27 April 2018`, `14, 18 and 22 June`; `30 April – 2 May 2018`, with one year."""
    year = int(match["year"] or 0)
    days = [(day, match["month"]) for day in re.findall(r"\d+", match["days"])]
    if first := match.groupdict().get("first"):
        days.insert(0, (first, match["first_month"]))
    return [Value(match[0], "day", int(day), _MONTH_NUMBERS[month], year) for day, month in days]


def _months(match: re.Match[str]) -> list[Value]:
    """Read `May 2018` and `March or April 2018`; `in May`, which has no year."""
    text, year = match["months"], int(match.groupdict().get("year") or 0)
    return [
        Value(text, "month", 0, _MONTH_NUMBERS[month], year)
        for month in re.findall("[A-Z][a-z]+", text)
    ]


def _years(match: re.Match[str]) -> list[Value]:
    """Read `2018`, `2016–17`; the `1990s` are no year."""
    first, last, decade = match.groups()
    years = [] if decade else [first, *([first[: -len(last)] + last] if last else [])]
    return [Value(match[0], "year", year=int(year), numbers=(float(year),)) for year in years]


def _number(match: re.Match[str]) -> list[Value]:
    before = match.string[: match.start()].casefold().split()[-1:]
    hedged = bool(before) and before[0] in word_list("hedges")
    numbers = tuple(_meant(match[0], match.string[match.end() :]))
    return [Value(match[0], "number", numbers=numbers, about=_half_place(match[0]) * hedged)]


def _nothing(_: re.Match[str]) -> list[Value]:
    return []


def _meant(text: str, after: str) -> Iterator[float]:
    number = float(text.replace(",", ""))
    yield number
    scale = re.match(r"\s(thousand|million|billion)\b", after)
    if scale:
        yield number * _SCALES[scale[1]]


def _half_place(text: str) -> float:
    bare = text.replace(",", "")
    _, _, decimals = bare.partition(".")
    return 0.5 * 10.0 ** (-len(decimals) or len(bare) - len(bare.rstrip("0")))


def _in_words(text: str, counted_nouns: Set[str]) -> Iterator[Value]:
    """Yield numbers in words that count one of the three words after them."""
    parting = word_list("parting")
    for match in re.finditer(r"\b([A-Za-z]+)((?:\s[A-Za-z-]+){1,3})", text):
        number = NUMBER_WORDS.get(match[1].casefold())
        after = takewhile(lambda word: word not in parting, match[2].casefold().split())
        if number and not counted_nouns.isdisjoint(after):
            yield Value(match[0], "number", numbers=(float(number),))


_READERS: dict[str, Callable[[re.Match[str]], list[Value]]] = {
    "iso_day": _iso_day,
    "days": _days,
    "months": _months,
    "years": _years,
    "number": _number,
    "nothing": _nothing,
}
