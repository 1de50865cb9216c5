"""Tasks: keys that hold, solutions that pass, misconceptions that fail.

A key is proven by two witnesses that must agree with it: the worked solution, and the
expression in `verify`.
"""

import ast
import contextlib
import io
import itertools
import re
from collections.abc import Iterator

from coursebook.course.choices import Multiple, Single
from coursebook.course.tasks import Misconception, Task
from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.findings import Findings
from coursebook.notebooks.calls import FACADE, behind_hash
from coursebook.practice.marking import Given, mark
from coursebook.practice.messages import HOW_TO_WRITE


class _Silent:
    """Takes any call and any name, and does nothing."""

    def __getattr__(self, _: str) -> "_Silent":
        return self

    def __call__(self, *_: object, **__: object) -> None:
        return None


class _Facade(_Silent):
    """Stands for the course's package while keys are proven: tables load, nothing is drawn."""

    def __init__(self) -> None:
        self.answers: dict[str, Given] = {}

    def load(self, name: str) -> object:
        from coursebook.data import frames

        return frames.load(name)

    def check(self, ident: str, answer: Given) -> None:
        self.answers[ident] = answer


def find(corpus: LessonCorpus) -> Findings:
    """Find objectives that are not asked, tasks without their cells, and wrong keys."""
    yield from _objectives(corpus)
    yield from _cells(corpus)
    names = _names(corpus)
    for task in corpus.quiz.tasks:
        yield from _forms(corpus, task)
        yield from _solution(corpus, task, names)
        yield from _misconceptions(corpus, task)
    for task in corpus.quiz.tasks:  # after all solutions, whose names an expression may use
        yield from _verified(corpus, task, names)
        yield from _options(corpus, task)
    yield from _guide_keys(corpus)


def _objectives(corpus: LessonCorpus) -> Findings:
    essays = [question for question in corpus.quiz.questions if question.kind == "words"]
    working = {
        "exercise": {task.objective for task in (*corpus.quiz.exercises, *essays)},
        "question": {question.objective for question in corpus.quiz.questions},
    }
    known = [objective.id for objective in corpus.lesson.objectives]
    for objective in corpus.lesson.objectives:
        for kind, worked_on in working.items():
            if objective.id not in worked_on:
                values = {"kind": kind, "objective": objective}
                yield corpus.finding("objective-idle", "", objective.text, **values)
    for task in corpus.quiz.tasks:
        if task.objective not in known:
            yield corpus.about_task("objective-unknown", task, known=", ".join(known))


def _cells(corpus: LessonCorpus) -> Findings:
    """Find tasks without exactly one cell that keeps the answer, or without a hint at hand."""
    checked = [
        call.first
        for call in corpus.calls
        if call.name == "check" and call.alone and call.arguments[1:] in (("...",), ("",))
    ]
    hints = (call for cell in corpus.code_cells for call in behind_hash(cell.source))
    hinted = {call.first for call in hints if call.name == "hint"}
    forms = _answers(corpus)
    rooms = [cell.source for cell in corpus.cells if "response" in cell.tags]
    for task in corpus.quiz.tasks:
        count, wanted = checked.count(task.id), f'one line kp.check("{task.id}", "")'
        if task.kind == "words":
            count = sum(task.id in room for room in rooms)
            count += "response" in forms[task.id].tags if task.id in forms else 0
            wanted = "a response cell that names it, or that follows its kp.ask"
        if count != 1:
            yield corpus.about_task("task-cells", task, count=count, wanted=wanted)
        if task.kind != "words" and task.id not in hinted | set(forms):
            yield corpus.about_task("task-unhinted", task)
    yield from _rooms(corpus, list(forms.values()))
    for ident in sorted({str(ident) for ident in checked}):
        if corpus.quiz.task(ident) is None:
            yield corpus.finding("task-unknown", corpus.place, ident, ident=ident)


def _answers(corpus: LessonCorpus) -> dict[str, Cell]:
    """Return the cells that keep an answer and nothing else, each right after what asks for it."""
    kept = {}
    for asking, answer in itertools.pairwise(corpus.cells):
        if [call.name for call in asking.calls] != ["ask"]:
            continue
        task = corpus.quiz.task(str(asking.calls[0].first))
        blanks = [call.arguments for call in answer.calls if call.name == "check"]
        empty = "response" in answer.tags and not answer.source.strip()
        if task and (empty if task.kind == "words" else blanks == [(task.id, "")]):
            kept[task.id] = answer
    return kept


