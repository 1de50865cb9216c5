"""Charts as figures that need no JavaScript.

A Vega-Lite spec becomes a `<figure>`: an inline SVG with its text alternative, a caption,
and the data as a table and as a CSV to keep. A chart of this package (it carries
`usermeta.korean_peace`) follows the page's light or dark scheme; any other chart keeps its
colours, on white.
"""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard
from urllib.parse import quote
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from coursebook.errors import LessonError, Place
from coursebook.render import tables
from coursebook.render.vega import svg as drawing

Spec = Mapping[str, Any]
Inline = Callable[[str], str]
Draw = Callable[[str], str]

MIME = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
WITHOUT_DESCRIPTION = "Chart without description"
MOST_ROWS = 200
VEGA_LITE = drawing.VEGA_LITE

# vl-convert brings Liberation Sans and measures with it; the others have the same widths.
FONT = "Liberation Sans, Arial, Arimo, Helvetica, Noto Sans KR, Malgun Gothic, sans-serif"
FOLLOWING = {"#1f2430": "currentColor", "#c9ced6": "var(--grid, #c9ced6)"}
WHITE = {"white", "#fff", "#ffffff"}
PAGE = "var(--page, #fff)"
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
    rows: Sequence[Sequence[Any]]


def figure(
    spec: Spec,
    number: int,
    inline: Inline = html.escape,
    *,
    below: str = "",
    plain: Inline = str,
    drawn_by: Draw = drawing.svg,
) -> str:
    """Return a chart as an HTML figure.

    Args:
        spec: A Vega-Lite spec. Its title is printed in the caption, where it can wrap and be
            searched, and not drawn.
        number: The figure's number in the page; its id, and all ids in it, begin with
            `figure-NUMBER`.
        inline: Turns plain text of caption and table into HTML, and so decides what becomes
            of citations.
        below: HTML to stand between the drawing and its caption.
        plain: Turns the same text into the text of the CSV.
        drawn_by: Draws the chart: `drawing.svg`, or a `drawing.Apart` for a stranger's.

    Raises:
        LessonError: the chart cannot be drawn, most often because its data are fetched.
    """
    anchor = f"figure-{number}"
    title = " ".join(map(_sentence, titles(spec)))
    alternative = description(spec) or title or WITHOUT_DESCRIPTION
    svg = _drawing(spec, anchor, alternative, drawn_by)
    caption = f"<strong>{f'Figure {number}. {inline(title)}'.rstrip()}</strong>"
    source = str(ours(spec).get("source") or "")
    caption += f' <span class="source" data-part="source">{inline(source)}</span>' if source else ""
    return (
        f'<figure id="{anchor}">\n'
        f'<div class="chart" role="group" tabindex="0" aria-label="Figure {number}">{svg}</div>'
        f"{below}\n<figcaption>{caption}</figcaption>\n"
        f"{_data_of(spec, number, inline, plain)}</figure>"
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


def ours(spec: Spec) -> Mapping[str, Any]:
    """Return what a chart of this package says beside its marks; of any other, nothing."""
    meta = spec.get("usermeta")
    said = meta.get("korean_peace") if isinstance(meta, Mapping) else None
    return said if isinstance(said, Mapping) else {}


def _drawing(spec: Spec, anchor: str, alternative: str, draw: Draw) -> str:
    drawn = {key: value for key, value in spec.items() if key != "title"}
    config = spec.get("config")
    drawn["config"] = {**(config if isinstance(config, Mapping) else {}), "font": FONT}
    try:
        root = ElementTree.fromstring(draw(json.dumps(drawn)))
    except ElementTree.ParseError as error:
        why = f"a chart cannot be drawn: its drawing is broken, {error}"
        raise LessonError(Place(), why) from error
    own = bool(ours(spec))
    background = root.find("{*}rect")
    if own and background is not None and background.get("fill") in WHITE:
        root.remove(background)
    # vl-convert counts its ids up as long as the process lives: number them anew.
    named = [element for element in root.iter() if "id" in element.attrib]
    ids = {element.attrib["id"]: f"{anchor}-{n}" for n, element in enumerate(named, 1)}
    for element in root.iter():
        _fit(element, ids, follow=own)
    # One text alternative, spoken once: a <title> would also pop up under the mouse.
    style = f"--width:{root.get('width')}px" + ("" if own else ";background:#fff")
    spoken = {"role": "img", "aria-label": alternative}
    root.attrib |= {**spoken, "font-family": FONT, "style": style}
    return ElementTree.tostring(root, encoding="unicode")


def _fit(element: ElementTree.Element, ids: Mapping[str, str], *, follow: bool) -> None:
    """Make an element of the SVG fit to stand in a page, among other figures."""
    tag = element.tag.rpartition("}")[2]
    element.tag = "g" if tag == "a" else tag  # what is inside an image cannot be a link
    before = [(name.removeprefix(_XLINK), value) for name, value in element.attrib.items()]
    element.attrib.clear()
    for name, value in before:
        fetched = name == "href" and not value.startswith(("#", "data:"))
        says_nothing = value == FONT or (name, value) == ("opacity", "1")
        if fetched or says_nothing or name.startswith(_SPOKEN):
            continue
        if name in _PLACED:
            value = _TOO_FINE.sub(r"\1", value)
        if name == "id":
            value = ids[value]
        elif name == "href" and value.startswith("#"):
            value = f"#{ids.get(value[1:], '')}"
        elif follow and name in ("fill", "stroke"):
            value = _following(element.tag, name, value)
        element.set(name, _REFERENCE.sub(lambda match: f"url(#{ids.get(match[1], '')})", value))


def _following(tag: str, attribute: str, colour: str) -> str:
    # White letters stand on a coloured mark and stay; all other white is the page showing.
    if colour in WHITE and not (tag == "text" and attribute == "fill"):
        return PAGE
    return FOLLOWING.get(colour.lower(), colour)


def _data_of(spec: Spec, number: int, inline: Inline, plain: Inline) -> str:
    data = _data(spec)
    if not data.rows:
        return ""
    return (
        f'<details class="data" data-part="data">'
        f"<summary>The data of this figure as a table</summary>\n"
        f"{_table(data, number, inline)}\n{_keep(data, number, plain)}</details>\n"
    )


def _table(data: Data, number: int, inline: Inline) -> BeautifulSoup:
    shown, total = data.rows[:MOST_ROWS], len(data.rows)
    cut = f" (the first {len(shown)} of {total} rows)" if len(shown) < total else ""
    head = "".join(f"<th>{inline(each)}</th>" for each in data.columns)
    body = "\n".join(_row(row, inline) for row in shown)
    soup = BeautifulSoup(
        f"<table><caption>Data of figure {number}{cut}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>",
        "html.parser",
    )
    tables.mend(soup.select("table")[0], f"Data of figure {number}")
    return soup


def _keep(data: Data, number: int, plain: Inline) -> str:
    """Return a link that holds all rows as a file: no server and no script is needed."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow([_harmless(plain(each)) for each in data.columns])
    rows.writerows([_harmless(plain(_text(each))) for each in row] for row in data.rows)
    # Excel takes a CSV for UTF-8 only where it begins with the mark.
    content = quote(f"\ufeff{file.getvalue()}", safe="/:;,?@!$()*=-._~")
    count = f"{len(data.rows)} row{'s' * (len(data.rows) != 1)}"
    return (
        f'<p class="keep" data-part="keep"><a download="figure-{number}.csv" '
        f'href="data:text/csv;charset=utf-8,{content}">'
        f"Keep the data of figure {number} as a CSV file</a> ({count})</p>"
    )


def _harmless(text: str) -> str:
    """Mark a text that a spreadsheet would take for a formula, and run, as text."""
    return f"'{text}" if _FORMULA.match(text) and not _IS_NUMBER.fullmatch(text) else text


def _row(row: Sequence[Any], inline: Inline) -> str:
    first, *others = (inline(_text(each)) for each in row)
    cells = "".join(f"<td>{each}</td>" for each in others)
    return f"<tr><th>{first}</th>{cells}</tr>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).removesuffix("T00:00:00").removesuffix("T00:00:00.000")


def _data(spec: Spec) -> Data:
    """Return the table that our charts bring along, or else the chart's first dataset."""
    table = ours(spec).get("table")
    if _is_table(table):
        return Data([str(each) for each in table["columns"]], table["rows"])
    records = next((each for each in _datasets(spec) if each), [])
    names = list(dict.fromkeys(str(name) for record in records for name in record))
    if not names:
        return Data([], [])
    return Data(names, [[record.get(name) for name in names] for record in records])


def _is_table(table: Any) -> TypeGuard[Mapping[str, Any]]:
    if not isinstance(table, Mapping):
        return False
    lists = [table.get("columns"), table.get("rows")]
    lists += table["rows"] if isinstance(table.get("rows"), list) else []
    return all(isinstance(each, list) and each for each in lists)


def _datasets(spec: Spec) -> Iterator[list[Mapping[str, Any]]]:
    own = spec.get("data")
    inline = own.get("values") if isinstance(own, Mapping) else None
    named = spec.get("datasets")
    for values in (*(named.values() if isinstance(named, Mapping) else ()), inline):
        if isinstance(values, list) and all(isinstance(each, Mapping) for each in values):
            yield values
    for key in ("layer", "concat", "hconcat", "vconcat"):
        parts = spec.get(key)
        for part in parts if isinstance(parts, list) else ():
            yield from _datasets(part if isinstance(part, Mapping) else {})
