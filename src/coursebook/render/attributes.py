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
    return str(node.attrs.get(PART, "")) if isinstance(node, Tag) else ""


def parts(tree: Tag, *names: str) -> list[Tag]:
    """Return all parts of these names in a tree; a selector would take twenty times as long."""
    tags = (each for each in tree.descendants if isinstance(each, Tag))
    return [each for each in tags if part(each) in names]


def number(tag: Tag, name: str, otherwise: int) -> int:
    """Return an attribute that is a number up to 99,999, as HTML has them; or the default."""
    found = _NUMBER.match(str(tag.get(name, "")))
    return int(found[1]) if found else otherwise
