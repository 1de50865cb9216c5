"""Names of people and places, and sentences in which a person does something."""

import re
from dataclasses import dataclass

from coursebook.course import style
from coursebook.data import reader
from coursebook.data.schema import SOURCES, Field, Table
from coursebook.lint.table_texts import texts_in
from coursebook.lint.text.english import any_of, word_list
from coursebook.lint.text.values import MONTHS, NUMBER_WORDS

_NUMBERED = re.compile(rf"\d|\b{any_of((*MONTHS, *NUMBER_WORDS))}\b", re.IGNORECASE)
_ACT = rf"(?:{any_of(word_list('acts'))}|[a-z]+ed|(?:never|also|then|first|later|only) [a-z]+)"


@dataclass(frozen=True)
class People:
    """Patterns made of the names in the tables."""

    acting: re.Pattern[str]
    names: re.Pattern[str]
    numbered: re.Pattern[str]

    def act(self, sentence: str) -> bool:
        """Tell whether a person of the table does something in a sentence."""
        return bool(self.acting.search(sentence))

    def unnamed(self, text: str) -> str:
        """Return a text with one short word in place of each registered name."""
        return self.names.sub("Ann", text)

    def unnumbered(self, text: str) -> str:
        """Return a text without registered names that hold a number or a month: `Channel 4`."""
        return self.numbered.sub("Name", text)


def people() -> People:
    """Return the names that the tables hold today."""
    full, family = _persons()
    places = texts_in(lambda table, column: (table.role, column.role) == ("places", "name"))
    parts = {part for name in places for part in name.split(", ") if part[:1].isupper()}
    titles = texts_in(lambda _, column: column.role == "title")
    who = any_of(full | (family - set(style.style().person_names.also_words)))
    return People(
        acting=re.compile(rf"\b{who}(?:,[^,.]{{1,40}},)?(?: and {who})? {_ACT}\b"),
        names=re.compile(rf"\b{any_of(full.union(parts, titles))}\b"),
        numbered=re.compile(rf"\b{any_of(filter(_NUMBERED.search, set(texts_in(_is_name))))}\b"),
    )


def _is_name(table: Table, column: Field) -> bool:
    """Tell whether a column holds names: of things, of texts, of sources and who published them."""
    source = table.name == SOURCES and column.name in ("publisher", "title")
    return source or column.role in ("name", "title")


def _persons() -> tuple[set[str], set[str]]:
    """Return the full names of people in all spellings, and their family names."""
    full: set[str] = set()
    family: set[str] = set()
    first = style.style().person_names.family_name_first
    for described, row in reader.rows_with_role("people"):
        name = str(row[described.column("name")])
        spellings = str(row.get(described.column("variants")) or "").split("; ")
        full |= {name, *(spelling.split(" (")[0] for spelling in spellings)}
        parts = name.removesuffix(" Jr.").split()
        family.add(parts[0] if row.get(described.column("side")) in first else parts[-1])
    return full - {""}, family
