"""What the command says: whatever the terminal can show, and whether or not anybody listens."""

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from coursebook.errors import CoursebookError
from coursebook.installed import distribution

_NEXT = {
    errno.EACCES: "Give yourself the right to read and write there, or choose another place",
    errno.EISDIR: "A folder stands in the place of a file: move it away",
    errno.EMFILE: "Permit more open files (ulimit -n 1024), or build with --jobs 1",
    errno.ENOSPC: "Free some space, and try again",
    errno.EPERM: "Give yourself the right to read and write there, or choose another place",
}
_LOOK = "Add --debug to see where it happened."


@contextlib.contextmanager
def polite(prog: str) -> Iterator[None]:
    """Make the standard streams fit for all that a command may say.

    What a terminal cannot show is written as an escape. Where the reader of a pipe has gone
    (`| head -1`) the rest is unsaid, and the command goes on. Where what is said cannot be
    kept (a full disk) the command goes on too, says so, and ends with 1.

    Args:
        prog: The command's name, which its own messages begin with.
    """
    for number in range(3):  # files opened later must not become what others read and write
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    before = sys.stdout, sys.stderr
    said, complained = (_Stream(each) for each in before)
    sys.stdout, sys.stderr = said, complained
    try:
        yield
    finally:
        said.flush()
        if said.lost:
            print(f"{prog}: what it said is lost: {said.lost}.", file=sys.stderr)
        complained.flush()
        sys.stdout, sys.stderr = before
        if said.lost:
            raise SystemExit(1)


def explained(error: BaseException) -> str:
    """Say what an error is about, and what to do, instead of showing a traceback."""
    if isinstance(error, CoursebookError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "stopped; files that were not yet in place are as they were."
    if isinstance(error, ModuleNotFoundError):
        cure = f'run  python -m pip install "{distribution()}[publish]"'
        return f"the Python package {error.name!r} is not installed: {cure}"
    if isinstance(error, MemoryError):
        return "there is not enough memory. Close other programs, or build with --jobs 1."
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):
        return f"{error}: it leads to itself. Choose another folder."
    if not isinstance(error, OSError):
        return f"{type(error).__name__}: {error}\n{_LOOK}"
    if error.errno == errno.ENOENT and error.filename is None:
        return "the working folder is no longer there: go to another one."
    place = f"{error.filename}: " if error.filename else ""
    cure = f"{_NEXT[error.errno]}." if error.errno in _NEXT else _LOOK
    return f"{place}{error.strerror or error}. {cure}"


class _Stream:
    """A standard stream that never raises; `lost` says why something could not be written."""

    def __init__(self, stream: TextIO | None) -> None:
        self.lost = ""
        # None: it was closed before Python began.
        self._stream = stream or io.StringIO()
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    def write(self, text: str) -> int:
        with self._heard():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._heard():
            self._stream.flush()

    @contextlib.contextmanager
    def _heard(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not isinstance(error, BrokenPipeError):
                self.lost = error.strerror or str(error)
            # What is still held back goes the same way, also when Python ends.
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), self._stream.fileno())

    def __getattr__(self, name: str) -> object:
        attribute: object = getattr(self._stream, name)
        return attribute
