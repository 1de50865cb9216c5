"""What a build consists of: its formats and editions, and the names of its files."""

FORMATS = ("html", "pdf", "notebooks")
EDITIONS = ("student", "teacher")
FRONT_PAGE = "index.html"
CHARTS = "charts.js"
MANIFEST = "manifest.json"
PAPERS = {"a4": "", "us-letter": "-letter"}  # Typst's names, and what is added to a file's name

_FOLDERS = {
    ("student", "html"): "lessons",
    ("student", "pdf"): "lessons",
    ("student", "notebooks"): "notebooks",
}


def names(lesson: str, edition: str, kind: str) -> list[str]:
    """Return the names of a lesson's files, below the build's folder.

    Args:
        lesson: The lesson's id.
        edition: One of `EDITIONS`.
        kind: One of `FORMATS`; a PDF comes in two sizes of paper, A4 first.
    """
    stem = f"{_FOLDERS.get((edition, kind), edition)}/{lesson}"
    if kind == "pdf":
        return [f"{stem}{size}.pdf" for size in PAPERS.values()]
    return [f"{stem}.html" if kind == "html" else f"{stem}.ipynb"]


def of_lesson(lesson: str) -> list[str]:
    """Return the names of all files of a lesson, of any edition and format."""
    return [
        name for edition in EDITIONS for kind in FORMATS for name in names(lesson, edition, kind)
    ]
