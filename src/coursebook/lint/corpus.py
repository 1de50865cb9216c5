"""The texts of a lesson: notebook, guide, quiz and course file, cut into passages.

A passage is a paragraph, an item of a list, a row of a table, or one text of a quiz: the
piece of text for which its citations must answer.
"""

import ast
import functools
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from coursebook import text_files
from coursebook.course import course, quiz
from coursebook.course.course import Lesson
from coursebook.course.kinds import Words
from coursebook.course.tasks import Task
from coursebook.data.citations import Citation
from coursebook.errors import CourseError
from coursebook.lint.findings import WHOLE, Finding, Suppression
from coursebook.lint.text import markdown
from coursebook.metadata import own
from coursebook.notebooks import stored
from coursebook.notebooks.calls import Call, behind_hash, calls
from coursebook.root import display_path, folder

Kind = Literal["lesson", "guide", "quiz", "course"]
Json = dict[str, Any]  # an object of a notebook's JSON, of whatever form
FOLDED = "jp-MarkdownHeadingCollapsed"
_EXEMPT = re.compile(r"(?s)<!--\s*exempt:\s*(.+?)\s*(?:\|\s*(.*?)\s*)?-->")


@dataclass(frozen=True)
class Passage:
    """A piece of text.

    Attributes:
        lesson: The lesson's id.
        kind: Where it stands: notebook, guide, quiz or course file.
        place: As people name the place: `lessons/05-bridges.ipynb, cell 12`.
        text: As written.
        role: heading, paragraph, item or row; in a quiz the name of the field. A choice
            that is wrong on purpose is a `distractor`, an answer of an invented student `speech`.
        context_citations: What is cited beside it and counts here too; see `markdown.Block`.
        group: Number of the heading under which a cell stands; its charts and tables are
            shown to who reads the passage.
        task: Whether it belongs to an exercise or a question.
        folded: Whether it stands in the folded part of a lesson.
        head: Whether it is a table's row of headings.
    """

    lesson: str
    kind: Kind
    place: str
    text: str
    role: str = "paragraph"
    context_citations: frozenset[Citation] = frozenset()
    group: int = -1
    task: bool = False
    folded: bool = False
    head: bool = False

    @property
    def plain(self) -> str:
        """The text as it is read."""
        return markdown.plain(self.text)

    @functools.cached_property
    def cited(self) -> frozenset[Citation]:
        """What is cited here, and beside it."""
        return frozenset(markdown.cited(self.text)) | self.context_citations

    @functools.cached_property
    def sources(self) -> frozenset[str]:
        """The sources that are cited here, and beside it."""
        return frozenset(citation.source_id for citation in self.cited)

    @property
    def own_sentences(self) -> list[str]:
        """The sentences as they are read, quotations emptied."""
        return markdown.sentences(markdown.unquoted(self.plain))

    def finding(self, sentence: str, problem: str, remedy: str) -> Finding:
        """Return a finding about a sentence of this passage."""
        return Finding(self.lesson, self.place, sentence.strip(), problem, remedy)


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook, with its number from 1, as people see it."""

    number: int
    ident: str
    place: str
    kind: str
    source: str
    tags: tuple[str, ...]
    outputs: tuple[Json, ...]
    metadata: Json
    group: int
    folded: bool

    @property
    def opening(self) -> str:
        """The first line of the cell, by which people know it."""
        return self.source.partition("\n")[0] or WHOLE

    @property
    def calls(self) -> tuple[Call, ...]:
        """What the cell's code calls."""
        return calls(self.source) if self.kind == "code" else ()

    @property
    def hints(self) -> tuple[Call, ...]:
        """What it calls when a student takes away the first # of a line."""
        return behind_hash(self.source) if self.kind == "code" else ()


