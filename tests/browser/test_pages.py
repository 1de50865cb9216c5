from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from opened import Opened, pages_of, with_figures
from playwright.sync_api import BrowserContext

MOST = 250_000  # bytes of a student's page
# Twice a frame has been drawn: whatever a page does by itself, it has begun to do.
SETTLE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Elements that are wider than the page, and not inside a region that scrolls by itself.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1
    && !each.closest('.scroll, .chart, pre');
}).map(each => each.outerHTML.slice(0, 120))"""


def test_pages_ask_for_nothing(context: BrowserContext, built: Path) -> None:
    """A page opened from a folder asks for itself and nothing else, and complains of nothing."""
    for path in pages_of(built):
        opened = Opened(context, path.as_uri())
        opened.unfold()
        opened.page.evaluate(SETTLE)
        assert opened.requests == [path.as_uri()]
        assert opened.complaints == []
        opened.page.close()


def test_every_chart_is_drawn(context: BrowserContext, built: Path) -> None:
    """Each figure shows a drawing with marks, inside the page, also without scripts."""
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 1000})
    assert with_figures(built)
    for path in [built / "index.html", *with_figures(built)]:
        page = Opened(plain, path.as_uri()).page
        for summary in page.locator("details.further > summary").all():
            summary.click()  # what is folded has no size
        drawings = page.locator("figure svg[role=img]")
        assert drawings.count() == page.locator("figure[id^=figure-]").count() > 0
        for drawing in drawings.all():
            box = drawing.bounding_box()
            assert box and box["width"] > 200 and box["height"] > 100
            assert box["x"] >= 0 and box["x"] + box["width"] <= 1440
            assert drawing.locator("path, rect").count() > 3
        assert page.locator("figure button:visible").count() == 0
    plain.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_sticks_out(context: BrowserContext, built: Path, width: int) -> None:
    """No page scrolls sideways as a whole; what is wide scrolls in a region of its own."""
    for path in pages_of(built):
        opened = Opened(context, path.as_uri())
        opened.page.set_viewport_size({"width": width, "height": 800})
        opened.unfold()
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert opened.page.evaluate(STICKING_OUT) == []
        opened.page.close()


def test_links_lead_somewhere(context: BrowserContext, built: Path) -> None:
    """Each link of a page to a file of the build, or to a place in a page, finds it."""
    places: dict[Path, set[str]] = {}
    links = []
    for path in pages_of(built):
        page = Opened(context, path.as_uri()).page
        places[path] = set(page.eval_on_selector_all("[id]", "all => all.map(each => each.id)"))
        links += page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
        page.close()
    inside = [urlparse(each) for each in links if each.startswith("file://")]
    assert len(inside) > 50
    for each in inside:
        path = Path(unquote(each.path))
        assert path.exists(), each.path
        assert not each.fragment or unquote(each.fragment) in places[path], each


def test_a_page_is_small(built: Path) -> None:
    """A student's page, with its charts, their data and their specs, stays under 250 KB."""
    sizes = {path.name: path.stat().st_size for path in (built / "lessons").glob("*.html")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size >= MOST} == {}
