"""Sources, and the citations `[@source-id, locator]` that name them in a text.

The form is the one of Pandoc, MyST and Quarto; several citations may share a bracket:
`[@survey-2018-04-27, whole document; @report-2022, Overview]`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from coursebook.data import reader, sections
from coursebook.data.schema import Table
from coursebook.errors import CitationError, Place, UnknownName

_BRACKET = re.compile(r"\[(@[a-z0-9][^\[\]]*)\]")
_ITEM = re.compile(r"@([a-z0-9][a-z0-9-]*)(?:,\s*(.+))?")
_CODE = re.compile(r"(?ms)^```.*?^```|`[^`\n]+`")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class Citation:
    """One citation in a text: which source, and where in it."""

    source_id: str
    locator: str = ""


@dataclass(frozen=True)
class Group:
    """A bracket in a text and the citations that it holds; `text[start:end]` is the bracket."""

    start: int
    end: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Source:
    """A source, ready to be read: what its row says, and nothing as an empty text."""

    id: str
    author: str
    title: str
    publisher: str
    date: str
    precision: str
    url: str
    read_at: str
    note: str

    @property
    def dated(self) -> str:
        """When it was published, as exactly as that is known."""
        return date_in_words(self.date, self.precision) if self.date else ""

    @property
    def copy(self) -> str:
        """Where a copy was read, in words: a copy is named by its host and never linked."""
        host = (urlsplit(self.read_at).hostname or "").removeprefix("www.")
        return f"Read in a copy at {host}." if host else ""

    def __str__(self) -> str:
        """Return the source in one line, as plain text."""
        parts = (_sentence(self, f"“{self.title}”"), self.url, self.copy)
        return " ".join(part for part in parts if part)

    def _repr_markdown_(self) -> str:
        title = f"[{self.title}]({self.url})" if self.url else f"“{self.title}”"
        return f"{_sentence(self, title)} {self.copy}".rstrip()


def date_in_words(date: str, precision: str) -> str:
    """Return a date as people write it, no finer than it is known, whatever the locale.

    Args:
        date: Such as `2018-04-29`.
        precision: `day`, `month` or `year`.
    """
    year, month, day = date.split("-")
    if precision == "year":
        return year
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return named if precision == "month" else f"{int(day)} {named}"


def find_groups(text: str) -> list[Group]:
    """Return the brackets with citations in a text, in order; other brackets are passed over."""
    groups = []
    for match in _BRACKET.finditer(text):
        items = [_ITEM.fullmatch(part.strip()) for part in match[1].split(";")]
        if all(items):
            cited = tuple(Citation(item[1], (item[2] or "").strip()) for item in items if item)
            groups.append(Group(match.start(), match.end(), cited))
    return groups


def cite(source_id: str) -> Source:
    """Return a source; shown in a notebook, it is a line with a link.

    Raises:
        UnknownName: there is no such source.
    """
    row = reader.find_row("sources", source_id)
    if row is None:
        raise UnknownName("source", source_id, _neighbours(source_id), "sources.csv")
    entries = {field.name: row.get(field.name) for field in fields(Source)}
    return Source(**{name: str(entry or "") for name, entry in entries.items()})


def check_citation(citation: Citation, where: Place) -> None:
    """Check that a citation's source exists, and its locator where the sections are known.

    Args:
        citation: The citation.
        where: Where the citation stands.

    Raises:
        CitationError: no such source, or no such section in it.
    """
    try:
        cite(citation.source_id)
    except UnknownName as error:
        raise CitationError(where, error.problem, error.remedy) from error
    parts = sections.sections().values()
    headings = [part.heading for part in parts if part.source_id == citation.source_id]
    if headings and citation.locator not in headings:
        why = f"{citation.source_id} has no section {citation.locator!r}"
        raise CitationError(where, why, f"Its sections: {', '.join(headings)}")


def of_row(described: Table, row: reader.Row) -> Citation | None:
    """Return where a row stands: its main source and the place in it, if it has one."""
    source = row.get(described.column("source"))
    locator = row.get(described.column("locator"))
    return Citation(str(source), str(locator or "")) if source else None


def cited(texts: Iterable[str]) -> list[Citation]:
    """Return what some texts in Markdown cite, each once, in order; code does not cite."""
    groups = [group for text in texts for group in find_groups(_CODE.sub("", text))]
    return list(dict.fromkeys(citation for group in groups for citation in group.citations))


def listed(sources: Iterable[Source]) -> str:
    """Return a list of sources as Markdown, each with its id."""
    return "\n".join(f"- {each._repr_markdown_()} `{each.id}`" for each in sources)


def _sentence(source: Source, title: str) -> str:
    parts = [part for part in (source.author, title, source.publisher, source.dated) if part]
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _neighbours(source_id: str) -> list[str]:
    """Return ids that begin alike, for an error message."""
    stem = source_id.split("-")[0]
    known = [str(row["id"]) for row in reader.read_rows("sources")]
    return [each for each in known if each.startswith(stem)] or [*known[:5], "…"]
