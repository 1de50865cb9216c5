"""Makes the charts of a lesson's page live on request.

The page is whole without scripts: every chart is drawn in it. Each figure also carries its
spec as data, and a small script of the page shows a button that loads `charts.js`, one file
that all pages share, and puts a live chart in the place of the drawing. Nothing is evaluated
from text, so the page's policy permits just that script, by its hash, and what it loads.
"""

import base64
import functools
import hashlib
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from coursebook.render.vega import figure as figures
from coursebook.render.vega.figure import Inline, Spec

_FOLDER = Path(__file__).parents[1] / "html" / "templates" / "handout"
# What the page has already: the alt text on the drawing, the title in the caption, the table.
_LEFT_OUT = ("$schema", "description", "title", "usermeta")
_SEEN_THROUGH = {"background": "transparent", "stroke": figures.PAGE, "fill": figures.PAGE}
# What Vega-Lite warns of while it compiles is for authors; readers cannot mend it.
_EMBED = """
window.vegaEmbed = async (place, spec, options) => {
  const warn = console.warn;
  console.warn = () => {};
  try {
    return await vegaEmbed(place, spec, { ...options, logLevel: 1 });
  } finally {
    console.warn = warn;
  }
};
"""
_BUTTON = (
    '\n<p class="live" hidden><button type="button">Make this chart live</button> '
    '<span role="status"></span></p>\n<script type="application/json">{}</script>'
)


@dataclass(frozen=True)
class Live:
    """What a page with live charts carries in itself.

    `address` is where `charts.js` lies, seen from the page; `policy` goes into the page's
    Content-Security-Policy.
    """

    address: str
    style: Markup
    script: Markup
    policy: str


def live(address: str) -> Live:
    """Return script, style and policy of a page whose charts can be made live.

    Args:
        address: Where `charts.js` lies, seen from the page.
    """
    script, style = (_template(f"charts-page.{kind}") for kind in ("js", "css"))
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    # Trust goes from the page's script to what it loads: `'self'` would mean any file there.
    policy = f"script-src 'sha256-{digest}' 'strict-dynamic'"
    return Live(address, Markup(style), Markup(script), policy)


def figure(spec: Spec, number: int, inline: Inline = html.escape, **more: Any) -> str:
    """Return a chart as `figures.figure` does, with a button that makes it live.

    Args:
        spec: A Vega-Lite spec.
        number: The figure's number in the page.
        inline: Turns plain text of caption and table into HTML.
        **more: Passed on to `figures.figure`.

    Raises:
        LessonError: the chart cannot be drawn.
    """
    return figures.figure(spec, number, inline, below=_BUTTON.format(_embedded(spec)), **more)


@functools.cache
def charts_js() -> str:
    """Return the file that draws live charts: Vega, Vega-Lite and Vega-Embed in one script."""
    import vl_convert  # slow to import

    bundle = vl_convert.javascript_bundle(snippet=_EMBED, vl_version=figures.VEGA_LITE)
    # In a function, because the bundle's short names would be everyone's otherwise.
    return f"/*\n{_template('charts-notice.txt')}*/\n(function () {{\n{bundle}\n}})();\n"


def _embedded(spec: Spec) -> str:
    """Return a spec as JSON that nothing in it can break out of."""
    drawn: dict[str, Any] = {key: value for key, value in spec.items() if key not in _LEFT_OUT}
    if figures.ours(spec):
        drawn = {key: _following(value, key) for key, value in drawn.items()}
    drawn["config"] = {**(drawn.get("config") or {}), "font": figures.FONT}
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _following(value: Any, key: str) -> Any:
    """Let colours follow the page's light or dark scheme, as they do in the drawing."""
    if key in ("data", "datasets", "usermeta"):
        return value
    if isinstance(value, Mapping):
        # White letters stand on a coloured mark and stay; all other white is the page showing.
        kept = ("fill",) if value.get("type") == "text" else ()
        return {
            name: each if name in kept else _following(each, name) for name, each in value.items()
        }
    if isinstance(value, list):
        return [_following(each, key) for each in value]
    if not isinstance(value, str):
        return value
    if value in figures.WHITE and key in _SEEN_THROUGH:
        return _SEEN_THROUGH[key]
    return figures.FOLLOWING.get(value, value)


@functools.cache
def _template(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
