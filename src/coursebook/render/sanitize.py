"""Cleans what strangers write: nothing that is left can run, fetch, or act.

The work is nh3's, which reads HTML as a browser does; what is permitted stands in permitted.yaml.
"""

import re
from pathlib import Path

import nh3
import yaml

from coursebook.render import images
from coursebook.render.addresses import bare, link
from coursebook.render.heavy import too_heavy

_PERMITTED = yaml.safe_load(Path(__file__).with_name("permitted.yaml").read_text("utf-8"))


def _permitted(kind: str) -> dict[str, set[str]]:
    """Return the elements that are permitted, each with its attributes."""
    elements, attributes = _PERMITTED[kind]["plain"], _PERMITTED[kind]["attributes"]
    return {name: set() for name in elements.split()} | {
        name: set(names.split()) for name, names in attributes.items()
    }


_PAGE, _MATH, _DRAWING = map(_permitted, ("page", "math", "drawing"))
_LENGTHS = {"depth", "height", "linethickness", "lspace", "maxsize", "minsize", "rspace", "width"}
_SCHEMES = {"attachment", "data", "http", "https", "mailto"}
_ALIGNMENT = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")
_LENGTH = re.compile(r"[-+]?\d{0,2}(\.\d+)?(em|ex|mu|pt|px|%)?")
_HUGE = re.compile(r"\+?\d\d")  # a sign as high as ten lines
_NUMBERS = {"colspan", "columnspan", "height", "rowspan", "start", "width"}
_NUMBER = re.compile(r"\s*[-+]?[0-9]{1,5}(\.[0-9]{1,9})?\s*(px|%)?\s*")
_IMAGE_DATA = re.compile(r"data:image/(avif|bmp|gif|jpeg|png|svg\+xml|webp)[;,]", re.IGNORECASE)
_NOT_A_LINK = ("attachment:", "data:")

_LOCAL = re.compile(r"url\(#[\w-]+\)")


def clean(source: str) -> str:
    """Return HTML without scripts, styles, forms, frames and addresses that run code.

    What a lesson needs stays: headings, tables, details, figures, pictures, mathematics,
    language marks, ruby, classes. SVG becomes a picture.
    """
    return nh3.clean(
        images.svg_as_pictures(source),
        tags=(_PAGE.keys() | _MATH.keys()) - {"*"},
        attributes=_PAGE | _MATH,
        attribute_filter=_of_page,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def drawing(svg: str) -> str:
    """Return the SVG of a chart, as XML, without all that could fetch or run anything."""
    cleaned = nh3.clean(
        svg,
        tags=_DRAWING.keys() - {"*"},
        attributes=_DRAWING,
        attribute_filter=_of_drawing,
        url_schemes={"data"},
        link_rel=None,
    )
    return cleaned.replace("&nbsp;", "\u00a0")  # the one entity of HTML that nh3 writes


def _of_page(tag: str, attribute: str, value: str) -> str | None:
    """Keep an attribute only where its value cannot fetch or run anything."""
    if attribute == "style":
        kept = _ALIGNMENT.fullmatch(value) is not None
    elif attribute == "href":
        return None if bare(value).lower().startswith(_NOT_A_LINK) else link(value)
    elif attribute == "src":
        kept = not bare(value).lower().startswith("data:") or bool(_IMAGE_DATA.match(value))
    elif tag == "input" and attribute == "type":
        kept = value == "checkbox"
    elif tag in _MATH and attribute in _LENGTHS:
        kept = bool(_LENGTH.fullmatch(value))
        kept = kept and not (attribute in ("depth", "height") and value.startswith("-"))
        kept = kept and not (attribute in ("maxsize", "minsize") and _HUGE.match(value))
    elif attribute in _NUMBERS:
        kept = _NUMBER.fullmatch(value) is not None
    else:
        kept = True
    return value if kept else None


def _of_drawing(_: str, attribute: str, value: str) -> str | None:
    """Keep an attribute of a drawing only where it refers to the drawing itself."""
    if attribute in ("href", "xlink:href"):
        drawn = _IMAGE_DATA.match(value) and not too_heavy(value)
        return value if value.startswith("#") or drawn else None
    # A colour may be url(…), which CSS also reads where letters are escaped.
    suspicious = "\\" in value or "url" in value.lower()
    return value if not suspicious or _LOCAL.fullmatch(value) else None
