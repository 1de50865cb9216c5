"""Footnotes of Markdown, numbered through the page."""

from collections.abc import Iterable, Mapping

from bs4 import BeautifulSoup

from korean_peace.publish import markup

MARK = "sup.footnote-ref"
NOTE = "section.footnotes > ol > li"


class Notes:
    """The footnotes of one page; a note may be written in another cell than its mark."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._count = 0

    def collect(self, texts: Iterable[str]) -> None:
        """Read the notes that are written in Markdown texts; the first of a name counts."""
        for text in texts:
            self._written = markup.notes(text) | self._written

    def known_in(self, text: str) -> Mapping[str, str]:
        """Return the notes that a text may refer to, its own before others of the same name."""
        return self._written | markup.notes(text)

    def settle(self, soup: BeautifulSoup) -> None:
        """Number the marks and the notes of one text, and lead them to each other."""
        links = [link for mark in soup.select(MARK) for link in mark.select("a[href]")]
        for note in soup.select(NOTE):
            self._count += 1
            name, number = f"note-{self._count}", str(self._count)
            marks = [link for link in links if link["href"] == f"#{note.get('id')}"]
            note["id"], note["value"] = name, number
            for index, link in enumerate(marks, 1):
                link["aria-label"], link.string = f"Note {number}", number
                link["href"], link["id"] = f"#{name}", f"{name}-mark-{index}"
            for back in note.select("a.footnote"):
                back["href"] = f"#{name}-mark-1"
                back["aria-label"] = f"Back to note {number} in the text"
        for mark in soup.select(MARK):
            del mark["id"]
            if not mark.select("a[id]"):  # a note within a note: mistune leaves it out
                mark.replace_with(f"[{mark.get_text()}]")
