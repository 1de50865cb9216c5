"""The build of a lesson: headings, minutes, charts, code, and the guide that belongs to it."""

import ast
import re
from collections.abc import Iterator
from itertools import accumulate

from coursebook.course import style
from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.findings import WHOLE, Findings
from coursebook.lint.outputs import formats

_TIMED = re.compile(r"\((\d+) min\)$")
_PLANNED = re.compile(r"\|\s*(\d+)[–-](\d+)\s*([^|]*)\|")
Heading = tuple[Cell, int, str]  # where it stands, its level and its text


def find(corpus: LessonCorpus) -> Findings:
    """Find faults of build in the notebook and the guide."""
    headings = list(_all_headings(corpus))
    yield from _opening(corpus)
    yield from _parts(corpus, [(cell, text) for cell, level, text in headings if level == 2])
    yield from _levels(corpus, headings)
    yield from _steps(corpus, headings)
    yield from _seconds(corpus)
    yield from _charts(corpus)
    yield from _code(corpus)
    yield from _calls(corpus)
    yield from _plan(corpus)


def _all_headings(corpus: LessonCorpus) -> Iterator[Heading]:
    for cell in corpus.cells:
        for block in cell.blocks:
            if block.kind == "heading":
                marks, _, text = block.text.partition(" ")
                yield cell, len(marks), text.strip()


def _opening(corpus: LessonCorpus) -> Findings:
    """Find a notebook or a guide without the title or the question of course.yaml."""
    lesson = corpus.lesson
    title = f"{int(lesson.number)} · {lesson.title}"
    place, source = corpus.place, ""
    if corpus.cells:
        place, source = corpus.cells[0].place, corpus.cells[0].source
    guide, line = corpus.guide_place, f"{corpus.guide_place}, line 1"
    for name, text, top, where, heading, question in (
        ("lesson", source, place, place, f"# {title}", f"**{lesson.question}**"),
        ("guide", corpus.guide, line, guide, f"# Guide to lesson {title}", lesson.question),
    ):
        if not text.startswith(f"{heading}\n"):
            opening = text.partition("\n")[0] or WHOLE
            yield corpus.finding("title-differs", top, opening, text=name, heading=heading)
        if question not in text:
            sentence = lesson.question
            yield corpus.finding("question-missing", where, sentence, text=name, question=question)


def _parts(corpus: LessonCorpus, parts: list[tuple[Cell, str]]) -> Findings:
    """Find parts of a lesson that are missing, out of order or of other minutes."""
    minutes, titles = corpus.lesson.minutes.of_activities, corpus.lesson.minutes.activities
    order = ", ".join(titles.values())
    for number, (part, title) in enumerate(titles.items()):
        heading = f"{title} · {minutes[part]} min" if part in minutes else title
        cell, written = parts[number] if number < len(parts) else (None, "")
        place, sentence = cell.place if cell else "", f"## {written}" if written else WHOLE
        names = {"title": title, "heading": heading, "written": written, "order": order}
        if written.partition(" · ")[0] != title:
            yield corpus.finding("part-missing", place, sentence, **names)
            return
        if written != heading:
            known = minutes.get(part, "none")
            yield corpus.finding("part-minutes", place, sentence, minutes=known, **names)
    for cell, written in parts[len(titles) :]:
        yield corpus.finding("part-unknown", cell.place, f"## {written}", order=order)


def _levels(corpus: LessonCorpus, headings: list[Heading]) -> Findings:
    before = 0
    for cell, level, text in headings:
        if level > before + 1:
            levels = {"level": level, "before": before, "wanted": before + 1}
            yield corpus.finding("level-skipped", cell.place, f"{'#' * level} {text}", **levels)
        before = level


def _steps(corpus: LessonCorpus, headings: list[Heading]) -> Findings:
    """Find parts whose steps do not add up to their minutes."""
    starts = [number for number, (_, level, _) in enumerate(headings) if level == 2]
    for start, end in zip(starts, [*starts[1:], len(headings)], strict=True):
        cell, _, part = headings[start]
        minutes = re.search(r" · (\d+) min$", part)
        whole = int(minutes[1]) if minutes else 0
        steps = sum(_minutes(text) for _, _, text in headings[start + 1 : end])
        if steps and steps != whole:
            yield corpus.finding("steps-minutes", cell.place, part, steps=steps, part=whole)


def _seconds(corpus: LessonCorpus) -> Findings:
    """Find steps whose times in brackets do not add up to their minutes."""
    for cell in corpus.cells:
        for step in re.split(r"(?m)^### ", cell.source)[1:] if cell.kind == "markdown" else ():
            heading = step.partition("\n")[0]
            wanted = _minutes(heading)
            times = re.findall(r"\((\d+):(\d\d)\)", step)
            minutes, seconds = divmod(sum(int(m) * 60 + int(s) for m, s in times), 60)
            if wanted and times and (minutes, seconds) != (wanted, 0):
                sums = {"minutes": minutes, "seconds": seconds, "wanted": wanted}
                yield corpus.finding("step-seconds", cell.place, heading, **sums)


def _minutes(heading: str) -> int:
    timed = _TIMED.search(heading)
    return int(timed[1]) if timed else 0


def _charts(corpus: LessonCorpus) -> Findings:
    for cell in corpus.cells:
        for chart in cell.charts:
            texts = {"title": chart.title, "alt text": chart.alt, "source line": chart.source}
            for part in (part for part, text in texts.items() if not text.strip()):
                yield cell.finding("chart-bare", part=part)
        shown = {kind for output in cell.outputs for kind in formats(output)}
        if cell.kind == "code" and shown & {"image/png", "image/svg+xml"}:
            yield cell.finding("image-bare")


def _code(corpus: LessonCorpus) -> Findings:
    most = style.style().limits.code_lines
    asserting = False
    for cell in corpus.code_cells:
        count = len(cell.source.splitlines())
        if most and count > most:
            yield cell.finding("code-long", count=count, most=most)
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            yield cell.finding("code-invalid", error=error.msg)
            continue
        seen = {"hide-input", "remove-input"}.isdisjoint(cell.tags)
        asserting |= seen and any(isinstance(node, ast.Assert) for node in ast.walk(tree))
    if not asserting:
        yield corpus.finding("no-assert")


def _calls(corpus: LessonCorpus) -> Findings:
    """Find a lesson that does not open, explain its words, and list its sources."""
    lesson = corpus.lesson
    explained = ["terms"] if lesson.terms or lesson.names else []
    calls = [(call.name, call.first) for call in corpus.calls]
    for name in ("start", "references", *explained):
        count = calls.count((name, lesson.number))
        if count != 1:
            yield corpus.finding("call-count", name=name, count=count)


def _plan(corpus: LessonCorpus) -> Findings:
    """Find rows of the guide's plan that do not follow each other through the lesson."""
    minutes = corpus.lesson.minutes.of_activities
    names = [corpus.lesson.minutes.activities[part] for part in minutes]
    starts = dict(zip(names, accumulate(minutes.values(), initial=0), strict=False))
    end = 0
    for number, line in enumerate(corpus.guide.splitlines(), start=1):
        if row := _PLANNED.match(line):
            begins, wanted = int(row[1]), starts.get(row[3].strip(), end)
            if begins != wanted:
                text = row[0].strip("| ")
                yield corpus.about_guide("plan-row", number, text, begins=begins, wanted=wanted)
            end = int(row[2])
    total = corpus.lesson.minutes.total
    if end != total:
        yield corpus.finding("plan-end", corpus.guide_place, end=end, total=total)
