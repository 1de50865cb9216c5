"""What rules know of English, from `word_lists.yaml` and `patterns.yaml` beside this module."""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

import yaml

_FRAGMENT = re.compile(r"\(\?&(\w+)\)")


@functools.cache
def word_list(name: str) -> tuple[str, ...]:
    """Return a list of words by its name."""
    return tuple(_lists()[name].split())


@functools.cache
def patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of a group in their order, each with its name."""
    content = yaml.safe_load(_text("patterns.yaml"))

    def whole(text: str) -> str:
        return _FRAGMENT.sub(lambda match: fragment(match[1]), text)

    def fragment(name: str) -> str:
        text = content["fragments"].get(name)
        return whole(text) if text else any_of(word_list(name))

    return tuple((name, re.compile(whole("".join(pieces)))) for name, *pieces in content[group])


def any_of(texts: Iterable[str]) -> str:
    """Return a pattern of any of some texts; of none, a pattern that nothing matches."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"


@functools.cache
def _lists() -> dict[str, str]:
    lists: dict[str, str] = yaml.safe_load(_text("word_lists.yaml"))
    return lists


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
