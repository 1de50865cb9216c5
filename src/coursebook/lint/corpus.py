"""The texts of a lesson: notebook, guide, quiz and course file, cut into passages.

A passage is a paragraph, an item of a list, a row of a table, or one text of a quiz: the
piece of text for which its citations must answer.
"""

import ast
import functools
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coursebook import text_files
from coursebook.course import course, quiz
from coursebook.course.course import Lesson
from coursebook.course.kinds import Words
from coursebook.course.tasks import Task
from coursebook.data.citations import Citation
from coursebook.errors import CourseError
from coursebook.lint.findings import WHOLE, Finding, Suppression, finding
from coursebook.lint.outputs import Chart, charts
from coursebook.lint.text import markdown
from coursebook.metadata import own
from coursebook.notebooks import stored
from coursebook.notebooks.calls import Call, calls
from coursebook.root import display_path, folder

Kind = Literal["lesson", "guide", "quiz", "course"]
FOLDED = "jp-MarkdownHeadingCollapsed"
_EXEMPT = re.compile(r"(?s)<!--\s*exempt:\s*(.+?)\s*(?:\|\s*(.*?)\s*)?-->")


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook.

    Attributes:
        lesson: The lesson's id.
        number: Its number from 1, as people see it.
        ident: Its id.
        place: As people name the place.
        kind: code, markdown or raw.
        source: What stands in it.
        tags: Its tags.
        outputs: What is stored with it, as the notebook's JSON says.
        exempt: The texts that its author lets pass in it, and why.
        group: Number of the heading under which it stands: who reads a passage has the
            charts and tables under the same heading before the eyes.
        folded: Whether it stands in the folded part of a lesson.
    """

    lesson: str
    number: int
    ident: str
    place: str
    kind: str
    source: str
    tags: tuple[str, ...] = ()
    outputs: tuple[Mapping[str, object], ...] = ()
    exempt: tuple[Mapping[str, str], ...] = ()
    group: int = 0
    folded: bool = False

    @property
    def blocks(self) -> list[markdown.Block]:
        """The blocks of its text."""
        return markdown.blocks(self.source) if self.kind == "markdown" else []

    @property
    def calls(self) -> tuple[Call, ...]:
        """What the cell's code calls."""
        return calls(self.source) if self.kind == "code" else ()

    @property
    def charts(self) -> list[Chart]:
        """The charts that it shows."""
        return charts(self.outputs)

    def finding(self, message: str, /, **values: object) -> Finding:
        """Return a finding about the cell as a whole: its first line is what people know."""
        opening = self.source.partition("\n")[0] or WHOLE
        return finding(message, self.lesson, self.place, opening, **values)


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
        task: Whether it belongs to an exercise or a question.
        cell: The cell of the notebook that it stands in.
    """

    lesson: str
    kind: Kind
    place: str
    text: str
    role: str = "paragraph"
    context_citations: frozenset[Citation] = frozenset()
    task: bool = False
    cell: Cell | None = None

    @property
    def folded(self) -> bool:
        """Whether it stands in the folded part of a lesson."""
        return bool(self.cell and self.cell.folded)

    @property
    def plain(self) -> str:
        """The text as it is read."""
        return markdown.plain(self.text)

    @functools.cached_property
    def cited(self) -> frozenset[Citation]:
        """What is cited here, and beside it."""
        return self.context_citations.union(markdown.cited(self.text))

    @functools.cached_property
    def sources(self) -> frozenset[str]:
        """The sources that are cited here, and beside it."""
        return frozenset(citation.source_id for citation in self.cited)

    @property
    def own_sentences(self) -> list[str]:
        """The sentences as they are read, quotations emptied."""
        return markdown.sentences(markdown.unquoted(self.plain))

    def finding(self, message: str, sentence: str, /, **values: object) -> Finding:
        """Return a finding about a sentence of this passage."""
        return finding(message, self.lesson, self.place, sentence.strip(), **values)


@dataclass(frozen=True)
class LessonCorpus:
    """All that belongs to a lesson."""

    lesson: Lesson
    cells: tuple[Cell, ...]
    guide: str
    quiz: quiz.Quiz
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    suppressions: tuple[Suppression, ...] = ()

    @property
    def place(self) -> str:
        """The notebook, as people name it."""
        return f"lessons/{self.lesson.id}.ipynb"

    @property
    def guide_place(self) -> str:
        """The guide, as people name it."""
        return f"lessons/guide/{self.lesson.id}.md"

    @property
    def code_cells(self) -> list[Cell]:
        """The cells with code."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def calls(self) -> list[Call]:
        """What the code of all cells calls, in order."""
        return [call for cell in self.cells for call in cell.calls]

    def in_notebook(self) -> Iterator[Passage]:
        """Yield the passages of the notebook: what students read first."""
        return (passage for passage in self.passages if passage.kind == "lesson")

    def finding(
        self, message: str, place: str = "", sentence: str = WHOLE, /, **values: object
    ) -> Finding:
        """Return a finding about a sentence at a place, by default about all of the notebook."""
        values |= {"lesson": self.lesson}
        return finding(message, self.lesson.id, place or self.place, sentence, **values)

    def about_guide(self, message: str, line: int, text: str, /, **values: object) -> Finding:
        """Return a finding about a line of the guide."""
        return self.finding(message, _guide_place(self.lesson.id, line), text, **values)

    def about_task(self, message: str, task: Task, text: str = "", /, **values: object) -> Finding:
        """Return a finding about a text of an exercise or a question, by default its name."""
        place = _quiz_place(self.lesson.id, task)
        text = " ".join((text or task.name).split())
        return self.finding(message, place, text, task=task, **values)


