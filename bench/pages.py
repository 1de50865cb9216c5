"""How big the lessons' pages are and how soon they have loaded, beside the pages of nbconvert.

Run it with `python bench/pages.py [LESSON ...]`; it needs Chromium, and for all lessons
five minutes. Both pages are made of the same notebook and opened from a folder, in turns, by a
browser that finds no other host: in a new tab beside an open one, and in a fresh profile, as
after logging in. Of each lesson the ratio of the load events is printed; the middle ratios of
all lessons should stay below 0.5. A single one swings with whatever else the machine does.

No host is found, so the scripts that nbconvert's page asks for fail soon, where a classroom
would wait for them; and without them it shows no chart, no formula and no widget. An empty page
is measured too: no page can load sooner than the browser needs for itself.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from coursebook.course import course
from coursebook.render.html.exporter import HandoutExporter

ROUNDS = 15
EMPTY, THEIRS, OURS = "empty", "nbconvert", "ours"
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def make(notebook: Path, folder: Path) -> dict[str, Path]:
    """Make all pages in a folder, and return their paths."""
    pages = {name: folder / f"{name}.html" for name in (EMPTY, THEIRS, OURS)}
    pages[EMPTY].write_text("<!DOCTYPE html><title>Empty</title><p>Empty.", encoding="utf-8")
    exporter = HandoutExporter(home="../index.html", charts="../charts.js")
    page, _ = exporter.from_notebook_node(
        nbformat.read(notebook, as_version=4), {"metadata": {"name": notebook.stem}}
    )
    pages[OURS].write_text(page, encoding="utf-8")
    to_html = ["nbconvert", "--to", "html", "--log-level=ERROR", "--output", str(pages[THEIRS])]
    subprocess.run([sys.executable, "-m", "jupyter", *to_html, str(notebook)], check=True)
    return pages


def in_tab(context: BrowserContext, path: Path) -> float:
    """Open a page in a new tab, and return the milliseconds to its load event."""
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_function(f"{LOADED} > 0")
    milliseconds = float(page.evaluate(LOADED))
    page.close()
    return milliseconds


def in_profile(browser: Browser, path: Path) -> float:
    """Open a page in a fresh profile, and return the milliseconds to its load event."""
    context = browser.new_context()
    milliseconds = in_tab(context, path)
    context.close()
    return milliseconds


def measure(browser: Browser, pages: dict[str, Path]) -> dict[str, dict[str, float]]:
    """Return the middle times of all pages, by the way they were opened."""
    times: dict[str, list[dict[str, float]]] = {"tab": [], "profile": []}
    context = browser.new_context()
    context.new_page().goto(pages[EMPTY].as_uri())
    for _ in range(ROUNDS):  # in turns, so that a busy moment meets all
        times["tab"].append({name: in_tab(context, path) for name, path in pages.items()})
        times["profile"].append({name: in_profile(browser, path) for name, path in pages.items()})
    context.close()
    return {
        way: {name: statistics.median(each[name] for each in rounds) for name in pages}
        for way, rounds in times.items()
    }


def main() -> None:
    """Measure the lessons named, or all, and print sizes, times and ratios."""
    lessons = sys.argv[1:] or [lesson.number for lesson in course.course().lessons]
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    ratios: dict[str, list[float]] = {"tab": [], "profile": []}
    print(f"no host found, medians of {ROUNDS}; kB of ours and nbconvert's; load event in ms")
    print(f"lesson{'kB':>10}  in a new{EMPTY:>8}{THEIRS:>11}{OURS:>6}   ours / nbconvert")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for lesson in lessons:
            with tempfile.TemporaryDirectory() as folder:
                pages = make(course.notebook(lesson), Path(folder))
                sizes = "/".join(
                    f"{pages[name].stat().st_size / 1000:.0f}" for name in (OURS, THEIRS)
                )
                ways = measure(browser, pages)
            for way, each in ways.items():
                ratios[way].append(each[OURS] / each[THEIRS])
                numbers = f"{each[EMPTY]:8.0f}{each[THEIRS]:11.0f}{each[OURS]:6.0f}"
                print(f"{lesson:6}{sizes:>10}  {way:8}{numbers}{ratios[way][-1]:10.2f}", flush=True)
        browser.close()
    for way, found in ratios.items():
        print(f"the middle ratio in a new {way}: {statistics.median(found):.2f}")


if __name__ == "__main__":
    main()
