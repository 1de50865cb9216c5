import importlib.resources
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from opened import Opened, pages_of
from playwright.sync_api import Browser, BrowserContext, Page

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# All default rules, and those of WCAG 2.2 AA that axe-core leaves out by default.
RUN = """async (colours = true) => {
  const rules = {'target-size': {enabled: true}, 'color-contrast': {enabled: colours}};
  const found = await axe.run(document, {rules, preload: false, resultTypes: ['violations']});
  return {
    faults: found.violations.flatMap(each => each.nodes.map(
      node => `${each.id}: ${node.target} ${node.html.slice(0, 120)}`)),
    passed: found.passes.map(each => each.id),
  };
}"""
FOLD = "open => document.querySelectorAll('details').forEach(each => (each.open = open))"
REACHABLE = "a[href], button, summary, input, select, textarea, [tabindex='0']"
# Numbers what the keyboard should reach, and notes where the focus goes and whether it shows.
WATCH = """selector => {
  window.reached = [];
  const wanted = [...document.querySelectorAll(selector)].filter(
    each => each.checkVisibility() && each.getBoundingClientRect().width);
  document.addEventListener('focusin', event => {
    const style = getComputedStyle(event.target);
    const shows = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    window.reached.push([wanted.indexOf(event.target), shows]);
  });
  return wanted.length;
}"""

Scheme = Literal["light", "dark"]
Way = tuple[int, Scheme, bool]
WAYS: list[Way] = list(itertools.product((1440, 360), get_args(Scheme), (False, True)))


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 1000})
    yield opened
    opened.close()


def _faults(page: Page, unfolded: bool) -> list[str]:
    page.evaluate(FOLD, unfolded)
    # What is seen while all is folded is seen in the same colours when all is open: the slowest
    # rule looks once.
    found: dict[str, Any] = page.evaluate(RUN, unfolded)
    assert ("color-contrast" in found["passed"]) == unfolded
    assert {"html-has-lang", "heading-order"} <= set(found["passed"])  # it looked
    return list(found["faults"])


def test_no_fault_is_found(reader: BrowserContext, built: Path) -> None:
    """axe-core finds no fault: light and dark, on a phone and a desk, all folded and all open."""
    for path in pages_of(built):
        page = Opened(reader, path.as_uri()).page
        page.evaluate(AXE)
        for width, scheme, unfolded in WAYS:
            page.set_viewport_size({"width": width, "height": 1000})
            page.emulate_media(color_scheme=scheme)
            assert _faults(page, unfolded) == [], (path.name, width, scheme, unfolded)
        page.close()


def test_the_keyboard_reaches_everything(reader: BrowserContext, built: Path) -> None:
    """Tab goes through all that can be used, in its order, visibly, and out again."""
    for path in pages_of(built):
        opened = Opened(reader, path.as_uri())
        opened.unfold()
        count = opened.page.evaluate(WATCH, REACHABLE)
        assert count > 5
        for _ in range(count + 1):
            opened.page.keyboard.press("Tab")
        reached = opened.page.evaluate("window.reached")
        assert [number for number, _ in reached][:count] == list(range(count)), path.name
        assert [number for number, shows in reached if not shows] == [], path.name
        opened.page.close()


def test_the_keyboard_opens_what_is_folded(reader: BrowserContext, built: Path) -> None:
    """Enter on a fold opens it, and Tab then goes into it."""
    page = Opened(reader, (built / "index.html").as_uri()).page
    page.locator("summary", has_text="tables").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "The tables"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href").endswith("datasets/index.html#sources")
