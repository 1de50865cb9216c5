"""What a lesson itself shows or proves: its charts and tables, and what its code asserts.

Charts and tables are made from the datasets and name their sources, so a text beside them
may tell what they show. A number that an `assert` of the lesson compares is proven there:
that is how a number that follows from several rows is stated without a row of its own.
"""

import ast
from collections.abc import Iterator
from datetime import date

from coursebook.lint.corpus import Cell, LessonCorpus, Passage
from coursebook.lint.fact_index import ValueSet
from coursebook.lint.outputs import formats, table_text
from coursebook.lint.text import markdown, sentence_type
from coursebook.lint.text.values import values
from coursebook.metadata import own

_TABLES = ("table", "terms")


class DisplayedValues:
    """What the reader of a passage has before the eyes."""

    def __init__(self, corpus: LessonCorpus) -> None:
        self._cells = [(cell, _shown(cell)) for cell in corpus.cells]
        self._everywhere = _proven(corpus)
        for passage in corpus.in_notebook():
            for sentence in markdown.sentences(passage.plain):
                if sentence_type.is_scene(sentence):
                    self._everywhere.add_text(sentence)

    def beside(self, passage: Passage) -> ValueSet:
        """Return what is shown: under the same heading in a lesson, else all of it."""
        together = ValueSet()
        together.add(self._everywhere)
        here = None if passage.task else passage.cell
        for cell, shown in self._cells:
            if here is None or cell.group == here.group:
                together.add(shown)
        return together


def _shown(cell: Cell) -> ValueSet:
    shown = ValueSet()
    for chart in cell.charts:
        texts = (chart.title, chart.alt, chart.source, chart.table)
        shown.add_text("\n".join(texts), labels=False)
    for output in cell.outputs:
        if own(output.get("metadata")).get("role") in _TABLES:
            stored = formats(output).get("text/markdown", "")
            text = "".join(stored) if isinstance(stored, list) else str(stored)
            rows = [block.cells for block in markdown.blocks(text) if block.kind == "row"]
            shown.add_text(table_text(rows[0], rows) if rows else text, labels=False)
    return shown


def _proven(corpus: LessonCorpus) -> ValueSet:
    """Return the numbers and days that asserts compare, in the lesson and behind its keys."""
    proven = ValueSet()
    checks: list[tuple[ast.AST, ast.AST]] = []  # each with the code around it
    for cell in corpus.code_cells:
        code = _tree(cell.source)
        checks += [(node.test, code) for node in ast.walk(code) if isinstance(node, ast.Assert)]
    for task in corpus.quiz.tasks:
        if task.verify:
            key = _tree(task.verify.strip())
            checks.append((key, key))
            for value in values(" ".join(task.forms)):
                proven.numbers.update(value.numbers)
    for check, around in checks:
        proven.numbers.update(_compared(check))
        for day in _days(around):
            proven.add_date(day, "day")
    return proven


def _days(code: ast.AST) -> Iterator[date]:
    """Yield the days in code that asserts or stands behind a key: `date(2019, 4, 27)`."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if node.func.id == "date" and len(parts) == 3:
                year, month, day = (int(str(part)) for part in parts)
                yield date(year, month, day)


def _compared(code: ast.AST) -> Iterator[float]:
    """Yield the numbers that stand on a side of a comparison."""
    for node in ast.walk(code):
        for side in (node.left, *node.comparators) if isinstance(node, ast.Compare) else ():
            value = side.value if isinstance(side, ast.Constant) else None
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield float(value)


def _tree(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except SyntaxError:
        return ast.Module([], [])
