"""What authors write, as HTML: Markdown (to be cleaned), code and plain text."""

import functools
import html
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from mistune import BlockState
from mistune.plugins import import_plugin
from mistune.util import striptags
from nbconvert.filters.ansi import strip_ansi
from nbconvert.filters.markdown_mistune import (
    IPythonRenderer,
    MarkdownWithMath,
    MathInlineParser,
)

from coursebook.render import images, mathml

_CALLOUT = re.compile(
    r"\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?P<end>\n|<br>|</p>)\s*", re.IGNORECASE
)
_FILE_NAME = re.compile(r"\S+\.(avif|bmp|gif|jpe?g|png|svg|webp)", re.IGNORECASE)
# Hyperlinks and titles of a terminal, and what else no reader sees.
_CONTROLS = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Inline(MathInlineParser):
    """Sees no mathematics between two sums of money: `from $5 to $10`."""

    SPECIFICATION: ClassVar[dict[str, str]] = {
        **MathInlineParser.SPECIFICATION,
        "inline_math_tex": r"(?<![$\\])\$(?!\d[^$]*\s\$)"
        r"(?P<math_inline_tex>(?:\\[\s\S]|[^$\\])+?)\$(?![$\d])",
    }


class _Renderer(IPythonRenderer):
    """Leaves HTML as it stands: nbconvert would close a `<details>` before its content."""

    def block_html(self, html: str) -> str:
        return f"{html.strip()}\n"

    def inline_html(self, html: str) -> str:
        return html

    def inline_math(self, body: str) -> str:
        return mathml.mathml(body)

    def block_math(self, body: str) -> str:
        return mathml.mathml(body, block=True)

    def latex_environment(self, name: str, body: str) -> str:
        return mathml.mathml(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(maxsplit=1)[0].strip("{}") if (info or "").strip() else ""
        return f'<pre class="highlight"><code>{highlighted(code, language)}</code></pre>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # JupyterLab writes the name of a pasted file, which tells nobody what is to be seen.
        words = html.unescape(striptags(text)).strip()
        return images.img(alt="" if _FILE_NAME.fullmatch(words) else words, src=url, title=title)

    def block_quote(self, text: str) -> str:
        found = _CALLOUT.match(text)
        if not found:
            return str(super().block_quote(text))
        kind = found[1].lower()
        rest = ("" if found["end"] == "</p>" else "<p>") + text[found.end() :]
        name = f'<p class="callout-name"><strong>{kind.capitalize()}</strong></p>'
        return f'<div class="callout {kind}">{name}\n{rest}</div>\n'


class Markdown:
    """A Markdown text, parsed once: first for the notes that it holds, then for the page."""

    def __init__(self, source: str) -> None:
        """Parse the blocks of a text.

        Args:
            source: The text of a Markdown cell or output.
        """
        self._state = BlockState()
        parser = _parser()
        lines = source.replace("\r\n", "\n").replace("\r", "\n")
        self._state.process(lines if lines.endswith("\n") else f"{lines}\n")
        for hook in parser.before_parse_hooks:
            hook(parser, self._state)
        parser.block.parse(self._state)

    @property
    def notes(self) -> dict[str, str]:
        """The footnotes that are written in the text: their texts by their names."""
        return dict(self._state.env.get("ref_footnotes") or {})

    def html(self, notes: Mapping[str, str]) -> str:
        """Return the text as JupyterLab shows it, with footnotes and callouts, not yet cleaned.

        It can be asked for once: mistune uses up what was parsed.

        Args:
            notes: Footnotes of other texts that it may refer to; its own come first.
        """
        parser, state = _parser(), self._state
        state.env["ref_footnotes"] = {**notes, **self.notes}
        for hook in parser.before_render_hooks:
            hook(parser, state)
        rendered = parser.render_state(state)
        for hook in parser.after_render_hooks:
            rendered = hook(parser, rendered, state)
        return str(rendered)


def plain(text: str) -> str:
    """Return what a program printed as HTML, as a terminal would show it, without its colours."""
    text = _CONTROLS.sub("", strip_ansi(text).replace("\r\n", "\n"))
    # A progress bar returns to the start of its line and writes over it.
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return html.escape("\n".join(lines).rstrip("\n"), quote=False)


@functools.cache
def _parser() -> Any:  # nbconvert has no types
    renderer = _Renderer(escape=False, exclude_anchor_links=True)
    plugins = map(import_plugin, (*MarkdownWithMath.DEFAULT_PLUGINS, "footnotes"))
    return MarkdownWithMath(renderer, inline=_Inline(hard_wrap=False), plugins=plugins)


def highlighted(source: str, language: str) -> str:
    """Return code as HTML; words that have a colour carry the classes of Pygments."""
    from pygments import highlight
    from pygments.filter import simplefilter
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token
    from pygments.util import ClassNotFound

    # The kinds that handout.css gives a colour; a new one there must be named here too.
    coloured = (Token.Keyword, Token.Operator.Word, Token.Literal, Token.Comment)

    @simplefilter
    def uncoloured(_self: Any, _lexer: Any, words: Any, _options: Any) -> Any:
        """Join the words without a colour; they are a sixth of the elements of a long page."""
        for kind, word in words:
            yield (kind if any(kind in colour for colour in coloured) else Token.Text), word

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return html.escape(source.rstrip("\n"), quote=False)
    lexer.add_filter(uncoloured())
    return str(highlight(source, lexer, HtmlFormatter(nowrap=True))).rstrip("\n")
