"""Dates, years and numbers are read as people write them, and labels are left alone."""

from datetime import date

import pytest

from coursebook.lint.fact_index import ValueSet
from coursebook.lint.text.values import every_number, values

COUNTED = frozenset({"meetings", "resolutions", "people"})


def read(text):
    """Return what is read in a text: kind and, as far as told, day, month, year or numbers."""
    return [
        (
            value.kind,
            *(part for part in (value.day, value.month, value.year) if part),
            *value.numbers,
        )
        for value in values(text, COUNTED)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 27 April 2018", [("day", 27, 4, 2018)]),
        ("on April 27, 2018", [("day", 27, 4, 2018)]),
        ("on 2018-04-27", [("day", 27, 4, 2018)]),
        ("On 27 April they met", [("day", 27, 4)]),
        ("27–28 February 2019", [("day", 27, 2, 2019), ("day", 28, 2, 2019)]),
        ("14, 18 and 22 June", [("day", 14, 6), ("day", 18, 6), ("day", 22, 6)]),
        ("30 April – 2 May 2018", [("day", 30, 4, 2018), ("day", 2, 5, 2018)]),
        ("in late March 2018", [("month", 3, 2018)]),
        ("from August to September 2018", [("month", 8, 2018), ("month", 9, 2018)]),
        ("By May it was over", [("month", 5)]),
        ("They may march in", []),
    ],
)
def test_dates_are_read_in_every_order(text, expected):
    """Days and months are read in every order, alone, in lists and as spans."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 1953", [("year", 1953, 1953.0)]),
        ("in 2016–17", [("year", 2016, 2016.0), ("year", 2017, 2017.0)]),
        ("the 1990s", []),
        ("132,124 people", [("number", 132124.0)]),
        ("61.5 %, n = 500, ± 4.4", [("number", 61.5), ("number", 500.0), ("number", 4.4)]),
        ("15–60 bombs", [("number", 15.0), ("number", 60.0)]),
        ("$35 million", [("number", 35.0, 35_000_000.0)]),
        ("a 160-member troupe", [("number", 160.0)]),
        ("twelve meetings", [("number", 12.0)]),
        ("five Security Council resolutions", [("number", 5.0)]),
        ("two sides and four of the people", []),
    ],
)
def test_years_and_counted_numbers_are_read(text, expected):
    """Years and numbers are read; in words, only of things that the tables count."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "rows 5, 7 and 10",
        "Resolution 2397",
        "articles 1.2 and 3.3b",
        "questions 1 to 5 on page 54",
        "05-3 and 05-q2",
        "55 minutes, then 2 min",
        "35, 48 and 9 days",
        "the 65th year, at 3:54",
        "Hwasong-15",
    ],
)
def test_labels_and_lengths_state_no_fact(text):
    """Numbers of rows, articles and pages, ordinals, lengths of time and names state no fact."""
    assert read(text) == []


def test_a_rounded_number():
    """After a word such as about, a number stands for all that round to it."""
    known = ValueSet(numbers={132124.0, 41.2})
    (rounded, share) = (values("about 132,000")[0], values("about 41 %")[0])
    assert known.holds(rounded)
    assert known.holds(share)
    assert not known.holds(values("132,000")[0])
    assert not known.holds(values("about 131,000")[0])


def test_every_number_of_a_row():
    """In a table's text every number counts, in digits or words."""
    assert list(every_number("5 sets, two of 1,200, twelve in all")) == [5, 1200, 2, 12]


def test_a_date_is_no_finer_than_it_is_known():
    """A month holds no day, a year no month; a period holds the days between its ends."""
    known = ValueSet()
    known.add_date(date(2018, 6, 1), "month")
    known.add_date(date(2017, 1, 1), "year")
    known.add_period(date(2018, 8, 20), date(2018, 8, 26))
    held = ["June 2018", "in 2018", "in 2017", "22 August 2018"]
    for text in held:
        assert known.holds(values(f"of {text}")[0]), text
    for text in ["1 June 2018", "January 2017", "27 August 2018", "in 2019"]:
        assert not known.holds(values(f"of {text}")[0]), text


def test_a_date_without_a_year():
    """It has a year of its paragraph; where that tells none, any will do."""
    known = ValueSet()
    known.add_date(date(2018, 4, 27), "day")
    (day,) = values("on 27 April")
    assert known.holds(day)
    assert known.holds(day, {2018, 1953})
    assert not known.holds(day, {1953})
