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

from coursebook.course.kinds import Multiple, Single
from coursebook.course.tasks import Misconception, Task
from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.findings import Finding
from coursebook.notebooks.calls import FACADE
from coursebook.practice.marking import Given, mark
from coursebook.practice.messages import HOW_TO_WRITE


class _Facade:
    """Stands for the course's package while keys are proven: tables load, nothing is drawn."""

    def __init__(self) -> None:
        self.answers: dict[str, Given] = {}

    def load(self, name: str) -> object:
        from coursebook.data import frames

        return frames.load(name)

    def check(self, ident: str, answer: Given) -> None:
        self.answers[ident] = answer

    def __getattr__(self, _: str) -> "_Silent":
        return _Silent()


class _Silent:
    """Takes any call and any name, and does nothing."""

    def __getattr__(self, _: str) -> "_Silent":
        return self

    def __call__(self, *_: object, **__: object) -> None:
        return None


def find(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find objectives that are not asked, tasks without their cells, and wrong keys."""
    yield from _objectives(corpus)
    yield from _cells(corpus)
    names = _names(corpus)
    for task in corpus.quiz.tasks:
        yield from _key(corpus, task)
        yield from _solution(corpus, task, names)
        yield from _misconceptions(corpus, task)
    for task in corpus.quiz.tasks:
        yield from _verified(corpus, task, names)
    for task in corpus.quiz.tasks:
        yield from _options(corpus, task)
    yield from _guide_keys(corpus)


def _objectives(corpus: LessonCorpus) -> Iterator[Finding]:
    exercised = {exercise.objective for exercise in corpus.quiz.exercises}
    asked = {question.objective for question in corpus.quiz.questions}
    written = {question.objective for question in corpus.quiz.questions if question.kind == "words"}
    known = {objective.id: objective.text for objective in corpus.lesson.objectives}
    for ident, text in known.items():
        for done, where in (
            (ident in exercised | written, "exercise"),
            (ident in asked, "question"),
        ):
            if not done:
                problem = f"no {where} works on objective {ident}"
                remedy = f"Give one `objective: {ident}`, or remove the objective from course.yaml"
                yield corpus.finding(corpus.place, text, problem, remedy)
    for task in corpus.quiz.tasks:
        if task.objective not in known:
            problem = f"there is no objective {task.objective}"
            yield corpus.about_task(task.id, task.name, problem, f"Use one of: {', '.join(known)}")


def _cells(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find tasks without exactly one cell that keeps the answer, or without a hint at hand."""
    checked = [
        call.first
        for call in corpus.calls
        if call.name == "check" and call.alone and call.arguments[1:] in (("...",), ("",))
    ]
    hinted = {call.first for cell in corpus.cells for call in cell.hints if call.name == "hint"}
    forms = _answers(corpus)
    rooms = [cell.source for cell in corpus.cells if "response" in cell.tags]
    for task in corpus.quiz.tasks:
        if task.kind == "words":
            count = sum(task.id in source for source in rooms)
            count += "response" in forms[task.id].tags if task.id in forms else 0
            wanted = "a response cell that names it, or that follows its kp.ask"
        else:
            count, wanted = checked.count(task.id), f'one line kp.check("{task.id}", "")'
        if count != 1:
            problem = f"the notebook has {count} cells for this task instead of one"
            yield corpus.about_task(task.id, task.name, problem, f"Give it {wanted}")
        if task.kind != "words" and task.id not in hinted | set(forms):
            problem = "no cell has its hints behind a #"
            remedy = f'Write #kp.hint("{task.id}") below its check'
            yield corpus.about_task(task.id, task.name, problem, remedy)
    yield from _rooms(corpus, list(forms.values()))
    for ident in sorted({str(ident) for ident in checked}):
        if corpus.quiz.find(ident) is None:
            problem = f"the quiz has no {ident}"
            remedy = "Correct the id, or add the task to the quiz"
            yield corpus.finding(corpus.place, ident, problem, remedy)


def _answers(corpus: LessonCorpus) -> dict[str, Cell]:
    """Return the cells that keep an answer and nothing else, each right after what asks for it."""
    return {
        str(asking.calls[0].first): answer
        for asking, answer in itertools.pairwise(corpus.cells)
        if [call.name for call in asking.calls] == ["ask"]
        and (
            ("response" in answer.tags and not answer.source.strip())
            or [call.arguments[1:] for call in answer.calls if call.name == "check"] == [("",)]
        )
    }


def _rooms(corpus: LessonCorpus, alone: list[Cell]) -> Iterator[Finding]:
    """Find cells for words that neither say how to write there nor follow a form."""
    for cell in corpus.cells:
        if "response" not in cell.tags or cell in alone:
            continue
        if not HOW_TO_WRITE.fullmatch((cell.source.splitlines() or [""])[-1].strip("*")):
            problem = "the last line does not say how to write in this cell"
            remedy = "End it with *Click here, press Enter, and write below.*"
            yield corpus.finding(corpus.place, cell.opening, problem, remedy)


def _names(corpus: LessonCorpus) -> dict[str, object]:
    """Return the names that the lesson's cells leave, charts and questions left out."""
    names: dict[str, object] = {}
    for cell in corpus.cells:
        if cell.kind == "code":
            _run(cell.source, names, _Facade())
    return names


def _run(code: str, names: dict[str, object], facade: _Facade) -> str:
    """Run code of a lesson, silently, with a facade for its package; return what went wrong."""
    names[FACADE] = facade
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(_without_facade(ast.parse(code)), "lesson", "exec"), names)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _without_facade(tree: ast.Module) -> ast.Module:
    """Leave out the import of the course's package, whatever its name: `import … as kp`."""
    tree.body = [
        statement
        for statement in tree.body
        if not isinstance(statement, ast.Import)
        or [alias.asname for alias in statement.names] != [FACADE]
    ]
    return tree


