"""Charts as figures that need no JavaScript.

A Vega-Lite spec becomes a `<figure>`: an inline SVG with its text alternative, a caption,
and the data as a table. A chart of this package (it carries `usermeta.korean_peace`) follows
the page's light or dark scheme; any other chart keeps its colours, on white.
"""

import functools
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from korean_peace.errors import LessonError
from korean_peace.publish import tables

Spec = Mapping[str, Any]
Inline = Callable[[str], str]

MIME = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
WITHOUT_DESCRIPTION = "Chart without description"
MOST_ROWS = 200

_VEGA_LITE = "6.4"
# vl-convert brings Liberation Sans and measures with it; the others have the same widths.
_FONT = "Liberation Sans, Arial, Arimo, Helvetica, Noto Sans KR, Malgun Gothic, sans-serif"
_FOLLOWING = {"#1f2430": "currentColor", "#c9ced6": "var(--grid, #c9ced6)"}
_WHITE = {"white", "#fff", "#ffffff"}
_XLINK = "{http://www.w3.org/1999/xlink}"
_REFERENCE = re.compile(r"url\(#(.+?)\)")
_SPOKEN = ("role", "aria-", "class", "pointer-events")


@dataclass(frozen=True)
class Data:
    """The rows behind a chart; `total` says how many there are when some are left out."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    total: int


def figure(spec: Spec, number: int, inline: Inline = html.escape) -> str:
    """Return a chart as an HTML figure.

    Args:
        spec: A Vega-Lite spec. Its title is printed in the caption, where it can wrap and be
            searched, and not drawn.
        number: The figure's number in the page; its id, and all ids in it, begin with
            `figure-NUMBER`.
        inline: Turns plain text of caption and table into HTML, and so decides what becomes
            of citations.

    Raises:
        LessonError: the chart cannot be drawn, most often because its data are fetched.
    """
    anchor = f"figure-{number}"
    title = " ".join(map(_sentence, titles(spec)))
    drawing = _drawing(spec, anchor, description(spec) or title or WITHOUT_DESCRIPTION)
    caption = f"<strong>{f'Figure {number}. {inline(title)}'.rstrip()}</strong>"
    source = _ours(spec).get("source", "")
    caption += f' <span class="source">{inline(source)}</span>' if source else ""
    return (
        f'<figure id="{anchor}">\n'
        f'<div class="chart" role="group" tabindex="0" aria-label="Figure {number}">{drawing}</div>'
        f"\n<figcaption>{caption}</figcaption>\n{_table(spec, number, inline)}</figure>"
    )


def description(spec: Spec) -> str:
    """Return the text alternative that the chart's author wrote, or nothing."""
    return str(spec.get("description") or "").strip()


def titles(spec: Spec) -> list[str]:
    """Return the lines of the chart's title and subtitle, but not its source line."""
    title = spec.get("title") or ""
    parts = [title.get("text"), title.get("subtitle")] if isinstance(title, Mapping) else [title]
    lines = [line for part in parts if part for line in ([part] if isinstance(part, str) else part)]
    return [line.strip() for line in lines if line.strip() and line != _ours(spec).get("source")]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _ours(spec: Spec) -> Mapping[str, Any]:
    meta = spec.get("usermeta") or {}
    return meta.get("korean_peace") or {} if isinstance(meta, Mapping) else {}


def _drawing(spec: Spec, anchor: str, alternative: str) -> str:
    drawn = {key: value for key, value in spec.items() if key != "title"}
    drawn["config"] = {**spec.get("config", {}), "font": _FONT}
    root = ElementTree.fromstring(_svg(json.dumps(drawn)))
    ours = bool(_ours(spec))
    background = root.find("{*}rect")
    if ours and background is not None and background.get("fill") in _WHITE:
        root.remove(background)
    # vl-convert counts its ids up as long as the process lives: number them anew.
    named = [element for element in root.iter() if "id" in element.attrib]
    ids = {element.attrib["id"]: f"{anchor}-{n}" for n, element in enumerate(named, 1)}
    for element in root.iter():
        _fit(element, ids, follow=ours)
    # One text alternative, spoken once: a <title> would also pop up under the mouse.
    style = f"--width:{root.get('width')}px" + ("" if ours else ";background:#fff")
    spoken = {"role": "img", "aria-label": alternative}
    root.attrib |= {**spoken, "font-family": _FONT, "style": style}
    return ElementTree.tostring(root, encoding="unicode")


@functools.lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    import vl_convert  # slow to import, and many pages have no chart

    try:
        return str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[]))
    except ValueError as error:
        reason = next((line for line in str(error).splitlines() if "rror: " in line), str(error))
        raise LessonError(
            f"a chart cannot be drawn: {reason}. A chart must carry its data in itself."
        ) from error


def _fit(element: ElementTree.Element, ids: Mapping[str, str], *, follow: bool) -> None:
    """Make an element of the SVG fit to stand in a page, among other figures."""
    tag = element.tag.rpartition("}")[2]
    element.tag = "g" if tag == "a" else tag  # what is inside an image cannot be a link
    before = [(name.removeprefix(_XLINK), value) for name, value in element.attrib.items()]
    element.attrib.clear()
    for name, value in before:
        fetched = name == "href" and not value.startswith(("#", "data:"))
        if fetched or value == _FONT or name.startswith(_SPOKEN):
            continue
        if name == "id":
            value = ids[value]
        elif name == "href" and value.startswith("#"):
            value = f"#{ids.get(value[1:], '')}"
        elif follow and name in ("fill", "stroke"):
            value = _following(element.tag, name, value)
        element.set(name, _REFERENCE.sub(lambda match: f"url(#{ids.get(match[1], '')})", value))


def _following(tag: str, attribute: str, colour: str) -> str:
    # White letters stand on a coloured mark and stay; all other white is the page showing.
    if colour in _WHITE and not (tag == "text" and attribute == "fill"):
        return "var(--page, #fff)"
    return _FOLLOWING.get(colour.lower(), colour)


def _table(spec: Spec, number: int, inline: Inline) -> str:
    data = _data(spec)
    if not data.rows:
        return ""
    shown = len(data.rows)
    cut = f" (the first {shown} of {data.total} rows)" if shown < data.total else ""
    head = "".join(f"<th>{inline(each)}</th>" for each in data.columns)
    body = "\n".join(_row(row, inline) for row in data.rows)
    soup = BeautifulSoup(
        f"<table><caption>Data of figure {number}{cut}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>",
        "html.parser",
    )
    tables.mend(soup.select("table")[0], f"Data of figure {number}")
    return (
        f'<details class="data"><summary>The data of this figure as a table</summary>\n'
        f"{soup}</details>\n"
    )


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
    table = _ours(spec).get("table")
    if table:
        return Data(table["columns"], table["rows"], len(table["rows"]))
    records = next((each for each in _datasets(spec) if each), [])
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [[record.get(name) for name in names] for record in records[:MOST_ROWS]]
    return Data(names, rows, len(records))


def _datasets(spec: Spec) -> Iterator[list[Mapping[str, Any]]]:
    own = spec.get("data")
    inline = own.get("values") if isinstance(own, Mapping) else None
    for values in (*(spec.get("datasets") or {}).values(), inline):
        if isinstance(values, list) and all(isinstance(each, Mapping) for each in values):
            yield values
    for key in ("layer", "concat", "hconcat", "vconcat"):
        for part in spec.get(key, ()):
            yield from _datasets(part)
