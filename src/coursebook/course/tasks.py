"""What every task has, and the parts that tasks are made of; `kinds` has one class a kind."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from coursebook.yaml_model import MisplacedError, Strict, Typed, TypedList, as_typed

NonEmpty = Annotated[str, Field(min_length=1)]
Answer = Annotated[NonEmpty, BeforeValidator(as_typed)]
# The name of a task for all time. An id tells its place and changes with it; a task that asks
# something else gets another uid, so that old work is never marked by a new key.
Uid = Annotated[str, Field(pattern=r"^[a-z]{6}$")]
Level = Literal["beginning", "getting_there", "secure"]


class SourcePlace(Strict):
    """Where in a source the key is found."""

    id: str
    locator: str


class Suppression(Strict):
    """A text of this task that the content check lets pass, and why."""

    text: NonEmpty
    reason: NonEmpty


class Misconception(Strict):
    """A likely wrong answer and what to say about it: exactly one way to recognise it."""

    feedback: NonEmpty
    equals: TypedList = []
    contains: TypedList = []
    missing: TypedList = []
    at_position: dict[int, TypedList] = {}

    @model_validator(mode="after")
    def _one_way(self) -> "Misconception":
        if sum(map(bool, (self.equals, self.contains, self.missing, self.at_position))) != 1:
            ways = "equals, contains, missing, at_position"
            raise ValueError(f"a misconception has exactly one of: {ways}")
        return self


class Labelled(Strict):
    """Something to choose, or to choose for. It has a label alone where the lesson shows it."""

    label: Typed = ""
    text: str = ""

    @model_validator(mode="after")
    def _is_something(self) -> "Labelled":
        if not (self.label or self.text):
            raise ValueError("give it a label, a text, or both")
        return self


class Option(Labelled):
    """One choice, with what to say to who chose it; without a label it is lettered."""

    correct: bool = False
    feedback: str = ""


class Row(Labelled):
    """A line for which one option is chosen; without a label it is numbered."""

    key: Typed = ""


class Pair(Strict):
    """Two things that belong together."""

    left: NonEmpty
    right: NonEmpty
    feedback: NonEmpty


class Criterion(Strict):
    """One line of a rubric: what three levels of thinking look like."""

    name: NonEmpty
    beginning: NonEmpty
    getting_there: NonEmpty
    secure: NonEmpty


class Task(Strict):
    """A task of a lesson: an exercise in its text, or a task of its exit ticket.

    Attributes:
        id: Its lesson and number: `05-1`, or `05-q1` in the exit ticket.
        prompt: What is asked. It may be empty while the lesson's text holds it.
        instruction: What to type, in words, where that is not said by its kind.
        explanation: What is said to who is right.
        why: The best objection to the key, and its answer; for teachers.
        solution: Code that finds the answer and checks it.
        verify: An expression that proves the key from the tables.
        difficulty: From 1 to 3; like points and source, of the exit ticket only.
    """

    judged: ClassVar[bool] = True  # by the machine: it has a key
    ordered: ClassVar[bool] = True  # the order of an answer's parts counts
    asks_for: ClassVar[str] = ""  # what to type, in general

    id: Annotated[str, Field(pattern=r"^\d\d-q?\d+$")]
    uid: Uid
    kind: str
    objective: str
    title: str = ""
    level: Literal["core", "support", "stretch"] = "core"
    prompt: str = ""
    instruction: str = ""
    hints: Annotated[list[NonEmpty], Field(min_length=1, max_length=3)]
    explanation: NonEmpty
    why: str = ""
    misconceptions: list[Misconception] = []
    solution: str = ""
    verify: str = ""
    exempt: list[Suppression] = []
    difficulty: Annotated[int, Field(ge=1, le=3)] | None = None
    points: Annotated[int, Field(ge=1)] | None = None
    source: SourcePlace | None = None

    @property
    def in_ticket(self) -> bool:
        """Whether the task stands in the exit ticket."""
        return "-q" in self.id

    @property
    def name(self) -> str:
        """What people call it: its title, or what it asks."""
        return self.title or self.prompt

    @property
    def worth(self) -> str:
        """Its points, in words."""
        return f"{self.points} point{'' if self.points == 1 else 's'}"

    @property
    def key(self) -> str:
        """What a student types who is right; empty where no machine judges."""
        return ""

    @property
    def forms(self) -> list[str]:
        """The key, and what else is right."""
        return [self.key] if self.key else []

    @property
    def meaning(self) -> str:
        """What the key says, where it is only letters."""
        return ""

    @property
    def listed_rows(self) -> list[Labelled]:
        """The lines that want an answer each, with the labels that students see."""
        return []

    @property
    def listed_options(self) -> list[Labelled]:
        """What there is to choose from, with the labels that students see."""
        return []

    @property
    def distractors(self) -> set[str]:
        """The texts among the options that are wrong on purpose."""
        return set()

    @property
    def own_feedback(self) -> list[str]:
        """What is said to who chose this or that, besides the misconceptions."""
        return []

    @property
    def how(self) -> str:
        """What to type, in general."""
        return self.asks_for

    @model_validator(mode="after")
    def _complete(self) -> "Task":
        if self.in_ticket:
            what, count, needed = "a task of the exit ticket", 1, _ONLY_TICKET | {"prompt"}
        else:
            what, count, needed = "an exercise", 3, {"title"}
            needed |= {"solution"} if self.judged else set()
            # Only where the key may be typed out can the lesson's text hold what is asked.
            needed |= set() if "answer" in type(self).model_fields else {"prompt"}
        missing = sorted(name for name in needed if not getattr(self, name))
        if missing:
            named = " and ".join(f"`{name}`" for name in missing)
            raise MisplacedError(f"{what} must have {named}", missing[0])
        if len(self.hints) != count:
            why = f"{what} has {count} hint{'s' if count > 1 else ''}, not {len(self.hints)}"
            raise MisplacedError(why, "hints")
        strange = _ONLY_EXERCISE if self.in_ticket else _ONLY_TICKET
        if not self.judged:
            strange = strange | {"solution", "misconceptions", "verify"}
        for name in sorted(strange & self.model_fields_set):
            raise MisplacedError(f"{what} of this kind has no `{name}`: remove it", name)
        return self


class Answered(Task):
    """A task whose key may be typed out in `answer`."""

    answer: Answer = ""
    accept: TypedList = []

    @property
    def key(self) -> str:
        """What a student types who is right."""
        return self.answer

    @property
    def forms(self) -> list[str]:
        """The key, and what else is right."""
        return [self.key, *self.accept]


class ByRow(Task):
    """A task in which one of the same options is chosen for each row."""

    asks_for = "One letter for each row, in order."

    rows: Sequence[Labelled] = ()
    options: Sequence[Labelled] = ()

    @property
    def listed_rows(self) -> list[Labelled]:
        """The rows, numbered where they have no label."""
        return numbered(self.rows)

    @property
    def listed_options(self) -> list[Labelled]:
        """The options, lettered where they have no label."""
        return lettered(self.options)

    @model_validator(mode="after")
    def _labels_differ(self) -> "ByRow":
        differ(self.listed_rows, "rows")
        differ(self.listed_options, "options")
        return self


_ONLY_TICKET = {"difficulty", "points", "source"}
_ONLY_EXERCISE = {"title", "level", "solution"}


def lettered(things: Sequence[Labelled]) -> list[Labelled]:
    """Return things to choose from as students see them: those without a label get a letter."""
    return _named(things, ascii_lowercase)


def numbered(things: Sequence[Labelled]) -> list[Labelled]:
    """Return rows as students see them: those without a label get a number."""
    return _named(things, [str(number) for number in range(1, len(things) + 1)])


def _named(things: Sequence[Labelled], names: Sequence[str]) -> list[Labelled]:
    return [
        Labelled(label=thing.label or names[place], text=thing.text)
        for place, thing in enumerate(things)
    ]


def differ(things: list[Labelled], what: str) -> None:
    """Refuse labels that stand twice.

    Raises:
        MisplacedError: two things have the same label.
    """
    labels = [thing.label.casefold() for thing in things]
    for place, label in enumerate(labels):
        if label in labels[:place]:
            why = f"two {what} have the label {things[place].label}: give each its own"
            raise MisplacedError(why, what, place)
