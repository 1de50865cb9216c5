"""JupyterLab as `korean-peace lab` sets it up, with the keys that a student presses."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from servers import running

from coursebook.course import course

START = course.course().lessons[0].id
TYPED = course.course().lessons[2].id  # a lesson whose answers are typed
CELL = ".jp-Notebook .jp-Cell"
# Fifty words with every letter and digit that JupyterLab takes for a command.
WORDS = (
    "DPRK Today and KCNA published both. A baker by the dam said: add all rows, cut nothing, "
    "copy every box, zip it up, move very many maps. In 2000 and 2007 they met; 100 km away "
    "Kim and Moon skiing, jumping, laughing. Zoom in, Look, Read, Merge, Jot, Begin, now "
    "1 2 3 4 5 6 more words"
)
HOW = "Click here, press Enter, and write"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("student")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with running(home, "-m", "korean_peace", "lab", str(home), "--") as server:
        yield server.address


@pytest.fixture
def lesson(request: pytest.FixtureRequest, home: Path) -> Path:
    """Return a fresh copy of a lesson, by default the first, under a name of its own."""
    name = "".join(each if each.isalnum() else "-" for each in request.node.name)
    return Path(
        shutil.copy(course.notebook(getattr(request, "param", START)), home / f"{name}.ipynb")
    )


@pytest.fixture
def page(context: BrowserContext, address: str, lesson: Path) -> Page:
    opened = context.new_page()
    opened.set_viewport_size({"width": 1440, "height": 8_000})  # everything in view at once
    opened.goto(f"{address}/lab/workspaces/{lesson.stem}/tree/{lesson.name}")
    opened.locator(".jp-RenderedMarkdown em", has_text=HOW).first.wait_for()
    opened.wait_for_selector("[data-status='idle'], .jp-Notebook-ExecutionIndicator")
    return opened


def stored(lesson: Path) -> list[tuple[str, str]]:
    """Return the kind and the text of each cell of the file."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return [(each["cell_type"], "".join(each["source"])) for each in cells]


def saved(page: Page, lesson: Path) -> list[tuple[str, str]]:
    """Save with the keys, and return the cells of the file."""
    before = lesson.stat().st_mtime_ns
    page.keyboard.press("Control+s")
    for _ in range(100):
        page.wait_for_timeout(100)
        if lesson.stat().st_mtime_ns != before:
            break
    else:
        pytest.fail("Ctrl+S saved nothing")
    page.wait_for_timeout(300)
    return stored(lesson)


def cell_with(page: Page, text: str) -> Locator:
    """Return the cell whose code holds a text."""
    return page.locator(f"{CELL}.jp-CodeCell", has=page.locator(".cm-line", has_text=text)).first


def begin(page: Page) -> None:
    """Click the title, and press Shift+Enter until the bar is on the part that tells to."""
    page.locator(".jp-RenderedMarkdown h1").first.click()
    for _ in range(2):
        page.keyboard.press("Shift+Enter")
    hook = page.locator(".jp-MarkdownCell.jp-mod-active h2", has_text="Hook")
    expect(hook).to_be_visible()


@pytest.mark.parametrize("gesture", ["double click", "click, Enter", "click, Enter, Escape"])
def test_fifty_words(page: Page, lesson: Path, gesture: str) -> None:
    """Whatever a student does before she types, no cell is converted, added or emptied.

    After a click and Enter, as the cell says, her words are in the file.
    """
    assert len(WORDS.split()) >= 50
    before = stored(lesson)
    place = page.locator(".jp-RenderedMarkdown em", has_text=HOW).first
    if gesture == "double click":
        place.dblclick()
    else:
        place.click()
    for key in gesture.split(", ")[1:]:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    page.keyboard.type(WORDS)
    page.wait_for_timeout(300)
    assert page.locator(".jp-Dialog").count() == 0
    after = saved(page, lesson)
    assert [kind for kind, _ in after] == [kind for kind, _ in before]
    changed = [(old, new) for (_, old), (_, new) in zip(before, after, strict=True) if old != new]
    if gesture == "click, Enter":
        ((old, new),) = changed
        assert new.replace(WORDS, "") == old
    else:
        assert changed == []


def test_a_double_click_is_mended_by_enter(page: Page, lesson: Path) -> None:
    """Who double-clicked and sees nothing presses Enter, as the table of remedies says."""
    page.locator(".jp-RenderedMarkdown em", has_text=HOW).first.dblclick()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.keyboard.type(WORDS)
    page.keyboard.press("Shift+Enter")
    assert any(WORDS in text for _, text in saved(page, lesson))


@pytest.mark.parametrize("lesson", [TYPED], indirect=True)
def test_hints(page: Page) -> None:
    """Home and Delete on the last line of a cell, and it gives hints; after the last it says so."""
    hints = 3
    begin(page)
    cell = cell_with(page, 'kp.check("02-1"')
    cell.locator(".cm-line").last.click()
    page.keyboard.press("Home")
    page.keyboard.press("Delete")
    for number in range(1, hints + 1):
        page.keyboard.press("Control+Enter")
        expect(cell).to_contain_text(f"Hint {number} of {hints}.")
    for _ in range(2):
        page.keyboard.press("Control+Enter")
        expect(cell).to_contain_text("There is no further hint.")
        expect(cell).not_to_contain_text("Error")


