"""A handout's page as a PDF: what paper shows of it, its head, its running heads."""

from typing import Literal

from bs4 import BeautifulSoup, Tag

from korean_peace.publish.faults import Faults
from korean_peace.publish.pdf.code import array, call, string
from korean_peace.publish.pdf.compile import TEMPLATES, compile_pdf, no_picture
from korean_peace.publish.pdf.markup import Writer
from korean_peace.publish.pdf.phrases import Phrases
from korean_peace.publish.pdf.pictures import Pictures

Paper = Literal["a4", "us-letter"]

# A worksheet is short: with the data of its charts lesson 05 would have 13 pages instead of 11.
# The page has them, to look up and to keep; the PDF has each chart's text alternative.
_NOT_ON_PAPER = (
    "script, style, template, noscript, nav, button, [hidden], a[download], .back, a.footnote, "
    "details.code, details.data"
)
_MORE = ["figure", "h1", "h2", "h3", "h4", "h5", "h6", "img", "pre"]  # than a question
_NOT_FOR_TEACHERS = ".who, .lines, .answer"  # nobody writes into their copy


def pdf(html: str, where: str, *, paper: Paper = "a4", faults: Faults) -> bytes:
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
    writer = Writer(_phrases(body, pictures, where, faults))
    template = (TEMPLATES / "pdf" / "handout.typ").read_text(encoding="utf-8")
    source = f"{template}\n#{opening}\n#{writer.code(body)}\n"
    return compile_pdf(source, pictures.files, where, faults)


def _prepare(page: BeautifulSoup) -> None:
    """Take out what is not for paper, and put together what belongs together there."""
    for each in page.select(_NOT_ON_PAPER):
        each.extract()
    if page.select_one("header .edition"):
        for each in page.select(_NOT_FOR_TEACHERS):
            each.extract()
        for each in page.select(".response"):
            del each["class"]
    _join_answers(page)


def _join_answers(page: Tag) -> None:
    """Put a question into the box that has nothing but the room for its answer."""
    for box in page.select(".exercise, .response"):
        parts = [each.get("class") for each in box.children if isinstance(each, Tag)]
        asked = box.find_previous_sibling()
        is_room = parts == [["answer"]] or box.get("class") == ["response"]
        if is_room and asked and asked.get("class") == ["output"] and not asked.find(_MORE):
            box.insert(0, asked.extract())


def _opening(page: BeautifulSoup, paper: Paper) -> str:
    """Return the rule that sets up the pages."""
    head = [_words(page, name) for name in ("header .course", "header .edition", "header h1")]
    title = page.title.get_text(strip=True) if page.title else ""
    language = str(page.html.get("lang", "en")) if page.html else "en"
    named = {
        "title": string(title or head[-1] or "Handout"),
        "author": string(head[0]),
        "about": string(_words(page, "header .question")),
        "head": array([string(each) for each in head if each]),
        "language": string(language),
        "paper": string(paper),
    }
    return f"show: {call('handout.with', **named)}"


def _words(page: BeautifulSoup, selector: str) -> str:
    found = page.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def _phrases(body: Tag, pictures: Pictures, where: str, faults: Faults) -> Phrases:
    def unshown(alternative: str) -> None:
        faults.found(where, no_picture(alternative))

    notes = {str(note["id"]): note for note in body.select("section.footnotes li[id]")}
    for section in body.select("section.footnotes"):
        section.extract()
    linked = {str(link["href"])[1:] for link in body.select('a[href^="#"]')}
    return Phrases(pictures, notes, linked - {""}, unshown)