def _key(corpus: LessonCorpus, task: Task) -> Iterator[Finding]:
    for form in task.forms:
        if not mark(task, form).right:
            problem = "this accepted form of the answer is marked as wrong"
            yield corpus.about_task(task.id, form, problem, "Fix `answer`, `accept` or `kind`")


def _solution(corpus: LessonCorpus, task: Task, names: dict[str, object]) -> Iterator[Finding]:
    if not task.solution:
        return
    facade = _Facade()
    fault = _run(task.solution, names, facade)
    given = facade.answers.get(task.id)
    if fault or given is None:
        problem = f"the solution does not reach its kp.check{': ' + fault if fault else ''}"
        yield corpus.about_task(task.id, task.solution, problem, "Fix the solution")
    elif not mark(task, given).right:
        problem = f"the solution gives {given!r}, the key is {task.key!r}"
        yield corpus.about_task(task.id, task.name, problem, "Correct the one that is wrong")


def _misconceptions(corpus: LessonCorpus, task: Task) -> Iterator[Finding]:
    for misconception, answer in _showing(task):
        verdict = mark(task, answer)
        if verdict.right or verdict.feedback != (misconception.feedback,):
            problem = f"the answer {answer!r} shows this misconception but gets other feedback"
            remedy = "Fix the condition of the misconception, or the key"
            yield corpus.about_task(task.id, misconception.feedback, problem, remedy)


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


def _verified(corpus: LessonCorpus, task: Task, names: dict[str, object]) -> Iterator[Finding]:
    if not task.verify:
        return
    try:
        value = eval(task.verify.strip(), names)
    except Exception as error:
        problem = f"`verify` fails: {type(error).__name__}: {error}"
        yield corpus.about_task(task.id, task.verify, problem, "Fix the expression")
        return
    right = mark(task, value).right if isinstance(value, str) else bool(value)
    if not right:
        problem = f"the tables give {value!r}, the key is {task.key!r}"
        yield corpus.about_task(task.id, task.name, problem, "Correct the key, or the expression")


def _options(corpus: LessonCorpus, task: Task) -> Iterator[Finding]:
    if isinstance(task, Single | Multiple):
        for name in ("text", "feedback"):
            texts = [getattr(option, name) for option in task.options]
            for text in sorted({text for text in texts if text and texts.count(text) > 1}):
                problem = f"two options have this {name}"
                yield corpus.about_task(task.id, text, problem, "Give each its own")


def _guide_keys(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find keys in the guide: students open its folder, and the teacher's edition prints them."""
    for number, line in enumerate(corpus.guide.splitlines(), 1):
        for task in corpus.quiz.tasks:
            if key := _told(task, line):
                place = f"{corpus.guide_place}, line {number}"
                problem = f"the guide gives away the key of {task.id}: {key}"
                remedy = "Remove it: the teacher's edition prints it from the quiz"
                yield corpus.finding(place, line, problem, remedy)


def _told(task: Task, line: str) -> str:
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
