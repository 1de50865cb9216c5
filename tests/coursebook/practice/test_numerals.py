"""Numbers in digits and in words."""

import pytest

from coursebook.practice.numerals import number

SPELLED = {
    0: "zero",
    9: "nine",
    10: "ten",
    13: "thirteen",
    20: "twenty",
    48: "forty-eight",
    100: "a hundred",
    101: "one hundred and one",
    503: "five hundred and three",
    641: "six hundred forty-one",
    1000: "one thousand",
    1001: "a thousand and one",
    1953: "one thousand nine hundred and fifty-three",
    9999: "nine thousand nine hundred and ninety-nine",
}


@pytest.mark.parametrize(("count", "words"), SPELLED.items())
def test_words(count, words):
    """A whole number may be written in words, in any case, up to thousands."""
    assert number(words) == number(words.upper()) == number(f" {words}. ") == count
    assert number(f"{words} days", ["days"]) == count


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "one two", "twenty eleven", "hundred", "ten hundred", "six or seven"),
        *("sixth", "1 2", "1,2", "1.2.3", "--1", "6 six", "ten thousand thousand", "1e3", "inf"),
    ],
)
def test_no_number(text):
    """What is not one number is none."""
    assert number(text) is None
    assert number(text, ["days"]) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,170", 1170), ("1 170", 1170), ("1\u202f170.5", 1170.5), ("-3", -3), ("0.83", 0.83)],
)
def test_digits(text, value):
    """Thousands may be parted, and decimals follow a point."""
    assert number(text) == value


@pytest.mark.parametrize("text", ["row 6", "6", "six", "Row six"])
def test_a_unit_before_the_number(text):
    """The task's word may stand before the number too."""
    assert number(text, ["row"]) == 6


@pytest.mark.parametrize("text", ["6 arrow", "rows6s", "6 ro", "row", "row row 6"])
def test_a_unit_is_a_whole_word(text):
    """A word that only holds the task's word is another word."""
    assert number(text, ["row"]) is None
