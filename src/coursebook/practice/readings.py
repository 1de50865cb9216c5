"""Prints texts to read at length: documents with their captions, cards, words looked for."""

import re
from collections.abc import Iterable

from coursebook.data import citations, documents
from coursebook.data.documents import Document
from coursebook.data.paragraphs import CUT, Heading, Paragraph
from coursebook.errors import UnknownName
from coursebook.practice.messages import markdown_table, show_message

_LIST = re.compile(r"^(\d+)([.)])", re.MULTILINE)
_MOST_FOUND = 12  # paragraphs; a student reads them all


def document(name: str, paragraphs: Iterable[int] | None = None, *, numbered: bool = True) -> None:
    """Show a document: its words with numbered paragraphs, who speaks to whom, hard words.

    Args:
        name: Such as `1953-07-27-armistice-agreement`.
        paragraphs: The numbers of the paragraphs to show; by default all.
        numbered: Whether our numbers stand before the paragraphs; without them, a text that
            has numbers of its own is not numbered twice.

    Raises:
        UnknownName: there is no such document or paragraph.
        DataError: its file holds what is not permitted.
    """
    read = documents.document(name)
    words = _laid_out(read, _chosen(read, paragraphs), numbered=numbered)
    show_message(f"{words}\n\n{_about(read, whole=paragraphs is None)}", "document")


def card(name: str, paragraphs: Iterable[int] | None = None) -> None:
    """Show a person's words as a card, folded until somebody opens it.

    Args:
        name: A document, such as `2018-06-08-farmer-choi`.
        paragraphs: The numbers of the paragraphs to show; by default all.

    Raises:
        UnknownName, DataError: as for `document`.
    """
    read = documents.document(name)
    inside = _laid_out(read, _chosen(read, paragraphs), numbered=False)
    summary = f"<summary>{_capital(read.speaker)} · {_day(read.date)}</summary>"
    show_message(f"<details>{summary}\n\n{inside}\n\n</details>", "card")


def find(word: str, until: str = "9999") -> None:
    """Show the paragraphs of all documents that hold a word, until a day.

    Args:
        word: A word or the beginning of one; capitals do not count.
        until: The last day, such as `2018-06-12`.
    """
    wanted = re.compile(rf"\b({re.escape(word)}\w*)", re.IGNORECASE)
    rows = [
        [read.date, read.speaker, wanted.sub(r"**\1**", paragraph.text)]
        for read in map(documents.document, documents.document_names())
        if read.date <= until
        for paragraph in read.paragraphs
        if wanted.search(paragraph.text)
    ]
    told = f"“{word}” stands in {len(rows)} paragraphs of our documents."
    if len(rows) > _MOST_FOUND:
        told += f" These are the first {_MOST_FOUND}."
    table = markdown_table(["Day", "Who speaks", "Words"], rows[:_MOST_FOUND])
    show_message(f"{told}\n\n{table}" if rows else told, "table")


def _chosen(read: Document, paragraphs: Iterable[int] | None) -> set[int]:
    known = {paragraph.number for paragraph in read.paragraphs}
    chosen = known if paragraphs is None else set(paragraphs)
    for number in sorted(chosen - known):
        raise UnknownName("paragraph", str(number), [f"¶{there}" for there in sorted(known)])
    return chosen


def _laid_out(read: Document, chosen: set[int], *, numbered: bool) -> str:
    """Return the chosen paragraphs as a quotation, with the caption and the glosses below."""
    lines: list[str] = []
    last = 0  # lines down to the last paragraph
    for block in read.blocks:
        if isinstance(block, Paragraph) and block.number in chosen:
            own = _LIST.sub(r"\1\\\2", block.text)  # a text's own number makes no list
            lines.append(f"**¶{block.number}** {block.text}" if numbered else own)
            last = len(lines)
        elif lines and lines[-1] != CUT:
            lines.append(f"**{block.text}**" if isinstance(block, Heading) else CUT)
    del lines[last:]
    quoted = "\n>\n".join(f"> {line}".replace("\n", "\n> ") for line in lines)
    shown = " ".join(lines)
    glosses = [f"*{word}*: {told}" for word, told in read.glosses.items() if word in shown]
    cited = "; ".join(f"@{source}, whole document" for source in _sources(read, chosen))
    caption = f"{read.caption} [{cited}]"
    return "\n\n".join(filter(None, [quoted, caption, " · ".join(glosses)]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(date: str) -> str:
    """Return the day of a document in words; 00 stands for what is not known."""
    _, month, day = date.split("-")
    known = "year" if month == "00" else "month" if day == "00" else "day"
    return citations.date_in_words(date, known)


def _sources(read: Document, chosen: set[int]) -> list[str]:
    """Return where the chosen paragraphs were read: some come from other copies than the rest."""
    found: dict[str, None] = {}
    for number in sorted(chosen):
        parts = [part.source for part in read.parts if part.first <= number <= part.last]
        found |= dict.fromkeys(parts or [read.source])
    return list(found)


def _about(read: Document, *, whole: bool) -> str:
    """Return, folded, in what the words stand, for whom, and what was done to the whole copy."""
    told = [
        f"{_capital(read.medium)}, for {read.audience}.",
        read.translation,
        f"In the copy: {read.mended}" if whole and read.mended else None,
        f"Not checked: {read.unchecked}" if whole and read.unchecked else None,
    ]
    about = " ".join(filter(None, told))
    return f"<details><summary>About this text</summary>\n\n{about}\n\n</details>"