def read_corpus(lesson: Lesson) -> LessonCorpus:
    """Read all that belongs to a lesson.

    Raises:
        LessonError: the notebook is missing or is none.
        CourseError: the guide is missing, or the quiz holds what is not permitted.
    """
    path = folder("lessons") / "guide" / f"{lesson.id}.md"
    guide = text_files.text(path, CourseError, "Write the teacher's guide")
    lesson_quiz = quiz.load_quiz(lesson.id)
    cells = tuple(_cells(lesson))
    passages = (
        *_of_notebook(cells),
        *_of_guide(lesson.id, guide),
        *_of_quiz(lesson_quiz),
        *_of_course(lesson),
    )
    suppressions = tuple(_suppressions(cells, lesson_quiz, guide))
    return LessonCorpus(lesson, cells, guide, lesson_quiz, passages, suppressions)


def _cells(lesson: Lesson) -> Iterator[Cell]:
    path = course.notebook(lesson.id)
    group, folded = 0, False
    for number, cell in enumerate(stored.read_to_publish(path)["cells"], start=1):
        source, metadata = cell["source"], cell.get("metadata", {})
        if cell["cell_type"] == "markdown" and re.search(r"(?m)^#{1,3} ", source):
            group += 1
            ends_folding = re.search(r"(?m)^#{1,2} ", source)
            folded = bool(metadata.get(FOLDED)) or (folded and not ends_folding)
        yield Cell(
            lesson=lesson.id,
            number=number,
            ident=str(cell.get("id", "")),
            place=f"{display_path(path)}, cell {number}",
            kind=cell["cell_type"],
            source=source,
            tags=tuple(metadata.get("tags", [])),
            outputs=tuple(cell.get("outputs", [])),
            exempt=tuple(own(metadata).get("exempt", [])),
            group=group,
            folded=folded,
        )


def _of_notebook(cells: tuple[Cell, ...]) -> Iterator[Passage]:
    for cell in cells:
        task = not {"exercise", "response"}.isdisjoint(cell.tags)
        for block in cell.blocks:
            role = "distractor" if task and block.kind == "item" else block.kind
            beside = frozenset(markdown.cited(*block.context))
            yield Passage(cell.lesson, "lesson", cell.place, block.text, role, beside, task, cell)


def _of_guide(lesson: str, text: str) -> Iterator[Passage]:
    for block in markdown.blocks(text):
        place, beside = _guide_place(lesson, block.line), frozenset(markdown.cited(*block.context))
        yield Passage(lesson, "guide", place, block.text, block.kind, beside)


def _guide_place(lesson: str, line: int) -> str:
    """Return how people name a line of a guide: `lessons/guide/05-bridges.md, line 3`."""
    return f"lessons/guide/{lesson}.md, line {line}"


def _of_quiz(lesson_quiz: quiz.Quiz) -> Iterator[Passage]:
    for task in lesson_quiz.tasks:
        lesson, source = lesson_quiz.lesson, task.source
        place = _quiz_place(lesson, task)
        beside = frozenset([Citation(source.id, source.locator)] if source else [])
        for role, text in _texts(task):
            yield Passage(lesson, "quiz", place, text, role, beside, task=True)


def _quiz_place(lesson: str, task: Task) -> str:
    """Return how people name a place in a quiz: `quizzes/05-bridges.yaml, 05-q3`."""
    return f"quizzes/{lesson}.yaml, {task.id}"


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


def _suppressions(
    cells: tuple[Cell, ...], lesson_quiz: quiz.Quiz, guide: str
) -> Iterator[Suppression]:
    """Yield what authors let pass; a comment in a guide holds for the block that follows it."""
    lesson = lesson_quiz.lesson
    for cell in cells:
        for entry in cell.exempt:
            text, reason = str(entry.get("text", "")), str(entry.get("reason", ""))
            yield Suppression(lesson, cell.place, text, reason)
    lines = [block.line for block in markdown.blocks(guide)]
    for match in _EXEMPT.finditer(guide):
        end = guide.count("\n", 0, match.end()) + 1
        place = _guide_place(lesson, next((line for line in lines if line >= end), end))
        yield Suppression(lesson, place, match[1], match[2] or "")
    for task in lesson_quiz.tasks:
        for exempt in task.exempt:
            yield Suppression(lesson, _quiz_place(lesson, task), exempt.text, exempt.reason)
