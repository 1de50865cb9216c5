"""The exercises and the exit ticket of a lesson, from `quizzes/NN-slug.yaml`.

This is the only place where answers are: notebooks and handouts never hold one.
"""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator

from coursebook import yaml_model
from coursebook.course import course
from coursebook.course.kinds import AnyTask
from coursebook.course.tasks import Task
from coursebook.errors import CourseError, Place
from coursebook.root import display_path, folder
from coursebook.yaml_model import MisplacedError, Strict

# What is wrong with an id in the wrong list: of an exercise, and of the exit ticket.
_ELSEWHERE = (
    "is an exercise's: put the task under exercises, or write a q before its number",
    "is of the exit ticket: put the task under questions, or leave out the q",
)


class Quiz(Strict):
    """A quiz file."""

    lesson: str
    exercises: list[AnyTask]
    questions: Annotated[list[AnyTask], Field(min_length=1)]

    @field_validator("exercises", "questions", mode="before")
    @classmethod
    def _in_its_list(cls, tasks: object, info: ValidationInfo) -> object:
        """Refuse a task of the other list before its entries are judged by the wrong measure."""
        for place, task in enumerate(tasks if isinstance(tasks, list) else []):
            ident = str(task.get("id", "")) if isinstance(task, dict) else ""
            if ("-q" in ident) != (info.field_name == "questions") and "-" in ident:
                raise MisplacedError(f"the id {ident} {_ELSEWHERE['-q' in ident]}", place, "id")
        return tasks

    @model_validator(mode="after")
    def _belongs_together(self) -> "Quiz":
        number = self.lesson[:2]
        seen: set[str] = set()
        for part in ("exercises", "questions"):
            for place, task in enumerate(getattr(self, part)):
                for name in ("id", "uid"):
                    value = getattr(task, name)
                    if value in seen:
                        why = f"the {name} {value} stands twice: give each its own"
                        raise MisplacedError(why, part, place, name)
                    seen.add(value)
                if not task.id.startswith(f"{number}-"):
                    why = f"the id {task.id} must begin with {number}-, as the lesson does"
                    raise MisplacedError(why, part, place, "id")
        return self

    @property
    def tasks(self) -> list[Task]:
        """The exercises, then the tasks of the exit ticket."""
        return [*self.exercises, *self.questions]

    def task(self, ident: str) -> Task | None:
        """Return the task with this id, or None."""
        return next((task for task in self.tasks if task.id == ident), None)


def load_quiz(lesson: str) -> Quiz:
    """Return the exercises and the exit ticket of a lesson.

    Args:
        lesson: `05` or `05-two-bridges`.

    Raises:
        UnknownName: there is no such lesson.
        CourseError: the file is missing or holds what is not permitted; the message names
            file, line and id.
    """
    wanted = course.lesson(lesson).id
    path = folder("quizzes") / f"{wanted}.yaml"
    loaded = yaml_model.read_yaml(path, Quiz)
    if loaded.lesson != wanted:
        why = f"{loaded.lesson!r} is not {wanted!r}, as the file's name says"
        raise CourseError(Place(display_path(path), entry="lesson"), why, "Correct one of the two")
    return loaded
