"""The build of a lesson: headings, minutes, charts, code, and the guide that belongs to it."""

import ast
import re
from collections.abc import Iterator
from itertools import accumulate

from coursebook.course import style
from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.displayed_values import chart_texts, charts
from coursebook.lint.findings import WHOLE, Finding
from coursebook.lint.text import markdown

_TIMED = re.compile(r"\((\d+) min\)$")
_PLANNED = re.compile(r"\|\s*(\d+)[–-](\d+)\s*([^|]*)\|")


def find(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find faults of build in the notebook and the guide."""
    yield from _opening(corpus)
    yield from _headings(corpus)
    yield from _steps(corpus)
    yield from _charts(corpus)
    yield from _code(corpus)
    yield from _calls(corpus)
    yield from _plan(corpus)


def _opening(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find a notebook or a guide without the title or the question of course.yaml."""
    lesson = corpus.lesson
    title = f"{int(lesson.number)} · {lesson.title}"
    first = corpus.cells[0] if corpus.cells else None
    place, source = (first.place, first.source) if first else (corpus.place, "")
    guide, line = corpus.guide_place, f"{corpus.guide_place}, line 1"
    for what, text, top, where, heading, question in (
        ("lesson", source, place, place, f"# {title}", f"**{lesson.question}**"),
        ("guide", corpus.guide, line, guide, f"# Guide to lesson {title}", lesson.question),
    ):
        if not text.startswith(f"{heading}\n"):
            problem = f"the {what} does not open with the number and title in course.yaml"
            opening = text.partition("\n")[0] or WHOLE
            yield corpus.finding(top, opening, problem, f"Write “{heading}”")
        if question not in text:
            problem = f"the {what} lacks the central question as course.yaml has it"
            yield corpus.finding(where, lesson.question, problem, f"Write “{question}”")


def _headings(corpus: LessonCorpus) -> Iterator[Finding]:
    headings = list(_all_headings(corpus))
    yield from _parts(corpus, [(cell, text) for cell, level, text in headings if level == 2])
    before = 0
    for cell, level, text in headings:
        if level > before + 1:
            problem = f"a heading of level {level} follows one of level {before}"
            remedy = f"Write it with {before + 1} # marks, so that no level is skipped"
            yield corpus.finding(cell.place, f"{'#' * level} {text}", problem, remedy)
        before = level


def _parts(corpus: LessonCorpus, parts: list[tuple[Cell, str]]) -> Iterator[Finding]:
    """Find parts of a lesson that are missing, out of order or of other minutes."""
    minutes, titles = corpus.lesson.minutes.of_activities, corpus.lesson.minutes.activities
    order = ", ".join(titles.values())
    for place, (part, title) in enumerate(titles.items()):
        want = f"{title} · {minutes[part]} min" if part in minutes else title
        cell, text = parts[place] if place < len(parts) else (None, "")
        if text == want:
            continue
        at, sentence = cell.place if cell else corpus.place, f"## {text}" if text else WHOLE
        if text.partition(" · ")[0] != title:
            problem = f"the heading “{title}” should stand here and is missing"
            remedy = f"Write “## {want}”: the parts are, in this order, {order}"
            yield corpus.finding(at, sentence, problem, remedy)
            return
        problem = f"“{text}” does not give the minutes in course.yaml, {minutes.get(part, 'none')}"
        remedy = f"Write “## {want}”, or change the minutes in course.yaml"
        yield corpus.finding(at, sentence, problem, remedy)
    for cell, text in parts[len(titles) :]:
        problem, remedy = "this heading is not one of a lesson's parts", f"The parts are {order}"
        yield corpus.finding(cell.place, f"## {text}", problem, remedy)


def _all_headings(corpus: LessonCorpus) -> Iterator[tuple[Cell, int, str]]:
    for cell in corpus.cells:
        for block in markdown.blocks(cell.source) if cell.kind == "markdown" else ():
            if block.kind == "heading":
                marks, _, text = block.text.partition(" ")
                yield cell, len(marks), text.strip()


def _steps(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find parts whose steps do not add up to their minutes, and steps to their seconds."""
    whole, steps, at, name = 0, 0, "", ""
    for cell, level, text in [*_all_headings(corpus), (None, 2, "")]:
        timed = _TIMED.search(text)
        if level == 2:
            if at and steps and steps != whole:
                problem = f"the steps of this part take {steps} minutes, the part has {whole}"
                yield corpus.finding(at, name, problem, "Fix the minutes of the steps")
            minutes = re.search(r" · (\d+) min$", text)
            at, name = cell.place if cell else "", text
            whole, steps = int(minutes[1]) if minutes else 0, 0
        elif timed:
            steps += int(timed[1])
    for cell in corpus.cells:
        if cell.kind == "markdown":
            for step in re.split(r"(?m)^### ", cell.source)[1:]:
                yield from _seconds(corpus, cell, step)


def _seconds(corpus: LessonCorpus, cell: Cell, step: str) -> Iterator[Finding]:
    heading = step.partition("\n")[0]
    length = _TIMED.search(heading)
    times = re.findall(r"\((\d+):(\d\d)\)", step)
    seconds = sum(int(minute) * 60 + int(second) for minute, second in times)
    if length and times and seconds != int(length[1]) * 60:
        problem = f"the times here add up to {seconds // 60}:{seconds % 60:02}, not {length[1]}:00"
        yield corpus.finding(cell.place, heading, problem, "Fix the times in brackets")


def _charts(corpus: LessonCorpus) -> Iterator[Finding]:
    for cell in corpus.cells:
        for spec in charts(cell):
            parts = zip(("title", "alt text", "source line"), chart_texts(spec), strict=True)
            for name in [name for name, text in parts if not text.strip()]:
                remedy = "Draw it with kp.charts, which gives it title, alt text and source"
                yield corpus.about_cell(cell, f"this chart has no {name}", remedy)
        formats = {kind for output in cell.outputs for kind in output.get("data", {})}
        if cell.kind == "code" and formats & {"image/png", "image/svg+xml"}:
            problem = "this image has neither alt text nor data"
            yield corpus.about_cell(cell, problem, "Draw it with kp.charts")


def _calls(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find a lesson that does not open, explain its words, and list its sources."""
    wanted = ["start", "references"]
    wanted += ["terms"] if corpus.lesson.terms or corpus.lesson.names else []
    for name in wanted:
        count = [(call.name, call.first) for call in corpus.calls].count(
            (name, corpus.lesson.number)
        )
        if count != 1:
            problem = f'the lesson calls kp.{name}("{corpus.lesson.number}") {count} times'
            yield corpus.finding(corpus.place, WHOLE, problem, "Call it once")


def _code(corpus: LessonCorpus) -> Iterator[Finding]:
    most = style.style().limits.code_lines
    asserting = False
    for cell in (cell for cell in corpus.cells if cell.kind == "code"):
        count = len(cell.source.splitlines())
        if most and count > most:
            problem = f"this code has {count} lines, but {most} are permitted"
            remedy = "Move the work into a function of the course's package, or split the cell"
            yield corpus.about_cell(cell, problem, remedy)
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            problem = f"this is not valid Python: {error.msg}"
            yield corpus.about_cell(cell, problem, "Fix the code")
            continue
        seen = not {"hide-input", "remove-input"} & set(cell.tags)
        asserting |= seen and any(isinstance(node, ast.Assert) for node in ast.walk(tree))
    if not asserting:
        problem = "no cell that students see holds an assert"
        remedy = "Check one statement of the lesson with `assert`, under the sentence that makes it"
        yield corpus.finding(corpus.place, WHOLE, problem, remedy)


def _plan(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find rows of the guide's plan that do not follow each other through the lesson."""
    minutes = corpus.lesson.minutes.of_activities
    names = [corpus.lesson.minutes.activities[part] for part in minutes]
    starts = dict(zip(names, accumulate(minutes.values(), initial=0), strict=False))
    last = 0
    for number, line in enumerate(corpus.guide.splitlines(), start=1):
        row = _PLANNED.match(line)
        if not row:
            continue
        begins, named = int(row[1]), row[3].strip()
        if begins != starts.get(named, last):
            problem = f"this row begins at minute {begins}, not at {starts.get(named, last)}"
            remedy = "Begin each row where the one before ends, with the minutes in course.yaml"
            at = f"{corpus.guide_place}, line {number}"
            yield corpus.finding(at, row[0].strip("| "), problem, remedy)
        last = int(row[2])
    total = corpus.lesson.minutes.total
    if last != total:
        problem = f"the plan ends at minute {last}, the lesson takes {total}"
        remedy = "Fix the minutes in the plan's first column"
        yield corpus.finding(corpus.guide_place, WHOLE, problem, remedy)
