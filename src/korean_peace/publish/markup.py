"""What authors write, as HTML that is safe in a page: Markdown, HTML, code and plain text."""

import html
import re
from collections.abc import Mapping
from typing import Any

import nh3
from nbconvert.filters.ansi import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt "
    "em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rb rp rt "
    "rtc ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u "
    "ul var wbr"
)
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "disabled", "type"},
    "ol": {"start", "type"},
    "p": {"style"},
    "td": {"colspan", "headers", "rowspan", "style"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
_SCHEMES = {"data", "http", "https", "mailto"}
_ALIGNMENT = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")


class _Renderer(IPythonRenderer):
    """Leaves HTML as it stands: nbconvert would close a `<details>` before its content."""

    def block_html(self, html: str) -> str:
        return f"{html.strip()}\n"

    def inline_html(self, html: str) -> str:
        return html


def markdown(source: str, attachments: Mapping[str, Any] | None = None, folder: str = "") -> str:
    """Render Markdown as JupyterLab does, and clean what comes out.

    Args:
        source: The text of a Markdown cell or output.
        attachments: Pictures pasted into the cell.
        folder: Where pictures named in the text lie; they are put into the page.
    """
    renderer = _Renderer(
        escape=False,
        attachments=dict(attachments or {}),
        embed_images=True,
        path=folder,
        exclude_anchor_links=True,
    )
    return clean(MarkdownWithMath(renderer=renderer).render(source))


def clean(source: str) -> str:
    """Return HTML without scripts, styles, forms, frames and addresses that run code.

    What a lesson needs stays: headings, tables, details, figures, pictures that stand in
    the text itself, language marks, ruby, classes.
    """
    return nh3.clean(
        source,
        tags=set(_TAGS.split()),
        attributes=_ATTRIBUTES,
        attribute_filter=_permitted,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def code(source: str, language: str) -> str:
    """Return code as HTML; words of the language carry the classes of Pygments."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return html.escape(source, quote=False)
    return str(highlight(source, lexer, HtmlFormatter(nowrap=True))).rstrip("\n")


def plain(text: str) -> str:
    """Return what a program printed as HTML, without the colours of a terminal."""
    return html.escape(strip_ansi(text).rstrip("\n"), quote=False)


def _permitted(tag: str, attribute: str, value: str) -> str | None:
    """Keep an attribute only where its value cannot fetch or run anything."""
    if attribute == "style":
        return value if _ALIGNMENT.fullmatch(value) else None
    if attribute == "href" and value.lower().lstrip().startswith("data:"):
        return None
    if tag == "input" and attribute == "type":
        return value if value == "checkbox" else None
    return value
