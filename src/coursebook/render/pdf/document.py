"""A handout's page as a PDF: what paper shows of it, its head, its running heads."""

from pathlib import Path
from typing import Literal

from bs4 import BeautifulSoup, Tag

from coursebook.errors import Place
from coursebook.render.attributes import PART, part, parts
from coursebook.render.diagnostics import Fault, Faults
from coursebook.render.pdf.blocks import Writer
from coursebook.render.pdf.compiler import compile_pdf
from coursebook.render.pdf.images import Pictures
from coursebook.render.pdf.inlines import Phrases
from coursebook.render.pdf.typst import NOTHING, array, block, call, string
from coursebook.render.pdf.units import Units

_TEMPLATE = Path(__file__).with_name("handout.typ")

Paper = Literal["a4", "us-letter"]

# A worksheet is short: with the data of its charts lesson 05 would have 13 pages instead of 11.
# The page has them, to look up and to keep; the PDF has each chart's text alternative.
_NOT_ON_PAPER = ("back", "code", "data", "note-back")
_FOR_THE_SCREEN = ["script", "style", "template", "noscript", "nav", "button"]
_MORE = ["figure", "h1", "h2", "h3", "h4", "h5", "h6", "img", "pre"]  # than a question
_NOT_FOR_TEACHERS = ("who", "lines", "answer")  # nobody writes into their copy


def pdf(html: str, where: Place, *, paper: Paper = "a4", faults: Faults) -> bytes:
    """Return a handout as a PDF that keeps PDF/UA-1; the same page gives the same bytes.

    Args:
        html: The page, as the exporter `handout` makes it.
        where: What a message begins with: `lessons/05-panmunjom.ipynb`.
        paper: Which size of paper.
        faults: Decides what becomes of a fault: of a character without a glyph, of a picture
            that cannot be read.

    Raises:
        LessonError: the PDF cannot be made, or a fault stops it.
    """
    pictures = Pictures()
    page = BeautifulSoup(pictures.lift_drawings(html), "html.parser")
    _prepare(page)
    body = page.body or page
    opening = _opening(page, paper)
    phrases, units = _phrases(body, pictures, where, faults), Units()
    writer = Writer(phrases, units)
    template = _TEMPLATE.read_text(encoding="utf-8")
    # A note whose mark stands only where no note can be set comes at the end.
    content = block([writer.code(body), phrases.other_notes()])
    source = f"{template}\n#{opening}\n#{content}\n"
    return compile_pdf(source, pictures.files, where, faults, units)


def _prepare(page: BeautifulSoup) -> None:
    """Take out what is not for paper, and put together what belongs together there."""
    for each in [
        *page.find_all(_FOR_THE_SCREEN),
        *page.find_all(hidden=True),
        *page.find_all("a", download=True),
        *parts(page, *_NOT_ON_PAPER),
    ]:
        each.extract()
    if parts(page, "edition"):
        for box in parts(page, "response"):
            del box[PART]
        for each in parts(page, *_NOT_FOR_TEACHERS):
            each.extract()
    _join_answers(page)


def _join_answers(page: Tag) -> None:
    """Put a question into the box that has nothing but the room for its answer."""
    for box in parts(page, "exercise", "response"):
        inside = [part(each) for each in box.children if isinstance(each, Tag)]
        asked = box.find_previous_sibling()
        is_room = inside == ["answer"] or part(box) == "response"
        if is_room and asked and part(asked) == "output" and not asked.find(_MORE):
            box.insert(0, asked.extract())


def _opening(page: BeautifulSoup, paper: Paper) -> str:
    """Return the rule that sets up the pages."""
    head = [_words(parts(page, name)) for name in ("course", "edition")]
    head.append(_words(page.select("header h1", limit=1)))
    title = page.title.get_text(strip=True) if page.title else ""
    language = str(page.html.get("lang", "en")) if page.html else "en"
    named = {
        "title": string(title or head[-1] or "Handout"),
        "author": string(head[0]),
        "about": string(_words(parts(page, "question"))),
        "head": array([string(each) for each in head if each]),
        "language": string(language),
        "paper": string(paper),
    }
    return f"show: {call('handout.with', **named)}"


def _words(found: list[Tag]) -> str:
    return " ".join(found[0].get_text(" ").split()) if found else ""


def _phrases(body: Tag, pictures: Pictures, where: Place, faults: Faults) -> Phrases:
    def told(fault: Fault) -> None:
        faults.found(where, *fault)

    notes = {str(note["id"]): note.extract() for note in parts(body, "note")}
    for section in body.find_all("section", class_="footnotes"):
        if not section.get_text(strip=True) and not section.find(_MORE):
            section.extract()
    links = [str(link["href"]) for link in body.find_all("a", href=True)]
    linked = {each[1:] for each in links if each.startswith("#")}
    return Phrases(pictures, notes, {each for each in linked if string(each) != NOTHING}, told)