def _rooms(corpus: LessonCorpus, alone: list[Cell]) -> Findings:
    """Find cells for words that neither say how to write there nor follow a form."""
    for cell in corpus.cells:
        if "response" not in cell.tags or cell in alone:
            continue
        if not HOW_TO_WRITE.fullmatch((cell.source.splitlines() or [""])[-1].strip("*")):
            yield corpus.finding("room-untold", corpus.place, (cell.source.splitlines() or [""])[0])


def _names(corpus: LessonCorpus) -> dict[str, object]:
    """Return the names that the lesson's cells leave, charts and questions left out."""
    names: dict[str, object] = {}
    for cell in corpus.code_cells:
        _run(cell.source, names, _Facade())
    return names


def _run(code: str, names: dict[str, object], facade: _Facade) -> str:
    """Run code of a lesson, silently, with a facade for its package; return what went wrong."""
    names[FACADE] = facade
    try:
        tree = ast.parse(code)
        tree.body = [statement for statement in tree.body if not _imports_facade(statement)]
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(tree, "lesson", "exec"), names)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _imports_facade(statement: ast.stmt) -> bool:
    """Tell whether it imports the course's package, whatever its name: `import … as kp`."""
    return isinstance(statement, ast.Import) and [alias.asname for alias in statement.names] == [
        FACADE
    ]


def _forms(corpus: LessonCorpus, task: Task) -> Findings:
    for form in task.forms:
        if not mark(task, form).right:
            yield corpus.about_task("form-wrong", task, form)


def _solution(corpus: LessonCorpus, task: Task, names: dict[str, object]) -> Findings:
    if not task.solution:
        return
    facade = _Facade()
    fault = _run(task.solution, names, facade)
    given = facade.answers.get(task.id)
    if fault or given is None:
        fault = fault and f": {fault}"
        yield corpus.about_task("solution-fails", task, task.solution, fault=fault)
    elif not mark(task, given).right:
        yield corpus.about_task("solution-wrong", task, given=given)


def _misconceptions(corpus: LessonCorpus, task: Task) -> Findings:
    for misconception, answer in _showing(task):
        verdict, feedback = mark(task, answer), misconception.feedback
        if verdict.right or verdict.feedback != (feedback,):
            yield corpus.about_task("misconception-unseen", task, feedback, answer=answer)


def _showing(task: Task) -> Iterator[tuple[Misconception, str]]:
    """Yield misconceptions, and for each an answer that shows it and is sound otherwise."""
    parts = task.key.split()
    for known in task.misconceptions:
        yield from ((known, form) for form in known.equals)
        yield from ((known, " ".join([*parts, token])) for token in known.contains)
        for token in known.missing:
            others = [part for part in parts if part.lower() != token.lower()]
            yield known, " ".join(others) or ("99" if token.isdigit() else "?")
        for place, letters in known.at_position.items():
            for letter in letters:
                yield known, " ".join([*parts[: place - 1], letter, *parts[place:]])


def _verified(corpus: LessonCorpus, task: Task, names: dict[str, object]) -> Findings:
    if not task.verify:
        return
    try:
        value = eval(task.verify.strip(), names)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        yield corpus.about_task("verify-fails", task, task.verify, fault=fault)
        return
    if not (mark(task, value).right if isinstance(value, str) else value):
        yield corpus.about_task("verify-wrong", task, value=value)


def _options(corpus: LessonCorpus, task: Task) -> Findings:
    options = task.options if isinstance(task, Single | Multiple) else []
    for part in ("text", "feedback"):
        texts = [getattr(option, part) for option in options]
        for text in sorted({text for text in texts if text and texts.count(text) > 1}):
            yield corpus.about_task("options-alike", task, text, part=part)


def _guide_keys(corpus: LessonCorpus) -> Findings:
    """Find keys in the guide: students open its folder, and the teacher's edition prints them."""
    for number, line in enumerate(corpus.guide.splitlines(), 1):
        for task in corpus.quiz.tasks:
            if key := _key_in(line, task):
                yield corpus.about_guide("key-in-guide", number, line, task=task, key=key)


def _key_in(line: str, task: Task) -> str:
    """Return the key of a task if a line tells it: three parts in order, or after its name."""
    number = task.id.rpartition("-")[2].removeprefix("q")
    names = [task.id]
    if task.in_ticket:
        names += [f"question {number}", *([number] if "exit ticket" in line.lower() else [])]
    for key in task.forms:
        parts = re.findall(r"[\w.]+", key)
        joined = r"[\s,;]+(?:and\s+)?".join(map(re.escape, parts))
        named = rf"(?:{'|'.join(map(re.escape, names))})(?:\W{{1,3}}|\s+is\s+){joined}"
        pattern = joined if len(parts) > 2 else named
        if parts and re.search(rf"\b{pattern}(?!\w)", line, re.IGNORECASE):
            return key
    return ""
