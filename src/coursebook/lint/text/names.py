"""Names of people and places, and sentences in which a person does something."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coursebook.course import style
from coursebook.data import reader, schema
from coursebook.data.schema import FieldRole, Table, TableRole
from coursebook.lint.text.values import MONTHS, NUMBER_WORDS

_NUMBERED = re.compile(rf"\d|\b(?:{'|'.join((*MONTHS, *NUMBER_WORDS))})\b", re.IGNORECASE)
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

    def unnamed(self, text: str) -> str:
        """Return a text with one short word in place of each registered name."""
        return self.names.sub("Ann", text)

    def unnumbered(self, text: str) -> str:
        """Return a text without registered names that hold a number or a month: `Channel 4`."""
        return self.numbered.sub("Name", text)


def people() -> People:
    """Return the names that the tables hold today."""
    full, family = _persons()
    places = {
        part for name in _cells("name", "places") for part in name.split(", ") if part[:1].isupper()
    }
    titles = set(_cells("title"))
    who = _either(full | (family - set(style.style().person_names.also_words)))
    acting = rf"\b{who}(?:,[^,.]{{1,40}},)?(?: and {who})? {_ACT}\b"
    things = {*_cells("name"), *titles, *_sources()}
    return People(
        acting=re.compile(acting),
        names=re.compile(rf"\b{_either(full | places | titles)}\b"),
        numbered=re.compile(rf"\b{_either(filter(_NUMBERED.search, things))}\b"),
    )


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


def _cells(role: FieldRole, table_role: TableRole | None = None) -> Iterable[str]:
    """Yield what stands in the columns with a role, of all tables or of those with a role."""
    for name in schema.table_names():
        described: Table = schema.table(name)
        if table_role in (None, described.role):
            columns = [field.name for field in described.fields if field.role == role]
            for row in reader.read_rows(name) if columns else ():
                yield from (str(row[column]) for column in columns if row[column])


def _sources() -> Iterable[str]:
    for row in reader.read_rows("sources"):
        yield from (str(row[column]) for column in ("publisher", "title"))


def _either(texts: Iterable[str]) -> str:
    """Return a pattern of any of some texts; of none, a pattern that nothing matches."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"
