"""What is amiss in a notebook: it stops a lesson, and is mentioned for any other notebook."""

from collections.abc import Callable

from korean_peace.errors import LessonError


def _silent(line: str) -> None:
    """Say nothing."""


class Faults:
    """Decides what becomes of a fault of one page."""

    def __init__(self, *, strict: bool, warn: Callable[[str], object] | None = None) -> None:
        """Start a page.

        Args:
            strict: Whether a fault stops the page.
            warn: Called with one line for each fault of a page that is not strict.
        """
        self.strict = strict
        self._warn = warn or _silent

    def found(self, where: str, fault: str) -> None:
        """Report a fault.

        Args:
            where: File and cell: `lessons/05-panmunjom.ipynb, cell 3`.
            fault: What is wrong, and what to do.

        Raises:
            LessonError: the page is strict.
        """
        line = f"{where}: {fault}"
        if self.strict:
            raise LessonError(line)
        self._warn(" ".join(line.split()))
