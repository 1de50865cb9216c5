"""Writes files whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from coursebook.errors import WriteError


def write(path: Path, content: str | bytes) -> bool:
    """Write a file under a temporary name and move it into place.

    Text is written as UTF-8 with the line ends it has. A file that already holds the
    same bytes is left alone, so that its time stamp says when it last changed.

    Args:
        path: The file; missing folders above it are made.
        content: Text or bytes.

    Returns:
        True if the file changed.

    Raises:
        WriteError: the folder or the file cannot be written, or the disk is full.
            What stood there before is untouched and nothing half-written stays.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise WriteError(_explain(path, error)) from error
    return True


def try_folder(folder: Path) -> None:
    """Find out whether files can be written into a folder, before the work that makes them.

    A folder that is missing is not made: the nearest one above it is tried.

    Args:
        folder: The folder.

    Raises:
        WriteError: it is a file, or nothing can be written there.
    """
    try:
        place = folder
        while not place.exists() and place != place.parent and not place.is_symlink():
            place = place.parent
        with tempfile.TemporaryFile(dir=place):
            pass
    except (OSError, RuntimeError) as error:  # pathlib's word for a link that leads to itself
        raise WriteError(_explain(folder, error)) from error


def _explain(path: Path, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"cannot write {path}: {reason}. Close the file if it is open, free some space, "
        f"or choose a folder that you may write in; what stood there before is unchanged."
    )
