import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from servers import running

from coursebook.charts.theme import MIMETYPE
from coursebook.course import course

SHOWN = ".jp-Notebook .vega-embed:visible"
FOLDED = "jp-MarkdownHeadingCollapsed"
LESSONS = [each.id for each in course.course().lessons]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab of a new user: no settings, nothing trusted."""
    home = tmp_path_factory.mktemp("home")
    for name in LESSONS:
        shutil.copy(course.notebook(name), home)
    with running(home, "-m", "jupyterlab", str(home)) as lab:
        yield lab.address


@pytest.mark.parametrize("name", LESSONS)
def test_lesson_in_jupyterlab(context: BrowserContext, server: str, name: str) -> None:
    """Untrusted and offline, every chart shows; then all cells run without an error."""
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 12_000})  # everything in view at once
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url))
    page.goto(f"{server}/lab/workspaces/{name}/tree/{name}.ipynb")  # a fresh desk
    charts = _charts_in_view(course.notebook(name))
    _wait_until(page, charts)
    assert page.locator(SHOWN).count() == charts
    _run_all(page)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator(SHOWN).count() == charts
    own = (server, server.replace("http", "ws"), "data:", "blob:")
    assert [each for each in outside if not each.startswith(own)] == []


def test_the_menu_exports_handouts(context: BrowserContext, server: str) -> None:
    """Save and Export Notebook As offers the page and the PDF, and each arrives."""
    page = context.new_page()
    # The menu is filled once, when the server has told what it can export to.
    with page.expect_response("**/api/nbconvert*"):
        page.goto(f"{server}/lab/workspaces/export/tree/{LESSONS[0]}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    begins = {"Handout": b"<!DOCTYPE html>", "Handout_pdf": b"%PDF-"}
    for name, start in begins.items():
        page.get_by_role("menuitem", name="File", exact=True).click()
        page.get_by_text("Save and Export Notebook As", exact=True).hover()
        page.get_by_text(name, exact=True).wait_for()
        offered = page.get_by_role("menuitem").filter(has_text="Handout").all_inner_texts()
        assert [each.strip() for each in offered] == list(begins)
        with page.expect_download() as arrived:
            page.get_by_text(name, exact=True).click()
        assert arrived.value.path().read_bytes().startswith(start)


def _charts_in_view(notebook: Path) -> int:
    """Count the charts of a notebook that are not folded away at first."""
    count, folded = 0, False
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("#"):
            folded = bool(cell["metadata"].get(FOLDED)) or (
                folded and "".join(cell["source"]).startswith("###")
            )
        outputs = cell.get("outputs", []) if not folded else []
        count += sum(MIMETYPE in output.get("data", {}) for output in outputs)
    return count


def _run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
            return prompts.length && !prompts.some(each => each.textContent.includes('*'));
        }"""
    )
    page.wait_for_selector("[data-status='idle'], .jp-Notebook-ExecutionIndicator")
    page.wait_for_timeout(3_000)  # outputs are drawn after the kernel has answered


def _wait_until(page: Page, charts: int) -> None:
    page.wait_for_function(
        "count => document.querySelectorAll('.jp-Notebook .vega-embed').length >= count",
        arg=charts,
    )
