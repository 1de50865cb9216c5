"""Finds the pictures that a notebook names, and makes them part of the page."""

import base64
import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree import ElementTree

from coursebook.render.addresses import is_share

# The order in which the forms of an output are preferred: lines before dots.
MIMES = [f"image/{kind}" for kind in ("svg+xml", "webp", "png", "jpeg", "gif", "bmp", "avif")]
_TYPES = {f".{mime[6:].removesuffix('+xml')}": mime for mime in MIMES} | {".jpg": "image/jpeg"}
ATTACHED = "attachment:"

# No other tag begins inside one: a tag without end is not looked for in all that follows.
_SVG = re.compile(r"<svg\b[^<>]*>|</svg\s*>", re.IGNORECASE)
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}


def found(address: str, attachments: Mapping[str, object], folder: str | None) -> str | None:
    """Return the address under which a picture stands in the page itself, or None.

    Args:
        address: What the notebook names: an attachment of the cell, or a file.
        attachments: The cell's attachments, as nbformat keeps them.
        folder: Where the notebook lies; only files in and below it are read. None: no file is.
    """
    if address.startswith("data:"):
        return address
    if address.startswith(ATTACHED):
        return _attached(unquote(address.removeprefix(ATTACHED)), attachments)
    if folder is None or not address or is_share(address):
        return None
    home = Path(folder).resolve()
    try:
        path = (home / unquote(address.split("?")[0].split("#")[0])).resolve()
        kind = _TYPES.get(path.suffix.lower())
        if kind is None or not path.is_relative_to(home) or not path.is_file():
            return None
        return data(kind, path.read_bytes())
    except (OSError, ValueError):  # an address that is no file name at all
        return None


def data(kind: str, content: bytes | str) -> str | None:
    """Return a picture as an address that holds it, or None where it is none.

    Args:
        kind: Its type, such as `image/png`.
        content: The picture; text is base64, or the source of an SVG.
    """
    if kind not in MIMES:
        return None
    if isinstance(content, str):
        is_source = kind == "image/svg+xml" and content.lstrip()[:1] in ("<", "\ufeff")
        try:
            content = content.encode() if is_source else base64.b64decode(content)
        except ValueError:  # no base64
            return None
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def img(**attributes: object) -> str:
    """Return an `<img>` with those attributes that say something."""
    given = (f' {name}="{html.escape(str(value))}"' for name, value in attributes.items() if value)
    return f"<img{''.join(given)}>"


def svg_as_pictures(source: str) -> str:
    """Return HTML in which each inline SVG is an `<img>`, where scripts cannot run.

    Args:
        source: HTML that is still to be cleaned.
    """
    pieces, end = [], 0
    for start, stop in sorted(_drawings(source)):
        if start >= end:  # else it is part of the one before
            pieces += [source[end:start], _picture(source[start:stop])]
            end = stop
    return "".join([*pieces, source[end:]])


def _attached(name: str, attachments: Mapping[str, object]) -> str | None:
    bundle = attachments.get(name) or attachments.get(quote(name))
    if not isinstance(bundle, Mapping):
        return None
    made = (data(kind, text) for kind, text in bundle.items() if isinstance(text, str))
    return next(filter(None, made), None)


def _drawings(source: str) -> Iterator[tuple[int, int]]:
    """Return where each SVG begins and ends, also inside another; not one without an end."""
    begun: list[int] = []
    for tag in _SVG.finditer(source):
        if tag[0].endswith("/>"):
            yield tag.span()
        elif not tag[0].startswith("</"):
            begun.append(tag.start())
        elif begun:
            yield begun.pop(), tag.end()


def _picture(svg: str) -> str:
    # HTML knows these by itself, and is lenient; a picture is neither.
    missing = [f'{name}="{uri}"' for name, uri in _NAMESPACES.items() if f"{name}=" not in svg]
    svg = " ".join(["<svg", *missing]) + svg[len("<svg") :]
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return "<em>[A drawing that can only be seen in the notebook]</em>"
    title = root.find("{*}title")
    words = root.get("aria-label") or (title.text if title is not None else None)
    return img(src=data("image/svg+xml", svg), alt=words)
