"""The exercises and questions of a lesson, from `quizzes/NN-slug.yaml`.

One class a question type. This is the only place where answers are: notebooks and
handouts never hold one.
"""

import functools
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from korean_peace import course, yamlfile
from korean_peace.errors import CourseError, Place
from korean_peace.resources import folder, shown
from korean_peace.yamlfile import Strict

Text = Annotated[str, Field(min_length=1)]
Answer = Annotated[str, Field(min_length=1)]
# The name of a task for all time. An id tells its place and changes with it; a task that asks
# something else gets another uid, so that old work is never marked by a new key.
Uid = Annotated[str, Field(pattern=r"^[a-z]{6}$")]


def _as_text(value: Any) -> Any:
    """Take numbers and dates that YAML has already read as what was typed."""
    if isinstance(value, bool) or value is None:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_texts(value: Any) -> Any:
    """Take one value or several, as texts."""
    return [_as_text(each) for each in (value if isinstance(value, list) else [value])]


class SourcePlace(Strict):
    """Where in a source the key is found."""

    id: str
    locator: str


class Exempt(Strict):
    """A text of this task that the content check lets pass, and why."""

    text: Text
    reason: Text


class Slip(Strict):
    """A likely wrong answer and what to say about it: exactly one way to recognise it."""

    say: Text
    equals: list[str] = []
    contains: list[str] = []
    lacks: list[str] = []
    at: dict[int, list[str]] = {}

    _texts = field_validator("equals", "contains", "lacks", mode="before")(_as_texts)

    @field_validator("at", mode="before")
    @classmethod
    def _placed(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {place: _as_texts(each) for place, each in value.items()}

    @model_validator(mode="after")
    def _one_way(self) -> "Slip":
        if sum(map(bool, (self.equals, self.contains, self.lacks, self.at))) != 1:
            raise ValueError("a slip has exactly one of: equals, contains, lacks, at")
        return self


class Exercise(Strict):
    """A task inside the notebook; the notebook holds its prompt, this its answer."""

    id: Annotated[str, Field(pattern=r"^\d\d-\d+$")]
    uid: Uid
    title: Text
    objective: str
    level: Literal["core", "support", "stretch"] = "core"
    kind: Literal["number", "text", "set", "ordering"]
    answer: Answer
    accept: list[str] = []
    tolerance: float = 0
    unit: list[str] = []  # words that may stand with a number: days, %
    hints: Annotated[list[Text], Field(min_length=3, max_length=3)]
    slips: list[Slip] = []
    right: Text
    solution: Text
    verify: str = ""
    exempt: list[Exempt] = []

    _text = field_validator("answer", mode="before")(_as_text)
    _texts = field_validator("accept", "unit", mode="before")(_as_texts)


class _Question(Strict):
    """What every question of an exit ticket has."""

    id: Annotated[str, Field(pattern=r"^\d\d-q\d+$")]
    uid: Uid
    objective: str
    difficulty: Annotated[int, Field(ge=1, le=3)]
    points: Annotated[int, Field(ge=1)]
    prompt: Text
    explanation: Text
    hint: Text
    source: SourcePlace
    verify: str = ""
    exempt: list[Exempt] = []


class Option(Strict):
    """One choice, with what to say to who chose it."""

    text: Text
    correct: bool = False
    feedback: Text


class Single(_Question):
    """Choose one option."""

    type: Literal["single"]
    options: Annotated[list[Option], Field(min_length=2)]

    @field_validator("options")
    @classmethod
    def _one_key(cls, options: list[Option]) -> list[Option]:
        if sum(each.correct for each in options) != 1:
            raise ValueError("exactly one option must be marked `correct: true`")
        return options


class Multiple(_Question):
    """Choose all options that are right."""

    type: Literal["multiple"]
    options: Annotated[list[Option], Field(min_length=3)]

    @field_validator("options")
    @classmethod
    def _some_keys(cls, options: list[Option]) -> list[Option]:
        if not 1 <= sum(each.correct for each in options) < len(options):
            raise ValueError("at least one option, but not all, must be marked `correct: true`")
        return options


class Numeric(_Question):
    """Give a number; `tolerance` is the greatest difference that still counts."""

    type: Literal["numeric"]
    answer: float
    tolerance: Annotated[float, Field(ge=0)] = 0
    unit: str = ""
    slips: list[Slip] = []


class Ordering(_Question):
    """Put items in order; the file lists them in the right one."""

    type: Literal["ordering"]
    items: Annotated[list[Text], Field(min_length=3)]
    slips: list[Slip] = []

    @property
    def shown(self) -> list[str]:
        """The items as students see them: by alphabet, which tells nothing of the key."""
        return sorted(self.items)


class Pair(Strict):
    """Two things that belong together."""

    left: Text
    right: Text
    feedback: Text


class Matching(_Question):
    """Match each left side to its right side; `extra` right sides belong to none."""

    type: Literal["matching"]
    pairs: Annotated[list[Pair], Field(min_length=2)]
    extra: list[Text] = []

    @property
    def lefts(self) -> list[str]:
        """The left sides as students see them."""
        return sorted(each.left for each in self.pairs)

    @property
    def rights(self) -> list[str]:
        """The right sides, and those that belong to none, by alphabet."""
        return sorted({*(each.right for each in self.pairs), *self.extra})


class Short(_Question):
    """Answer in a word or two; case and spaces at the ends do not count."""

    type: Literal["short"]
    answer: Answer
    accept: list[str] = []
    slips: list[Slip] = []

    _text = field_validator("answer", mode="before")(_as_text)
    _texts = field_validator("accept", mode="before")(_as_texts)


class Criterion(Strict):
    """One line of a rubric: what three levels of thinking look like."""

    name: Text
    beginning: Text
    getting_there: Text
    secure: Text


class Essay(_Question):
    """Answer in one's own words; judged by a rubric, never by the machine."""

    type: Literal["essay"]
    words: Annotated[tuple[int, int], Field(description="fewest and most words")]
    rubric: Annotated[list[Criterion], Field(min_length=1)]
    examples: dict[Literal["beginning", "getting_there", "secure"], Text]


Question = Annotated[
    Single | Multiple | Numeric | Ordering | Matching | Short | Essay,
    Field(discriminator="type"),
]


class Quiz(Strict):
    """A quiz file."""

    lesson: str
    exercises: list[Exercise]
    questions: Annotated[list[Question], Field(min_length=1)]

    @model_validator(mode="after")
    def _belongs_together(self) -> "Quiz":
        number = self.lesson[:2]
        seen = set()
        for part in ("exercises", "questions"):
            for place, each in enumerate(getattr(self, part)):
                for name in ("id", "uid"):
                    value = getattr(each, name)
                    if value in seen:
                        why = f"the {name} {value} stands twice: give each its own"
                        raise yamlfile.MisplacedError(why, part, place, name)
                    seen.add(value)
                if not each.id.startswith(f"{number}-"):
                    why = f"the id {each.id} must begin with {number}-, as the lesson does"
                    raise yamlfile.MisplacedError(why, part, place, "id")
        return self

    def find(self, ident: str) -> "Exercise | Question | None":
        """Return the exercise or question with this id, or None."""
        for each in (*self.exercises, *self.questions):
            if each.id == ident:
                return each
        return None


def load_quiz(lesson: str) -> Quiz:
    """Return the exercises and questions of a lesson.

    Args:
        lesson: `05` or `05-panmunjom`.

    Raises:
        UnknownName: there is no such lesson.
        CourseError: the file is missing or holds what is not permitted; the message names
            file, line and id.
    """
    wanted = course.lesson(lesson).id
    path = folder("quizzes") / f"{wanted}.yaml"
    loaded = _read(path, path.stat().st_mtime_ns if path.is_file() else 0)
    if loaded.lesson != wanted:
        why = f"{loaded.lesson!r} is not {wanted!r}, as the file's name says"
        raise CourseError(Place(shown(path), entry="lesson"), why, "Correct one of the two")
    return loaded


@functools.lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Quiz:
    return yamlfile.read(path, Quiz)
