"""What a cell put out, as HTML that needs no kernel: the richest form that paper can show."""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup

from coursebook.errors import LessonError, Place
from coursebook.render import images, markdown, mathml
from coursebook.render.assembler import Fragments
from coursebook.render.bibliography import Sources
from coursebook.render.diagnostics import Faults
from coursebook.render.vega import figure as figures
from coursebook.render.vega import svg

Content = BeautifulSoup | str

_WIDGET = "application/vnd.jupyter.widget-view+json"
_LIVES = re.compile(r"<(audio|canvas|embed|iframe|object|script|video)\b", re.IGNORECASE)
_JSON = re.compile(r"application/(json|(geo|ld)\+json)")
_REPR = re.compile(r"<[^<>\n]+>")
_LONGEST_REASON = 10_000  # characters of what an error says; the rest is where it happened
_MOST_PRINTED = 200_000  # characters, some 60 pages; a loop that prints has no end
_CUT = re.compile(r"\n[^\n]{0,5000}\Z|&[#\w]{0,9}\Z")
_VISIBLE = ["hr", "img", "math", "table"]


class Outputs:
    """Shows the outputs of one page, and numbers its figures."""

    def __init__(
        self,
        fragments: Fragments,
        sources: Sources,
        faults: Faults,
        *,
        folder: str | None,
        figure: Callable[..., str],
    ) -> None:
        """Start a page.

        Args:
            fragments: Makes the page's HTML.
            sources: What charts cite is entered here.
            faults: Told of charts that cannot be drawn or have no description.
            folder: Where the notebook lies.
            figure: Makes a figure of a chart; called like `figures.figure`.
        """
        self._fragments, self._sources, self._faults = fragments, sources, faults
        self._folder, self._figure = folder, figure
        self._apart = svg.Apart()
        self._figures = 0

    def printed(self, output: Any) -> str:
        """Return a stream, as a terminal would show it."""
        kind = "stderr" if output.get("name") == "stderr" else "stdout"
        return _printed(_text(output.get("text")), kind)

    def error(self, output: Any) -> str:
        """Return an error: what it says, and folded, where it happened."""
        name, says = (_text(output.get(key)) for key in ("ename", "evalue"))
        said = markdown.plain(": ".join(filter(None, [name, says]))[:_LONGEST_REASON])
        trace = _printed("\n".join(map(str, output.get("traceback") or [])), "error")
        folded = f"<details><summary>Where it happened</summary>{trace}</details>" if trace else ""
        return f'<div class="error"><p>This cell stopped. <code>{said}</code></p>{folded}</div>'

    def shown(self, output: Any, where: Place, alternative: object = None) -> Content:
        """Return what an output shows.

        Args:
            output: Of type display_data or execute_result.
            where: File and cell, for what is said about it.
            alternative: The text alternative that the cell gives for its picture.

        Raises:
            LessonError: the page is strict, and not everyone could see the output.
        """
        data = output.get("data") or {}
        for mime in data:
            if figures.MIME.fullmatch(mime) and isinstance(data[mime], Mapping):
                drawn = self._chart(data[mime], where)
                if drawn:
                    return drawn
        for show in (self._html, self._markdown):
            content = show(data, where)
            if content:
                return content
        return self._picture(output, where, alternative) or self._rest(data, where)

    def _html(self, data: Mapping[str, Any], where: Place) -> Content:
        if "text/html" not in data:
            return ""
        soup = self._fragments.from_html(_text(data["text/html"]), where, None, self._folder)
        return soup if soup.get_text(strip=True) or soup.find(_VISIBLE) else ""

    def _markdown(self, data: Mapping[str, Any], where: Place) -> Content:
        if "text/markdown" not in data:
            return ""
        text = _text(data["text/markdown"])
        return self._fragments.from_markdown(text, where, None, self._folder)

    def _picture(self, output: Any, where: Place, alternative: object) -> Content:
        for mime in images.MIMES:
            content = (output.get("data") or {}).get(mime)
            address = images.data(mime, _text(content))
            if content and address:
                about = (output.get("metadata") or {}).get(mime)
                about = about if isinstance(about, Mapping) else {}
                named = {"src": address, "alt": about.get("alt", alternative)}
                sizes = {key: about.get(key) for key in ("width", "height")}
                named |= {key: size for key, size in sizes.items() if isinstance(size, int)}
                return self._fragments.from_html(_tag("img", named), where)
        return ""

    def _rest(self, data: Mapping[str, Any], where: Place) -> Content:
        """Return what is left of an output that lives in the notebook only."""
        if "text/latex" in data:
            return self._fragments.from_html(mathml.from_latex(_text(data["text/latex"])), where)
        for mime in filter(_JSON.fullmatch, data):
            return _printed(json.dumps(data[mime], indent=2, ensure_ascii=False), "result")
        text = _text(data.get("text/plain"))
        words = "" if len(data) > 1 and _REPR.fullmatch(text.strip()) else text
        return _printed(words, "result") + _needs_notebook(data)

    def _chart(self, spec: Mapping[str, Any], where: Place) -> str:
        if not figures.description(spec):
            self._faults.found(
                where,
                "the chart has no description",
                "Say in its `description` what it shows, for those who cannot see it",
            )
        try:
            drawn = self._figure(
                spec,
                self._figures + 1,
                inline=lambda text: self._sources.inline(text, where),
                plain=self._sources.plain,
                drawn_by=svg.svg if self._faults.strict else self._apart,
            )
        except LessonError as error:
            self._faults.found(where, error.problem, error.remedy)
            return ""
        self._figures += 1
        return drawn


def merged(outputs: Iterable[Any]) -> Iterator[Any]:
    """Join what was printed bit by bit, such as a progress bar."""
    last: Any = None
    for output in outputs:
        streams = output.output_type == "stream" and last is not None
        if streams and last.output_type == "stream" and last.name == output.name:
            last.text = _text(last.text) + _text(output.text)
            continue
        if last is not None:
            yield last
        last = type(output)(output)  # the notebook itself stays as it is
    if last is not None:
        yield last


def _printed(text: str, kind: str) -> str:
    shown = markdown.plain(text)
    if not shown.strip():
        return ""
    kept = shown
    if len(shown) > _MOST_PRINTED:
        # Cut at the end of a line, else before what may be half of an entity.
        kept = _CUT.sub("", shown[:_MOST_PRINTED])
    printed = f'<pre class="{kind}" tabindex="0">{kept}</pre>'
    return printed if kept == shown else printed + _cut(len(kept), len(shown))


def _cut(shown: int, whole: int) -> str:
    return (
        f'<p class="elsewhere">These are the first {shown:,} of {whole:,} characters. '
        f"The rest is in the notebook.</p>"
    )


def _needs_notebook(data: Mapping[str, Any]) -> str:
    """Say what is not on the page; what was for the eye only is not missed."""
    if _WIDGET in data:
        said = "This is a control to work with. It needs the notebook."
    elif _LIVES.search(_text(data.get("text/html"))) or set(data) - {"text/html", "text/plain"}:
        said = "This output can only be seen in the notebook."
    else:
        return ""
    return f'<p class="elsewhere">{said}</p>'


def _text(value: Any) -> str:
    """Return a text of a notebook, which may be kept as a list of lines."""
    if isinstance(value, list):
        return "".join(map(str, value))
    return "" if value is None else str(value)


def _tag(name: str, attributes: Mapping[str, object]) -> str:
    given = (f' {key}="{html.escape(str(value))}"' for key, value in attributes.items() if value)
    return f"<{name}{''.join(given)}>"
