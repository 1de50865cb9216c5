"""The lessons in their order, from `lessons/course.yaml`."""

import functools
import re
import string
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from coursebook import yaml_model
from coursebook.data import schema
from coursebook.errors import CoursebookError, UnknownName
from coursebook.root import folder
from coursebook.yaml_model import MisplacedError, Strict

FILE = "course.yaml"
FontName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 .-]*$")]
# The level-2 headings of a lesson, in their order; the last one takes no minutes. A lesson
# opens its subject with words and names, or tells a story and reads documents.
ACTIVITIES = {
    "hook": "Hook",
    "background": "Background",
    "evidence": "Evidence",
    "investigate": "Investigate",
    "discuss": "Discuss",
    "exit_ticket": "Exit ticket",
    "references": "References",
}
ACTIVITIES_WITH_STORY = {
    "hook": "Hook",
    "story": "The story so far",
    "documents": "Documents",
    "investigate": "Investigate",
    "discuss": "Discuss",
    "exit_ticket": "Exit ticket",
    "sources": "Sources",
}


class Objective(Strict):
    """What a student can do afterwards."""

    id: Annotated[str, Field(pattern=r"^\d\d-[a-z]$")]
    text: str


class Minutes(Strict):
    """Minutes for each activity of a lesson: those of one of the two plans."""

    hook: int
    background: int | None = None
    evidence: int | None = None
    story: int | None = None
    documents: int | None = None
    investigate: int
    discuss: int
    exit_ticket: int

    @property
    def activities(self) -> dict[str, str]:
        """The headings of the lesson, the one without minutes too."""
        return ACTIVITIES if self.story is None else ACTIVITIES_WITH_STORY

    @property
    def of_activities(self) -> dict[str, int]:
        """The minutes of each activity, in order."""
        return {
            name: getattr(self, name) for name in self.activities if name in type(self).model_fields
        }

    @property
    def total(self) -> int:
        """The minutes of the whole lesson."""
        return sum(self.of_activities.values())

    @model_validator(mode="after")
    def _of_one_plan(self) -> "Minutes":
        given = set(self.model_dump(exclude_none=True))
        if given != set(self.activities) & set(type(self).model_fields):
            plans = [list(plan)[:-1] for plan in (ACTIVITIES, ACTIVITIES_WITH_STORY)]
            named = ", or ".join(", ".join(plan) for plan in plans)
            raise ValueError(f"give the minutes of one plan: {named}")
        return self


class Load(Strict):
    """What a lesson asks beside reading, choosing and writing, in minutes by activity.

    Attributes:
        talk: Looking, voting and the steps of a discussion.
        late: What the column *Late?* of the guide's plan saves, at a slow reader's pace.
    """

    talk: dict[str, float] = {}
    late: dict[str, float] = {}


class Voices(Strict):
    """Who speaks in a lesson, and who cannot be heard and why."""

    heard: str
    missing: str


class Lesson(Strict):
    """Everything about a lesson that is not prose."""

    id: Annotated[str, Field(pattern=r"^\d\d-[a-z0-9-]+$")]
    title: str
    question: str
    supporting: list[str] = []
    objectives: Annotated[list[Objective], Field(min_length=1)]
    minutes: Minutes
    load: Load | None = None
    you_need: str
    datasets: list[str]
    needs: list[str] = []
    skills: dict[str, Literal["I", "P", "A"]]
    covers: list[str]
    terms: Annotated[list[str], Field(max_length=8)] = []
    names: list[str] = []
    voices: Voices

    @property
    def number(self) -> str:
        """The two digits that lessons, exercises and questions begin with: `05`."""
        return self.id[:2]

    @field_validator("objectives")
    @classmethod
    def _lettered(cls, objectives: list[Objective]) -> list[Objective]:
        letters = [objective.id for objective in objectives]
        if letters != sorted(set(letters)):
            raise ValueError("objectives must be lettered a, b, c … without repeats")
        return objectives


class Route(Strict):
    """A way through the course, for those who have not the time for all of it or want it all."""

    title: str
    lessons: Annotated[list[str], Field(min_length=1)]
    note: str


