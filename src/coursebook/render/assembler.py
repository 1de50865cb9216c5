"""Fits pieces of a notebook into one page: unique ids, pictures, tables, citations, languages."""

import re
import string
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from coursebook.errors import Place
from coursebook.render import heavy, images, sanitize, tables
from coursebook.render.bibliography import Sources
from coursebook.render.diagnostics import Diagnostics
from coursebook.render.document import Citation, Minutes, NoteBack, NoteMark, Text, replace_texts
from coursebook.render.footnotes import MARK, NOTE, Notes

Attachments = Mapping[str, object]
NONE: Attachments = {}
WITHOUT_DESCRIPTION = "Picture without description"

_HEADING = re.compile(r"h[1-6]")
_MINUTES = re.compile(r"·[\s-]*(\d{1,4})[\s-]min$")
_BETWEEN = f"-{string.whitespace}\N{NO-BREAK SPACE}"
_DEEPEST = 50  # levels of elements; more than that only a program writes
_STANDING = set(
    "blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()
)
_AS_TYPED = ["a", "code", "math", "pre"]
# The page's own ids; an author's id of that form would collide.
_RESERVED = re.compile(r"(figure|source|citation|note)-\d|(contents|main|sources)$")


class HtmlAssembler:
    """Makes the fragments of one page, in the order in which they stand in it."""

    def __init__(self, sources: Sources, faults: Diagnostics, folder: str | None = None) -> None:
        """Start a page.

        Args:
            sources: The list that citations are entered in.
            faults: Told of a picture without a text alternative, a picture that is missing or
                would have to be fetched, a heading level skipped, and a link within the page
                that leads nowhere.
            folder: Where pictures named in the text lie; they are put into the page.
        """
        self._sources, self._faults, self._folder = sources, faults, folder
        self._notes = Notes()
        self._ids: set[str] = set()
        self._tables = 0

    def collect_notes(self, texts: Iterable[str]) -> None:
        """Read the footnotes of all Markdown texts of the page, before any is rendered."""
        self._notes.collect(texts)

    def from_markdown(self, text: str, where: Place, attachments: Attachments = NONE) -> Text:
        """Return Markdown as a fragment; for the arguments see `from_html`."""
        return self.from_html(self._notes.html(text), where, attachments)

    def from_html(self, source: str, where: Place, attachments: Attachments = NONE) -> Text:
        """Return HTML as a fragment, cleaned.

        Args:
            source: HTML of an author or a program.
            where: File and cell, for what is said about it.
            attachments: Pictures pasted into the cell.

        Raises:
            LessonError: a strict page has a picture that it cannot show to everyone.
            CitationError: a strict page cites an unknown source.
        """
        soup = BeautifulSoup(sanitize.clean(source), "html.parser")
        if _flatten(soup):
            self._faults.found(where, f"what is nested more than {_DEEPEST} levels deep is text")
        has_notes = "footnote" in source  # large tables are slow to look through
        noted = set(map(id, soup.select(f"{MARK}, {NOTE}") if has_notes else []))
        for tag in soup.find_all(id=True):
            if id(tag) not in noted:  # whose ids are given last
                self._keep_id(tag)
        for picture in soup.find_all("img"):
            self._mend_picture(picture, where, attachments)
        for box in soup.find_all("input"):
            box.replace_with("☑ " if box.has_attr("checked") else "☐ ")
        self.cite(soup, where)
        for table in soup.find_all("table"):
            self._tables += 1
            tables.mend(table, f"Table {self._tables}: {tables.columns(table)}".rstrip(": "))
        notes = self._notes.settle(soup) if has_notes else []
        for tree in (soup, *(note.item for note in notes)):
            _set_places(tree)
        _enclose(soup)
        return Text(soup, notes)

    def cite(self, tree: Tag, where: Place) -> None:
        """Make links of the citations in a tree, and mark words in other languages.

        Raises:
            CitationError: a strict page cites an unknown source.
        """
        replace_texts(tree, lambda text: self._sources.inline(text, where), _AS_TYPED)

    def settle_headings(self, trees: list[tuple[Place, Tag]]) -> None:
        """Give all headings below the page's title an id, and levels without a gap.

        Args:
            trees: The fragments of the page, each with its place.

        Raises:
            LessonError: a strict page skips a level.
        """
        above = [(1, 1)]  # levels as written and as set, of the headings that this one is below
        for where, tree in trees:
            for tag in tree.find_all(_HEADING):
                written = int(tag.name[1])
                while len(above) > 1 and above[-1][0] >= written:
                    above.pop()
                if written > above[-1][0] + 1:
                    self._faults.found(
                        where,
                        f"the heading {words(tag)!r} skips a level",
                        f"Make it level {above[-1][0] + 1}",
                    )
                above.append((written, min(above[-1][1] + 1, 6)))
                tag.name = f"h{above[-1][1]}"
                if not tag.get("id"):
                    tag["id"] = self._new_id(slug(words(tag)))
                _set_minutes_apart(tag)

    def settle_links(self, tree: Tag, where: Place) -> None:
        """Lead the links within the page to their places.

        Raises:
            LessonError: a strict page has a link that leads nowhere.
        """
        for link in tree.find_all("a", href=re.compile("^#")):
            if isinstance(link, Citation | NoteBack) or isinstance(link.parent, NoteMark):
                continue
            target = unquote(str(link["href"])[1:])
            found = next((name for name in (target, slug(target)) if name in self._ids), None)
            if found:
                link["href"] = f"#{found}"
            else:
                self._faults.found(
                    where, f"the link to #{target} leads nowhere", "Name a heading of this notebook"
                )
                link.unwrap()

    def _keep_id(self, tag: Tag) -> None:
        name = str(tag["id"])
        if name in self._ids or _RESERVED.match(name):
            del tag["id"]
        self._ids.add(name)

    def _new_id(self, wanted: str) -> str:
        wanted = f"section-{wanted}" if _RESERVED.match(wanted) else wanted
        name, count = wanted, 1
        while name in self._ids:
            count += 1
            name = f"{wanted}-{count}"
        self._ids.add(name)
        return name

    def _mend_picture(self, picture: Tag, where: Place, attachments: Attachments) -> None:
        alternative = picture.get("alt")
        if alternative is None:
            self._faults.found(where, "a picture has no alt text", "Say in it what there is to see")
        picture["alt"] = WITHOUT_DESCRIPTION if alternative is None else str(alternative)
        address = str(picture.get("src", ""))
        found = images.found(address, attachments, self._folder)
        if found and (reason := heavy.too_heavy(found)):
            self._faults.found(where, f"a picture is too large to be shown: {reason}")
            named = "" if alternative is None else f" “{alternative}”"
            picture.replace_with(f"[The picture{named} is too large for a page. See the notebook.]")
            return
        if found:
            picture["src"] = found
            return
        far = address.startswith(("https:", "http:", "//"))
        if not address:  # cleaned away
            wrong = "a picture has no address, or one that no page may open"
        else:
            wrong = f"the picture {address!r} " + (
                "would have to be fetched" if far else "is missing"
            )
        self._faults.found(where, wrong, "Put it into the cell, or beside the notebook")
        _replace_by_words(picture, address if far else "")


