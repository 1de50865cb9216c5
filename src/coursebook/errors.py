"""The package's errors.

Every message says what is wrong and where, what is permitted, and what to do next,
so that a teacher can act on it without reading a traceback. What is wrong with the content
keeps these as data: whoever lists faults, or finds the author's file behind a file that was
made, need not take a sentence apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Place:
    """Where something stands, as people look for it.

    Attributes:
        file: The file, relative to the curriculum; empty where no file is at fault.
        cell: The number of a notebook's cell, from 1; 0 for the whole notebook.
        line: The line of the file or of the cell, from 1; 0 for all of it.
        ident: The id of the lesson, exercise or question that stands there.
        entry: What it is within the file: `column date`, `lessons.0.needs`, `solution`.
    """

    file: str = ""
    cell: int = 0
    line: int = 0
    ident: str = field(default="", kw_only=True)
    entry: str = field(default="", kw_only=True)

    def __str__(self) -> str:
        """Return the place in words: `quizzes/05-panmunjom.yaml, line 12 (05-q1), answer`."""
        named = f"line {self.line}" if self.line else ""
        if self.ident:
            named = f"{named} ({self.ident})" if named else self.ident
        cell = f"cell {self.cell}" if self.cell else ""
        return ", ".join(filter(None, [self.file, cell, named, self.entry]))


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
        self.problem = f"no {kind} {name!r}"
        self.remedy = f"Choose from {choices}{ending}"
        super().__init__(f"{self.problem}: choose from {choices}{ending}")


class ContentError(KoreanPeaceError):
    """The content holds what is not permitted.

    Attributes:
        place: Where.
        problem: What is wrong, and what is permitted, without a full stop.
        remedy: What to do, without a full stop; it may be empty.
        others: Further faults that were found at the same time.
    """

    def __init__(
        self, place: Place, problem: str, remedy: str = "", others: Sequence["ContentError"] = ()
    ) -> None:
        super().__init__(place, problem, remedy)
        self.place, self.problem, self.remedy = place, problem, remedy
        self.others = tuple(others)

    def __str__(self) -> str:
        """Return one line for each fault."""
        where = f"{self.place}: " if str(self.place) else ""
        said = " ".join(_stopped(each) for each in (self.problem, self.remedy) if each)
        return "\n".join([where + said, *map(str, self.others)])

    def at(self, place: Place) -> Self:
        """Return the same fault at another place: the author's, not that of what was made."""
        return type(self)(place, self.problem, self.remedy, self.others)

    @classmethod
    def together(cls, faults: Sequence["ContentError"]) -> Self:
        """Return several faults as one error of this class."""
        first, *others = (each for fault in faults for each in (fault, *fault.others))
        return cls(first.place, first.problem, first.remedy, others)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


class ResourceError(KoreanPeaceError):
    """The folder that holds datasets, lessons and quizzes is missing or incomplete."""


class ChartError(KoreanPeaceError):
    """A chart was asked for something that it cannot draw."""


class DataError(ContentError):
    """A table or its description holds something that is not permitted."""


class CourseError(ContentError):
    """A course, quiz or guide file holds something that is not permitted."""


class CitationError(ContentError):
    """A text cites a source that is not in the table of sources."""


class LessonError(ContentError):
    """A lesson cannot be run or shown: names the lesson, the cell and the line."""


class WriteError(KoreanPeaceError):
    """A file could not be written; what stood there before is untouched."""
