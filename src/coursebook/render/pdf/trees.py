"""Reads HTML as browsers do: what stands where it must not is shown all the same."""

from collections.abc import Iterable, Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from coursebook.render.pdf.images import tex_of


def said(*nodes: PageElement) -> str:
    """Return what pieces of a page say, as plain text in one line."""
    return " ".join(" ".join(word for node in nodes for word in _words(node)).split())


def pictures(nodes: Iterable[PageElement]) -> list[Tag]:
    """Return all pictures in some nodes."""
    tags = [node for node in nodes if isinstance(node, Tag)]
    return [image for tag in tags for image in ([tag] if tag.name == "img" else tag.select("img"))]


def items(tag: Tag) -> Iterator[Tag]:
    """Return the items of a list; what stands between them is an item of its own."""
    for node in [*tag.children]:
        if isinstance(node, Tag) and node.name == "li":
            yield node
        elif said(node) or pictures([node]):
            yield _item(node)


def terms(tag: Tag) -> Iterator[Tag]:
    """Return the terms of a `<dl>` and what is said of each, also those in groups."""
    for node in [*tag.children]:
        if isinstance(node, Tag) and node.name == "div":
            yield from terms(node)
        elif isinstance(node, Tag):
            yield node
        elif said(node):
            yield _item(node)


def _item(node: PageElement) -> Tag:
    item = Tag(name="li")
    item.append(node.extract())
    return item


def _words(node: PageElement) -> Iterator[str]:
    if isinstance(node, NavigableString):
        yield "" if isinstance(node, PreformattedString) else str(node)
    elif isinstance(node, Tag) and node.name == "math":
        yield tex_of(node)
    elif isinstance(node, Tag) and node.name == "img":
        yield str(node.get("alt", ""))
    elif isinstance(node, Tag):
        for child in node.children:
            yield from _words(child)
