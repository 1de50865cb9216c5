"""The kinds of task, one class each; `kind:` in a quiz file says which one a task is."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from coursebook.course import tasks
from coursebook.course.choices import Grid, Matching, Multiple, Order, Single
from coursebook.numerals import number
from coursebook.yaml_model import MisplacedError, TypedList

_STEPS = ("surely not", "probably not", "as likely as not", "probably", "surely")


class Number(tasks.Answered):
    """Give a number; `tolerance` is the greatest difference that still counts."""

    kind: Literal["number"]
    answer: tasks.Answer
    tolerance: Annotated[float, Field(ge=0)] = 0
    unit: TypedList = []  # words that may stand with the number: days, %

    @model_validator(mode="after")
    def _are_numbers(self) -> "Number":
        for form in self.forms:
            if number(form) is None:
                name = "answer" if form == self.answer else "accept"
                raise MisplacedError(f"{form!r} is not a number", name)
        return self

    @property
    def numbers(self) -> list[float]:
        """The numbers that are right."""
        read = map(number, self.forms)
        return [value for value in read if value is not None]

    @property
    def how(self) -> str:
        """What to type."""
        return f"A number, in {self.unit[0]}." if self.unit else "A number."


class Text(tasks.Answered):
    """Answer in a word or two; case and spaces at the ends do not count."""

    asks_for = "A word or two."
    kind: Literal["text"]
    answer: tasks.Answer


class Forecast(tasks.ByRow):
    """Say how likely each row is. It is kept, to be looked at again; no answer is the key."""

    judged = False
    kind: Literal["forecast"]
    outcome: str = ""  # what happened; `kp.seal` tells it to who has kept a forecast
    rows: Annotated[list[tasks.Labelled], Field(min_length=1)]
    options: Annotated[list[tasks.Labelled], Field(min_length=2)] = [
        tasks.Labelled(text=step) for step in _STEPS
    ]


class Words(tasks.Task):
    """Answer in one's own words; judged by a rubric, never by the machine."""

    judged = False
    kind: Literal["words"]
    word_count: Annotated[tuple[int, int], Field(description="fewest and most words")]
    rubric: Annotated[list[tasks.Criterion], Field(min_length=1)]
    examples: dict[tasks.Level, tasks.NonEmpty]
    fields: list[tasks.NonEmpty] = []  # names of the parts of the answer, as on a source card

    @property
    def listed_rows(self) -> list[tasks.Labelled]:
        """The parts of the answer."""
        return tasks.numbered([tasks.Labelled(text=name) for name in self.fields])

    @property
    def how(self) -> str:
        """How much to write."""
        fewest, most = self.word_count
        return f"{fewest} to {most} words. It is judged like this:"


AnyTask = Annotated[
    Single | Multiple | Grid | Matching | Order | Number | Text | Forecast | Words,
    Field(discriminator="kind"),
]
