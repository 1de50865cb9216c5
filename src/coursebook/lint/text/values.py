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

MONTHS = (
    "January February March April May June July August September October November December"
).split()
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}
_HEDGES = ("about", "nearly", "almost", "around", "roughly", "over", "some", "than", "under")
_NAMED = {name: number for number, name in enumerate(MONTHS, start=1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, start=1)
}
_NAMED["Sept"] = 9
_MONTH = f"(?:{'|'.join(sorted(_NAMED, key=len, reverse=True))})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_JOINT = r"\s?(?:–|-|,\s|,? and |,? or | to )\s?"
_YEAR = r"(?:1[89]|20)\d\d"


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

    def on(self, year: int) -> date | None:
        """Return the day in a year, or None if that year has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def values(text: str, counted_nouns: Set[str] = frozenset()) -> list[Value]:
    """Return the values of a plain text: days, then months, years and numbers.

    Args:
        text: The text, quotations already taken out.
        counted_nouns: Nouns that make a number in words count, in the plural.
    """
    read: list[Value] = []
    for pattern, make in _PATTERNS:
        kept = []
        end = 0
        for match in pattern.finditer(text):
            read += make(match)
            kept += [text[end : match.start()], " · "]
            end = match.end()
        text = "".join([*kept, text[end:]])
    read += _in_words(text, counted_nouns)
    return read


def every_number(text: str) -> Iterator[float]:
    """Yield every number of a table's text, in digits or words, whatever it counts."""
    for match in re.finditer(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\d])", text):
        yield from _meant(match[0], text[match.end() :])
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in NUMBER_WORDS:
            yield NUMBER_WORDS[word]


def _iso(match: re.Match[str]) -> list[Value]:
    year, month, day = (int(part) for part in match.groups())
    return [Value(match[0], "day", day, month, year)]


def _days(match: re.Match[str]) -> list[Value]:
    """Read `27 April 2018`, `27–28 February 2019`, `14, 18 and 22 June`."""
    year = int(match["year"] or 0)
    days = [int(number) for number in re.findall(r"\d+", match["days"])]
    return [Value(match[0], "day", day, _NAMED[match["month"]], year) for day in days]


def _two_ends(match: re.Match[str]) -> list[Value]:
    """Read `30 April – 2 May 2018`, whose year stands once."""
    year = int(match["year"] or 0)
    ends = ((match["one"], match["first"]), (match["two"], match["second"]))
    return [Value(match[0], "day", int(day), _NAMED[month], year) for day, month in ends]


def _months(match: re.Match[str]) -> list[Value]:
    year = int(match["year"] or 0)
    names = re.findall(_MONTH, match["months"])
    return [Value(match["months"], "month", 0, _NAMED[name], year) for name in names]


