"""Lists of words that rules read, from `word_lists.yaml` beside this module."""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

import yaml


def word_list(name: str) -> tuple[str, ...]:
    """Return a list by its name."""
    return _lists()[name]


def any_of(texts: Iterable[str]) -> str:
    """Return a pattern of any of some texts; of none, a pattern that nothing matches."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"


@functools.cache
def _lists() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).with_suffix(".yaml")
    lists: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: tuple(words.split()) for name, words in lists.items()}
