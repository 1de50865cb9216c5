"""What is amiss in a notebook: it stops a lesson, and is mentioned for any other notebook."""

from collections.abc import Callable
from typing import NamedTuple

from coursebook.errors import LessonError, Place


class Fault(NamedTuple):
    """What is wrong, and what to do, each without a full stop."""

    problem: str
    remedy: str = ""


def _silent(line: str) -> None:
    """Say nothing."""


class Diagnostics:
    """Decides what becomes of a fault of one page."""

    def __init__(self, *, strict: bool, warn: Callable[[str], object] | None = None) -> None:
        """Start a page.

        Args:
            strict: Whether a fault stops the page.
            warn: Called with one line for each fault of a page that is not strict.
        """
        self.strict = strict
        self._warn = warn or _silent

    def found(self, where: Place, problem: str, remedy: str = "") -> None:
        """Report a fault.

        Args:
            where: File and cell.
            problem: What is wrong.
            remedy: What to do; it may be empty.

        Raises:
            LessonError: the page is strict.
        """
        error = LessonError(where, problem, remedy)
        if self.strict:
            raise error
        self._warn(" ".join(str(error).split()))