def _years(match: re.Match[str]) -> list[Value]:
    years = [int(match[1])]
    if match[2]:
        years.append(int(match[2]) if len(match[2]) == 4 else years[0] // 100 * 100 + int(match[2]))
    if match[3]:
        return []  # a decade
    return [Value(match[0], "year", year=year, numbers=(float(year),)) for year in years]


def _number(match: re.Match[str]) -> list[Value]:
    text = match["number"]
    meant = tuple(_meant(text, match.string[match.end("number") :]))
    before = match.string[: match.start()].split()[-1:]
    hedged = bool(before) and before[0].casefold() in _HEDGES
    return [Value(text, "number", numbers=meant, about=_half_place(text) if hedged else 0)]


def _nothing(_: re.Match[str]) -> list[Value]:
    return []


def _meant(text: str, after: str) -> Iterator[float]:
    number = float(text.replace(",", ""))
    yield number
    scale = re.match(r"\s(thousand|million|billion)\b", after)
    if scale:
        yield number * {"thousand": 1e3, "million": 1e6, "billion": 1e9}[scale[1]]


def _half_place(text: str) -> float:
    bare = text.replace(",", "")
    if "." in bare:
        return 0.5 * 10.0 ** -len(bare.split(".")[1])
    return 0.5 * 10.0 ** (len(bare) - len(bare.rstrip("0")))


def _in_words(text: str, counted_nouns: Set[str]) -> list[Value]:
    counted = []
    for match in re.finditer(r"\b([A-Za-z]+)((?:\s[A-Za-z-]+){1,3})", text):
        word, noun = match[1].casefold(), match[2].casefold().split()
        if word in NUMBER_WORDS and _counts(noun, counted_nouns):
            counted.append(
                Value(f"{match[1]}{match[2]}", "number", numbers=(float(NUMBER_WORDS[word]),))
            )
    return counted


def _counts(after: list[str], counted_nouns: Set[str]) -> bool:
    """Tell whether one of the three words after a number is a thing counted."""
    for word in after:
        if word in counted_nouns:
            return True
        if word in ("of", "or", "and", "in", "the", "to", "with", "for", "on", "at", "from"):
            return False
    return False


_LABEL = (
    r"\b(?:rows?|clauses?|articles?|paragraphs?|parts?|questions?|exercises?|lessons?|pages?|"
    r"sheets?|figures?|charts?|tables?|steps?|items?|annex(?:es)?|[Rr]esolutions?|numbers?|nos?|"
    r"sentences?|hints?|sides?|levels?|columns?|chapters?|tasks?|cells?|sections?|options?)"
    r"\s(?:no\.?\s)?\d+(?:\.\d+)*[a-z]?(?:(?:,\s|–|-|,? and |,? or | to )\d+(?:\.\d+)*[a-z]?)*\b"
)
_LENGTH = (
    r"\b\d+(?:\.\d+)?(?:(?:,\s|\s?(?:–|-|to|or|and)\s?)\d+)*[\s-]"
    r"(?:min|minutes?|hours?|days?|weeks?|months?|years?|centur(?:y|ies)|seconds?)\b"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Value]]], ...] = (
    (re.compile(r"\b((?:1[89]|20)\d\d)-(\d\d)-(\d\d)\b"), _iso),
    (re.compile(_LABEL, re.IGNORECASE), _nothing),
    (
        re.compile(
            rf"\b(?P<one>{_DAY}) (?P<first>{_MONTH})\s?(?:–|-|to|and)\s?"
            rf"(?P<two>{_DAY}) (?P<second>{_MONTH})\b\.?(?:,? (?P<year>{_YEAR}))?"
        ),
        _two_ends,
    ),
    (
        re.compile(
            rf"\b(?P<days>{_DAY}(?:{_JOINT}{_DAY})*) (?P<month>{_MONTH})\b\.?"
            rf"(?:,? (?P<year>{_YEAR}))?"
        ),
        _days,
    ),
    (
        re.compile(
            rf"\b(?P<month>{_MONTH})\.? (?P<days>{_DAY}(?:\s?[–-]\s?{_DAY})?)\b(?!,\d|\d)"
            rf"(?:, (?P<year>{_YEAR}))?"
        ),
        _days,
    ),
    (
        re.compile(
            rf"\b(?P<months>{_MONTH}(?:\s?(?:–|-|and|or|to)\s?{_MONTH})?)\b\.?,? (?P<year>{_YEAR})"
            rf"(?!\d)"
        ),
        _months,
    ),
    (
        re.compile(
            r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|to|[Ee]arly|[Ll]ate|[Bb]efore|"
            rf"[Aa]fter|through|[Mm]id-|end of|and|\()\s?(?P<months>{_MONTH}"
            rf"(?:\s?(?:–|-|and|or|to)\s?{_MONTH})?)\b(?! \d| Day\b)(?P<year>)"
        ),
        _months,
    ),
    (re.compile(rf"(?<![\d,.$])\b({_YEAR})(?:[–-](\d\d\d\d|\d\d))?(s)?\b(?![,.]\d)"), _years),
    (re.compile(_LENGTH), _nothing),
    (re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b\d{1,2}:\d\d\b|\b\d\d-[qr]?\d+\b"), _nothing),
    (
        re.compile(
            r"(?<![\w.,:/])(?<![A-Za-z][–-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\w)"
        ),
        _number,
    ),
)
