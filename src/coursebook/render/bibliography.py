"""The numbered sources of a page: a citation in the text becomes a link into the list."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coursebook.data import citations
from coursebook.data.citations import Citation, Source
from coursebook.errors import KoreanPeaceError, Place

_SYLLABLES = r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+"
_HANGUL = re.compile(rf"{_SYLLABLES}(?:\s+{_SYLLABLES})*")
_WHOLE = "whole document"


@dataclass
class Entry:
    """A source in the list: where in it was cited, and from where in the page."""

    number: int
    source: Source
    locators: list[str] = field(default_factory=list)
    backlinks: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of the entry in the page."""
        return f"source-{self.number}"


class Sources:
    """The sources of one page, numbered in the order in which they are first cited."""

    def __init__(self, *, strict: bool) -> None:
        """Start an empty list.

        Args:
            strict: Refuse a citation of something unknown. Otherwise it stays as typed.
        """
        self._strict = strict
        self._entries: dict[str, Entry] = {}

    def __iter__(self) -> Iterator[Entry]:
        """Go through the entries in the order of their numbers."""
        return iter(self._entries.values())

    def inline(self, text: str, where: Place) -> str:
        """Return plain text as HTML, with citations as links and Hangul marked as Korean.

        Args:
            text: Plain text.
            where: File and cell, for what is said about it.

        Raises:
            CitationError: a strict page cites an unknown source or section.
        """
        pieces, end = [], 0
        for group in citations.find(text):
            links = self._links(group.citations, where)
            if links:
                # A number never begins a line: it belongs to the word before it.
                before = text[end : group.start]
                pieces += [marked(before.rstrip()), "\u00a0" * (before != before.rstrip()), links]
                end = group.end
        return "".join([*pieces, marked(text[end:])])

    def plain(self, text: str) -> str:
        """Return plain text with its citations written out, for a file without a list."""
        pieces, end = [], 0
        for group in citations.find(text):
            named = [each for each in map(_in_words, group.citations) if each]
            if named:
                whole = group.start == 0 and group.end == len(text)
                told = "; ".join(named)
                pieces += [text[end : group.start], told if whole else f"({told})"]
                end = group.end
        return "".join([*pieces, text[end:]])

    def _links(self, cited: tuple[Citation, ...], where: Place) -> str:
        try:
            if self._strict:
                for each in cited:
                    citations.check(each, where)
            sources = {each.source_id: citations.cite(each.source_id) for each in cited}
        except KoreanPeaceError:
            if self._strict:
                raise
            return ""
        links = [
            self._link(source, [each.locator for each in cited if each.source_id == source.id])
            for source in sources.values()
        ]
        return "\u2009".join(links)  # thin spaces between

    def _link(self, source: Source, locators: list[str]) -> str:
        entry = self._entries.setdefault(source.id, Entry(len(self._entries) + 1, source))
        new = [each for each in locators if each not in ("", _WHOLE, *entry.locators)]
        entry.locators.extend(new)
        place = f"citation-{entry.number}-{len(entry.backlinks) + 1}"
        entry.backlinks.append(place)
        title = ", ".join([source.title, *filter(None, locators)])
        return (
            f'<a class="citation" data-part="citation" id="{place}" href="#{entry.anchor}" '
            f'title="{html.escape(title)}">[{entry.number}]</a>'
        )


def _in_words(citation: Citation) -> str:
    """Return a citation as text, or nothing where its source is unknown."""
    try:
        source = str(citations.cite(citation.source_id))
    except KoreanPeaceError:
        return ""
    place = citation.locator if citation.locator != _WHOLE else ""
    return f"{source} ({place})" if place else source


def marked(text: str) -> str:
    """Escape plain text, and mark Hangul so that it is spoken and set as Korean."""
    return _HANGUL.sub(lambda match: f'<span lang="ko">{match[0]}</span>', html.escape(text))
