"""The kinds of task in which something is chosen: one, several, one a row, pairs, an order."""

from string import ascii_lowercase
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from coursebook.course import tasks
from coursebook.yaml_model import MisplacedError


class _OneOfTwoWays(tasks.Answered):
    """A task that stands whole in the quiz file, or in the lesson's text with its `answer` here."""

    data: ClassVar[tuple[str, ...]] = ()  # the entries that hold what is asked

    @model_validator(mode="after")
    def _one_way(self) -> "_OneOfTwoWays":
        held = [name for name in self.data if getattr(self, name)]
        if self.answer and (held or self.prompt):
            name = [*held, "prompt"][0]
            why = f"the key stands in `answer`, so the lesson holds the rest: remove `{name}`"
            raise MisplacedError(f"{why}, or `answer`", name)
        if not self.answer and len(held) < len(self.data):
            why = f"give `answer`, or `prompt`, {', '.join(f'`{name}`' for name in self.data)}"
            raise MisplacedError(why, "answer")
        if held and not self.prompt:
            raise MisplacedError(f"with `{held[0]}` it needs a prompt", "prompt")
        return self


class _WithOptions(tasks.Task):
    """A task whose options are right or wrong."""

    options: list[tasks.Option] = []

    @model_validator(mode="after")
    def _options_are_sound(self) -> "_WithOptions":
        tasks.differ(self.listed_options, "options")
        for place, option in enumerate(self.options):
            for name in ("text", "feedback"):
                if self.in_ticket and not getattr(option, name):
                    why = f"in the exit ticket an option must have `{name}`"
                    raise MisplacedError(why, "options", place, name)
        return self

    @property
    def is_lettered(self) -> bool:
        """Whether the options have no labels but letters."""
        return bool(self.options) and not any(option.label for option in self.options)

    @property
    def right_labels(self) -> str:
        """The labels of the right options."""
        shown = zip(self.listed_options, self.options, strict=True)
        return " ".join(listed.label for listed, option in shown if option.correct)

    @property
    def meaning(self) -> str:
        """The right options in words."""
        return "; ".join(option.text for option in self.options if option.correct)

    @property
    def listed_options(self) -> list[tasks.Labelled]:
        """The options, lettered where they have no label."""
        return tasks.lettered(self.options)

    @property
    def distractors(self) -> set[str]:
        """The texts of the wrong options."""
        return {option.text for option in self.options if not option.correct}

    @property
    def own_feedback(self) -> list[str]:
        """What is said to who chose an option."""
        return [option.feedback for option in self.options if option.feedback]


class Single(_WithOptions):
    """Choose one option."""

    asks_for = "One letter."
    kind: Literal["single"]
    options: Annotated[list[tasks.Option], Field(min_length=2)]

    @field_validator("options")
    @classmethod
    def _one_key(cls, options: list[tasks.Option]) -> list[tasks.Option]:
        if sum(option.correct for option in options) != 1:
            raise ValueError("exactly one option must be marked `correct: true`")
        return options

    @property
    def key(self) -> str:
        """The label of the right option."""
        return self.right_labels


class Multiple(_OneOfTwoWays, _WithOptions):
    """Choose all options that are right."""

    ordered = False
    data = ("options",)
    asks_for = "One or more letters."
    kind: Literal["multiple"]
    options: Annotated[list[tasks.Option], Field(min_length=3)] = []

    @field_validator("options")
    @classmethod
    def _some_keys(cls, options: list[tasks.Option]) -> list[tasks.Option]:
        if not 1 <= sum(option.correct for option in options) < len(options):
            raise ValueError("at least one option, but not all, must be marked `correct: true`")
        return options

    @property
    def key(self) -> str:
        """The labels of the right options."""
        return self.answer or self.right_labels


class Grid(_OneOfTwoWays, tasks.ByRow):
    """Choose one option for each row; an option may fit several rows, or none."""

    data = ("rows", "options")
    kind: Literal["grid"]
    rows: Annotated[list[tasks.Row], Field(min_length=2)] = []
    options: Annotated[list[tasks.Labelled], Field(min_length=2)] = []

    @model_validator(mode="after")
    def _keys_are_options(self) -> "Grid":
        labels = [option.label for option in self.listed_options]
        for place, row in enumerate(self.rows):
            if row.key not in labels:
                why = f"the key must be one of the options: {', '.join(labels)}"
                raise MisplacedError(why, "rows", place, "key")
        return self

    @property
    def key(self) -> str:
        """The label that is right, row by row."""
        return self.answer or " ".join(row.key for row in self.rows)


class Matching(tasks.Task):
    """Match each left side to its right side; `extra` right sides belong to none."""

    asks_for = "One letter for each number, in order."
    kind: Literal["matching"]
    pairs: Annotated[list[tasks.Pair], Field(min_length=2)]
    extra: list[tasks.NonEmpty] = []

    @property
    def distractors(self) -> set[str]:
        """The right sides that belong to none."""
        return set(self.extra)

    @property
    def own_feedback(self) -> list[str]:
        """What is said to who matched a pair."""
        return [pair.feedback for pair in self.pairs]

    @property
    def sorted_pairs(self) -> list[tasks.Pair]:
        """The pairs in the order in which students see their left sides: by alphabet."""
        return sorted(self.pairs, key=lambda pair: pair.left)

    @property
    def rights(self) -> list[str]:
        """The right sides, and those that belong to none, by alphabet."""
        return sorted({*(pair.right for pair in self.pairs), *self.extra})

    @property
    def key(self) -> str:
        """The letter of the right side that belongs to each left side."""
        places = [self.rights.index(pair.right) for pair in self.sorted_pairs]
        return " ".join(ascii_lowercase[place] for place in places)

    @property
    def listed_rows(self) -> list[tasks.Labelled]:
        """The left sides, numbered."""
        return tasks.numbered([tasks.Labelled(text=pair.left) for pair in self.sorted_pairs])

    @property
    def listed_options(self) -> list[tasks.Labelled]:
        """The right sides, lettered."""
        return tasks.lettered([tasks.Labelled(text=right) for right in self.rights])


class Order(_OneOfTwoWays):
    """Put items in order; the file lists them in the right one."""

    data = ("items",)
    asks_for = "All letters, in order."
    kind: Literal["order"]
    items: Annotated[list[tasks.NonEmpty], Field(min_length=3)] = []

    @property
    def key(self) -> str:
        """The letters of the items, in the right order."""
        shown = sorted(self.items)
        return self.answer or " ".join(ascii_lowercase[shown.index(item)] for item in self.items)

    @property
    def meaning(self) -> str:
        """The items in the right order."""
        return ", then ".join(self.items)

    @property
    def listed_options(self) -> list[tasks.Labelled]:
        """The items as students see them: by alphabet, which tells nothing of the key."""
        return tasks.lettered([tasks.Labelled(text=item) for item in sorted(self.items)])
