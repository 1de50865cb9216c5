"""The pictures of a handout, as the files that Typst reads: charts, images, formulas."""

import base64
import binascii
import functools
import html
import re
import warnings
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from bs4 import Tag
from bs4.element import PageElement

from korean_peace.publish.pdf.code import call, string, width

if TYPE_CHECKING:
    from ziamath.zmath import Math

DRAWING = "data-drawing"

_INK = "#1f2430"
_ENDINGS = {
    "png": "png",
    "jpeg": "jpg",
    "jpg": "jpg",
    "gif": "gif",
    "webp": "webp",
    "svg+xml": "svg",
}
_ADDRESS = re.compile(r"data:image/([\w+.-]+)((?:;[^,;]*)*),(.*)", re.DOTALL)
_SVG_TAG = re.compile(r"<(/?)svg\b[^>]*?(/?)>")
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")
# vl-convert measures with Liberation Sans; the copy in the handout's fonts has another name.
_FONT = re.compile(r'(?<=font-family=")Liberation Sans\b[^"]*')
_ENTITY = re.compile(r"&#x?[0-9a-fA-F]{3,6};")  # a character above ASCII, by its number
_SIZE = 10.5  # points; mathematics looks smaller than the text around it
_MARGIN = 0.5  # points; letters may reach beyond the box that is computed


class Picture(NamedTuple):
    """A picture, and what those read who cannot see it."""

    content: bytes
    alternative: str


class Pictures:
    """Collects the pictures of one handout."""

    def __init__(self) -> None:
        """Start with none."""
        self.files: dict[str, Picture] = {}

    def lift_drawings(self, page: str) -> str:
        """Put an `<img>` where the page has an inline SVG, and keep the SVG as a file.

        An HTML parser would write its attributes in small letters, `viewBox` for one, and it
        would no longer be drawn.
        """
        pieces, end, start, depth = [], 0, 0, 0
        for tag in _SVG_TAG.finditer(page):
            if not depth:
                start = tag.start()
            depth += -1 if tag[1] else not tag[2]
            if depth <= 0:
                depth = 0
                pieces += [page[end:start], self._lift(page[start : tag.end()])]
                end = tag.end()
        return "".join([*pieces, page[end:]])

    def name(self, picture: Tag) -> str | None:
        """Return the name of an `<img>`'s file, or nothing if it cannot be shown on paper."""
        if picture.has_attr(DRAWING):
            return str(picture[DRAWING])
        found = _ADDRESS.fullmatch(str(picture.get("src", "")))
        if not found or found[1] not in _ENDINGS:
            return None
        try:
            encoded = "base64" in found[2]
            data = base64.b64decode(found[3]) if encoded else unquote_to_bytes(found[3])
        except (binascii.Error, ValueError):
            return None
        if found[1] == "svg+xml":
            text = data.decode("utf-8", "replace")
            data = _ENTITY.sub(lambda each: html.unescape(each[0]), text).encode()
        return self._add(data, _ENDINGS[found[1]], str(picture.get("alt", "")))

    def formula(self, math: Tag, *, display: bool) -> str | None:
        """Return code that sets a `<math>`, or nothing where it cannot be set.

        The page's own MathML is set, so that paper and screen show the same; the TeX that was
        typed is its text alternative.
        """
        tex = tex_of(math)
        formula = math.find("semantics") or math
        shown = "".join(str(each) for each in formula.children if not _is_note(each))
        if width(shown) != len(shown):
            return None  # its font has no Hangul
        style = "block" if display else "inline"
        try:
            drawn = _math()(f'<math display="{style}">{shown}</math>', size=_SIZE, margin=_MARGIN)
            sizes = [each + 2 * _MARGIN for each in drawn.getsize()]
            svg, below = drawn.svg(), _MARGIN - drawn.getyofst()
        except Exception:  # it raises whatever it trips over
            return None
        name = self._add(svg.encode(), "svg", tex)
        points = [f"{each:.3f}pt" for each in (*sizes, below)]
        return call("formula", string(name), string(tex), *points, display=str(display).lower())

    def _lift(self, svg: str) -> str:
        label = re.search(r'\saria-label="([^"]*)"', svg)
        svg = _VARIABLE.sub(r"\1", svg).replace("currentColor", _INK)
        svg = _FONT.sub("Handout Charts, Noto Sans CJK KR", svg)
        alternative = label[1] if label else ""
        name = self._add(svg.encode(), "svg", html.unescape(alternative))
        return f'<img {DRAWING}="{name}" alt="{alternative}">'

    def _add(self, content: bytes, ending: str, alternative: str) -> str:
        name = f"picture-{len(self.files) + 1}.{ending}"
        self.files[name] = Picture(content, alternative)
        return name


@functools.cache
def _math() -> "type[Math]":
    """Return what draws formulas; it is loaded only where there is mathematics."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # how it finds its font
        from ziamath.zmath import Math
    return Math


def tex_of(math: Tag) -> str:
    """Return the TeX that a `<math>` was made of, else its characters."""
    note = math.find("annotation")
    typed = str(math.get("alttext") or (note.get_text() if note else "")).strip()
    return typed or math.get_text(" ", strip=True)


def _is_note(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name.startswith("annotation")
