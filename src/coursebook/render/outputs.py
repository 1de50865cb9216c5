"""What a cell put out, in the richest form that needs no kernel."""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from nbformat import NotebookNode
from nbformat.v4 import new_output

from coursebook.errors import LessonError, Place
from coursebook.render import images, markdown, mathml
from coursebook.render.assembler import HtmlAssembler
from coursebook.render.bibliography import Sources
from coursebook.render.diagnostics import Diagnostics
from coursebook.render.document import Figure, Text, parsed
from coursebook.render.vega import figure as figures
from coursebook.render.vega import svg

Content = Text | Figure

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

    def __init__(self, fragments: HtmlAssembler, sources: Sources, faults: Diagnostics) -> None:
        """Start a page.

        Args:
            fragments: Makes the page's HTML.
            sources: What charts cite is entered here.
            faults: Told of charts that cannot be drawn or have no description.
        """
        self._fragments, self._sources, self._faults = fragments, sources, faults
        self._draw = svg.svg if faults.strict else svg.Apart()
        self._figures = 0

    def printed(self, output: NotebookNode) -> Text:
        """Return a stream, as a terminal would show it."""
        kind = "stderr" if output.get("name") == "stderr" else "stdout"
        return Text(parsed(_printed(_text(output.get("text")), kind)))

    def error(self, output: NotebookNode) -> Text:
        """Return an error: what it says, and folded, where it happened."""
        name, says = (_text(output.get(key)) for key in ("ename", "evalue"))
        said = markdown.plain(": ".join(filter(None, [name, says]))[:_LONGEST_REASON])
        trace = _printed("\n".join(map(str, output.get("traceback") or [])), "error")
        folded = f"<details><summary>Where it happened</summary>{trace}</details>" if trace else ""
        told = f"<p>This cell stopped. <code>{said}</code></p>"
        return Text(parsed(f'<div class="error">{told}{folded}</div>'))

    def shown(self, output: NotebookNode, where: Place, alternative: object = None) -> Content:
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
            is_chart = figures.MIME.fullmatch(mime) and isinstance(data[mime], Mapping)
            if is_chart and (figure := self._chart(data[mime], where)):
                return figure
        if text := self._html(data, where) or self._markdown(data, where):
            return text
        return self._picture(output, where, alternative) or self._rest(data, where)

    def _html(self, data: Mapping[str, object], where: Place) -> Text | None:
        text = self._fragments.from_html(_text(data.get("text/html")), where)
        visible = text.tree.get_text(strip=True) or text.notes or text.tree.find(_VISIBLE)
        return text if visible else None

    def _markdown(self, data: Mapping[str, object], where: Place) -> Text | None:
        text = self._fragments.from_markdown(_text(data.get("text/markdown")), where)
        return None if text.is_empty else text

    def _picture(self, output: NotebookNode, where: Place, alternative: object) -> Text | None:
        for mime in images.MIMES:
            content = (output.get("data") or {}).get(mime)
            address = images.data(mime, _text(content))
            if content and address:
                about = (output.get("metadata") or {}).get(mime)
                about = about if isinstance(about, Mapping) else {}
                sizes = {name: about.get(name) for name in ("width", "height")}
                sizes = {name: size for name, size in sizes.items() if isinstance(size, int)}
                alternative = about.get("alt", alternative)
                tag = images.img(src=address, alt=alternative, **sizes)
                return self._fragments.from_html(tag, where)
        return None

    def _rest(self, data: Mapping[str, object], where: Place) -> Text:
        """Return what is left of an output that lives in the notebook only."""
        if "text/latex" in data:
            latex = mathml.from_latex(_text(data["text/latex"]))
            return self._fragments.from_html(latex, where)
        for mime in filter(_JSON.fullmatch, data):
            listed = json.dumps(data[mime], indent=2, ensure_ascii=False)
            return Text(parsed(_printed(listed, "result")))
        text = _text(data.get("text/plain"))
        words = "" if len(data) > 1 and _REPR.fullmatch(text.strip()) else text
        return Text(parsed(_printed(words, "result") + _needs_notebook(data)))

    def _chart(self, spec: figures.Spec, where: Place) -> Figure | None:
        if not figures.description(spec):
            cure = "Say in its `description` what it shows, for those who cannot see it"
            self._faults.found(where, "the chart has no description", cure)
        try:
            figure = figures.read_figure(
                spec,
                self._figures + 1,
                lambda tree: self._fragments.cite(tree, where),
                plain=self._sources.plain,
                drawn_by=self._draw,
            )
        except LessonError as error:
            self._faults.found(where, error.problem, error.remedy)
            return None
        self._figures += 1
        return figure


def merged(outputs: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Join what was printed bit by bit, such as a progress bar."""
    for stream, group in itertools.groupby(outputs, _stream):
        if stream is None:
            yield from group
        else:
            yield new_output("stream", name=stream, text="".join(_text(o.text) for o in group))


def _stream(output: NotebookNode) -> str | None:
    return str(output.get("name")) if output.output_type == "stream" else None


def _printed(text: str, kind: str) -> str:
    shown = markdown.plain(text)
    if not shown.strip():
        return ""
    if len(shown) <= _MOST_PRINTED:
        return f'<pre class="{kind}" tabindex="0">{shown}</pre>'
    # Cut at the end of a line, else before what may be half of an entity.
    begin = _CUT.sub("", shown[:_MOST_PRINTED])
    cut = f"These are the first {len(begin):,} of {len(shown):,} characters."
    return (
        f'<pre class="{kind}" tabindex="0">{begin}</pre>'
        f'<p class="elsewhere">{cut} The rest is in the notebook.</p>'
    )


def _needs_notebook(data: Mapping[str, object]) -> str:
    """Say what is not on the page; what was for the eye only is not missed."""
    if _WIDGET in data:
        said = "This is a control to work with. It needs the notebook."
    elif _LIVES.search(_text(data.get("text/html"))) or set(data) - {"text/html", "text/plain"}:
        said = "This output can only be seen in the notebook."
    else:
        return ""
    return f'<p class="elsewhere">{said}</p>'


def _text(value: object) -> str:
    """Return a text of a notebook, which may be kept as a list of lines."""
    if isinstance(value, list):
        return "".join(map(str, value))
    return "" if value is None else str(value)
