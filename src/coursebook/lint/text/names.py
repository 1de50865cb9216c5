"""Names of people and places, and sentences in which a person does something."""

import re
from dataclasses import dataclass

from coursebook.data import reader
from coursebook.lint.text.values import MONTHS, NUMBER_WORDS

_NUMBERED = re.compile(rf"\d|\b(?:{'|'.join((*MONTHS, *NUMBER_WORDS))})\b", re.IGNORECASE)
_KOREAN = {"DPRK", "ROK", "ROK opposition", "China", "people who left the North"}
# Past forms and auxiliaries that do not end in -ed, as they follow a name.
_ACTS = (
    "met said says told wrote made gave took went came saw sent spoke swore held put left kept "
    "had has was is did does would could might broke began stood sat shook crossed read sought "
    "stepped drew cut won lost paid built found knew thought felt chose drove flew brought led"
)
_ACT = rf"(?:{'|'.join(_ACTS.split())}|[a-z]+ed|(?:never|also|then|first|later|only) [a-z]+)"


@dataclass(frozen=True)
class People:
    """Patterns made of the names in the tables."""

    acting: re.Pattern[str]
    names: re.Pattern[str]
    numbered: re.Pattern[str]

    def act(self, sentence: str) -> bool:
        """Tell whether a person of the table does something in a sentence."""
        return bool(self.acting.search(sentence))

    def unnamed(self, text: str, stand_in: str = "Kim") -> str:
        """Return a text with one short word in place of each registered name."""
        return self.names.sub(stand_in, text)

    def unnumbered(self, text: str) -> str:
        """Return a text without registered names that hold a number or a month: `38 North`."""
        return self.numbered.sub("Name", text)


def people() -> People:
    """Return the names that the tables hold today."""
    full: set[str] = set()
    family: set[str] = set()
    for row in reader.read("people"):
        name = str(row["name"])
        full |= {name, *(part.split(" (")[0] for part in str(row["variants"] or "").split("; "))}
        parts = name.removesuffix(" Jr.").split()
        family.add(parts[0] if row["side"] in _KOREAN else parts[-1])
    full = {each for each in full if each}
    places = {
        part
        for row in reader.read("places")
        for part in str(row["name"]).split(", ")
        if part[:1].isupper()
    }
    who = _either(full | (family - {"No"}))
    acting = rf"\b{who}(?:,[^,.]{{1,40}},)?(?: and {who})? {_ACT}\b"
    titles = {
        str(row[column])
        for row in reader.read("agreements")
        for column in ("title", "short_title")
        if row[column]
    }
    numbered = {each for each in _titles() if _NUMBERED.search(each)}
    return People(
        acting=re.compile(acting),
        names=re.compile(rf"\b{_either(full | places | titles)}\b"),
        numbered=re.compile(rf"\b{_either(numbered or {'-'})}\b"),
    )


def _titles() -> set[str]:
    """Return the names and titles of things in the tables."""
    columns = (
        ("places", "name"),
        ("agreements", "title"),
        ("agreements", "short_title"),
        ("glossary", "term"),
        ("sources", "publisher"),
        ("sources", "title"),
        ("military_exercises", "exercise"),
    )
    return {str(row[column]) for table, column in columns for row in reader.read(table)} - {"None"}


def _either(texts: set[str]) -> str:
    return f"(?:{'|'.join(re.escape(each) for each in sorted(texts, key=len, reverse=True))})"