@dataclass(frozen=True)
class LessonCorpus:
    """All that belongs to a lesson."""

    lesson: Lesson
    cells: tuple[Cell, ...]
    guide: str
    guide_place: str
    quiz: quiz.Quiz
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    suppressions: tuple[Suppression, ...] = ()

    @property
    def place(self) -> str:
        """The notebook, as people name it."""
        return f"lessons/{self.lesson.id}.ipynb"

    @property
    def calls(self) -> list[Call]:
        """What the code of all cells calls, in order."""
        return [call for cell in self.cells for call in cell.calls]

    @property
    def drawing_cells(self) -> list[Cell]:
        """The cells outside the folded part that draw a chart."""
        return [
            cell
            for cell in self.cells
            if not cell.folded and any(call.name.startswith("charts.") for call in cell.calls)
        ]

    def in_notebook(self) -> Iterator[Passage]:
        """Yield the passages of the notebook: what students read first."""
        return (passage for passage in self.passages if passage.kind == "lesson")

    def finding(self, place: str, sentence: str, problem: str, remedy: str) -> Finding:
        """Return a finding about a sentence at a place of this lesson."""
        return Finding(self.lesson.id, place, sentence, problem, remedy)

    def about_cell(self, cell: Cell, problem: str, remedy: str) -> Finding:
        """Return a finding about a cell as a whole."""
        return self.finding(cell.place, cell.opening, problem, remedy)

    def about_task(self, ident: str, text: str, problem: str, remedy: str) -> Finding:
        """Return a finding about a text of an exercise or a question."""
        place = quiz_place(self.lesson.id, ident)
        return self.finding(place, " ".join(text.split()), problem, remedy)


def read_corpus(lesson: Lesson) -> LessonCorpus:
    """Read all that belongs to a lesson.

    Raises:
        LessonError: the notebook is missing or is none.
        CourseError: the guide is missing, or the quiz holds what is not permitted.
    """
    path = folder("lessons") / "guide" / f"{lesson.id}.md"
    place = display_path(path)
    guide = text_files.text(path, CourseError, "Write the teacher's guide")
    lesson_quiz = quiz.load_quiz(lesson.id)
    cells = tuple(_cells(lesson))
    passages = [
        *_of_notebook(lesson, cells),
        *_of_guide(lesson, guide, place),
        *_of_quiz(lesson, lesson_quiz),
        *_of_course(lesson),
    ]
    suppressions = [
        *_in_cells(lesson, cells),
        *_in_guide(lesson, guide, place),
        *_in_quiz(lesson_quiz),
    ]
    return LessonCorpus(
        lesson, cells, guide, place, lesson_quiz, tuple(passages), tuple(suppressions)
    )


def _cells(lesson: Lesson) -> Iterator[Cell]:
    path = course.notebook(lesson.id)
    group, folded = 0, False
    for number, cell in enumerate(stored.read_to_publish(path)["cells"], start=1):
        kind, source, metadata = cell["cell_type"], cell["source"], cell.get("metadata", {})
        if kind == "markdown" and re.search(r"(?m)^#{1,3} ", source):
            group += 1
            folded = bool(metadata.get(FOLDED)) or (folded and not _ends_folding(source))
        yield Cell(
            number=number,
            ident=str(cell.get("id", "")),
            place=f"{display_path(path)}, cell {number}",
            kind=kind,
            source=source,
            tags=tuple(metadata.get("tags", [])),
            outputs=tuple(cell.get("outputs", [])),
            metadata=metadata,
            group=group,
            folded=folded,
        )


def _ends_folding(source: str) -> bool:
    return bool(re.search(r"(?m)^#{1,2} ", source))


def _of_notebook(lesson: Lesson, cells: tuple[Cell, ...]) -> Iterator[Passage]:
    for cell in cells:
        task = bool({"exercise", "response"} & set(cell.tags))
        for block in markdown.blocks(cell.source) if cell.kind == "markdown" else ():
            passage = _of_block(lesson, "lesson", cell.place, block)
            role = "distractor" if task and block.kind == "item" else block.kind
            yield replace(passage, role=role, group=cell.group, task=task, folded=cell.folded)


