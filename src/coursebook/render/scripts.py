"""Text in the letters of another language, which the course names: marked, spoken and set as it."""

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from jinja2 import Template

from coursebook.course import course

_STYLE = Path(__file__).with_name("html") / "templates" / "handout" / "scripts.css.j2"
# Text in Latin letters alone, which is most of it, is passed over without a look at the course.
_OTHER_LETTERS = re.compile(r"[^\u0000-\u036f\u1e00-\u1eff\u2000-\u2bff]")


def marked(text: str) -> list[PageElement]:
    """Return plain text as nodes; words in another language's letters are marked as its."""
    nodes: list[PageElement] = [NavigableString(text)]
    for script in course.scripts() if _OTHER_LETTERS.search(text) else ():
        nodes = [part for node in nodes for part in _parted(node, script)]
    return nodes


def _parted(node: PageElement, script: course.Script) -> Iterator[PageElement]:
    """Yield a text as pieces, those in a script's letters as elements; an element as it is."""
    if not isinstance(node, NavigableString):
        yield node
        return
    text, end = str(node), 0
    for words in script.words.finditer(text):
        span = Tag(name="span", attrs={"lang": script.lang})
        span.string = words[0]
        yield from (NavigableString(text[end : words.start()]), span)
        end = words.end()
    yield NavigableString(text[end:])


def style() -> str:
    """Return the rules of a page's style sheet for the course's other languages."""
    template = _STYLE.read_text(encoding="utf-8")
    return str(Template(template).render(scripts=course.scripts()))


def paper_fonts() -> list[str]:
    """Return the fonts of paper for the course's other languages."""
    return [script.paper_font for script in course.scripts() if script.paper_font]
