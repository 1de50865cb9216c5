"""A stranger's notebook, never trusted: whatever is clicked in its forms, no code of it runs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat.v4 as nb
import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from servers import running

from coursebook.practice.messages import TASK_MIME, Message

REAL = "05-q1"  # a question of the course, so that a check does run
HIT = "hit.txt"  # what hidden code would write
CODE = f'open("{HIT}", "a").write("x")'
SCRIPT = "document.body.dataset.hit = 1"
HTML = (
    f'<script>{SCRIPT}</script><img src="x" onerror="{SCRIPT}"><svg onload="{SCRIPT}"></svg>'
    f'<iframe srcdoc="<script>parent.{SCRIPT}</script>"></iframe>'
    f'<a href="javascript:{SCRIPT}">link</a><p onclick="{SCRIPT}">text</p>'
)
CHECK = f'kp.check("{REAL}", "")'
# Sources of the cell that keeps the answer: each holds code besides the check.
SOURCES = {
    "another line": f"{CHECK}\n{CODE}",
    "line before": f"{CODE}\n{CHECK}",
    "same line": f"{CHECK}; {CODE}",
    "after a carriage return": f"{CHECK}\r{CODE}",
    "carriage return in a comment": f"{CHECK}  # a\r{CODE}",
    "carriage return in a string": f'kp.check("{REAL}", "a\r{CODE}\r")',
    "carriage return after a hint": f'{CHECK}\nkp.hint("{REAL}", 1)\r{CODE}',
    "line separator": f"{CHECK}\u2028{CODE}",
    "next line": f"{CHECK}\x85!touch {HIT}\n# a",
    "form feed": f"# a\x0c!touch {HIT}\n{CHECK}",
    "file separator": f"# a\x1c!touch {HIT}\n{CHECK}",
    "continued": f"{CHECK} or \\\n{CODE}",
    "computed answer": f'kp.check("{REAL}", {CODE})',
    "formatted string": f'kp.check("{REAL}", f"{{{CODE}}}")'.replace('"x"', "'x'"),
    "two strings": f'kp.check("{REAL}", "" + str({CODE}))',
    "long string": f'kp.check("{REAL}", """""" or {CODE})',
    "third argument": f'kp.check("{REAL}", "", {CODE})',
    "hint that is computed": f'{CHECK}\nkp.hint("{REAL}", {CODE})',
    "magic": f"%%bash\ntouch {HIT}\n{CHECK}",
    "line magic": f"{CHECK}\n!touch {HIT}",
    "assigned": f"{CHECK}\nx = !touch {HIT}",
    "other name": f'{CHECK}\nkp.load("events").to_csv("{HIT}")',
    "decorated": f"@(lambda f: {CODE})\ndef kp(): pass\n{CHECK}",
}
# Values that stand where the form expects a number or a word of its own.
VALUES: list[Any] = [f"1);{CODE}#", f"1\n{CODE}", [CODE], {"a": CODE}, 1e9, -5, None, True]
IDS = [
    f'{REAL}", "a");{CODE}#',
    f"{REAL}', 'a');{CODE}#",
    f"{REAL}'+str({CODE})+'",
    f"{REAL}\n{CODE}",
    f'{REAL}\\");{CODE}#',
]


def task(**changes: Any) -> dict[str, Any]:
    """Return the data of a question, some of them changed."""
    options = [{"label": label, "text": f"{label} {HTML}"} for label in "abc"]
    asked = {
        "id": REAL, "uid": "aaaaaa", "kind": "single", "title": "", "prompt": HTML, "how": HTML,
        "rows": [], "options": options, "hints": 2, "points": 1, "words": [5, 9], "rubric": HTML,
    }  # fmt: skip
    return asked | changes


def pair(asked: Any, source: str, **kept: Any) -> list[Any]:
    """Return the two cells of a task, the question as it was stored."""
    data, said = Message("Question.", "question", REAL, form=asked)._repr_mimebundle_()
    data[TASK_MIME] = asked
    output = nb.new_output("display_data", data=data, metadata=said)
    words = isinstance(asked, dict) and asked.get("kind") == "words"
    answer = nb.new_markdown_cell(source) if words else nb.new_code_cell(source)
    answer.metadata = {"tags": ["response"] if words else ["exercise"], "coursebook": kept}
    return [nb.new_code_cell(CODE, outputs=[output]), answer]


def notebook(*pairs: list[Any]) -> str:
    """Return a notebook that also has hidden code in its first cell."""
    first = nb.new_code_cell(CODE, metadata={"tags": ["remove-input"]})
    made = nb.new_notebook(cells=[first, *(cell for pair in pairs for cell in pair)])
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made.metadata = {"coursebook": {"lesson": HTML}, "kernelspec": kernel}
    return json.dumps(made)  # not through nbformat, which would mend it


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("student")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with running(home, "-m", "jupyterlab") as server:
        yield server.address


@pytest.fixture
def show(context: BrowserContext, address: str, home: Path) -> Iterator[Any]:
    """Return what opens a notebook, never trusted, and in the end looks for traces of its code."""
    page = context.new_page()
    page.set_viewport_size({"width": 1200, "height": 9_000})
    told: list[str] = []

    def answer(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.accept()

    page.on("dialog", answer)

    def opened(text: str, name: str) -> Page:
        (home / f"{name}.ipynb").write_text(text, encoding="utf-8")
        page.goto(f"{address}/lab/workspaces/{name}/tree/{name}.ipynb")
        page.locator("form.cb-form").first.wait_for()
        page.wait_for_selector("[data-status='idle'], .jp-Notebook-ExecutionIndicator")
        page.wait_for_timeout(1_000)
        return page

    yield opened
    page.wait_for_timeout(1_500)
    hits = sorted(path.name for path in home.glob(f"*{HIT}"))
    for name in hits:
        (home / name).unlink()
    assert hits == [], "code of the notebook ran in the kernel"
    assert page.locator("body").get_attribute("data-hit") is None, "code ran in the page"
    assert all(message.startswith("Take back") for message in told)


def click_everything(page: Page) -> None:
    """Choose, check, take hints, begin again: all that forms offer, from top to bottom."""
    forms = page.locator(".cb-form")
    for place in range(forms.count()):
        form = forms.nth(place)
        for control in form.locator("input, select, textarea").all()[:3]:
            kind = control.evaluate("node => node.type")
            if kind in ("radio", "checkbox"):
                control.click(force=True)
            elif kind.startswith("select"):
                control.select_option(index=1)
            else:
                control.fill("1")
        for name in ("Check", "Hint", "Hint", "Show me", "Open the seal", "Start again", "Undo"):
            button = form.get_by_role("button", name=name).first
            if button.is_visible():
                button.click()
                page.wait_for_timeout(150)
    page.locator(".jp-Notebook a", has_text="link").first.click(force=True)


def test_the_kernel_does_answer(show) -> None:
    """A check that is only a check runs, without any other cell: so the other tests can fail."""
    page = show(notebook(pair(task(), CHECK)), "control")
    form = page.locator("form.cb-form")
    form.locator("input").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_have_text(re.compile("Right|Not yet"), timeout=60_000)


def test_code_beside_the_check(show) -> None:
    """A cell that holds anything but the check, its hints and comments is never run by a form.

    It is not hidden either: who reads the notebook sees what it would do.
    """
    pairs = []
    for number, source in enumerate(SOURCES.values(), 1):
        ident = f"05-q{number}"  # so that each form finds a cell of its own
        own = source.replace(REAL, ident).replace(HIT, f"{number}-{HIT}")
        pairs.append(pair(task(id=ident), own, task=ident))
    page = show(notebook(*pairs), "sources")
    assert page.locator(".jp-CodeCell.cb-answer").count() == 0
    click_everything(page)


def test_values_in_metadata(show) -> None:
    """Counts of tries and hints in a notebook's metadata become numbers, and never code."""
    values = [(count, kept) for kept in VALUES for count in (2, kept)]
    pairs = []
    for number, (count, kept) in enumerate(values, 1):
        for kind, source in (("words", ""), ("single", 'kp.check("{}", "a")')):
            ident = f"05-{kind[0]}{number}"
            asked = task(kind=kind, id=ident, hints=count)
            pairs.append(pair(asked, source.format(ident), task=ident, hints=kept, tries=kept))
    click_everything(show(notebook(*pairs), "values"))


def test_ids_of_tasks(show) -> None:
    """The id of a task is text in each line that a form writes or sends."""
    pairs = [pair(task(id=ident, kind=kind), f'kp.check("{ident}", "")', task=ident)
             for ident in IDS for kind in ("words", "single")]  # fmt: skip
    pairs += [pair({"kind": "seal", "id": ident}, "# nothing") for ident in (*IDS, REAL)]
    pairs.append(pair(task(), CHECK))
    click_everything(show(notebook(*pairs), "ids"))


def test_data_of_strangers(show) -> None:
    """Data that no task wrote stop neither the notebook nor the forms beside them."""
    odd: list[Any] = [{}, {"kind": "single"}, task(options=5), task(rows="x", kind="grid")]
    odd += [task(words=0, kind="words"), task(kind="words", words=None), task(kind="constructor")]
    odd += [task(prompt=[HTML], title={}), task(options=[1, {}, None])]
    page = show(notebook(*(pair(data, CHECK) for data in odd), pair(task(), CHECK)), "odd")
    click_everything(page)
    assert page.locator("form.cb-form").last.locator("input").count() == 3