@pytest.mark.parametrize("lesson", [TYPED], indirect=True)
def test_a_hint_by_a_button(page: Page) -> None:
    """A question of the exit ticket stands as a form, which has a button for its hint."""
    form = page.locator("form.cb-form", has_text="02-q1")
    form.get_by_role("button", name="Hint 1 of 1").click()
    expect(page.locator(".cb-answer", has_text="Hint 1 of 1.")).to_have_count(1, timeout=60_000)


def test_no_news(page: Page) -> None:
    """Nothing asks a student whether she wants news of JupyterLab."""
    page.wait_for_timeout(2_000)
    assert page.locator(".jp-toastContainer button").count() == 0


def test_the_first_lesson_by_the_book(page: Page, lesson: Path) -> None:
    """A student who does what the first lesson says, and no more, gets what it promises."""
    begin(page)
    year = cell_with(page, "year - 1953")
    year.locator(".cm-line").first.click()
    page.keyboard.press("End")
    for _ in "2018":
        page.keyboard.press("Backspace")
    page.keyboard.type("2026")
    page.keyboard.press("Shift+Enter")
    expect(year.locator(".jp-OutputArea-output")).to_have_text("73")

    names = page.locator("form.cb-form", has_text="Documents spell names")
    reply = page.locator(".jp-CodeCell.cb-answer")
    for box in names.get_by_role("checkbox").all():
        box.check()
    names.get_by_role("button", name="Check").click()
    said = reply.filter(has_text="Not yet. 3 of the 5 that you gave are right.")
    expect(said).to_have_count(1)
    names.get_by_role("button", name="Hint").click()
    expect(reply.filter(has_text="Hint 1 of 3.")).to_have_count(1)
    for wrong in ("PyeongChang", "Kim Jong Il"):
        names.get_by_label(wrong).uncheck()
    names.get_by_role("button", name="Check").click()
    expect(reply.filter(has_text="Right. Three spellings")).to_have_count(1)

    page.locator(".jp-RenderedMarkdown em", has_text=HOW).first.click()
    page.keyboard.press("Enter")
    page.locator(".jp-mod-editMode .jp-mod-active .cm-line").last.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("DPRK Today: 2000. KCNA: 2007.")
    page.keyboard.press("Shift+Enter")

    claim = cell_with(page, "assert len(met)")
    run_all_above(page, claim)
    page.keyboard.press("Shift+Enter")
    claim.locator(".cm-line").last.click()
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type("3")
    page.keyboard.press("Control+Enter")
    expect(claim).to_contain_text("Traceback")
    expect(claim).to_contain_text("AssertionError")
    # Running takes the cursor out of the cell, sooner or later: who goes on clicks into it again.
    claim.locator(".cm-line").last.click()
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type("2")
    page.keyboard.press("Control+Enter")
    expect(claim).not_to_contain_text("AssertionError")

    after = saved(page, lesson)
    assert [kind for kind, _ in after] == [kind for kind, _ in stored(course.notebook(START))]
    assert any(text.endswith("write below.*\nDPRK Today: 2000. KCNA: 2007.") for _, text in after)


@pytest.mark.parametrize("lesson", [TYPED], indirect=True)
def test_typed_answers(page: Page, lesson: Path) -> None:
    """Who types an answer over the dots gets a reply, with a phone's quotation marks too."""
    begin(page)
    cell = cell_with(page, 'kp.hint("02-1")')
    answer(page, cell, "R R R R R R")
    page.keyboard.press("Control+Enter")
    told = "Not yet. 2 of 6 are right, place by place."
    expect(cell).to_contain_text(told, timeout=60_000)  # the first of the kernel
    cell.locator(".cm-line").first.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type("kp.check(“02-1”, “R V M Q R Q”)")  # as a phone or a word processor has it
    page.keyboard.press("Control+Enter")
    expect(cell).to_contain_text("Right. One sheet of paper")


def answer(page: Page, cell: Locator, text: str) -> None:
    """Click behind the dots, delete them, and type an answer between the quotation marks."""
    spot = cell.locator(".cm-line").first.locator("span", has_text="...").last
    box = spot.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2)
    for _ in "...":
        page.keyboard.press("Backspace")
    page.keyboard.type(text)
    line = cell.locator(".cm-line").first
    expect(line).to_contain_text(f', "{text}")')


def run_all_above(page: Page, cell: Locator) -> None:
    """Choose Run, Run All Above Selected Cell, as the table of remedies says."""
    cell.locator(".cm-line").last.click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Above Selected Cell", exact=True).click()
    page.wait_for_timeout(2_000)
    cell.locator(".cm-line").last.click()
