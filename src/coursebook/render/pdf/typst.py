"""Writes Typst's code: strings that cannot break out, calls, blocks.

Text never becomes Typst's markup, where `#`, `$` or `@` would mean something: it stands in
string literals only.
"""

import re
import unicodedata
from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LONG = re.compile(r"[^\s\u200b]{41,}")
_JOINTS = re.compile(r"(?<=[/.?&=_\-%,;:+|])(?=\w)")
NOTHING = '""'  # the literal of an empty text
_BREAK = "\u200b"
_MOST_MARKS = 5  # upon one letter; no language that is written has more
_NEVER = ("Cc", "Cs", "Co", "Cn")  # controls, halves of characters, private and unknown ones


def string(text: str) -> str:
    """Return a text as a string literal, without what can never be printed."""
    if not text.isascii() or not text.isprintable():
        normal = unheaped(unicodedata.normalize("NFC", text))
        text = "".join(letter for letter in normal if letter == "\n" or _printable(letter))
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def unheaped(text: str) -> str:
    """Return a text without the marks heaped upon a letter, which would reach over other lines."""
    kept, heap = [], 0
    for letter in text:
        heap = heap + 1 if unicodedata.category(letter).startswith("M") else 0
        if heap <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def call(name: str, *arguments: str, **named: str) -> str:
    """Return a call; arguments are code, and `row_gutter="1pt"` is written `row-gutter: 1pt`."""
    pairs = (f"{key.replace('_', '-')}: {value}" for key, value in named.items())
    return f"{name}({', '.join([*arguments, *pairs])})"


def block(pieces: Sequence[str]) -> str:
    """Return pieces of content, one after the other, as one."""
    return pieces[0] if len(pieces) == 1 else "\n".join(["{", *pieces, "}"])


def array(items: Sequence[str]) -> str:
    """Return an array of code."""
    return f"({', '.join(items)}{',' * (len(items) == 1)})"


def words(text: str) -> list[str]:
    """Return running text as pieces; spaces that meet melt into one, as in HTML."""
    text = _SPACE.sub(" ", text)
    inner = text.strip(" ")
    if not inner:
        return ["[ ]"] if text else []
    before, after = ["[ ]"] * text.startswith(" "), ["[ ]"] * text.endswith(" ")
    return [*before, string(breakable(inner)), *after]


def breakable(text: str) -> str:
    """Let addresses and other words without end break: at their joints, or else anywhere."""
    return _LONG.sub(lambda found: broken_after(_JOINTS.sub(_BREAK, found[0]), 40), text)


def broken_after(text: str, most: int) -> str:
    """Permit a break within every run of more than so many characters."""
    run = rf"[^\s{_BREAK}]"
    return re.sub(rf"({run}{{{most}}})(?={run})", rf"\1{_BREAK}", text)


def width(text: str) -> int:
    """Return how wide a text is, in letters; a wide one, as East Asia has them, takes two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def _printable(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":  # marks of direction and of joining have no shape; a soft hyphen stays
        return character in f"{_BREAK}\u00ad"
    return category not in _NEVER and not "\ufe00" <= character <= "\ufe0f"
