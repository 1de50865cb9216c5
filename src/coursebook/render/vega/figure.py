"""Reads Vega-Lite charts: a spec becomes a figure of a document, drawn, described, with its data.

A chart of this package carries `usermeta.coursebook`: its source line, and its data as a table.
"""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Tag

from coursebook.charts.colours import WHITE
from coursebook.course import course
from coursebook.errors import LessonError, Place
from coursebook.metadata import own
from coursebook.render import tables
from coursebook.render.document import Figure, parsed
from coursebook.render.vega import svg

Spec = Mapping[str, object]
Cite = Callable[[Tag], object]
Draw = Callable[[str], str]

MIME = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
WITHOUT_DESCRIPTION = "Chart without description"
MOST_ROWS = 200

# vl-convert brings this font and measures with it; the others have the same widths.
MEASURED = "Liberation Sans"
_FONTS = MEASURED, "Arial", "Arimo", "Helvetica"
FONT = ", ".join([*_FONTS, "sans-serif"])
_XLINK = "{http://www.w3.org/1999/xlink}"
_REFERENCE = re.compile(r"url\(#(.+?)\)")
# Spreadsheets pass over what stands unseen before a formula; some take full-width signs for one.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]\s*\S")
_IS_NUMBER = re.compile(r"[-+]?[\d.,]+(e[-+]?\d+)?\s?%?", re.IGNORECASE)
_SPOKEN = ("role", "aria-", "class", "pointer-events")
_PLACED = frozenset("cx cy d height points r transform width x x1 x2 y y1 y2".split())
_TOO_FINE = re.compile(r"(\.\d{3})\d+")  # less than a thousandth of a pixel


@dataclass(frozen=True)
class Data:
    """The rows behind a chart."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def read_figure(
    spec: Spec,
    number: int,
    cite: Cite = lambda _: None,
    *,
    plain: Callable[[str], str] = str,
    drawn_by: Draw = svg.svg,
) -> Figure:
    """Return a chart as a figure of a document.

    Args:
        spec: A Vega-Lite spec. Its title is printed in the caption, where it can wrap and be
            searched, and not drawn.
        number: The figure's number in the document; all ids in it begin with `figure-NUMBER`.
        cite: Called with the trees of caption and table: decides what becomes of citations.
        plain: Turns the text of a cell into the text of the CSV.
        drawn_by: Draws the chart: `drawing.svg`, or a `drawing.Apart` for a stranger's.

    Raises:
        LessonError: the chart cannot be drawn, most often because its data are fetched.
    """
    name = " ".join(map(_sentence, titles(spec)))
    drawn = _drawing(spec, f"figure-{number}", drawn_by)
    title, source = (
        parsed(html.escape(text))
        for text in (f"Figure {number}. {name}".rstrip(), str(ours(spec).get("source") or ""))
    )
    cite(title)
    cite(source)
    data = _data(spec)
    return Figure(
        number=number,
        spec=spec,
        follows=bool(ours(spec)),
        drawing=drawn,
        alternative=description(spec) or name or WITHOUT_DESCRIPTION,
        title=title,
        source=source,
        table=_table(data, number, cite) if data.rows else None,
        csv=_csv(data, plain),
        rows=len(data.rows),
    )


def description(spec: Spec) -> str:
    """Return the text alternative that the chart's author wrote, or nothing."""
    return str(spec.get("description") or "").strip()


def titles(spec: Spec) -> list[str]:
    """Return the lines of the chart's title and subtitle, but not its source line."""
    title = spec.get("title") or ""
    parts = [title.get("text"), title.get("subtitle")] if isinstance(title, Mapping) else [title]
    lines = [line for part in parts for line in (part if isinstance(part, list) else [part])]
    texts = [line for line in lines if isinstance(line, str)]
    return [line.strip() for line in texts if line.strip() and line != ours(spec).get("source")]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def ours(spec: Spec) -> Mapping[str, object]:
    """Return what a chart of this package says beside its marks; of any other, nothing."""
    return own(spec.get("usermeta"))


def font() -> str:
    """Return the fonts of a chart on a page, with those for the course's other languages."""
    foreign = [name for script in course.scripts() for name in script.fonts]
    return ", ".join([*_FONTS, *foreign, "sans-serif"])


