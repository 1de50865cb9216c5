"""The form of a sentence: does it state something, ask, or tell the reader what to do?"""

import re

from coursebook.lint.text.english import patterns, word_list

_BEGINNINGS = dict(patterns("sentences"))


def is_scene(sentence: str) -> bool:
    """Tell whether a sentence sets a day on which the reader is to stand: `Today is 25 May`."""
    return bool(_BEGINNINGS["scene"].match(sentence.lstrip("*_ ")))


def is_statement(sentence: str) -> bool:
    """Tell whether a sentence states something: it neither asks, nor commands, nor sets a scene."""
    asks = sentence.rstrip(' *_)”"').endswith("?")
    return not (asks or is_scene(sentence) or _is_instruction(sentence))


def _is_instruction(sentence: str) -> bool:
    """Tell whether a sentence tells the reader what to do: it begins with such a verb."""
    bare = sentence.lstrip('*_“"(· ')
    return any(_commands(opening) for opening in (bare, _BEGINNINGS["opening"].sub("", bare)))


def _commands(text: str) -> bool:
    words = [word.casefold().replace("’", "'") for word in re.findall(r"[A-Za-z’']+", text)[:2]]
    first, second = [*words, "", ""][:2]
    if first in word_list("perhaps_instructions"):
        return second in word_list("after_an_instruction")
    return first in word_list("instructions")
