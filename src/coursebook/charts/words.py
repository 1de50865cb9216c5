"""Numbers and lists in words, for labels and alt texts."""

import textwrap
from collections.abc import Iterable


def join_words(texts: Iterable[object], last: str = "and") -> str:
    """Return texts as a list in a sentence: `a, b and c`; `last` is the word before the last."""
    words = [str(text) for text in texts]
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def number(value: float) -> str:
    """Return a number as people read it: `9,835`, `61.5`."""
    return f"{value:,.1f}".removesuffix(".0")


def counted(count: int, noun: str) -> str:
    """Return a number of things: `1 event`, `3 events`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def wrapped(text: str, width: int) -> str:
    """Return a text broken into lines; draw it with `lineBreak` set to a line feed."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
