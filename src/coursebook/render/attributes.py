"""Reads the attributes of a page's elements."""

import re

from bs4 import Tag

_NUMBER = re.compile(r"\s*\+?([0-9]{1,5})(?![0-9%])")


def number(tag: Tag, name: str, otherwise: int) -> int:
    """Return an attribute that is a number up to 99,999, as HTML has them; or the default."""
    found = _NUMBER.match(str(tag.get(name, "")))
    return int(found[1]) if found else otherwise
