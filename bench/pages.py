"""How big a lesson's page is and how soon it has loaded, beside the page of nbconvert.

Run it with `python bench/pages.py`; it needs Chromium. Both pages are made of the same
notebook and opened from a folder, in turns, with the network refused. That favours
nbconvert's page: what it would fetch (scripts for formulas and widgets) fails at once, where a
classroom would wait for it, and without it the page lacks those; it draws no chart in
any case. Ours asks for nothing. The ratio of times should stay below 0.5.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from korean_peace import course
from korean_peace.publish.handout import HandoutExporter

ROUNDS = 9
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
CHARTS = "document.querySelectorAll('figure svg[role=img], .vega-embed svg, canvas').length"


def make(notebook: Path, folder: Path) -> dict[str, Path]:
    """Make both pages of a notebook in a folder, and return their paths."""
    ours, theirs = folder / "handout.html", folder / "nbconvert.html"
    content = nbformat.read(notebook, as_version=4)
    exporter = HandoutExporter(home="../index.html", charts="../charts.js")
    page, _ = exporter.from_notebook_node(content, {"metadata": {"name": notebook.stem}})
    ours.write_text(page, encoding="utf-8")
    to_html = ["nbconvert", "--to", "html", "--log-level=ERROR", "--output", str(theirs)]
    subprocess.run([sys.executable, "-m", "jupyter", *to_html, str(notebook)], check=True)
    return {"jupyter nbconvert --to html": theirs, "the lesson's page": ours}


def load(browser: Browser, path: Path, asked: set[str]) -> tuple[float, int]:
    """Open a page in a fresh profile; return milliseconds to its load event, and its charts."""
    context = browser.new_context()
    page: Page = context.new_page()

    def refuse(route: Route, request: Request) -> None:
        if request.url.startswith("file:"):
            route.continue_()
        else:
            asked.add(request.url)
            route.abort()

    page.route("**/*", refuse)
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_function(f"{LOADED} > 0")
    result = float(page.evaluate(LOADED)), int(page.evaluate(CHARTS))
    context.close()
    return result


def main() -> None:
    """Measure both in turns, so that a busy moment meets both, and print the ratios."""
    notebook = course.notebook(course.course().lessons[0].id)
    program = next(filter(None, map(shutil.which, NAMES)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = make(notebook, Path(folder))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        asked: dict[str, set[str]] = {name: set() for name in pages}
        seen: dict[str, list[tuple[float, int]]] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, path in pages.items():
                seen[name].append(load(browser, path, asked[name]))
        browser.close()
        sizes = {name: path.stat().st_size for name, path in pages.items()}
    times = {name: statistics.median(time for time, _ in runs) for name, runs in seen.items()}
    print(f"{notebook.stem}: network refused, median of {ROUNDS}\n")
    for name in pages:
        print(
            f"{name:28}{sizes[name] / 1000:6.0f} KB{times[name]:6.0f} ms{seen[name][0][1]:3} charts"
            f"{len(asked[name]):3} outside requests"
        )
    theirs, ours = pages
    print(f"{'ratio':28}{sizes[ours] / sizes[theirs]:6.2f}   {times[ours] / times[theirs]:6.2f}")


if __name__ == "__main__":
    main()
