"""The pictures of a handout, as the files that Typst reads: charts, images, formulas."""

import functools
import html
import re
import warnings
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from bs4 import Tag

from coursebook.render import heavy
from coursebook.render.document import Figure
from coursebook.render.pdf.typst import NOTHING, call, string, unheaped, width

if TYPE_CHECKING:
    from ziamath.zmath import Math

_ENDINGS = {kind: kind for kind in ("gif", "jpg", "png", "webp")}
_ENDINGS |= {"jpeg": "jpg", "svg+xml": "svg"}
# vl-convert measures with Liberation Sans; the copy in the handout's fonts has another name.
_FONT = "Handout Charts, Noto Sans CJK KR"
_ENTITY = re.compile(r"&#x?[0-9a-fA-F]{3,6};")  # a character above ASCII, by its number
# ziamath draws what is in a row twice, and so what is in ten rows a thousand times; and what
# stretches it puts together anew for each line of height.
_HEAVY, _HEAVIEST, _MOST_HEAVY = 1_500, 32_000, 50_000  # signs drawn; 6,000 take a second
_STRETCHED = 3  # signs, for each line of a table in the formula
_ROWS = {"merror", "mpadded", "mphantom", "mrow", "mtd", "semantics"}
_NOTES = ["annotation", "annotation-xml"]
_WIDEST = 470  # points that a sheet has
_SIZE = 10.5  # points; mathematics looks smaller than the text around it
_MARGIN = 0.5  # points; letters may reach beyond the box that is computed


class Picture(NamedTuple):
    """A picture, and what those read who cannot see it."""

    content: bytes
    alternative: str


class Unset(Exception):
    """A formula cannot be set; it says why, if that is worth saying."""


class Pictures:
    """Collects the pictures of one handout."""

    def __init__(self) -> None:
        """Start with none."""
        self.files: dict[str, Picture] = {}
        self._left = _MOST_HEAVY

    def drawing(self, figure: Figure) -> str:
        """Return the name of the file of a figure's drawing."""
        root = ElementTree.Element(
            figure.drawing.tag, {**figure.drawing.attrib, "font-family": _FONT}
        )
        root.extend(figure.drawing)
        return self._add(
            ElementTree.tostring(root, encoding="unicode").encode(), "svg", figure.alternative
        )

    def name(self, picture: Tag) -> str | None:
        """Return the name of an `<img>`'s file, or nothing if it cannot be shown on paper."""
        found = heavy.picture(str(picture.get("src", "")))
        if not found or found.kind not in _ENDINGS:
            return None
        data = found.content
        if found.kind == "svg+xml":
            text = data.decode("utf-8", "replace")
            data = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text).encode()
        return self._add(data, _ENDINGS[found.kind], str(picture.get("alt", "")))

    def formula(self, math: Tag, *, display: bool) -> str:
        """Return code that sets a `<math>`; no content where it shows nothing.

        The page's own MathML is set, so that paper and screen show the same; the TeX that was
        typed is its text alternative.

        Raises:
            Unset: it cannot be set.
        """
        tex = string(tex_of(math))
        formula = math.find("semantics") or math
        for note in formula.find_all(_NOTES):
            note.extract()
        for row in formula.find_all("mrow"):
            if len(row.contents) == 1 and isinstance(row.contents[0], Tag):
                row.unwrap()
        shown = unheaped(formula.decode_contents())
        if width(shown) != len(shown):
            raise Unset  # its font has no wide letters
        self._weigh(formula)
        svg, *sizes = _drawn(shown, "block" if display else "inline")
        if not formula.get_text(strip=True) and (tex == NOTHING or min(sizes[:2]) <= 2 * _MARGIN):
            return "[]"
        scale = min(1, _WIDEST / sizes[0])
        name = self._add(svg.encode(), "svg", tex)
        points = [f"{size * scale:.3f}pt" for size in sizes]
        if tex == NOTHING:
            return call("pdf.artifact", call("image", string(f"/{name}"), height=points[1]))
        return call("formula", string(name), tex, *points, display=str(display).lower())

    def _weigh(self, formula: Tag) -> None:
        """Refuse a formula, or one of many, that would take longer than all the rest."""
        lines = len(formula.find_all("mtr"))
        weight = 0
        for element in formula.find_all(True):
            times = 2 ** min(_rows_above(element, formula), 20)
            weight += times * (1 + _STRETCHED * lines * (element.get("stretchy") == "true"))
        if weight > _HEAVY:
            self._left -= min(weight, _HEAVIEST)
        if weight > _HEAVIEST or (weight > _HEAVY and self._left < 0):
            raise Unset("it is too large, or nested too deeply, to be drawn")

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


def _drawn(shown: str, style: str) -> tuple[str, float, float, float]:
    """Return MathML as SVG, with its width and height and how far it reaches below the line."""
    try:
        drawn = _math()(f'<math display="{style}">{shown}</math>', size=_SIZE, margin=_MARGIN)
        wide, high = (size + 2 * _MARGIN for size in drawn.getsize())
        svg, below = drawn.svg(), _MARGIN - drawn.getyofst()
    except Exception as error:  # it raises whatever it trips over
        raise Unset("it cannot be drawn") from error
    if not all(map(isfinite, (wide, high, below))) or min(wide, high) <= 0:
        raise Unset("it has no size")
    return svg, wide, high, below


def _rows_above(tag: Tag, formula: Tag) -> int:
    """Return in how many rows of more than one sign an element of a formula stands."""
    count = 0
    while tag is not formula and tag.parent is not None:
        tag = tag.parent
        count += tag.name in _ROWS
    return count


def tex_of(math: Tag) -> str:
    """Return the TeX that a `<math>` was made of, else its characters."""
    note = math.find("annotation")
    typed = str(math.get("alttext") or (note.get_text() if note else "")).strip()
    return typed or math.get_text(" ", strip=True)
