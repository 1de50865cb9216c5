"""The form of a sentence: does it state something, ask, or tell the reader what to do?"""

import re

from coursebook.lint.text.word_lists import word_list

_OPENING = re.compile(
    r"^(?:[A-Z][\w’' ]{0,40}: |\(?\d+\)? |(?:Then|Now|First|Next|Again|Please|Also|And|But|"
    r"Later|Afterwards|Together),?\s|(?:On|In|With|For|From|Before|After|If|When|By|At)\s[^,]{1,60},\s)+"
)
_SCENE = re.compile(
    r"^(?:Today is|It is (?:now|the (?:morning|afternoon|evening|night|day|eve|end) "
    r"(?:of|after|before))|Imagine (?:that )?it is)\b"
)


def is_scene(sentence: str) -> bool:
    """Tell whether a sentence sets a day on which the reader is to stand: `Today is 25 May`."""
    return bool(_SCENE.match(sentence.lstrip("*_ ")))


def is_statement(sentence: str) -> bool:
    """Tell whether a sentence states something: it neither asks, nor commands, nor sets a scene."""
    asks = sentence.rstrip(' *_)”"').endswith("?")
    return not (asks or is_scene(sentence) or _is_instruction(sentence))


def _is_instruction(sentence: str) -> bool:
    """Tell whether a sentence tells the reader what to do: it begins with such a verb."""
    bare = sentence.lstrip('*_“"(· ')
    return any(_commands(opening) for opening in (bare, _OPENING.sub("", bare)))


def _commands(text: str) -> bool:
    words = [word.casefold().replace("’", "'") for word in re.findall(r"[A-Za-z’']+", text)[:2]]
    first, second = [*words, "", ""][:2]
    if first in word_list("perhaps_instructions"):
        return second in word_list("after_an_instruction")
    return first in word_list("instructions")
