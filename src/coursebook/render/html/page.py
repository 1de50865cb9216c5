"""Lays out a document as one HTML page that fetches nothing."""

import copy
import functools
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coursebook.charts import colours
from coursebook.render import markdown, scripts
from coursebook.render.document import Code, Document, Figure
from coursebook.render.vega import live
from coursebook.render.vega.figure import font

TEMPLATES = Path(__file__).parent / "templates"


def page(document: Document, *, home: str = "", charts: str = "") -> str:
    """Return a document as a page.

    Args:
        document: The document.
        home: Address of the course's front page, linked from a lesson's page.
        charts: Address of `charts.js`, seen from the page: a lesson's charts can then be made
            live.
    """
    template = _environment().get_template("index.html.j2")
    return template.render(
        document=document,
        home=home,
        style=style(teacher=bool(document.edition)),
        live=live.live(charts) if document.head and charts else None,
    )


def style(*more: Path, teacher: bool = False) -> Markup:
    """Return the style sheet of a page, of more files too, and of the course's other languages."""
    names = ["handout.css", *(["teacher.css"] if teacher else [])]
    sheets = [*(TEMPLATES / "handout" / name for name in names), *more]
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    return Markup("".join([colours.css(), *texts, scripts.style()]))


def figure_html(figure: Figure, *, is_live: bool = False) -> Markup:
    """Return a figure as HTML.

    Args:
        figure: The figure.
        is_live: Whether it has a button that makes its chart live.
    """
    return Markup(_environment().get_template("figure.html.j2").render(figure=figure, live=is_live))


def _drawing(figure: Figure) -> Markup:
    root = copy.deepcopy(figure.drawing)
    for element in root.iter() if figure.follows else ():
        for role in element.attrib.keys() & {"fill", "stroke"}:
            # White letters stand on a coloured mark and stay; all other white is the page showing.
            shown = "letters" if (element.tag, role) == ("text", "fill") else role
            element.set(role, colours.on_page(element.attrib[role], shown))
    # One text alternative, spoken once: a <title> would also pop up under the mouse.
    spoken = {"role": "img", "aria-label": figure.alternative}
    on_white = "" if figure.follows else ";background:#fff"
    size = f"--width:{root.get('width')}px{on_white}"
    root.attrib |= {**spoken, "font-family": font(), "style": size}
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _kept(figure: Figure) -> str:
    """Return an address that holds all rows as a file: no server and no script is needed."""
    # Excel takes a CSV for UTF-8 only where it begins with the mark.
    content = quote(f"\ufeff{figure.csv}", safe="/:;,?@!$()*=-._~")
    return f"data:text/csv;charset=utf-8,{content}"


def _code(code: Code) -> Markup:
    return Markup(markdown.highlighted(code.source, code.language))


@functools.cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES / "handout")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters |= {
        "code": _code,
        "drawing": _drawing,
        "kept": _kept,
        "live_spec": live.spec_as_json,
    }
    return environment
