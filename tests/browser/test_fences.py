"""A cell stays in its place: it hides nothing, freezes nothing, paints over no other cell."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat.v4 as nb
import pytest
from burdens import LONG, PICTURES, cells
from handouts import code, shown, text
from page_parts import NAMES, TAGS, WORDS
from playwright.sync_api import Browser, Page

from coursebook.render.html.exporter import HandoutExporter

HEAP, BELOW = "Z" + "\u0301" * 400, "Z" + "\u0316" * 400
_OVER = "<mtext>Grade: A+</mtext>"
PAINT = {
    "marks": f"<p>{HEAP}</p>",
    "marks below": f"<p>{BELOW}</p>",
    "marks in a text of its own": HEAP,
    "marks in a span": f"<span class=x>{HEAP}</span>",
    "marks in bold": f"<b>{HEAP}</b>",
    "marks in a table": f"<table><tr><th>{HEAP}<tr><td>{BELOW}</table>",
    "marks in lists": f"<ul><li>{HEAP}</ul><dl><dt>{HEAP}<dd>{BELOW}</dl>",
    "marks in a heading": f"<h2>{HEAP}{BELOW}</h2>",
    "marks in a fold": f"<details open><summary>{HEAP}</summary>{HEAP}{BELOW}</details>",
    "marks in a figure": f"<figure>{HEAP}<figcaption>{BELOW}</figcaption></figure>",
    "marks in a quotation": f"<blockquote>{HEAP}{BELOW}</blockquote>",
    "marks in a section": f"<section>{HEAP}{BELOW}</section>",
    "marks as printed": f"<pre>{HEAP}{BELOW}</pre>",
    "marks in a formula": f"<math><mtext>{HEAP}{BELOW}</mtext></math>",
    "set off": '<math><mpadded width="0" height="0" depth="0" voffset="11em">'
    f"{_OVER}</mpadded></math>",
    "without height": '<math><mpadded width="0" height="0" depth="0"><mtable>'
    f"{f'<mtr><mtd>{_OVER}</mtd></mtr>' * 20}</mtable></mpadded></math>",
    "of less than no height": f'<math><mspace height="-99em" depth="-9em"/>{_OVER}</math>',
    "raised": f"{'<sup>' * 40}Grade{'</sup>' * 40}",
    "raised as a mark": f"{'<sup class=footnote-ref>' * 40}Grade{'</sup>' * 40}",
    "ruby": f"<ruby>a<rt>{'Grade<br>' * 20}</rt></ruby>",
}
# Hides what stands between the first paragraph and the last, and leaves the room that it takes.
HIDE = """() => {
  const [first, last] = [document.querySelector('.first'), document.querySelector('.last')];
  const between = document.createRange();
  between.setStartAfter(first);
  between.setEndBefore(last);
  for (const each of document.querySelectorAll('main *'))
    if (between.comparePoint(each, 0) === 0 && !each.contains(first) && !each.contains(last))
      each.style.visibility = 'hidden';
}"""
COUNT = """async pictures => {
  const dots = [];
  for (const each of pictures) {
    const image = new Image();
    image.src = 'data:image/png;base64,' + each;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    dots.push(canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data);
  }
  let unlike = 0;
  dots[0].forEach((dot, place) => { unlike += Math.abs(dot - dots[1][place]) > 32; });
  return unlike;
}"""
UNFENCED = "main > * > * { clip-path: none !important }"


def _export(*made: Any) -> str:
    notebook = nb.new_notebook(cells=list(made))
    html, _ = HandoutExporter().from_notebook_node(notebook, {"metadata": {"name": "x"}})
    return str(html)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 1500})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def _open(page: Page, path: Path, html: str) -> None:
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri())


def _around(page: Page) -> tuple[bytes, bytes]:
    """Return pictures of all that stands above and below the cell in the middle."""
    above, below = (page.locator(name).bounding_box() for name in (".first", ".last"))
    assert above
    assert below
    ends = {"x": 0, "y": 0, "width": 900, "height": above["y"] + above["height"]}
    starts = {"x": 0, "y": below["y"], "width": 900, "height": below["height"]}
    return tuple(  # type: ignore[return-value]
        page.screenshot(clip=part, full_page=True)  # type: ignore[arg-type]
        for part in (ends, starts)
    )


def _unlike(page: Page, *pictures: bytes) -> int:
    """Return how many dots of two pictures differ by more than the smoothing of letters."""
    page.goto("about:blank")
    return int(page.evaluate(COUNT, [base64.b64encode(each).decode() for each in pictures]))


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("name", PAINT)
def test_no_cell_paints_over_another(page: Page, tmp_path: Path, name: str, media: Any) -> None:
    """What stands above and below a cell looks the same where that cell is not to be seen."""
    page.emulate_media(media=media)
    words = "Word " * 80
    raw = nb.new_raw_cell(PAINT[name], metadata={"format": "text/html"})
    others = [code(outputs=[shown(text_html=PAINT[name])]), text(PAINT[name])]
    for middle in [raw] if media == "print" else [raw, *others]:
        first, last = (text(f'<p class="{each}">{words}</p>') for each in ("first", "last"))
        _open(page, tmp_path / "page.html", _export(first, middle, last))
        seen = _around(page)
        page.evaluate(HIDE)
        hidden = _around(page)
        assert [_unlike(page, *pair) for pair in zip(seen, hidden, strict=True)] == [0, 0]


def test_fence_would_be_missed(page: Page, tmp_path: Path) -> None:
    """Without the rule of the style sheet the marks are seen over the other cell."""
    page.emulate_media(media="screen")
    first, last = (text(f'<p class="{each}">{"Word " * 80}</p>') for each in ("first", "last"))
    html = _export(first, text(PAINT["marks"]), last)
    _open(page, tmp_path / "page.html", html.replace("</style>", f"{UNFENCED}</style>", 1))
    seen = _around(page)
    page.evaluate(HIDE)
    assert seen != _around(page)


def test_ring_of_focus_and_wide_formula_are_whole(page: Page, tmp_path: Path) -> None:
    """The fence cuts neither the ring around a link nor a formula wider than the page."""
    page.emulate_media(media="screen")
    link = "[a link](https://example.org)"
    html = _export(
        text(f"# T\n\n{link}\n\n> {link}\n\n- {link}\n\n## {link}\n\n${'+'.join('x' * 90)}$")
    )
    rings = []
    for style in ("", UNFENCED):
        _open(page, tmp_path / "page.html", html.replace("</style>", f"{style}</style>", 1))
        page.locator("main a").first.focus()
        boxes = []
        for each in page.locator("main a").all():
            each.focus()
            page.keyboard.press("Shift")  # the ring is for who uses the keyboard
            boxes.append(page.screenshot())
        rings.append(boxes)
    assert [_unlike(page, *pair) for pair in zip(*rings, strict=True)] == [0] * 4
    assert _unlike(page, rings[0][0], rings[0][1]) > 100  # the test is not blind


@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_class_hides_words(page: Page, tmp_path: Path, media: Any) -> None:
    """Words of a stranger are seen, on the screen and on paper, whatever class she gives them."""
    page.emulate_media(media=media)
    for name in NAMES:
        html = "".join(each.format(f'class="{name}"') for each in TAGS.values())
        _open(page, tmp_path / "page.html", _export(code(outputs=[shown(text_html=html)])))
        page.eval_on_selector_all("details", "all => all.forEach(each => (each.open = true))")
        seen = page.locator("main").inner_text()
        assert (name, [each for each in WORDS if each not in seen]) == (name, [])


@pytest.mark.parametrize("group", ["pictures", "long"])
def test_no_burden_freezes_the_page(page: Page, tmp_path: Path, group: str) -> None:
    """Each page is opened and answers within the ten seconds that its fixture allows."""
    page.emulate_media(media="screen")
    count = 0
    for name, words, made in cells(group):
        _open(page, tmp_path / "page.html", _export(*made))
        said = page.evaluate("document.body.textContent")
        assert words in said, name
        page.screenshot()
        count += 1
    assert count == len({"pictures": PICTURES, "long": LONG}[group])


def test_largest_drawing_that_is_shown_is_drawn(page: Page, tmp_path: Path) -> None:
    """What is just not too heavy does not freeze the page."""
    rect = '<defs><g id="a"><rect width="1" height="1"/></g></defs>'
    rects = "".join(f'<use href="#a" x="{n % 300}" y="{n // 300}"/>' for n in range(45_000))
    named = 'xmlns="http://www.w3.org/2000/svg" width="300" height="150"'
    svg = f"<svg {named}>{rect}{rects}</svg>"
    _open(page, tmp_path / "page.html", _export(text(svg)))
    assert page.locator("main img").count() == 1
    page.screenshot()
