"""What a build consists of: its formats and editions, and the names of its files."""

from pathlib import Path

from coursebook.errors import WriteError
from coursebook.render.pdf import Paper

FORMATS = ("html", "pdf", "notebooks")
EDITIONS = ("student", "teacher")
FRONT_PAGE = "index.html"
CHARTS = "charts.js"
MANIFEST = "manifest.json"
PAPERS: dict[Paper, str] = {"a4": "", "us-letter": "-letter"}  # what is added to a file's name


def folder(out: Path, edition: str) -> Path:
    """Return where an edition's files go: no edition shares a folder with another.

    A folder of the student's edition can so be put on a server as it is.

    Args:
        out: The folder of the student's edition, such as `build`.
        edition: One of `EDITIONS`; the teacher's goes into `build-teacher`.

    Raises:
        WriteError: `out` has no name that another could be made of, as `/`.
    """
    if not out.name:
        raise WriteError(f"{out} cannot hold a build: name a folder of its own, such as build.")
    return out if edition == "student" else out.with_name(f"{out.name}-{edition}")


def file_names(lesson: str, kind: str) -> list[str]:
    """Return the names of a lesson's files, below the folder of an edition.

    Args:
        lesson: The lesson's id.
        kind: One of `FORMATS`; a PDF comes in two sizes of paper, A4 first.
    """
    if kind == "notebooks":
        return [f"notebooks/{lesson}.ipynb"]
    if kind == "pdf":
        return [f"lessons/{lesson}{size}.pdf" for size in PAPERS.values()]
    return [f"lessons/{lesson}.html"]


def of_lesson(lesson: str) -> list[str]:
    """Return the names of all files of a lesson, of any format."""
    return [name for kind in FORMATS for name in file_names(lesson, kind)]
