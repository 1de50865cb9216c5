"""The form of a sentence: does it state something, ask, or tell the reader what to do?"""

import re

_VERBS = set(
    "add answer argue ask assume begin believe build calculate change check choose circle cite "
    "click close colour compare compute copy count cover cut decide define describe discuss do "
    "don't draw drop explain fill find fold forecast give go guess hand hide imagine judge keep "
    "leave let list listen look make mark move multiply name never open pick prepare put quote "
    "rank read reason remember replace run save say seal see set show skip sort stop subtract "
    "swap take talk tell think treat try turn type underline use vote wait watch weigh "
    "write".split()
)
# Words that also open a statement: “Test launches began”, but “Test the claim”.
_EITHER = set("match note number order point press score stand start test work".split())
_AFTER = set(
    "a all alone and at both down each every his in it on one out that the their them these this "
    "those through to two up which with your".split()
)
_OPENING = re.compile(
    r"^(?:[A-Z][\w’' ]{0,40}: |\(?\d+\)? |(?:Then|Now|First|Next|Again|Please|Also|And|But|"
    r"Later|Afterwards|Together),?\s|(?:On|In|With|For|From|Before|After|If|When|By|At)\s[^,]{1,60},\s)+"
)
_SCENE = re.compile(
    r"^(?:Today is|It is (?:now|the (?:morning|afternoon|evening|night|day|eve|end) "
    r"(?:of|after|before))|Imagine (?:that )?it is)\b"
)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks."""
    return sentence.rstrip(' *_)”"').endswith("?")


def is_instruction(sentence: str) -> bool:
    """Tell whether a sentence tells the reader what to do: it begins with such a verb."""
    bare = sentence.lstrip('*_“"(· ')
    return any(_commands(opening) for opening in (bare, _OPENING.sub("", bare)))


def is_scene(sentence: str) -> bool:
    """Tell whether a sentence sets a day on which the reader is to stand: `Today is 25 May`."""
    return bool(_SCENE.match(sentence.lstrip("*_ ")))


def is_statement(sentence: str) -> bool:
    """Tell whether a sentence states something."""
    return not (is_question(sentence) or is_instruction(sentence) or is_scene(sentence))


def _commands(text: str) -> bool:
    words = [word.casefold().replace("’", "'") for word in re.findall(r"[A-Za-z’']+", text)[:2]]
    return bool(words) and (
        words[0] in _VERBS or (words[0] in _EITHER and len(words) > 1 and words[1] in _AFTER)
    )
