"""Tells pictures that are small to keep and too heavy to draw, before anything draws them."""

import base64
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

_MOST_DOTS = 100_000_000
_MOST_DRAWN = 100_000  # elements of an SVG, counted as often as it draws them
_ADDRESS = re.compile(r"data:image/([\w+.-]+)((?:;[^,;]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^)\"']+)")
_XLINK = "{http://www.w3.org/1999/xlink}href"
Order = Literal["big", "little"]
# Which markers of a JPEG are followed by its size.
_SIZED = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


class Picture(NamedTuple):
    """A picture that stands in its address."""

    kind: str
    content: bytes


def picture(address: str) -> Picture | None:
    """Return the picture that stands in an address of the scheme `data`, if one does."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return None
    try:
        encoded = "base64" in found[2].lower()
        content = base64.b64decode(found[3]) if encoded else unquote_to_bytes(found[3])
    except ValueError:
        return None
    return Picture(found[1].lower(), content)


def too_heavy(address: str) -> str:
    """Return why a picture is not to be shown, or nothing.

    Args:
        address: The picture, as an address of the scheme `data`.
    """
    found = picture(address)
    if found is None:
        return ""
    if found.kind == "svg+xml":
        return _too_heavy_drawing(found.content)
    wide, high = _size(found.content)
    return f"it has {wide:,} x {high:,} dots" if wide * high > _MOST_DOTS else ""


def _too_heavy_drawing(content: bytes) -> str:
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):  # nor does a browser draw it
        return ""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    drawn, left = [root], _MOST_DRAWN + sum(1 for _ in root.iter())
    while drawn:
        element = drawn.pop()
        left -= 1
        if left < 0:
            return f"it draws more than {_MOST_DRAWN:,} things by repeating them"
        drawn += element
        for reference in _references(element):
            if reference.startswith("data:") and (reason := too_heavy(reference)):
                return f"a picture in it is too large: {reason}"
            if reference in named:
                drawn.append(named[reference])
    return ""


def _references(element: ElementTree.Element) -> Iterator[str]:
    """Return the ids of what an element draws beside its own parts, and pictures in it."""
    for name, value in element.attrib.items():
        if name in ("href", _XLINK) and not element.tag.endswith("}a"):
            yield value.strip().removeprefix("#")
        else:
            yield from _REFERENCE.findall(value)


def _size(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture, as its first bytes say; 0 where they do not."""
    if content.startswith(b"\x89PNG"):
        return _number(content, 16, 4, "big"), _number(content, 20, 4, "big")
    if content.startswith(b"GIF8"):
        return _number(content, 6, 2), _number(content, 8, 2)
    if content.startswith(b"BM"):
        return _number(content, 18, 4), _number(content, 22, 4)
    if content[8:16] == b"WEBPVP8X":
        return _number(content, 24, 3) + 1, _number(content, 27, 3) + 1
    if content[8:16] == b"WEBPVP8L":
        bits = _number(content, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if content[8:16] == b"WEBPVP8 ":
        return _number(content, 26, 2) & 0x3FFF, _number(content, 28, 2) & 0x3FFF
    if content[4:8] == b"ftyp" and (place := content.find(b"ispe")) > 0:  # AVIF
        return _number(content, place + 8, 4, "big"), _number(content, place + 12, 4, "big")
    return _size_of_jpeg(content) if content.startswith(b"\xff\xd8") else (0, 0)


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        if content[place + 1] in _SIZED:
            return _number(content, place + 7, 2, "big"), _number(content, place + 5, 2, "big")
        place += 2 + max(2, _number(content, place + 2, 2, "big"))
    return 0, 0


def _number(content: bytes, start: int, length: int, order: Order = "little") -> int:
    return int.from_bytes(content[start : start + length], order)