class Script(Strict):
    """Letters of another language: text in them is marked, spoken and set as that language.

    Attributes:
        lang: The language's tag, such as `ko`.
        characters: The letters, as they stand between the brackets of a regular expression.
        fonts: Fonts of screens, of which the first that is there is taken.
        paper_font: The font of PDFs; its files lie in the course's folder `fonts`.
        spaced: Words stand apart, and no line breaks inside one.
    """

    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    characters: Annotated[str, Field(min_length=1)]
    fonts: list[FontName] = []
    paper_font: FontName | None = None
    spaced: bool = False

    @functools.cached_property
    def words(self) -> re.Pattern[str]:
        """What finds words in these letters, as many as follow each other."""
        return re.compile(rf"[{self.characters}]+(?:\s+[{self.characters}]+)*")

    @field_validator("characters")
    @classmethod
    def _are_characters(cls, characters: str) -> str:
        try:
            written = re.compile(f"[{characters}]")
        except re.error as error:
            cure = 'write letters and ranges of them, such as "\\u0400-\\u04ff"'
            why = f"{characters!r} is not a range of letters ({error})"
            raise ValueError(f"{why}: {cure}") from error
        if written.search(string.printable):
            raise ValueError(f"{characters!r} holds Latin letters, which many languages share")
        return characters


class Course(Strict):
    """The whole course.

    Attributes:
        package: What a class installs to work in the notebooks.
        command: What an author types.
        front_chart: A Python module whose function `figure(sources: str)` returns the chart of
            the front page as a `render.document.Figure`, or None where it cannot be drawn;
            `sources` is the address of the page of sources, or empty.
        licences: The licences of tables as people write them, by their names in the description
            of the tables.
        about_tables: What the codebook says before the tables, in Markdown.
        built_from: The documents whose sections `covers` names, as a sentence goes on after
            "The course is built from".
        scripts: Letters of other languages.
    """

    title: str
    description: str
    licence: str
    package: str = ""
    command: str = "python -m coursebook"
    front_chart: str = ""
    licences: dict[str, str] = {}
    about_tables: str = ""
    built_from: str = ""
    scripts: list[Script] = []
    lessons: Annotated[list[Lesson], Field(min_length=1)]
    routes: list[Route] = []

    def minutes(self, route: Route) -> int:
        """Return the minutes that the lessons of a route take together."""
        return sum(
            lesson.minutes.total for lesson in self.lessons if lesson.number in route.lessons
        )

    @model_validator(mode="after")
    def _in_order(self) -> "Course":
        numbers = [lesson.number for lesson in self.lessons]
        if numbers != sorted(set(numbers)):
            raise ValueError("lessons must stand in the order of their numbers, each once")
        ids = {lesson.id: lesson.number for lesson in self.lessons}
        for place, lesson in enumerate(self.lessons):
            for need in sorted(set(lesson.needs) - set(numbers[:place])):
                cure = "no such lesson"
                if need in ids:
                    cure = f"write the number alone, {ids[need]}"
                elif need in numbers:
                    cure = f"a lesson can only need one that comes before it, and {need} does not"
                raise MisplacedError(f"{lesson.id} needs {need}: {cure}", "lessons", place, "needs")
        return self

    @model_validator(mode="after")
    def _tables_are_there(self, info: ValidationInfo) -> "Course":
        tables = (info.context or {}).get("tables")
        for place, lesson in enumerate(self.lessons):
            for step, name in enumerate(lesson.datasets):
                if tables is not None and name not in tables:
                    why = f"there is no table {name!r}: choose from {', '.join(tables)}"
                    raise MisplacedError(why, "lessons", place, "datasets", step)
        return self

    @model_validator(mode="after")
    def _routes_lead_somewhere(self) -> "Course":
        needs = {lesson.number: set(lesson.needs) for lesson in self.lessons}
        for place, route in enumerate(self.routes):
            for step, number in enumerate(route.lessons):
                why = ""
                if number not in needs:
                    why = f"{route.title} has {number}: no such lesson"
                elif missing := needs[number] - set(route.lessons[:step]):
                    why = f"{route.title}: {number} needs {', '.join(sorted(missing))} before it"
                if why:
                    raise MisplacedError(why, "routes", place, "lessons")
        return self


def course() -> Course:
    """Return the course.

    Raises:
        CourseError: `course.yaml` is missing or holds what is not permitted.
        DataError: the description of the tables, which it names, is missing or damaged.
    """
    tables = tuple(schema.table_names())
    return yaml_model.read_yaml(folder("lessons") / FILE, Course, tables=tables)


def scripts() -> list[Script]:
    """Return the letters that are marked; none where no course can be read."""
    try:
        return course().scripts
    except CoursebookError:  # an export of a stranger's notebook needs no course
        return []


def lesson(name: str) -> Lesson:
    """Return a lesson by its number or id.

    Args:
        name: `05` or `05-two-bridges`.

    Raises:
        UnknownName: there is no such lesson.
    """
    lessons = course().lessons
    for lesson in lessons:
        if name in (lesson.id, lesson.number):
            return lesson
    raise UnknownName("lesson", name, [lesson.id for lesson in lessons])


def notebook(name: str) -> Path:
    """Return the path of a lesson's notebook."""
    return folder("lessons") / f"{lesson(name).id}.ipynb"
