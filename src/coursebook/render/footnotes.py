"""Footnotes of Markdown, numbered through the page."""

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from coursebook.render.document import Note, NoteBack, NoteMark, recast
from coursebook.render.markdown import Markdown

MARK = "sup.footnote-ref"
_BACK = "\u21a9"  # what mistune writes
NOTE = "section.footnotes > ol > li"


class Notes:
    """The footnotes of one page; a note may be written in another cell than its mark."""

    def __init__(self) -> None:
        self._parsed: dict[str, Markdown] = {}
        self._written: dict[str, str] = {}
        self._count = 0

    def collect(self, texts: Iterable[str]) -> None:
        """Read the notes that are written in Markdown texts; the first of a name counts."""
        for text in texts:
            if text not in self._parsed:
                self._parsed[text] = Markdown(text)
                self._written = self._parsed[text].notes | self._written

    def html(self, text: str) -> str:
        """Return a Markdown text as HTML, not yet cleaned, with the notes that it refers to."""
        parsed = self._parsed.pop(text, None) or Markdown(text)
        return parsed.html(self._written)

    def settle(self, soup: BeautifulSoup) -> list[Note]:
        """Number the marks and the notes of one text, and lead them to each other.

        Returns:
            The notes whose marks stand in the text; they are taken out of it.
        """
        links = [link for mark in soup.select(MARK) for link in mark.select("a[href]")]
        links = [link for link in links if _is_mark(link)]
        notes = []
        for item in soup.select(NOTE):
            self._count += 1
            marks = [link for link in links if link["href"] == f"#{item.get('id')}"]
            note = Note(self._count, item)
            item["id"], item["value"] = note.anchor, str(note.number)
            if marks:  # else it is in a stranger's list of that class
                notes.append(note)
                _lead_to_each_other(note, marks)
        for mark in soup.select(MARK):
            del mark["id"]
            if not mark.select("a[id]"):  # a note within a note: mistune leaves it out
                mark.insert(0, "[")
                mark.append("]")
                mark.unwrap()
        _take_out(notes)
        return notes


def _lead_to_each_other(note: Note, marks: list[Tag]) -> None:
    for index, link in enumerate(marks, 1):
        link["aria-label"], link.string = f"Note {note.number}", str(note.number)
        link["href"], link["id"] = f"#{note.anchor}", f"{note.anchor}-mark-{index}"
        if link.parent:
            recast(link.parent, NoteMark)["data-part"] = "note-mark"
    for back in note.item.select("a.footnote"):
        if back.get_text() == _BACK:
            back["href"] = f"#{note.anchor}-mark-1"
            back["aria-label"] = f"Back to note {note.number} in the text"
            back["data-part"] = "note-back"
            recast(back, NoteBack)


def _take_out(notes: list[Note]) -> None:
    """Take notes out of their text, and the list that held nothing else."""
    for note in notes:
        section = note.item.find_parent("section")
        note.item.extract()
        if section and not section.get_text(strip=True) and not section.find("img"):
            section.extract()


def _is_mark(link: Tag) -> bool:
    """Tell whether a link is one that mistune writes: a number, alone in its mark."""
    number = link.get_text()
    return number.isdecimal() and link.parent is not None and link.parent.get_text() == number
