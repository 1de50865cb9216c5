"""Makes everything that people hold: handouts, notebooks, the teacher's edition, the front page."""

from collections.abc import Callable, Mapping, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode

from coursebook import files
from coursebook.build import manifest
from coursebook.course import course, quiz
from coursebook.course.course import Lesson
from coursebook.data import documents, reader
from coursebook.editions import output_paths
from coursebook.editions.output_paths import CHARTS, EDITIONS, FORMATS, FRONT_PAGE, MANIFEST
from coursebook.editions.teacher import map_error_to_source, teacher
from coursebook.errors import ContentError, LessonError, WriteError
from coursebook.notebooks.execute import execute
from coursebook.notebooks.normalize import canonical
from coursebook.render import from_notebook
from coursebook.render.html import page as html_page
from coursebook.render.pdf.document import pdfs
from coursebook.render.vega import live
from coursebook.site import pages

Report = Callable[[str], None]
Files = dict[str, str | bytes]
Maker = Callable[[Lesson, Sequence[str], Report], Files]

_UP = ".."  # from a page of a lesson to the build's folder


def build(
    lessons: Sequence[str],
    out: Path,
    report: Report,
    *,
    formats: Sequence[str] = FORMATS,
    editions: Sequence[str] = EDITIONS,
    jobs: int = 2,
) -> dict[str, list[Path]]:
    """Check the data, run lessons, and write what they become, each edition to its own folder.

    Nothing is written unless every lesson ran. Each file is moved into place whole, the
    manifest last. What an earlier build made of other lessons, or in other formats, stays;
    what it made and no build of this course would make there, such as the pages of a lesson
    that was renamed, is removed. Files that no build made are never touched.

    Args:
        lessons: Numbers or ids; none means all.
        out: The folder of the student's edition; `plan.folder` names the teacher's. They are
            made if missing.
        report: Called with a sentence before each step that takes time, from several threads.
        formats: Some of `plan.FORMATS`.
        editions: Some of `plan.EDITIONS`.
        jobs: How many notebooks run side by side.

    Returns:
        The paths of the files that were made, by edition, the manifest last.

    Raises:
        UnknownName: there is no such lesson.
        DataError, CourseError: a table, a document or a file of the course holds what is not
            permitted.
        LessonError: a lesson raises or cannot be shown; all that failed are listed.
        WriteError: a file cannot be written; where a folder refuses all files, this is said
            before a lesson runs. If it is a file that is in use, it keeps its old version, and
            all others are written.
    """
    chosen = [course.lesson(name) for name in lessons] or course.course().lessons
    folders = {edition: output_paths.folder(out, edition) for edition in editions}
    for folder in folders.values():
        files.try_folder(folder)
    earlier = {
        edition: manifest.read_manifest(folder, edition) for edition, folder in folders.items()
    }
    reader.check_tables()
    documents.check_documents()
    made = _make(chosen, formats, editions, jobs, report)
    shared = (
        {CHARTS: live.charts_js(), **pages.library(course.course())} if "html" in formats else {}
    )
    report(f"writing {sum(len(shared) + len(each) + 1 for each in made.values())} files")
    kept: list[Path] = []
    for edition, folder in folders.items():
        made[edition] |= shared
        kept += _put(folder, made[edition], edition, earlier[edition])
    if kept:
        raise WriteError(
            f"these files are in use and keep their old version: {', '.join(map(str, kept))}. "
            f"Close them and build again; all others are new."
        )
    return {
        edition: [folders[edition] / name for name in (*names, MANIFEST)]
        for edition, names in made.items()
    }


def _make(
    lessons: Sequence[Lesson],
    formats: Sequence[str],
    editions: Sequence[str],
    jobs: int,
    report: Report,
) -> dict[str, Files]:
    """Return all files of some lessons by edition, and by their names below its folder."""
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
        raise LessonError.together([*faults.values()])
    made: dict[str, Files] = {edition: {} for edition in editions}
    for (_, edition), task in tasks.items():
        made[edition] |= task.result()
    return made


def _task(make: Maker, lesson: Lesson, formats: Sequence[str], report: Report) -> Files:
    try:
        return make(lesson, formats, report)
    finally:
        ensure_event_loop().close()  # the kernel's client opened one for this thread


def _faults(tasks: Mapping[tuple[str, str], Future[Files]]) -> dict[str, ContentError]:
    """Wait for all tasks; return the first fault of each lesson: its editions share most."""
    faults: dict[str, ContentError] = {}
    for (lesson, _), task in tasks.items():
        try:
            task.result()
        except ContentError as error:
            faults.setdefault(lesson, error)
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
    except ContentError as error:
        raise map_error_to_source(error, _read(text), lesson) from error


_MAKERS: Mapping[str, Maker] = {"student": _student, "teacher": _teacher}


def _rendered(text: str, lesson: Lesson, edition: str, formats: Sequence[str]) -> Files:
    """Return the files that a notebook becomes; pages and PDFs are made of one document."""
    made: Files = {}
    named = {kind: output_paths.file_names(lesson.id, kind) for kind in formats}
    if "notebooks" in named:
        made |= dict.fromkeys(named["notebooks"], text)
    if set(named) <= {"notebooks"}:
        return made
    document = from_notebook.read_document(
        _read(text), from_notebook.origin(lesson.id), edition=pages.HEADS[edition]
    )
    if "html" in named:
        page = html_page.page(document, home=f"{_UP}/{FRONT_PAGE}", charts=f"{_UP}/{CHARTS}")
        made |= dict.fromkeys(named["html"], page)
    if "pdf" in named:
        made |= zip(named["pdf"], pdfs(document, [*output_paths.PAPERS]), strict=True)
    return made


def _read(text: str) -> NotebookNode:
    notebook: NotebookNode = nbformat.reads(text, as_version=4)
    return notebook


def _put(folder: Path, made: Files, edition: str, earlier: Set[str]) -> list[Path]:
    """Write the files of an edition and its front page; return those that are in use."""
    ours = {FRONT_PAGE, CHARTS, *pages.page_names()}
    ours |= {name for each in course.course().lessons for name in output_paths.of_lesson(each.id)}
    there = {FRONT_PAGE, *made, *(name for name in ours if (folder / name).is_file())}
    made[FRONT_PAGE] = _front_page(there, edition)
    kept = _write(folder, made)
    kept += manifest.remove(folder, earlier - ours)
    kept += _write(folder, {MANIFEST: manifest.text(folder, edition, there, kept)})
    return [folder / name for name in kept]


def _write(folder: Path, made: Mapping[str, str | bytes]) -> list[str]:
    """Write files; return the names of those that are in use and so keep their old version."""
    kept = []
    for name, content in made.items():
        try:
            files.write(folder / name, content)
        except WriteError as error:
            # Windows refuses to replace a file that somebody reads; any other fault is final.
            if not isinstance(error.__cause__, PermissionError) or not (folder / name).is_file():
                raise
            kept.append(name)
    return kept


def _front_page(there: Set[str], edition: str) -> str:
    """Return the front page of a folder that holds these files."""
    whole = course.course()
    ready = [
        each for each in whole.lessons if not there.isdisjoint(output_paths.of_lesson(each.id))
    ]
    return pages.index(whole, ready, there, edition)
