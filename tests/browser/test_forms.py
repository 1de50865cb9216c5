"""Tasks answered by clicking, in a real JupyterLab."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from all_kinds import KINDS, OUTCOME, write_all_kinds
from playwright.sync_api import BrowserContext, Locator, Page, expect
from servers import running
from support import copy_course, leave_one_lesson
from test_accessibility import AXE

from coursebook.root import ROOT_VARIABLE

WORDS = 'She said "no".\n# not a heading, $5 and $6\nC:\\temp 판문점 {x} `y` </b> *z*'

COMMAND = "([name, options]) => window.jupyterapp.commands.execute(name, options)"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("student")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a notebook with one task of each kind; its quiz is in use."""
    root = tmp_path_factory.mktemp("curriculum") / "root"
    copy_course(root)
    leave_one_lesson(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(root))
        yield write_all_kinds(root, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def address(home: Path, original: Path) -> Iterator[str]:
    with running(home, "-m", "jupyterlab", "--LabApp.expose_app_in_browser=True") as server:
        yield server.address


@pytest.fixture
def notebook(request: pytest.FixtureRequest, home: Path, original: Path) -> Path:
    """Return a fresh copy of the notebook, under a name of its own."""
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    path = home / f"{name}.ipynb"
    path.write_bytes(original.read_bytes())
    return path


@pytest.fixture
def page(context: BrowserContext, address: str, notebook: Path, original: Path) -> Page:
    opened = context.new_page()
    opened.set_viewport_size({"width": 1440, "height": 6_000})  # everything in view at once
    show(opened, address, notebook)
    return opened


def show(page: Page, address: str, notebook: Path) -> None:
    page.goto(f"{address}/lab/workspaces/{notebook.stem}/tree/{notebook.name}")
    expect(page.locator("form.cb-form")).to_have_count(len(KINDS), timeout=60_000)
    page.wait_for_selector("[data-status='idle'], .jp-Notebook-ExecutionIndicator")


def form(page: Page, kind: str) -> Locator:
    return page.locator(f"form.cb-form[data-kind='{kind}']")


def cells(notebook: Path) -> dict[str, dict]:
    """Return the cells of the file by their ids."""
    return {cell["id"]: cell for cell in json.loads(notebook.read_text("utf-8"))["cells"]}


def source(notebook: Path, ident: str) -> str:
    return "".join(cells(notebook)[ident]["source"])


def save(page: Page, notebook: Path) -> None:
    before = notebook.stat().st_mtime_ns
    page.keyboard.press("Control+s")
    for _ in range(100):
        page.wait_for_timeout(100)
        if notebook.stat().st_mtime_ns != before:
            page.wait_for_timeout(300)
            return
    pytest.fail("Ctrl+S saved nothing")


def answer(page: Page, kind: str) -> None:
    """Give the right answer to a task by clicks, or by typing where it wants a word."""
    box = form(page, kind)
    if kind == "single":
        box.get_by_label("two").check()
    elif kind == "multiple":
        box.get_by_label("red").check()
        box.get_by_label("green").check()
    elif kind == "grid":
        for row in ("Seoul", "Busan"):
            box.get_by_role("group", name=re.compile(row)).get_by_label("south").check()
    elif kind == "matching":
        for row, letter in (("Pyongyang", "b"), ("Seoul", "c")):
            box.get_by_label(re.compile(row)).select_option(letter)
    elif kind == "order":
        box.get_by_role("button", name="Move up: winter").click()
        box.get_by_role("button", name="Move up: winter").click()
    elif kind == "forecast":
        for row in ("The Games", "7"):
            box.get_by_role("group", name=re.compile(row)).get_by_label(
                "surely", exact=True
            ).check()
    else:
        box.get_by_role("textbox").fill({"number": "117", "text": "Armistice"}[kind])


def check(page: Page, kind: str) -> None:
    form(page, kind).get_by_role("button", name="Check", exact=True).click()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "words"])
def test_a_right_answer(page: Page, notebook: Path, kind: str) -> None:
    """A task is answered by clicks and one more for Check; the reply says whether it is right."""
    answer(page, kind)
    check(page, kind)
    told = "Kept." if kind == "forecast" else "✓ Right."
    expect(form(page, kind).get_by_role("status")).to_have_text(told)
    save(page, notebook)
    cell = cells(notebook)[f"answer-{kind}"]
    (reply,) = cell["outputs"]
    assert reply["metadata"]["coursebook"]["role"] == "reply"
    assert reply["metadata"]["coursebook"].get("right") is (None if kind == "forecast" else True)


