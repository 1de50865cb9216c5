"""The numbered sources of a page: a citation in the text becomes a link into the list."""

from collections.abc import Iterator

from bs4.element import NavigableString, PageElement

from coursebook.data import citations
from coursebook.data.citations import Source
from coursebook.errors import CoursebookError, Place
from coursebook.render.document import Citation, Entry
from coursebook.render.scripts import marked

_WHOLE = "whole document"


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

    def inline(self, text: str, where: Place) -> list[PageElement]:
        """Return plain text as nodes, with citations as links and other languages marked.

        Args:
            text: Plain text.
            where: File and cell, for what is said about it.

        Raises:
            CitationError: a strict page cites an unknown source or section.
        """
        nodes: list[PageElement] = []
        end = 0
        for group in citations.find_groups(text):
            links = self._links(group.citations, where)
            if links:
                # A number never begins a line: it belongs to the word before it.
                before = text[end : group.start]
                space = "\u00a0" * (before != before.rstrip())
                nodes += [*marked(before.rstrip() + space), *links]
                end = group.end
        return [*nodes, *marked(text[end:])]

    def plain(self, text: str) -> str:
        """Return plain text with its citations written out, for a file without a list."""
        pieces, end = [], 0
        for group in citations.find_groups(text):
            named = [words for words in map(_in_words, group.citations) if words]
            if named:
                whole = group.start == 0 and group.end == len(text)
                told = "; ".join(named)
                pieces += [text[end : group.start], told if whole else f"({told})"]
                end = group.end
        return "".join([*pieces, text[end:]])

    def _links(self, cited: tuple[citations.Citation, ...], where: Place) -> list[PageElement]:
        try:
            if self._strict:
                for citation in cited:
                    citations.check_citation(citation, where)
            sources = {citation.source_id: citations.cite(citation.source_id) for citation in cited}
        except CoursebookError:
            if self._strict:
                raise
            return []
        links: list[PageElement] = []
        for source in sources.values():
            locators = [citation.locator for citation in cited if citation.source_id == source.id]
            thin = [NavigableString("\u2009")] if links else []
            links += [*thin, self._link(source, locators)]
        return links

    def _link(self, source: Source, locators: list[str]) -> Citation:
        entry = self._entries.setdefault(source.id, Entry(len(self._entries) + 1, source))
        new = [locator for locator in locators if locator not in ("", _WHOLE, *entry.locators)]
        entry.locators.extend(new)
        place = f"citation-{entry.number}-{len(entry.backlinks) + 1}"
        entry.backlinks.append(place)
        link = Citation(
            name="a",
            attrs={
                "class": "citation",
                "id": place,
                "href": f"#{entry.anchor}",
                "title": ", ".join([source.title, *filter(None, locators)]),
            },
        )
        link.string = f"[{entry.number}]"
        return link


def _in_words(citation: citations.Citation) -> str:
    """Return a citation as text, or nothing where its source is unknown."""
    try:
        source = str(citations.cite(citation.source_id))
    except CoursebookError:
        return ""
    place = citation.locator if citation.locator != _WHOLE else ""
    return f"{source} ({place})" if place else source