def _of_guide(lesson: Lesson, text: str, place: str) -> Iterator[Passage]:
    for block in markdown.blocks(text):
        yield _of_block(lesson, "guide", f"{place}, line {block.line}", block)


def _of_block(lesson: Lesson, kind: Kind, place: str, block: markdown.Block) -> Passage:
    context = frozenset(markdown.cited(*block.context))
    return Passage(lesson.id, kind, place, block.text, block.kind, context, head=block.head)


def _of_quiz(lesson: Lesson, lesson_quiz: quiz.Quiz) -> Iterator[Passage]:
    for task in lesson_quiz.tasks:
        place = quiz_place(lesson.id, task.id)
        own: frozenset[Citation] = frozenset()
        if task.source:
            own = frozenset([Citation(task.source.id, task.source.locator)])
        for role, text in _texts(task):
            yield Passage(lesson.id, "quiz", place, text, role, own, task=True)


def quiz_place(lesson: str, ident: str) -> str:
    """Return how people name a place in a quiz: `quizzes/05-bridges.yaml, 05-q3`."""
    return f"quizzes/{lesson}.yaml, {ident}"


def _texts(task: Task) -> Iterator[tuple[str, str]]:
    """Yield the texts of a task, each with its role.

    What an exercise asks stands in the notebook as well, and is read there.
    """
    if task.in_ticket:
        yield "prompt", task.prompt
        for thing in (*task.listed_rows, *task.listed_options):
            yield "distractor" if thing.text in task.distractors else "option", thing.text
    else:
        yield "title", task.title
    yield from (("hint", hint) for hint in task.hints)
    feedback = [known.feedback for known in task.misconceptions] + task.own_feedback
    yield from (("feedback", text) for text in (*feedback, task.explanation))
    yield from (("solution", text) for text in _comments(task.solution))
    if isinstance(task, Words):
        yield from (("speech", example) for example in task.examples.values())


def _comments(solution: str) -> list[str]:
    """Return what a worked solution says: its comments, or all of it where it is no code."""
    try:
        ast.parse(solution)
    except SyntaxError:
        return [solution]
    tokens = tokenize.generate_tokens(io.StringIO(solution).readline)
    comments = [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]
    return ["\n".join(comments)] if comments else []


def _of_course(lesson: Lesson) -> Iterator[Passage]:
    texts = [
        ("title", lesson.title),
        ("question", lesson.question),
        *(("question", question) for question in lesson.supporting),
        *(("objective", objective.text) for objective in lesson.objectives),
        ("you_need", lesson.you_need),
        ("voices", lesson.voices.heard),
        ("voices", lesson.voices.missing),
    ]
    for role, text in texts:
        yield Passage(lesson.id, "course", f"lessons/course.yaml, {lesson.id}, {role}", text, role)


def _in_cells(lesson: Lesson, cells: tuple[Cell, ...]) -> Iterator[Suppression]:
    for cell in cells:
        for entry in own(cell.metadata).get("exempt", []):
            text, reason = str(entry.get("text", "")), str(entry.get("reason", ""))
            yield Suppression(lesson.id, cell.place, text, reason)


def _in_guide(lesson: Lesson, text: str, place: str) -> Iterator[Suppression]:
    """Yield the exceptions in comments; each holds for the block that follows it."""
    blocks = markdown.blocks(text)
    for match in _EXEMPT.finditer(text):
        line = text.count("\n", 0, match.end()) + 1
        after = next((block.line for block in blocks if block.line >= line), line)
        yield Suppression(lesson.id, f"{place}, line {after}", match[1], match[2] or "")


def _in_quiz(questions: quiz.Quiz) -> Iterator[Suppression]:
    for task in questions.tasks:
        place = quiz_place(questions.lesson, task.id)
        for entry in task.exempt:
            yield Suppression(questions.lesson, place, entry.text, entry.reason)