def test_own_words(page: Page, notebook: Path) -> None:
    """What is typed in a box is the text of its cell, letter for letter, and runs nothing."""
    box = form(page, "words").get_by_label("Your words")
    box.fill(WORDS)
    expect(form(page, "words")).to_contain_text(f"{len(WORDS.split())} words.")
    save(page, notebook)
    assert source(notebook, "answer-words") == WORDS
    assert cells(notebook)["answer-words"]["cell_type"] == "markdown"


def test_wrong_hint_show_again_undo(page: Page, notebook: Path) -> None:
    """A wrong answer says so; hints and the answer come one by one; starting again can be undone.

    Tries and hints stand with the answer, so that they outlive a restart.
    """
    box = form(page, "grid")
    for row, choice in (("Seoul", "south"), ("Busan", "north")):
        box.get_by_role("group", name=re.compile(row)).get_by_label(choice).check()
    check(page, "grid")
    expect(box.get_by_role("status")).to_have_text("✗ Not yet. 1 of 2 are right.")
    expect(box.get_by_role("group", name=re.compile("Seoul"))).to_contain_text("✓ right")
    expect(box.get_by_role("group", name=re.compile("Busan"))).to_contain_text("✗ not yet")
    expect(box.get_by_role("button", name="Show me")).to_be_hidden()
    box.get_by_role("button", name="Hint 1 of 1").click()
    reply = page.locator(".cb-answer", has_text="Hint 1 of 1. Look again.")
    expect(reply).to_be_visible()
    box.get_by_role("button", name="Show me").click()
    expect(page.locator(".cb-answer", has_text="The answer:")).to_be_visible()
    save(page, notebook)
    kept = cells(notebook)["answer-grid"]
    assert kept["metadata"]["coursebook"] == {"hints": 2, "tries": 1}
    assert "".join(kept["source"]).splitlines() == [
        'kp.check("05-q3", "S N")', 'kp.hint("05-q3", 1)', 'kp.hint("05-q3", 2)',
    ]  # fmt: skip
    page.once("dialog", lambda dialog: dialog.accept())
    box.get_by_role("button", name="Start again").click()
    assert box.locator("input:checked").count() == 0
    box.get_by_role("button", name="Undo").click()
    assert box.locator("input:checked").count() == 2
    save(page, notebook)
    assert cells(notebook)["answer-grid"]["metadata"]["coursebook"] == {"hints": 2, "tries": 1}


def test_after_a_reload(page: Page, notebook: Path, address: str) -> None:
    """Answers, replies and points are there again before anything runs."""
    for kind in ("single", "grid", "order"):
        answer(page, kind)
        check(page, kind)
        expect(form(page, kind).get_by_role("status")).to_have_text("✓ Right.")
    expect(page.locator(".cb-progress")).to_have_text("Right: 3 of 7 · 3 of 7 points")
    save(page, notebook)
    show(page, address, notebook)
    expect(page.locator(".cb-progress")).to_have_text("Right: 3 of 7 · 3 of 7 points")
    expect(form(page, "single").get_by_label("two")).to_be_checked()
    expect(form(page, "order").locator("li").first).to_contain_text("winter")
    assert form(page, "single").get_attribute("data-right") == "true"


def test_a_seal(page: Page) -> None:
    """A seal opens for who has kept a forecast, and tells nothing before."""
    page.get_by_role("button", name="Open the seal").click()
    page.wait_for_timeout(1_500)
    expect(page.locator(".jp-Notebook")).not_to_contain_text(OUTCOME)
    answer(page, "forecast")
    check(page, "forecast")
    expect(form(page, "forecast").get_by_role("status")).to_have_text("Kept.")
    page.get_by_role("button", name="Open the seal").click()
    expect(page.locator(".jp-Notebook")).to_contain_text(OUTCOME)


def test_what_is_missing(page: Page, notebook: Path) -> None:
    """Check with open lines runs nothing, and says how many are open."""
    box = form(page, "grid")
    box.get_by_role("group", name=re.compile("Seoul")).get_by_label("south").check()
    check(page, "grid")
    expect(box.get_by_role("status")).to_have_text("Choose for each line: 1 is still open.")
    check(page, "single")
    expect(form(page, "single").get_by_role("status")).to_have_text(
        "Choose or write an answer first."
    )


