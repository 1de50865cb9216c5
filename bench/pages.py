"""How big a lesson's page is and how soon it has loaded, beside the page of nbconvert.

Run it with `python bench/pages.py [LESSON]`; it needs Chromium. Both pages are made of the same
notebook and opened from a folder, in turns, each in a fresh profile, with the network refused.
That favours nbconvert's page: the scripts that it asks other hosts for fail at once, where a
classroom would wait for them; and without them it has no formulas and no widgets. It shows no
chart in any case. Ours asks for nothing.

An empty page is measured too: no page can load sooner than the browser needs for itself, which
is about a third of what nbconvert's page takes. So the last line gives the ratio of what is
above that; it should stay below 0.5. On a machine with other work to do, look at several runs.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, sync_playwright

from korean_peace import course
from korean_peace.publish.handout import HandoutExporter

ROUNDS = 31
LESSON = "12"  # the longest
EMPTY, THEIRS, OURS = "an empty page", "jupyter nbconvert --to html", "the lesson's page"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
CHARTS = "document.querySelectorAll('figure svg[role=img], .vega-embed svg, canvas').length"


def make(notebook: Path, folder: Path) -> dict[str, Path]:
    """Make all pages in a folder, and return their paths."""
    pages = {name: folder / f"{place}.html" for place, name in enumerate((EMPTY, THEIRS, OURS))}
    pages[EMPTY].write_text("<!DOCTYPE html><title>Empty</title><p>Empty.", encoding="utf-8")
    exporter = HandoutExporter(home="../index.html", charts="../charts.js")
    page, _ = exporter.from_notebook_node(
        nbformat.read(notebook, as_version=4), {"metadata": {"name": notebook.stem}}
    )
    pages[OURS].write_text(page, encoding="utf-8")
    to_html = ["nbconvert", "--to", "html", "--log-level=ERROR", "--output", str(pages[THEIRS])]
    subprocess.run([sys.executable, "-m", "jupyter", *to_html, str(notebook)], check=True)
    return pages


def load(browser: Browser, path: Path) -> tuple[float, int, int]:
    """Open a page; return milliseconds to its load event, its charts, and what it asks for."""
    context = browser.new_context(offline=True)  # files are still read
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_function(f"{LOADED} > 0")
    milliseconds, charts = page.evaluate(LOADED), page.evaluate(CHARTS)
    context.close()
    return milliseconds, charts, sum(not each.startswith(("file:", "data:")) for each in asked)


def main() -> None:
    """Measure all in turns, so that a busy moment meets all, and print the ratios."""
    notebook = course.notebook(sys.argv[1] if len(sys.argv) > 1 else LESSON)
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = make(notebook, Path(folder))
        sizes = {name: path.stat().st_size / 1000 for name, path in pages.items()}
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        rounds = [
            {name: load(browser, path) for name, path in pages.items()} for _ in range(ROUNDS)
        ]
        browser.close()
    times = {name: statistics.median(each[name][0] for each in rounds) for name in pages}
    print(f"{notebook.stem}, network refused, median of {ROUNDS}")
    for name in pages:
        _, charts, asked = rounds[0][name]
        print(
            f"{name:28}{sizes[name]:6.0f} KB{times[name]:6.0f} ms"
            f"{charts:4} charts{asked:4} outside requests"
        )
    above = (times[OURS] - times[EMPTY]) / (times[THEIRS] - times[EMPTY])
    print(f"{'ratio':28}{sizes[OURS] / sizes[THEIRS]:6.2f}{times[OURS] / times[THEIRS]:9.2f}")
    print(f"{'ratio above an empty page':28}{above:15.2f}")


if __name__ == "__main__":
    main()
