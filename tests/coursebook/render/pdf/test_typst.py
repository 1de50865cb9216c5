"""Text as Typst's code: nothing in it is taken for code, and everything finds its line."""

import pytest
from pdfs import inside, made

from coursebook.render.pdf.typst import (
    array,
    block,
    breakable,
    broken_after,
    call,
    string,
    unheaped,
    words,
)

HOSTILE = [
    '"); read("/etc/passwd"); ("',
    '#import "@preview/x:1.0.0"',
    "\\u{41} \\n \\",
    "$ x $ *b* _e_ `r` <l> @r [c] ~ = - + / // /* */ #{}",
    "line\nbreak\ttab\x07\x1b\x00",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_code(text):
    """Whatever an author types is printed, in text, in code and in a text alternative."""
    from html import escape

    typed = escape(text.replace("\x00", ""))
    content = made(f"<p>{typed}</p><pre>{typed}</pre><p><code>{typed}</code></p><h2>{typed}</h2>")
    assert content.startswith(b"%PDF-1.7")


def test_heading_is_printed_as_typed():
    """A heading with every mark of Typst's markup is itself in the bookmarks."""
    content = inside(made("<h2>#let *a* = $b$ @c _d_ [e] ~</h2>"))
    assert b"#let *a* = $b$ @c _d_ [e] ~" in content


def test_string_escapes_and_drops_what_cannot_be_printed():
    """A string ends where its text ends; controls and joiners go, a line break stays."""
    assert string('a"b\\c') == '"a\\"b\\\\c"'
    assert string("a\nb\x07\u200d\ufe0fc\ue000") == '"a\\nbc"'


def test_decomposed_hangul_is_composed():
    """Letters that a Mac stores apart become the syllables that the font has."""
    assert string("\u1112\u1161\u11ab") == '"한"'


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (" a  b\n", ["[ ]", '"a b"', "[ ]"]),
        ("\n ", ["[ ]"]),
        ("", []),
        ("a\u00a0", ['"a\u00a0"']),
    ],
)
def test_spaces_melt(text, pieces):
    """Spaces between words are one, and one that must not break stays."""
    assert words(text) == pieces


def test_long_words_break():
    """An address breaks at its joints, a word without any at last anywhere; others do not."""
    address = "https://example.org/one-long/address?with=many&parts=in_it"
    assert breakable(address).replace("\u200b", "") == address
    assert "/\u200baddress?\u200bwith=\u200bmany&\u200bparts" in breakable(address)
    assert max(map(len, breakable("x" * 200).split("\u200b"))) == 40
    assert breakable("denuclearization-of-Korea") == "denuclearization-of-Korea"
    assert broken_after("abc de", 2) == "ab\u200bc de"


def test_code_is_put_together():
    """One item is still an array, and several pieces are one value."""
    assert array(["1"]) == "(1,)"
    assert call("f", "1", row_gutter="2pt") == "f(1, row-gutter: 2pt)"
    assert block(["a"]) == "a"
    assert block(["a", "b"]) == "{\na\nb\n}"


@pytest.mark.parametrize("text", ["Ẫ", "ế", "क्षि", "שָּׁ", "한"])
def test_marks_that_are_written_stay(text):
    """Letters of all languages keep their marks."""
    assert unheaped(text) == text


def test_marks_heaped_upon_a_letter_are_few():
    """A heap of marks would be printed over the lines above and below."""
    assert string("a" + "\u0316" * 400 + "b") == f'"a{chr(0x316) * 5}b"'
