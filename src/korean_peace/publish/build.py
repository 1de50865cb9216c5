"""Makes everything that people hold: pages, notebooks, the front page."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat

from korean_peace import __version__, course, files, quiz, rows
from korean_peace.course import Lesson
from korean_peace.errors import KoreanPeaceError, LessonError
from korean_peace.publish import site
from korean_peace.publish.handout import HandoutExporter
from korean_peace.run.canonical import canonical
from korean_peace.run.execute import execute

MANIFEST = "manifest.json"


def build(lessons: Sequence[str], out: Path, report: Callable[[str], None]) -> list[Path]:
    """Check the data, run lessons, and write what they become.

    Nothing is written unless every lesson ran. Each file is moved into place whole, the
    manifest last.

    Args:
        lessons: Numbers or ids; none means all.
        out: The folder to write to; it is made if missing.
        report: Called with a sentence before each step that takes time.

    Returns:
        The paths of the files that were made, the manifest last.

    Raises:
        UnknownName: there is no such lesson.
        DataError, CourseError: a table or a file of the course holds what is not permitted.
        LessonError: a lesson raises or cannot be shown; all that failed are listed.
        WriteError: a file cannot be written.
    """
    chosen = [course.lesson(name) for name in lessons] or course.course().lessons
    rows.check_all()
    made: dict[str, str] = {}
    faults = []
    for lesson in chosen:
        report(f"{lesson.id}: running and rendering")
        try:
            made |= _lesson(lesson)
        except KoreanPeaceError as error:
            faults.append(str(error))
    if faults:
        raise LessonError("\n".join(faults))
    report("writing")
    for name, content in made.items():
        files.write(out / name, content)
    return _finish(out, list(made))


def _lesson(lesson: Lesson) -> dict[str, str]:
    """Return the files of one lesson by their names below the build folder."""
    quiz.load_quiz(lesson.id)
    path = course.notebook(lesson.id)
    text = canonical(execute(path))
    page, _ = HandoutExporter(home="../index.html").from_notebook_node(
        nbformat.reads(text, as_version=4), resources={"metadata": {"name": lesson.id}}
    )
    return {f"lessons/{lesson.id}.html": page, f"notebooks/{lesson.id}.ipynb": text}


def _finish(out: Path, made: list[str]) -> list[Path]:
    """Write the front page for the lessons that are there now, then the manifest."""
    whole = course.course()
    ready = [each for each in whole.lessons if (out / f"lessons/{each.id}.html").is_file()]
    files.write(out / "index.html", site.index(whole, ready))
    known = ["index.html", *made]
    files.write(out / MANIFEST, _manifest(out, known))
    return [out / name for name in (*known, MANIFEST)]


def _manifest(out: Path, names: list[str]) -> str:
    """Return version, size and checksum of the files just made, as JSON."""
    described = {}
    for name in sorted(names):
        content = (out / name).read_bytes()
        described[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return json.dumps({"version": __version__, "files": described}, indent=1) + "\n"
