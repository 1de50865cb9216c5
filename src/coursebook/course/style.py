"""How a course writes and what it counts, from `lessons/style.yaml`.

The rules of the linter stand in the engine, their words and limits here. All entries may be
left out, and so may the file: a rule without words or limits has nothing to find.
"""

import functools
import re
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, model_validator

from coursebook import yaml_model
from coursebook.data import schema
from coursebook.errors import ResourceError
from coursebook.root import folder
from coursebook.yaml_model import MisplacedError, Pattern, Strict

FILE = "style.yaml"
Measured = Literal[
    "words", "words of documents", "words under Go further", "charts", "core exercises",
    "support and stretch exercises", "questions", "essays", "terms", "minutes",
]  # fmt: skip
_RANGE = re.compile(r"(\d+)(?: to (\d+))?")


class Unsaid(Strict):
    """Words that are not said in the course's own voice, and what to say instead.

    Attributes:
        words: A regular expression; capitals do not count.
        instead: What to do, a sentence without a full stop.
        why: What is wrong with them, as the rest of a sentence.
        unless_italic: Whether italics, too, mark the words as somebody else's.
    """

    words: Pattern
    instead: str
    why: str = "is not said in our voice"
    unless_italic: bool = False

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the words."""
        return re.compile(rf"\b(?:{self.words})\b", re.IGNORECASE)


class ShortName(Strict):
    """A name that stands once in full in each lesson, and what to write after that."""

    name: str
    instead: str


class Prose(Strict):
    """Words and sentences of texts.

    Attributes:
        sentence_words: The most words in a sentence.
        reading_grade: The highest grade of Flesch and Kincaid.
        unsaid: Words that are not ours to say.
        mentions: A regular expression for phrases that only mention such words.
        short_names: Names that are shortened after the first time.
        kinds_of_thing: Nouns that explain a name which follows them: `the newspaper X`.
        counted: Nouns that make a number in words a fact, in the plural, besides the units of
            the tables.
        guide_plans: How paragraphs of a guide begin that tell how to teach: plain numbers
            there are copies and minutes, and state no fact.
    """

    sentence_words: int | None = None
    reading_grade: float | None = None
    unsaid: list[Unsaid] = []
    mentions: Pattern = "(?!)"
    short_names: list[ShortName] = []
    kinds_of_thing: list[str] = []
    counted: list[str] = []
    guide_plans: list[str] = []


class PersonNames(Strict):
    """Names of people: of which sides the family name stands first, and which are also words."""

    family_name_first: list[str] = []
    also_words: list[str] = []


class Limit(Strict):
    """How many are wanted, such as `900 to 1300` or `50 to 55, or 90`, and what to do else."""

    wanted: Annotated[str, Field(pattern=r"^\d+( to \d+)?(, or \d+( to \d+)?)*$")]
    cure: str

    def permits(self, value: float) -> bool:
        """Tell whether a value is wanted."""
        ranges = [match.groups() for match in _RANGE.finditer(self.wanted)]
        return any(int(least) <= value <= int(most or least) for least, most in ranges)


class LoadLimits(Strict):
    """How long a lesson with a story may take.

    Attributes:
        pace: Words that are read in a minute.
        slow_pace: The same by a slow reader.
        most: The most minutes of all parts together.
        most_slow: The same for a slow reader, without what may be left out.
        closed_words: The most words of the closed questions of an exit ticket.
    """

    pace: int = 120
    slow_pace: int = 90
    most: int = 44
    most_slow: int = 50
    closed_words: int = 110


class Limits(Strict):
    """The measure of every lesson, of those that tell a story, and of single ones by number."""

    lesson: dict[Measured, Limit] = {}
    with_story: dict[Measured, Limit] = {}
    exceptions: dict[str, dict[Measured, Limit]] = {}
    code_lines: int | None = None
    load: LoadLimits | None = None

    def of(self, number: str, *, tells_story: bool = False) -> dict[Measured, Limit]:
        """Return what is wanted of a lesson."""
        return self.exceptions.get(number, self.with_story if tells_story else self.lesson)


class CountedVoices(Strict):
    """Statements that are counted together.

    Attributes:
        who: Whose they are, for the table: `people without office`.
        where: What their rows hold: columns and values of a table of statements.
        least: How many the whole course wants; left out, the table names the speakers.
        by_lesson: How the table tells them for each lesson; left out, it does not.
    """

    who: str
    where: dict[str, str | bool]
    least: int | None = None
    by_lesson: str = ""


class Balance(Strict):
    """What the whole course must hold.

    Attributes:
        lessons: With how many lessons it is whole; before that nothing is found missing.
        skill_times: How often each skill must occur.
        voices: Statements that are counted.
    """

    lessons: int | None = None
    skill_times: int = 0
    voices: list[CountedVoices] = []


class Quotations(Strict):
    """Where words of others are entered, as an author is told."""

    enter: str = ""


class Unshared(Strict):
    """Documents whose wording is not reused, and the file with hashes of it, in `lessons/`."""

    documents: str
    hashes: str


class Publishers(Strict):
    """Publishers of sources: the sites that keep what others wrote."""

    libraries: list[str] = []


class Style(Strict):
    """The whole style of a course."""

    prose: Prose = Prose()
    person_names: PersonNames = PersonNames()
    limits: Limits = Limits()
    balance: Balance = Balance()
    quotations: Quotations = Quotations()
    unshared: Unshared | None = None
    publishers: Publishers = Publishers()

    @model_validator(mode="after")
    def _columns_are_there(self, info: ValidationInfo) -> "Style":
        columns = (info.context or {}).get("columns", ())
        for place, voices in enumerate(self.balance.voices):
            for column in voices.where:
                if column not in columns:
                    why = f"no table of statements has a column {column!r}"
                    raise MisplacedError(why, "balance", "voices", place, "where", column)
        return self


def style() -> Style:
    """Return the style of the course; a notebook of no course has none.

    Raises:
        CourseError: `style.yaml` holds what is not permitted.
        DataError: the description of the tables, whose columns it names, is damaged.
    """
    try:
        path = folder("lessons") / FILE
    except ResourceError:
        return Style()
    if not path.is_file():
        return Style()
    tables = schema.tables_with_role("statements")
    columns = tuple(field.name for table in tables for field in table.fields)
    return yaml_model.read_yaml(path, Style, columns=columns)