def _flatten(soup: BeautifulSoup) -> bool:
    """Make text of what is nested too deeply for programs to follow; tell whether any was."""
    level, found = [*soup.find_all(True, recursive=False)], False
    for _ in range(_DEEPEST):
        level = [child for tag in level for child in tag.find_all(True, recursive=False)]
    for tag in level:
        found = True
        for picture in tag.find_all("img"):
            picture.replace_with(f"[{picture.get('alt', '')}]")
        tag.replace_with(f" {tag.get_text(' ')} ")
    return found


def _enclose(soup: BeautifulSoup) -> None:
    """Put text that stands by itself into an element, which the style sheet can fence in."""
    if not all(map(_stands, soup.contents)):
        room = soup.new_tag("div")
        room.extend([*soup.contents])
        soup.append(room)


def _stands(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return node.name in _STANDING or node.get("role") == "group"  # a formula
    return not str(node).strip()


def words(tag: Tag) -> str:
    """Return the text of an element in one line; a formula in it is its TeX."""
    texts = (
        str(text)
        for text in tag.find_all(string=True)
        if text.find_parent("math") is None or text.find_parent("annotation")
    )
    return " ".join("".join(texts).split())


def heading(tree: Tag) -> Tag | None:
    """Return the first heading of a tree."""
    return tree.find(_HEADING)


def name_and_minutes(text: str) -> tuple[str, int | None]:
    """Part a heading such as `Hook · 5 min` into its name and its minutes."""
    text = " ".join(text.split())
    found = _MINUTES.search(text)
    return (text[: found.start()].rstrip(_BETWEEN), int(found[1])) if found else (text, None)


def slug(text: str) -> str:
    """Return a heading, or an anchor as JupyterLab writes it, as an id."""
    name, _ = name_and_minutes(text)
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "section"


def _set_minutes_apart(tag: Tag) -> None:
    last = tag.contents[-1] if tag.contents else None
    if isinstance(last, NavigableString) and (found := _MINUTES.search(last)):
        name = last[: found.start()].rstrip(_BETWEEN)
        minutes = Minutes(name="span", attrs={"class": "minutes"})
        minutes.string = last[len(name) :]
        last.replace_with(name, minutes)


def _replace_by_words(picture: Tag, address: str) -> None:
    told = str(picture["alt"]) or WITHOUT_DESCRIPTION
    if address:
        address = f"https:{address}" if address.startswith("//") else address
        picture.name, picture.attrs, picture.string = "a", {"href": address}, told
    else:
        named = "" if told == WITHOUT_DESCRIPTION else f": {told}"
        picture.replace_with(f"[Picture missing{named}]")


def _set_places(tree: Tag) -> None:
    """Let callouts say what they are, and what may scroll take the keyboard."""
    for callout in tree.find_all("div", class_="callout"):
        callout["role"] = "note"
    for block in tree.find_all("pre"):
        block["tabindex"] = "0"
    for math in tree.find_all("math", display="block"):
        room = {"class": "formula", "role": "group", "tabindex": "0", "aria-label": "Formula"}
        math.wrap(Tag(name="span", attrs=room))
