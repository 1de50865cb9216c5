"""Cleans what strangers write: nothing that is left can run, fetch, or act.

The work is nh3's, which reads HTML as a browser does; here stands what is permitted.
"""

import re

import nh3

from coursebook.render import images
from coursebook.render.addresses import bare, link
from coursebook.render.heavy import too_heavy

_TAGS = set(
    (
        "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl "
        "dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rb "
        "rp rt rtc ruby s samp section small span strong sub summary sup table tbody td tfoot th "
        "thead time tr u ul var wbr"
    ).split()
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
# MathML for reading: nothing in it links, acts, or holds HTML (no annotation-xml, no maction).
# What has no height of its own, or is set off, could be painted over what stands above it.
_LENGTHS = {"depth", "height", "linethickness", "lspace", "maxsize", "minsize", "rspace", "width"}
_MATH = {
    "annotation": {"encoding"},
    "math": {"alttext", "display"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mo": {"fence", "form", "largeop", "lspace", "maxsize", "minsize", "movablelimits", "rspace"}
    | {"separator", "stretchy", "symmetric"},
    "mover": {"accent"},
    "mpadded": {"width"},
    "mspace": {"depth", "height", "width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": {"displaystyle"},
    "mtd": {"columnalign", "columnspan", "rowspan"},
    "mtext": {"mathvariant"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
} | {
    name: set()
    for name in (
        "merror mmultiscripts mphantom mprescripts mroot mrow ms msqrt msub msubsup msup mtr none "
        "semantics"
    ).split()
}
_SCHEMES = {"attachment", "data", "http", "https", "mailto"}
_ALIGNMENT = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")
_LENGTH = re.compile(r"[-+]?\d{0,2}(\.\d+)?(em|ex|mu|pt|px|%)?")
_HUGE = re.compile(r"\+?\d\d")  # a sign as high as ten lines
_NUMBERS = {"colspan", "columnspan", "height", "rowspan", "start", "width"}
_NUMBER = re.compile(r"\s*[-+]?[0-9]{1,5}(\.[0-9]{1,9})?\s*(px|%)?\s*")
_IMAGE_DATA = re.compile(r"data:image/(avif|bmp|gif|jpeg|png|svg\+xml|webp)[;,]", re.IGNORECASE)
_NOT_A_LINK = ("attachment:", "data:")

_DRAWN = set(
    "circle clipPath defs g image line linearGradient path pattern radialGradient rect stop svg "
    "text tspan".split()
)
_DRAWN_ATTRIBUTES = set(
    "clip-path cx cy d display dx dy fill fill-opacity font-family font-size font-style "
    "font-variant font-weight fr fx fy gradientTransform gradientUnits height href id offset "
    "opacity patternContentUnits patternTransform patternUnits preserveAspectRatio r rx ry "
    "spreadMethod stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "
    "transform version viewBox width x x1 x2 xlink xmlns y y1 y2".split()
)
_LOCAL = re.compile(r"url\(#[\w-]+\)")


def clean(source: str) -> str:
    """Return HTML without scripts, styles, forms, frames and addresses that run code.

    What a lesson needs stays: headings, tables, details, figures, pictures, mathematics,
    language marks, ruby, classes. SVG becomes a picture.
    """
    return nh3.clean(
        images.svg_as_pictures(source),
        tags=_TAGS | _MATH.keys(),
        attributes={**_ATTRIBUTES, **_MATH},
        attribute_filter=_permitted,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def drawing(svg: str) -> str:
    """Return the SVG of a chart, as XML, without all that could fetch or run anything."""
    cleaned = nh3.clean(
        svg,
        tags=_DRAWN,
        attributes={"*": _DRAWN_ATTRIBUTES},
        attribute_filter=_permitted_in_drawing,
        url_schemes={"data"},
        link_rel=None,
    )
    return cleaned.replace("&nbsp;", "\u00a0")  # the one entity of HTML that nh3 writes


def _permitted(tag: str, attribute: str, value: str) -> str | None:
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


def _permitted_in_drawing(_: str, attribute: str, value: str) -> str | None:
    """Keep an attribute of a drawing only where it refers to the drawing itself."""
    if attribute in ("href", "xlink:href"):
        drawn = _IMAGE_DATA.match(value) and not too_heavy(value)
        return value if value.startswith("#") or drawn else None
    # A colour may be url(…), which CSS also reads where letters are escaped.
    suspicious = "\\" in value or "url" in value.lower()
    return value if not suspicious or _LOCAL.fullmatch(value) else None
