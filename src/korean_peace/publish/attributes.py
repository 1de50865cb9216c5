"""Reads the attributes of a page's elements: which part of the page one is, and numbers.

Whoever makes a part of the page writes `data-part` on it, and cleaning lets none through. What
decides over a part's fate, in the PDF and in the style sheet, asks for that and not for a
class, which any stranger may write.
"""

import re

from bs4 import Tag
from bs4.element import PageElement

PART = "data-part"

_NUMBER = re.compile(r"\s*\+?([0-9]{1,5})(?![0-9%])")


def part(node: PageElement | None) -> str:
    """Return which part of the page an element is, or nothing."""
    return str(node.get(PART, "")) if isinstance(node, Tag) else ""


def chosen(*names: str) -> str:
    """Return the CSS selector of all parts with these names."""
    return ", ".join(f'[{PART}="{name}"]' for name in names)


def number(tag: Tag, name: str, otherwise: int) -> int:
    """Return an attribute that is a number from 1 to 99,999, as HTML has them; or the default."""
    found = _NUMBER.match(str(tag.get(name, "")))
    return int(found[1]) if found and int(found[1]) else otherwise