def test_typed_answers(page: Page) -> None:
    """Who types the answer into the cell sees it in the form."""
    page.evaluate(
        """() => document.querySelectorAll('.cb-answer')
            .forEach(cell => cell.classList.remove('cb-answer'))"""
    )
    line = page.locator(".jp-CodeCell .cm-line", has_text="05-q2").last
    line.click()
    page.keyboard.press("End")
    for key in ("ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    page.keyboard.type("a, c")
    expect(form(page, "multiple").get_by_label("red")).to_be_checked()
    expect(form(page, "multiple").get_by_label("green")).to_be_checked()
    expect(form(page, "multiple").get_by_label("blue")).not_to_be_checked()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_no_fault_is_found(page: Page, theme: str) -> None:
    """axe-core finds no fault in a form, light and dark, also while a reply stands there."""
    for kind in ("grid", "single"):
        answer(page, kind)
        check(page, kind)
        expect(form(page, kind).get_by_role("status")).to_have_text("✓ Right.")
    page.evaluate(
        "theme => window.jupyterapp?.commands.execute('apputils:change-theme', {theme})", theme
    )
    page.wait_for_timeout(1_500)
    page.evaluate(AXE)
    faults = page.evaluate(
        """async () => (await axe.run('.cb-form', {resultTypes: ['violations']}))
            .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`))"""
    )
    assert faults == []


def test_by_keyboard(page: Page) -> None:
    """A task is answered without a mouse, and its reply is announced."""
    box = form(page, "single")
    box.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Check", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(box.get_by_role("status")).to_have_text("✓ Right.")
    assert page.locator(".jp-Notebook .jp-Cell").count() == 2 * len(KINDS) + 2


def test_citations(page: Page, notebook: Path) -> None:
    """A citation is a small number with its source; the text of the cell keeps it as written."""
    title = page.locator(".jp-MarkdownCell").first
    expect(title.locator(".cb-cite")).to_have_text(["[1]", "[2]"])
    expect(title.locator(".jp-RenderedMarkdown")).not_to_contain_text("[@")
    assert title.locator(".cb-cite").first.get_attribute("title") == "britannica-armistice, opening"
    save(page, notebook)
    assert "[@britannica-armistice, opening; @crs-2022" in source(notebook, "title")


ATTACK = "window.ran = (window.ran ?? 0) + 1"
MARKUP = f"<img src=x onerror='{ATTACK}'><script>{ATTACK}</script>[x](javascript:{ATTACK})"


def attack(path: Path) -> None:
    """Hide code wherever a form reads from a notebook, and let no cell be what it seems."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            task = output["data"].get("application/vnd.coursebook.task+json")
            if task:
                for name in ("prompt", "title", "how"):
                    task[name] = f"{task.get(name, '')} {MARKUP}"
                for thing in (*task.get("rows", []), *task.get("options", [])):
                    thing["text"] = f"{thing['text']} {MARKUP}"
        if cell["id"].startswith("answer-") and cell["cell_type"] == "code":
            ident = "".join(cell["source"]).split('"')[1]
            cell["source"] = HIDDEN[len(cell["id"]) % len(HIDDEN)].replace("ID", ident)
        if cell["id"] == "seal":
            cell["source"] = 'open("ran", "w"); kp.seal("05-q8")'
    path.write_text(json.dumps(notebook), encoding="utf-8")


HIDDEN = [
    'kp.check("ID", "")\nopen("ran", "w")',
    'kp.check("ID", "" + str(open("ran", "w")))',
    'kp.check("ID", ""); open("ran", "w")',
    '#\\\nopen("ran", "w")\nkp.check("ID", "")',
    'kp.check("ID", "")\n!touch ran',
    "kp.check(\"ID\", f\"{open('ran', 'w')}\")",
    '%%bash\n#\nkp.check("ID", "")\n',
]


def test_nothing_runs(context: BrowserContext, address: str, notebook: Path) -> None:
    """Code hidden in a stranger's notebook does not run, whatever is opened and clicked."""
    attack(notebook)
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 6_000})
    page.on("dialog", lambda dialog: dialog.accept())
    show(page, address, notebook)
    for button in page.locator(".cb-form button:visible").all():
        if button.is_visible() and button.is_enabled():
            button.click()
    for box in page.locator(".cb-form input:visible").all():
        box.click()
    for text in page.locator(".cb-form input[type=text], .cb-form textarea").all():
        text.fill('"); open("ran", "w") #')
    for button in page.locator(".cb-form button:visible").all():
        if button.is_visible() and button.is_enabled():
            button.click()
    page.wait_for_timeout(3_000)
    assert page.evaluate("window.ran") is None
    assert not list(notebook.parent.glob("ran*"))
