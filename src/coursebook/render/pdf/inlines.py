"""Running text of a handout as Typst's code: emphasis, links, notes, formulas."""

from collections.abc import Callable, Collection, Iterable, Mapping

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from coursebook.render.attributes import number
from coursebook.render.diagnostics import Fault
from coursebook.render.document import Citation, Minutes, NoteBack, NoteMark
from coursebook.render.pdf.compiler import no_picture
from coursebook.render.pdf.images import Pictures, Unset, tex_of
from coursebook.render.pdf.typst import NOTHING, block, broken_after, call, string, words

# The template says how they look.
_STYLED = "b cite del dfn em i ins kbd mark s small strong sub sup u var".split()
_LONGEST_ADDRESS = 2_000
_DEEPEST = 12  # of bold in italic in small …; Typst sets no more than some 60 in all
_DRAWN = ["img", "math"]


class InlineWriter:
    """Writes the running text of one handout."""

    def __init__(
        self,
        pictures: Pictures,
        notes: Mapping[str, Tag],
        linked: Collection[str],
        told: Callable[[Fault], object],
    ) -> None:
        """Start a handout.

        Args:
            pictures: Where its pictures are collected.
            notes: Its footnotes by their ids.
            linked: The ids of places that are linked to.
            told: Called with what is said of a picture or formula that paper cannot show.
        """
        self._pictures = pictures
        self._notes = notes
        self._told = told
        self._linked = linked
        self.footnotes = True
        self._depth = 0
        self._noted: set[str] = set()
        self._special: dict[str, Callable[[Tag], list[str]]] = {
            "a": self._link,
            "br": lambda _: ["linebreak()"],
            "img": lambda tag: [self.picture(tag, "small-picture")],
            "math": lambda tag: [self.formula(tag)],
            "q": lambda tag: [string("“"), *self._pieces(tag.children), string("”")],
            "rp": lambda _: [],
            "rt": lambda tag: [string(" ("), *self._pieces(tag.children), string(")")],
            "wbr": lambda _: [string("\u200b")],
        }

    def code(self, nodes: Iterable[PageElement]) -> str:
        """Return running text as one piece of code; empty where there is nothing to see."""
        pieces = self._pieces(nodes)
        return block(pieces) if any(piece != "[ ]" for piece in pieces) else ""

    def anchor(self, name: str) -> list[str]:
        """Return the mark of a place that is linked to, if it is the place of that id."""
        return [f"[#metadata(none)#label({string(name)})]"] if self.is_linked(name) else []

    def is_linked(self, name: str) -> bool:
        """Tell whether a link of the handout leads to the place of that id."""
        return name in self._linked and string(name) != NOTHING

    def picture(self, tag: Tag, function: str) -> str:
        """Return the call that shows an `<img>`; its text alternative where that cannot be."""
        name, alternative = self._pictures.name(tag), str(tag.get("alt", ""))
        if name is None:
            self._told(no_picture(alternative))
            return call("emph", string(f"[{alternative}]"))
        width = number(tag, "width", 0)
        sized = {"width": f"{width * 0.75}pt"} if width else {}
        said = string(alternative.strip())
        if said == NOTHING:  # a decoration, by its author's decision
            return call("pdf.artifact", call(function, string(name), "none", **sized))
        return call(function, string(name), said, **sized)

    def formula(self, tag: Tag) -> str:
        """Return the code of a `<math>`; its TeX as typed, where that cannot be set."""
        try:
            return self._pictures.formula(tag, display=is_displayed(tag))
        except Unset as reason:
            tex = tex_of(tag)
            if str(reason):
                self._told(Fault(f"the PDF has the formula “{tex[:60]}” as typed: {reason}"))
            return call("raw", string(broken_after(tex, 40)))

    def _pieces(self, nodes: Iterable[PageElement]) -> list[str]:
        return [piece for node in nodes for piece in self._piece(node)]

    def _piece(self, node: PageElement) -> list[str]:
        if isinstance(node, PreformattedString):  # a comment, a declaration
            return []
        if isinstance(node, NavigableString):
            return words(str(node))
        if isinstance(node, NoteBack):
            return []
        return (
            [*self.anchor(str(node.get("id", ""))), *self._element(node)]
            if isinstance(node, Tag)
            else []
        )

    def _element(self, tag: Tag) -> list[str]:
        if tag.name in self._special:
            return self._special[tag.name](tag)
        if tag.name in ("code", "samp") and not tag.find(_DRAWN):
            return [call("raw", string(broken_after(tag.get_text(), 40)))]
        if isinstance(tag, NoteMark):
            return self._note(tag)
        return self._styled(tag)

    def _styled(self, tag: Tag) -> list[str]:
        function = f"(styled.{tag.name})" if tag.name in _STYLED else ""
        function = "muted-text" if isinstance(tag, Minutes) else function
        self._depth += bool(function)
        pieces = self._pieces(tag.children)
        self._depth -= bool(function)
        if not pieces or self._depth > _DEEPEST:
            return pieces
        if function:
            pieces = [call(function, block(pieces))]
        language = str(tag.get("lang", ""))
        if language.isalpha() and len(language) in (2, 3):
            pieces = [call("text", block(pieces), lang=string(language.lower()))]
        return pieces

    def _link(self, tag: Tag) -> list[str]:
        pieces = self._pieces(tag.children)
        address = str(tag.get("href", "")).strip()
        if not pieces:
            return []
        if address.startswith("#") and len(address) > 1:
            function = "cited" if isinstance(tag, Citation) else "goto"
            return [call(function, string(address[1:]), block(pieces))]
        if not is_address(address):
            return pieces  # a file beside the notebook, which is not beside a sheet of paper
        link = call("web", string(address), block(pieces))
        words_are_it = tag.get_text(strip=True).rstrip("/") in (address, address.rstrip("/"))
        if words_are_it or address.startswith("mailto:") or not self.footnotes:
            return [link]
        return [link, call("footnote", printed(address))]

    def _note(self, tag: Tag) -> list[str]:
        link = tag.find("a")
        name = str(link.get("href", ""))[1:] if link else ""
        note = self._notes.get(name)
        if note is None or not self.footnotes:
            return [call("super", string(tag.get_text(strip=True)))]
        self._noted.add(name)
        return [call("footnote", self._in_note(note) or string("…"))]

    def other_notes(self) -> str:
        """Return the code of the notes whose marks stand where paper has no note."""
        left = [note for name, note in self._notes.items() if name not in self._noted]
        numbered = ([string(f"{note.get('value', '')} "), self._in_note(note)] for note in left)
        return block([call("par", block([*filter(None, pieces)])) for pieces in numbered] or ["[]"])

    def _in_note(self, note: Tag) -> str:
        before, self.footnotes = self.footnotes, False  # none within a note
        text = self.code([child for child in note.descendants if _stands_in_note(child, note)])
        self.footnotes = before
        return text


def is_displayed(node: PageElement) -> bool:
    """Tell whether an element is a formula on lines of its own."""
    return isinstance(node, Tag) and node.name == "math" and node.get("display") == "block"


def is_address(address: str) -> bool:
    """Tell whether something is an address on the web, or of a person."""
    known = address.startswith(("http://", "https://", "mailto:"))
    return known and len(address) <= _LONGEST_ADDRESS


def printed(address: str) -> str:
    """Return an address as it is printed: small, and breaking at its joints."""
    return call("printed", string(address), block(words(address)))


def _stands_in_note(child: PageElement, note: Tag) -> bool:
    """Tell whether a node is text of a note itself, taking its paragraphs apart."""
    parent = child.parent
    if isinstance(child, Tag) and child.name == "p":
        return False
    return parent is note or (parent is not None and parent.name == "p" and parent.parent is note)
