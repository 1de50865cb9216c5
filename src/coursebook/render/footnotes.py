"""Footnotes of Markdown, numbered through the page."""

from collections.abc import Iterable, Mapping

from bs4 import BeautifulSoup, Tag

from coursebook.render import markdown
from coursebook.render.attributes import PART

MARK = "sup.footnote-ref"
_BACK = "\u21a9"  # what mistune writes
NOTE = "section.footnotes > ol > li"


class Notes:
    """The footnotes of one page; a note may be written in another cell than its mark."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._count = 0

    def collect(self, texts: Iterable[str]) -> None:
        """Read the notes that are written in Markdown texts; the first of a name counts."""
        for text in texts:
            self._written = markdown.notes(text) | self._written

    def known_in(self, text: str) -> Mapping[str, str]:
        """Return the notes that a text may refer to, its own before others of the same name."""
        return self._written | markdown.notes(text)

    def settle(self, soup: BeautifulSoup) -> None:
        """Number the marks and the notes of one text, and lead them to each other."""
        links = [link for mark in soup.select(MARK) for link in mark.select("a[href]")]
        links = [each for each in links if _is_mark(each)]
        for note in soup.select(NOTE):
            self._count += 1
            name, number = f"note-{self._count}", str(self._count)
            marks = [link for link in links if link["href"] == f"#{note.get('id')}"]
            note["id"], note["value"] = name, number
            if marks:  # else paper would lose what a stranger's list of that class says
                note[PART] = "note"
            for index, link in enumerate(marks, 1):
                link["aria-label"], link.string = f"Note {number}", number
                link["href"], link["id"] = f"#{name}", f"{name}-mark-{index}"
                if link.parent:
                    link.parent[PART] = "note-mark"
            backs = note.select("a.footnote") if marks else []
            for back in (each for each in backs if each.get_text() == _BACK):
                back["href"] = f"#{name}-mark-1"
                back["aria-label"] = f"Back to note {number} in the text"
                back[PART] = "note-back"
        for mark in soup.select(MARK):
            del mark["id"]
            if not mark.select("a[id]"):  # a note within a note: mistune leaves it out
                mark.insert(0, "[")
                mark.append("]")
                mark.unwrap()


def _is_mark(link: Tag) -> bool:
    """Tell whether a link is one that mistune writes: a number, alone in its mark."""
    number = link.get_text()
    return number.isdecimal() and link.parent is not None and link.parent.get_text() == number
