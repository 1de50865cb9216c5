"""Makes the teacher's notebook of a lesson: its notebook, its guide and its quiz together.

It is made by adding. Every cell of the lesson stays as it is, and all that is added carries
the tag `teacher`; a student's file is never made from this one, so nothing can leak.
"""

import re
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

from coursebook.course import course, guide, quiz
from coursebook.course.course import Lesson
from coursebook.course.tasks import Task
from coursebook.data import citations
from coursebook.editions import answer_key
from coursebook.errors import ContentError, LessonError, Place
from coursebook.notebooks.calls import calls
from coursebook.notebooks.cells import REFERENCES, TEACHER, output_role
from coursebook.notebooks.execute import read_notebook, run
from coursebook.notebooks.normalize import canonical
from coursebook.root import display_path, folder

_GUIDE, _SOLUTION = f"{TEACHER}-guide-", "-solution"
_NOTICE = (
    "**Teacher's edition.** It holds all answers: give students the other one. "
    "The [key at a glance](#Key-at-a-glance) stands at the end."
)
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)


def teacher(lesson: Lesson) -> str:
    """Return a lesson's teacher's notebook, run from top to bottom, in canonical form.

    Args:
        lesson: The lesson.

    Raises:
        CourseError: the guide or the quiz is missing or holds what is not permitted.
        LessonError: a cell raises, a solution does not pass its own check, or the lesson does
            not ask what the quiz answers. The message names the file that an author mends.
    """
    path = course.notebook(lesson.id)
    notebook = assemble(read_notebook(path), lesson)
    try:
        done = run(notebook, path)
    except LessonError as error:
        raise map_error_to_source(error, notebook, lesson) from error
    _check_solutions(done, lesson)
    return canonical(done)


def assemble(notebook: NotebookNode, lesson: Lesson) -> NotebookNode:
    """Return a lesson's notebook with the guide, the solutions and the keys added, not yet run.

    Args:
        notebook: The lesson's notebook; it is not changed.
        lesson: The lesson.

    Raises:
        CourseError: as for `teacher`.
        LessonError: no cell asks for an exercise or a question of the quiz.
    """
    loaded = quiz.load_quiz(lesson.id)
    cells = list(notebook.cells)
    after: dict[int, list[NotebookNode]] = {}
    for task in loaded.tasks:
        place = _asked_at(task, cells, lesson)
        after.setdefault(place, []).extend(_answer(task, _level(cells[: place + 1]) + 1))
    whole = [cells[0], *_opening(lesson), *after.get(0, [])]
    for place, cell in enumerate(cells[1:], start=1):
        whole += [cell, *after.get(place, [])]
    whole += _further(whole)
    whole.append(_text("glance", f"## Key at a glance\n\n{answer_key.summary_table(loaded)}"))
    assembled: NotebookNode = nbformat.from_dict({**notebook, "cells": whole})
    return assembled


def map_error_to_source(
    error: ContentError, notebook: NotebookNode, lesson: Lesson
) -> ContentError:
    """Return an error about a cell of a teacher's notebook as one about the author's file.

    Args:
        error: It is about a cell of the notebook, or is left alone.
        notebook: The teacher's notebook.
        lesson: The lesson.
    """
    number, line = error.place.cell, error.place.line
    if not number:
        return error
    cell = notebook.cells[number - 1]
    before = sum(not _is_added(each) for each in notebook.cells[:number])
    name = cell.id.removeprefix(f"{TEACHER}-")
    if not _is_added(cell):
        return error.at(Place(display_path(course.notebook(lesson.id)), before, line))
    if cell.id.startswith(_GUIDE):
        return error.at(Place(display_path(guide.path(lesson))))
    if cell.id.endswith(_SOLUTION):
        entry = f"solution, line {line}" if line else "solution"
        ident = name.removesuffix(_SOLUTION)
        return error.at(Place(_quiz_file(lesson), ident=ident, entry=entry))
    return error.at(Place(_quiz_file(lesson), ident=name))


def _opening(lesson: Lesson) -> list[NotebookNode]:
    """Return what stands between a lesson's title and the lesson: above all, the guide."""
    parts = [_text(f"guide-{n}", part) for n, part in enumerate(guide.texts(lesson), start=1)]
    return [_text("edition", _NOTICE), *parts, _text("lesson", "## The lesson")]