def _drawing(spec: Spec, anchor: str, draw: Draw) -> ElementTree.Element:
    drawn = {key: value for key, value in spec.items() if key != "title"}
    config = spec.get("config")
    drawn["config"] = {**(config if isinstance(config, Mapping) else {}), "font": FONT}
    try:
        root = ElementTree.fromstring(draw(json.dumps(drawn)))
    except ElementTree.ParseError as error:
        why = f"a chart cannot be drawn: its drawing is broken, {error}"
        raise LessonError(Place(), why) from error
    background = root.find("{*}rect")
    if ours(spec) and background is not None and background.get("fill") in WHITE:
        root.remove(background)
    # vl-convert counts its ids up as long as the process lives: number them anew.
    named = [element for element in root.iter() if "id" in element.attrib]
    ids = {element.attrib["id"]: f"{anchor}-{n}" for n, element in enumerate(named, 1)}
    for element in root.iter():
        _fit(element, ids)
    return root


def _fit(element: ElementTree.Element, ids: Mapping[str, str]) -> None:
    """Make an element of the SVG fit to stand in a page, among other figures."""
    tag = element.tag.rpartition("}")[2]
    element.tag = "g" if tag == "a" else tag  # what is inside an image cannot be a link
    before = [(name.removeprefix(_XLINK), value) for name, value in element.attrib.items()]
    element.attrib.clear()
    for name, value in before:
        fetched = name == "href" and not value.startswith(("#", "data:"))
        says_nothing = value.startswith(MEASURED) or (name, value) == ("opacity", "1")
        if fetched or says_nothing or name.startswith(_SPOKEN):
            continue
        if name in _PLACED:
            value = _TOO_FINE.sub(r"\1", value)
        if name == "id":
            value = ids[value]
        elif name == "href" and value.startswith("#"):
            value = f"#{ids.get(value[1:], '')}"
        element.set(name, _REFERENCE.sub(lambda match: f"url(#{ids.get(match[1], '')})", value))


def _table(data: Data, number: int, cite: Cite) -> BeautifulSoup:
    shown, total = data.rows[:MOST_ROWS], len(data.rows)
    cut = f" (the first {len(shown)} of {total} rows)" if len(shown) < total else ""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in data.columns)
    tree = parsed(
        f"<table><caption>Data of figure {number}{cut}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>{chr(10).join(map(_row, shown))}</tbody></table>"
    )
    cite(tree)
    tables.mend(tree.select("table")[0], f"Data of figure {number}")
    return tree


def _csv(data: Data, plain: Callable[[str], str]) -> str:
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow([_harmless(plain(name)) for name in data.columns])
    lines.writerows([_harmless(plain(_text(value))) for value in row] for row in data.rows)
    return file.getvalue()


def _harmless(text: str) -> str:
    """Mark a text that a spreadsheet would take for a formula, and run, as text."""
    return f"'{text}" if _FORMULA.match(text) and not _IS_NUMBER.fullmatch(text) else text


def _row(row: Sequence[object]) -> str:
    first, *others = (html.escape(_text(value)) for value in row)
    cells = "".join(f"<td>{text}</td>" for text in others)
    return f"<tr><th>{first}</th>{cells}</tr>"


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).removesuffix("T00:00:00").removesuffix("T00:00:00.000")


def _data(spec: Spec) -> Data:
    """Return the table that our charts bring along, or else the chart's first dataset."""
    if own := _own_table(ours(spec).get("table")):
        return own
    records = next((records for records in _datasets(spec) if records), [])
    names = list(dict.fromkeys(name for record in records for name in record))
    if not names:
        return Data([], [])
    return Data([*map(str, names)], [[record.get(name) for name in names] for record in records])


def _own_table(table: object) -> Data | None:
    if not isinstance(table, Mapping):
        return None
    columns, rows = table.get("columns"), table.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list):
        return None
    if not all(isinstance(line, list) and line for line in (columns, rows, *rows)):
        return None
    return Data([str(name) for name in columns], rows)


def _datasets(spec: Mapping[str, object]) -> Iterator[list[Mapping[str, object]]]:
    own = spec.get("data")
    inline = own.get("values") if isinstance(own, Mapping) else None
    named = spec.get("datasets")
    for values in (*(named.values() if isinstance(named, Mapping) else ()), inline):
        if isinstance(values, list) and all(isinstance(record, Mapping) for record in values):
            yield values
    for key in ("layer", "concat", "hconcat", "vconcat"):
        views = spec.get(key)
        for view in views if isinstance(views, list) else ():
            yield from _datasets(view if isinstance(view, Mapping) else {})
