"""The package's errors.

Every message says what is wrong and where, what is permitted, and what to do next,
so that a teacher can act on it without reading a traceback.
"""

from collections.abc import Iterable


class KoreanPeaceError(Exception):
    """Base of all errors that this package raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: the sentence, without the code that found the fault."""
        return [str(self)]


class UnknownName(KoreanPeaceError):
    """Something was asked for by a name that does not exist: a table, a lesson, a source."""

    def __init__(self, kind: str, name: object, permitted: Iterable[str], see: str = "") -> None:
        choices = ", ".join(permitted)
        ending = f" (see {see})" if see else ""
        super().__init__(f"no {kind} {name!r}: choose from {choices}{ending}")


class ResourceError(KoreanPeaceError):
    """The folder that holds datasets, lessons and quizzes is missing or incomplete."""


class DataError(KoreanPeaceError):
    """A table or its description holds something that is not permitted."""


class CourseError(KoreanPeaceError):
    """A course, quiz or guide file holds something that is not permitted."""


class CitationError(KoreanPeaceError):
    """A text cites a source that is not in the table of sources."""


class LessonError(KoreanPeaceError):
    """A lesson cannot be run or shown: names the lesson, the cell and the line."""


class WriteError(KoreanPeaceError):
    """A file could not be written; what stood there before is untouched."""