def _further(cells: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield a cell that lists the sources which only the guide and the keys cite, if any."""
    own, added = ([cell for cell in cells if _is_added(cell) is kind] for kind in (False, True))
    known = {citation.source_id for citation in _cited(own)}
    ids = dict.fromkeys(citation.source_id for citation in _cited(added))
    further = [citations.cite(ident) for ident in ids if ident not in known]
    if further:
        text = f"The guide and the keys also cite:\n\n{citations.listed(further)}"
        yield _text("references", text, REFERENCES)


def _answer(task: Task, level: int) -> Iterator[NotebookNode]:
    if task.in_ticket:
        yield _text(task.id, answer_key.key(task, level))
        return
    yield _text(task.id, answer_key.solution(task, level))
    if task.solution:
        cell = nbformat.v4.new_code_cell(task.solution.rstrip())
        yield _added(f"{task.id}{_SOLUTION}", cell)


def _asked_at(task: Task, cells: list[NotebookNode], lesson: Lesson) -> int:
    """Return the place of the last cell that checks an answer, else gives room for it, or asks."""
    ident = task.id
    # The whole exit ticket can be asked at once; an exercise stands in the lesson's text.
    whole = {ident, lesson.number, lesson.id} if task.in_ticket else {ident}
    ways = (
        [place for place, cell in enumerate(cells) if _calls("check", {ident}, cell)],
        [place for place, cell in enumerate(cells) if _gives_room(ident, cell)],
        [place for place, cell in enumerate(cells) if _calls("ask", whole, cell)],
    )
    if places := next(filter(None, ways), None):
        return places[-1]
    why = f"no cell asks for {ident}, which {_quiz_file(lesson)} answers"
    cure = f'Add kp.check("{ident}", "..."), or remove it from the quiz'
    raise LessonError(Place(display_path(course.notebook(lesson.id))), why, cure)


def _calls(name: str, asked: set[str], cell: NotebookNode) -> bool:
    if cell.cell_type != "code":
        return False
    return any(call.name == name and call.first in asked for call in calls(cell.source))


def _gives_room(ident: str, cell: NotebookNode) -> bool:
    named = re.search(rf"\b{ident}(?![\w-])", cell.source)
    return "response" in cell.metadata.get("tags", []) and bool(named)


def _level(cells: list[NotebookNode]) -> int:
    """Return the level of the last heading of some cells, 1 if there is none."""
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return next((len(marks) for marks in reversed(_HEADING.findall("\n".join(texts)))), 1)


def _cited(cells: list[NotebookNode]) -> list[citations.Citation]:
    return citations.cited(each.source for each in cells if each.cell_type == "markdown")


def _text(name: str, source: str, *tags: str) -> NotebookNode:
    return _added(name, nbformat.v4.new_markdown_cell(source), *tags)


def _added(name: str, cell: NotebookNode, *tags: str) -> NotebookNode:
    cell.id, cell.metadata["tags"] = f"{TEACHER}-{name}", [TEACHER, *tags]
    return cell


def _is_added(cell: NotebookNode) -> bool:
    return TEACHER in cell.metadata.get("tags", [])


def _check_solutions(notebook: NotebookNode, lesson: Lesson) -> None:
    for cell in notebook.cells:
        if not cell.id.endswith(_SOLUTION) or not _is_added(cell):
            continue
        replies = [output for output in cell.outputs if output_role(output).role == "reply"]
        if len(replies) == 1 and output_role(replies[0]).right:
            continue
        heard = "it calls no check"
        if replies:
            heard = f"the check says: {replies[0].data['text/plain'].splitlines()[0]}"
        ident = cell.id.removeprefix(f"{TEACHER}-").removesuffix(_SOLUTION)
        why = f"the solution does not pass; {heard}".rstrip(".")
        place = Place(_quiz_file(lesson), ident=ident)
        raise LessonError(place, why, "Correct the solution or the answer")


def _quiz_file(lesson: Lesson) -> str:
    return display_path(folder("quizzes") / f"{lesson.id}.yaml")
