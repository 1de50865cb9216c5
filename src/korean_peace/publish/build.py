"""Makes everything that people hold: handouts, notebooks, the teacher's edition, the front page."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_event_loop

from korean_peace import __version__, course, files, quiz, rows
from korean_peace.course import Lesson
from korean_peace.errors import KoreanPeaceError, LessonError, WriteError
from korean_peace.publish import live, plan, site
from korean_peace.publish.editions import located, teacher
from korean_peace.publish.handout import HandoutExporter
from korean_peace.publish.handout_pdf import HandoutPdfExporter
from korean_peace.publish.plan import CHARTS, EDITIONS, FORMATS, FRONT_PAGE, MANIFEST
from korean_peace.run.canonical import canonical
from korean_peace.run.execute import execute

Report = Callable[[str], None]
Files = dict[str, str | bytes]
Maker = Callable[[Lesson, Sequence[str], Report], Files]

_UP = ".."  # from a page of a lesson to the build's folder
_HEADS = {"student": "", "teacher": "Teacher’s edition"}


def build(
    lessons: Sequence[str],
    out: Path,
    report: Report,
    *,
    formats: Sequence[str] = FORMATS,
    editions: Sequence[str] = EDITIONS,
    jobs: int = 2,
) -> list[Path]:
    """Check the data, run lessons, and write what they become.

    Nothing is written unless every lesson ran. Each file is moved into place whole, the
    manifest last; what an earlier build made of other lessons, or in other formats, stays.

    Args:
        lessons: Numbers or ids; none means all.
        out: The folder to write to; it is made if missing.
        report: Called with a sentence before each step that takes time, from several threads.
        formats: Some of `plan.FORMATS`.
        editions: Some of `plan.EDITIONS`.
        jobs: How many notebooks run side by side.

    Returns:
        The paths of the files that were made, the manifest last.

    Raises:
        UnknownName: there is no such lesson.
        DataError, CourseError: a table or a file of the course holds what is not permitted.
        LessonError: a lesson raises or cannot be shown; all that failed are listed.
        WriteError: a file cannot be written. If it is one that is in use, it keeps its old
            version, and all others are written.
    """
    chosen = [course.lesson(name) for name in lessons] or course.course().lessons
    rows.check_all()
    made = _make(chosen, formats, editions, jobs, report)
    if "html" in formats:
        made |= {CHARTS: live.charts_js(), **site.library(course.course())}
    made[FRONT_PAGE] = _front_page({*_present(out), *made, FRONT_PAGE})
    report(f"writing {len(made)} files")
    kept = _write(out, made)
    kept += _write(out, {MANIFEST: _manifest(out, kept)})
    if kept:
        raise WriteError(
            f"these files are in use and keep their old version: {', '.join(kept)}. "
            f"Close them and build again; all others in {out} are new."
        )
    return [out / name for name in (*made, MANIFEST)]


def _make(
    lessons: Sequence[Lesson],
    formats: Sequence[str],
    editions: Sequence[str],
    jobs: int,
    report: Report,
) -> Files:
    """Return all files of some lessons by their names below the build's folder."""
    # Threads are enough: a lesson runs in a process of its own, which a thread waits for.
    with ThreadPoolExecutor(jobs) as pool:
        tasks = {
            (lesson.id, edition): pool.submit(_task, _MAKERS[edition], lesson, formats, report)
            for lesson in lessons
            for edition in editions
        }
        try:
            faults = _faults(tasks)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    if faults:
        raise LessonError("\n".join(faults.values()))
    return {name: content for task in tasks.values() for name, content in task.result().items()}


def _task(make: Maker, lesson: Lesson, formats: Sequence[str], report: Report) -> Files:
    try:
        return make(lesson, formats, report)
    finally:
        ensure_event_loop().close()  # the kernel's client opened one for this thread


def _faults(tasks: Mapping[tuple[str, str], Future[Files]]) -> dict[str, str]:
    """Wait for all tasks; return the first fault of each lesson: its editions share most."""
    faults: dict[str, str] = {}
    for (lesson, _), task in tasks.items():
        try:
            task.result()
        except KoreanPeaceError as error:
            faults.setdefault(lesson, str(error))
    return faults


def _student(lesson: Lesson, formats: Sequence[str], report: Report) -> Files:
    quiz.load_quiz(lesson.id)
    report(f"{lesson.id}: running the student's edition")
    text = canonical(execute(course.notebook(lesson.id)))
    report(f"{lesson.id}: rendering the student's edition")
    return _rendered(text, lesson, "student", formats)


def _teacher(lesson: Lesson, formats: Sequence[str], report: Report) -> Files:
    report(f"{lesson.id}: running the teacher's edition")
    text = teacher(lesson)
    report(f"{lesson.id}: rendering the teacher's edition")
    try:
        return _rendered(text, lesson, "teacher", formats)
    except KoreanPeaceError as error:
        raise located(error, _read(text), lesson) from error


_MAKERS: Mapping[str, Maker] = {"student": _student, "teacher": _teacher}


def _rendered(text: str, lesson: Lesson, edition: str, formats: Sequence[str]) -> Files:
    """Return the files that a notebook becomes."""
    made: Files = {}
    for kind in formats:
        names = plan.names(lesson.id, edition, kind)
        if kind == "notebooks":
            made[names[0]] = text
            continue
        for name, exporter in zip(names, _exporters(kind, edition), strict=True):
            about = {"metadata": {"name": lesson.id}}
            made[name] = exporter.from_notebook_node(_read(text), resources=about)[0]
    return made


def _exporters(kind: str, edition: str) -> Iterator[HandoutExporter]:
    """Yield what makes a format: one exporter a page, or a size of paper."""
    head = _HEADS[edition]
    if kind == "pdf":
        for paper in plan.PAPERS:
            yield HandoutPdfExporter(edition=head, paper=paper)
    else:
        yield HandoutExporter(edition=head, home=f"{_UP}/{FRONT_PAGE}", charts=f"{_UP}/{CHARTS}")


def _read(text: str) -> Any:
    return nbformat.reads(text, as_version=4)


def _write(out: Path, made: Mapping[str, str | bytes]) -> list[str]:
    """Write files; return the names of those that are in use and so keep their old version."""
    kept = []
    for name, content in made.items():
        try:
            files.write(out / name, content)
        except WriteError as error:
            # Windows refuses to replace a file that somebody reads; any other fault is final.
            if not isinstance(error.__cause__, PermissionError) or not (out / name).is_file():
                raise
            kept.append(name)
    return kept


def _front_page(there: Set[str]) -> str:
    """Return the front page of a build that holds these files."""
    whole = course.course()
    ready = [each for each in whole.lessons if not there.isdisjoint(plan.of_lesson(each.id))]
    return site.index(whole, ready, there)


def _present(out: Path) -> list[str]:
    """Return the names of all files of a build, also of earlier ones, that are there now.

    The manifest, which lists them, is left out, and so is whatever a person put there.
    """
    lessons = [name for each in course.course().lessons for name in plan.of_lesson(each.id)]
    return [
        name for name in (FRONT_PAGE, CHARTS, *site.names(), *lessons) if (out / name).is_file()
    ]


def _manifest(out: Path, kept: Sequence[str]) -> str:
    """Return version, size and checksum of all files of the build, also of earlier ones, as JSON.

    Files that could not be replaced are listed once more under `kept`.
    """
    described = {}
    for name in sorted(_present(out)):
        content = (out / name).read_bytes()
        described[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    listed = {"version": __version__, "files": described} | ({"kept": list(kept)} if kept else {})
    return json.dumps(listed, indent=1) + "\n"
