from pathlib import Path

from playwright.sync_api import BrowserContext, Page


def _open(context: BrowserContext, path: Path) -> tuple[Page, list[str], list[str]]:
    """Open a page from a double click; return it with its requests and its complaints."""
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    return page, requests, complaints


def _pages(built: Path) -> list[Path]:
    return [built / "index.html", *sorted((built / "lessons").glob("*.html"))]


def test_pages_ask_for_nothing(context: BrowserContext, built: Path) -> None:
    """A page opened from a folder asks for itself and nothing else, and complains of nothing."""
    for path in _pages(built):
        _, requests, complaints = _open(context, path)
        assert requests == [path.as_uri()]
        assert complaints == []


def test_every_chart_is_drawn(context: BrowserContext, built: Path) -> None:
    """Each figure of a lesson shows a drawing with marks, inside the page."""
    for path in sorted((built / "lessons").glob("*.html")):
        page, _, _ = _open(context, path)
        page.eval_on_selector_all("details", "all => all.forEach(each => (each.open = true))")
        drawings = page.locator("figure svg[role=img]")
        assert drawings.count() >= 2
        for drawing in drawings.all():
            box = drawing.bounding_box()
            assert box and box["width"] > 200 and box["height"] > 100
            assert box["x"] >= 0 and box["x"] + box["width"] <= 1440
            assert drawing.locator("path, rect").count() > 3


def test_links_of_the_front_page_lead_somewhere(context: BrowserContext, built: Path) -> None:
    """Each link of the front page to another file of the build finds it."""
    page, _, _ = _open(context, built / "index.html")
    addresses = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
    files = [
        Path(each.removeprefix("file://").split("#")[0])
        for each in addresses
        if each.startswith("file://")
    ]
    assert files
    assert [each for each in files if not each.exists()] == []
