"""Finds the curriculum's folders: datasets, lessons, quizzes.

The copy in use is, first to last: the folder in the environment variable COURSEBOOK_ROOT
(which `--root` sets), the checkout that contains the working folder, and the course that is
installed: its packaged content, or the checkout of an editable install. A folder that holds
only one of the three is no checkout but a copy of it, such as a student's lessons.
"""

import os
from pathlib import Path

from coursebook import installed
from coursebook.errors import ResourceError, UnknownName

ROOT_VARIABLE = "COURSEBOOK_ROOT"
_MARKS = {
    "datasets": "datapackage.json",
    "lessons": "course.yaml",
    "quizzes": "[0-9][0-9]-*.yaml",
}
FOLDERS = tuple(_MARKS)
_ENOUGH = 2


def root() -> Path:
    """Return the folder that holds `datasets/`, `lessons/` and `quizzes/`.

    Raises:
        ResourceError: COURSEBOOK_ROOT names a folder without a curriculum; none is found; or
            several courses are installed, and none was chosen.
    """
    chosen = os.environ.get(ROOT_VARIABLE)
    if chosen:
        path = _whole(chosen)
        if not _marks(path):
            raise ResourceError(
                f"no curriculum in {path}: a root holds the folders {', '.join(FOLDERS)}. "
                f"Choose another with --root, or leave it out."
            )
        return path
    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        raise ResourceError(
            "the working folder is no longer there: go to another one, or name a root with --root."
        ) from error
    for path in (here, *here.parents):
        if _marks(path) >= _ENOUGH:
            return path
    return _installed_root(here)


def folder(name: str) -> Path:
    """Return one of the curriculum's folders.

    Args:
        name: `datasets`, `lessons` or `quizzes`.

    Raises:
        UnknownName: `name` is none of the three.
        ResourceError: the folder does not exist in the copy in use.
    """
    if name not in FOLDERS:
        raise UnknownName("folder", name, FOLDERS)
    path = root() / name
    if not path.is_dir():
        raise ResourceError(f"{path} is missing: restore it, or name another copy with --root.")
    return path


def is_checkout() -> bool:
    """Tell whether the copy in use can be edited: a checkout, not an installed package."""
    return root() not in [course.content for course in installed.courses()]


def display_path(path: Path) -> str:
    """Return a path as people should read it: relative to the curriculum where it is inside."""
    try:
        return path.resolve().relative_to(root()).as_posix()
    except (ValueError, ResourceError):
        return str(path)


def _installed_root(here: Path) -> Path:
    """Return the folder of the one course that is installed."""
    courses = installed.courses()
    if len(courses) > 1:
        names = ", ".join(course.distribution for course in courses)
        raise ResourceError(
            f"several courses are installed: {names}. Go to the checkout of one, or name it "
            f"with --root."
        )
    for course in courses:
        for path in (course.content, course.checkout):
            if _marks(path) >= _ENOUGH:
                return path
    cure = f"install {courses[0].distribution} again" if courses else "install a course"
    raise ResourceError(
        f"no curriculum found above {here}, and no course is installed: {cure}, or name a "
        f"checkout with --root."
    )


def _whole(name: str) -> Path:
    try:
        return Path(name).expanduser().resolve()
    except (RuntimeError, OSError) as error:  # ~nobody, a link to itself, no working folder
        raise ResourceError(
            f"no folder {name!r}: {error}. Choose another with --root, or leave it out."
        ) from error


def _marks(path: Path) -> int:
    """Count which of the three folders are there, each known by a file that others lack.

    A checkout that lost one of them is still found, and then named as damaged.
    """
    return sum(any((path / name).glob(mark)) for name, mark in _MARKS.items())
