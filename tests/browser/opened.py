"""What tests of pages share: a page opened from a folder, and all that it asked and said."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from coursebook.build import output_paths

OPEN_ALL = "all => all.forEach(each => (each.open = true))"


class Opened:
    """A page in the browser; what it requests and complains of is kept from the start."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)

    def unfold(self) -> None:
        """Open all that is folded."""
        self.page.eval_on_selector_all("details", OPEN_ALL)


def pages_of(built: Path) -> list[Path]:
    """Return all pages of both editions of a build, the front page of students first."""
    front = built / "index.html"
    pages = {
        path
        for each in output_paths.EDITIONS
        for path in output_paths.folder(built, each).rglob("*.html")
    }
    return [front, *sorted(pages - {front})]


def with_figures(built: Path) -> list[Path]:
    """Return the pages of lessons: of students and of teachers."""
    return [path for path in pages_of(built) if path.parent.name == "lessons"]
