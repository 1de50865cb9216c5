"""Fits pieces of a notebook into one page: unique ids, pictures, tables, citations, Hangul."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from korean_peace.errors import LessonError
from korean_peace.publish import markup, tables
from korean_peace.publish.sources import Sources

WITHOUT_DESCRIPTION = "Picture without description"

_HEADING = re.compile(r"h[1-6]")
_MINUTES = re.compile(r"[\s-]*·[\s-]*(\d+)[\s-]min$")
_AS_TYPED = ["a", "code", "pre"]
# The page's own ids; an author's id of that form would collide.
_RESERVED = re.compile(r"(figure|source|citation)-\d|(contents|main|sources)$")


class Fragments:
    """Makes the fragments of one page, in the order in which they stand in it."""

    def __init__(self, sources: Sources, *, strict: bool) -> None:
        """Start a page.

        Args:
            sources: The list that citations are entered in.
            strict: Refuse a picture without a text alternative, a picture that would have to
                be fetched, and a link within the page that leads nowhere.
        """
        self._sources = sources
        self._strict = strict
        self._ids: set[str] = set()
        self._tables = 0

    def from_markdown(
        self, text: str, where: str, attachments: Mapping[str, Any] | None = None, folder: str = ""
    ) -> BeautifulSoup:
        """Return Markdown as a fragment; for the arguments see `markup.markdown`."""
        return self.from_html(markup.markdown(text, attachments, folder), where)

    def from_html(self, source: str, where: str) -> BeautifulSoup:
        """Return HTML as a fragment, cleaned.

        Args:
            source: HTML of an author or a program.
            where: What an error begins with: `lessons/05-panmunjom.ipynb, cell 3`.

        Raises:
            LessonError: a strict page has a picture that it cannot show to everyone.
            CitationError: a strict page cites an unknown source.
        """
        soup = BeautifulSoup(markup.clean(source), "html.parser")
        for tag in soup.find_all(id=True):
            self._keep_id(tag)
        for picture in soup.find_all("img"):
            self._mend_picture(picture, where)
        for box in soup.find_all("input"):
            box.replace_with("☑ " if box.has_attr("checked") else "☐ ")
        for text in soup.find_all(string=True):
            if text.find_parent(_AS_TYPED) is None:
                written = self._sources.inline(str(text), where)
                if "<" in written:
                    text.replace_with(BeautifulSoup(written, "html.parser"))
        for table in soup.find_all("table"):
            self._tables += 1
            tables.mend(table, f"Table {self._tables}: {tables.columns(table)}".rstrip(": "))
        return soup

    def settle_headings(self, soups: list[BeautifulSoup]) -> None:
        """Give all headings below the page's title an id, and levels without a gap."""
        headings = [tag for soup in soups for tag in soup.find_all(_HEADING)]
        shift = any(tag.name == "h1" for tag in headings)
        level = 1
        for tag in headings:
            level = min(int(tag.name[1]) + shift, level + 1, 6)
            tag.name = f"h{level}"
            if not tag.get("id"):
                tag["id"] = self._new_id(slug(tag.get_text()))
            _set_minutes_apart(tag)

    def settle_links(self, soup: BeautifulSoup, where: str) -> None:
        """Lead the links within the page to their places.

        Raises:
            LessonError: a strict page has a link that leads nowhere.
        """
        for link in soup.select('a[href^="#"]:not(.citation)'):
            target = unquote(str(link["href"])[1:])
            found = next((each for each in (target, slug(target)) if each in self._ids), None)
            if found:
                link["href"] = f"#{found}"
            elif self._strict:
                raise LessonError(
                    f"{where}: the link to #{target} leads nowhere. Name a heading of this lesson."
                )
            else:
                link.unwrap()

    def _keep_id(self, tag: Tag) -> None:
        name = str(tag["id"])
        if name in self._ids or _RESERVED.match(name):
            del tag["id"]
        self._ids.add(name)

    def _new_id(self, wanted: str) -> str:
        wanted = f"section-{wanted}" if _RESERVED.match(wanted) else wanted
        name, count = wanted, 1
        while name in self._ids:
            count += 1
            name = f"{wanted}-{count}"
        self._ids.add(name)
        return name

    def _mend_picture(self, picture: Tag, where: str) -> None:
        source, alternative = str(picture.get("src", "")), picture.get("alt")
        if self._strict and alternative is None:
            raise LessonError(
                f"{where}: a picture has no alt text. Say in it what there is to see."
            )
        if self._strict and not source.startswith("data:"):
            raise LessonError(
                f"{where}: the picture {source!r} would have to be fetched. Put it into the cell, "
                f"or beside the notebook."
            )
        picture["alt"] = WITHOUT_DESCRIPTION if alternative is None else str(alternative)
        if not source.startswith("data:"):
            _replace_by_link(picture, source)


def heading(soup: BeautifulSoup) -> Tag | None:
    """Return the first heading of a fragment."""
    return soup.find(_HEADING)


def name_and_minutes(text: str) -> tuple[str, int | None]:
    """Part a heading such as `Hook · 5 min` into its name and its minutes."""
    text = " ".join(text.split())
    found = _MINUTES.search(text)
    return (text[: found.start()], int(found[1])) if found else (text, None)


def slug(text: str) -> str:
    """Return a heading, or an anchor as JupyterLab writes it, as an id."""
    name, _ = name_and_minutes(text)
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "section"


def _set_minutes_apart(tag: Tag) -> None:
    last = tag.contents[-1] if tag.contents else None
    if isinstance(last, NavigableString) and (found := _MINUTES.search(last)):
        minutes = BeautifulSoup().new_tag("span", attrs={"class": "minutes"}, string=found[0])
        last.replace_with(last[: found.start()], minutes)


def _replace_by_link(picture: Tag, address: str) -> None:
    words = str(picture["alt"]) or WITHOUT_DESCRIPTION
    if address.startswith(("https:", "http:")):
        picture.name, picture.attrs, picture.string = "a", {"href": address}, words
    else:
        picture.replace_with(f"[{words}]")
