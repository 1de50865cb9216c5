"""Finds the curriculum's folders: datasets, lessons, quizzes.

The copy in use is, first to last: the folder in the environment variable
KOREAN_PEACE_ROOT (which `korean-peace --root` sets), the checkout that contains the
working folder, the installed package, and the checkout of an editable install.
"""

import os
from pathlib import Path

from korean_peace.errors import ResourceError, UnknownName

ROOT_VARIABLE = "KOREAN_PEACE_ROOT"
FOLDERS = ("datasets", "lessons", "quizzes")

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "content"
_EDITABLE = _PACKAGE.parent.parent


def root() -> Path:
    """Return the folder that holds `datasets/`, `lessons/` and `quizzes/`.

    Raises:
        ResourceError: KOREAN_PEACE_ROOT names a folder without a curriculum, or none is found.
    """
    chosen = os.environ.get(ROOT_VARIABLE)
    if chosen:
        path = Path(chosen).expanduser().resolve()
        if not _holds_curriculum(path):
            raise ResourceError(
                f"no curriculum in {path}: a root holds the folders {', '.join(FOLDERS)}. "
                f"Choose another with --root, or leave it out."
            )
        return path
    here = Path.cwd()
    for path in (here, *here.parents, _INSTALLED, _EDITABLE):
        if _holds_curriculum(path):
            return path
    raise ResourceError(
        f"no curriculum found above {here} nor in the installed package: install korean-peace "
        f"again, or name a checkout with --root."
    )


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
    return root() != _INSTALLED


def shown(path: Path) -> str:
    """Return a path as people should read it: relative to the curriculum where it is inside."""
    try:
        return path.resolve().relative_to(root()).as_posix()
    except (ValueError, ResourceError):
        return str(path)


def _holds_curriculum(path: Path) -> bool:
    # Either file is enough: a damaged copy should be named as such, not passed over in silence.
    return (path / "datasets" / "datapackage.json").is_file() or (
        path / "lessons" / "course.yaml"
    ).is_file()
