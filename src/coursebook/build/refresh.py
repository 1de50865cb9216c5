"""Runs lessons and saves them in canonical form, for authors."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_core.utils import ensure_event_loop

from coursebook import files, root
from coursebook.course import course
from coursebook.errors import ResourceError
from coursebook.metadata import METADATA_NAMESPACE
from coursebook.notebooks.execute import execute
from coursebook.notebooks.normalize import canonical


def refresh(lessons: Sequence[str], report: Callable[[str], None]) -> list[str]:
    """Run lessons and save them with their new outputs.

    Args:
        lessons: Numbers or ids; none means all.
        report: Called with a sentence before each lesson, and after it.

    Returns:
        The ids of the lessons whose file changed.

    Raises:
        ResourceError: the copy in use is an installed package.
        LessonError: a lesson raises; its file is left as it was.
    """
    if not root.is_checkout():
        raise ResourceError(
            "refresh changes lessons: run it in a checkout, or name one with --root."
        )
    chosen = [course.lesson(name) for name in lessons] or course.course().lessons
    changed = []
    # In a thread of its own, so that Ctrl-C stops this loop and not the talk with a kernel,
    # which then ends in order.
    with ThreadPoolExecutor(1) as pool:
        for lesson in chosen:
            report(f"{lesson.id}: running")
            path = course.notebook(lesson.id)
            text = pool.submit(_run, path, lesson.id).result()
            if files.write(path, text):
                changed.append(lesson.id)
            report(f"{lesson.id}: {'changed' if lesson.id in changed else 'as it was'}")
    return changed


def _run(path: Path, lesson: str) -> str:
    try:
        notebook = execute(path)
        # By this a front end knows the notebooks of a course from all others.
        notebook.metadata[METADATA_NAMESPACE] = {"lesson": lesson}
        return canonical(notebook)
    finally:
        ensure_event_loop().close()  # the kernel's client opened one for this thread
