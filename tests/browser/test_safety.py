import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat.v4 as nb
import pytest
from payloads import ALL, CHARTS, HIT, HTML
from playwright.sync_api import BrowserContext, Page

from coursebook.render.html.exporter import HandoutExporter

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
# Whatever listens is called; links to other places are not followed.
STIR = """() => {
  for (const each of document.querySelectorAll('body, body *')) {
    if (each.matches('details')) each.open = true;
    if (each.closest('a[href^="http"], a[href^="mailto"], a[download]')) continue;
    for (const kind of ['click', 'mouseover', 'mouseenter', 'focus', 'blur', 'toggle', 'load',
                        'error', 'pointerdown', 'animationstart'])
      each.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
    each.focus?.();
  }
}"""
FOUND = """() => [...document.querySelectorAll('body, body *')].flatMap(each => {
  const bad = [];
  if (!TAGS.has(each.localName)) bad.push('<' + each.localName + '>');
  for (const {name, value} of each.attributes) {
    const bare = value.replace(/[\\s\\x00-\\x20]/g, '').toLowerCase();
    if (/^on|^(srcset|srcdoc|action|formaction|ping|background|poster|xlink:href)$/.test(name)
        || (name === 'href'
            && !/^(#|https?:|mailto:|data:text\\/csv;|data:image\\/|[^:]*$)/.test(bare))
        || (name === 'href' && each.localName === 'a' && /^data:image/.test(bare))
        || (name === 'src' && !/^data:image\\//.test(bare))
        || (name !== 'title' && name !== 'alttext' && /url\\((?!#)|expression\\(/.test(bare)
            && ['style', 'fill', 'stroke', 'cursor', 'clip-path'].includes(name)))
      bad.push(each.localName + ' ' + name + '=' + value.slice(0, 60));
  }
  return bad;
})"""
TAGS = """
body header main nav footer section div p span a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre
code kbd samp em strong b i s u del ins mark small sub sup q cite abbr time ruby rt rp bdi bdo br hr
wbr img figure figcaption details summary table caption colgroup col thead tbody tfoot tr th td
math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup mover
munder munderover mtable mtr mtd mstyle mpadded mphantom merror
svg g path rect circle line text tspan defs clipPath linearGradient radialGradient stop image
pattern
""".split()


@dataclass
class Seen:
    """What a page did when it was opened and touched everywhere."""

    hit: bool = False
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)


def _visit(page: Page, path: Path) -> Seen:
    seen = Seen()
    listeners: dict[str, Any] = {
        "request": lambda request: seen.requests.append(request.url),
        "dialog": lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()),
        "pageerror": lambda error: seen.complaints.append(str(error)),
        "console": lambda message: seen.complaints.append(message.text),
    }
    for name, listener in listeners.items():
        page.on(name, listener)  # type: ignore[call-overload]
    page.goto(path.as_uri(), wait_until="load")
    tags = "new Set(" + str([*TAGS]) + ")"
    seen.found = page.evaluate(FOUND.replace("TAGS", tags))
    page.evaluate(STIR)
    page.wait_for_timeout(60)  # what was started has time to call home
    seen.hit = bool(page.evaluate("window.hit"))
    for name, listener in listeners.items():
        page.remove_listener(name, listener)
    seen.requests = [each for each in seen.requests if not each.startswith("data:image/")]
    return seen


def _export(cells: list[Any], name: str = "a-stranger", **metadata: Any) -> str:
    notebook = nb.new_notebook(cells=cells, metadata=metadata)
    page, _ = HandoutExporter().from_notebook_node(notebook, {"metadata": {"name": name}})
    return str(page)


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 1000})
    yield context.new_page()
    context.close()


def _holds(page: Page, path: Path, html: str) -> None:
    """Fail where a page runs, fetches or holds what it must not, with its policy or without."""
    bare, count = POLICY.subn("", html)
    assert count == 1
    for written in (html, bare):
        path.write_text(written, encoding="utf-8")
        assert _visit(page, path) == Seen(requests=[path.as_uri()])


@pytest.mark.parametrize("name", ALL)
def test_nothing_runs_or_fetches(page: Page, tmp_path: Path, name: str) -> None:
    """Whatever a stranger wrote, the page only shows it; cleaning holds without the policy."""
    _holds(page, tmp_path / "page.html", _export(ALL[name]))


def test_notebook_itself_is_harmless(page: Page, tmp_path: Path) -> None:
    """Name, title, language and widget state of a notebook are text, or are not used at all."""
    bad = f"</title></script><img src=x onerror={HIT}><script>{HIT}</script>"
    state = {"state": {"m": {"state": {"value": bad}}}}
    html = _export(
        [nb.new_code_cell(bad)],
        name=f'x"{bad}',
        title=bad,
        widgets={"application/vnd.jupyter.widget-state+json": state},
        language_info={"name": bad},
        kernelspec={"display_name": bad, "name": bad},
        authors=[{"name": bad}],
    )
    _holds(page, tmp_path / "page.html", html)


def test_charts_of_strangers_are_drawn() -> None:
    """Most hostile charts are drawn all the same; what is tried is not an empty page."""
    drawn = [name for name, cells in CHARTS.items() if "<svg" in _export(cells)]
    assert len(drawn) >= 6


@pytest.mark.parametrize("name", ["script", "handler", "iframe", "style sheet", "link", "SVG"])
def test_harm_would_be_seen(context: BrowserContext, tmp_path: Path, name: str) -> None:
    """The same payload in a page that was not cleaned is noticed: the test is not blind."""
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><body>{HTML[name]}</body>", encoding="utf-8")
    seen = _visit(context.new_page(), path)
    assert seen.found
    assert seen.hit or seen.requests != [path.as_uri()]
