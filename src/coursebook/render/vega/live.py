"""Makes the charts of a lesson's page live on request.

The page is whole without scripts: every chart is drawn in it. Each figure also carries its
spec as data, and a small script of the page shows a button that loads `charts.js`, one file
that all pages share, and puts a live chart in the place of the drawing. Nothing is evaluated
from text, so the page's policy permits just that script, by its hash, and what it loads.
"""

import base64
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from coursebook.charts import colours
from coursebook.render.document import Figure
from coursebook.render.vega.figure import font
from coursebook.render.vega.svg import VEGA_LITE

_FOLDER = Path(__file__).parents[1] / "html" / "templates" / "handout"
# What the page has already: the alt text on the drawing, the title in the caption, the table.
_LEFT_OUT = ("$schema", "description", "title", "usermeta")
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


@functools.cache
def charts_js() -> str:
    """Return the file that draws live charts: Vega, Vega-Lite and Vega-Embed in one script."""
    import vl_convert  # slow to import

    bundle = vl_convert.javascript_bundle(snippet=_EMBED, vl_version=VEGA_LITE)
    # In a function, because the bundle's short names would be everyone's otherwise.
    return f"/*\n{_template('charts-notice.txt')}*/\n(function () {{\n{bundle}\n}})();\n"


def spec_as_json(figure: Figure) -> Markup:
    """Return the spec of a figure as JSON that nothing in it can break out of."""
    drawn = {key: value for key, value in figure.spec.items() if key not in _LEFT_OUT}
    if figure.follows:
        drawn = {key: _following(value, key) for key, value in drawn.items()}
    config = drawn.get("config")
    drawn["config"] = {**(config if isinstance(config, Mapping) else {}), "font": font()}
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def _following(value: object, key: str) -> object:
    """Let colours follow the page's light or dark scheme, as they do in the drawing."""
    if key in ("data", "datasets", "usermeta"):
        return value
    if isinstance(value, Mapping):
        # White letters stand on a coloured mark and stay; all other white is the page showing.
        kept = ("fill",) if value.get("type") == "text" else ()
        return {
            name: inner if name in kept else _following(inner, name)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_following(inner, key) for inner in value]
    return colours.on_page(value, key) if isinstance(value, str) else value


@functools.cache
def _template(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
