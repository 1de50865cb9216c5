"""What a lesson itself shows or proves: its charts and tables, and what its code asserts.

Charts and tables are made from the datasets and name their sources, so a text beside them
may tell what they show. A number that an `assert` of the lesson compares is proven there:
that is how a number that follows from several rows is stated without a row of its own.
"""

import ast
import json
from collections.abc import Iterator, Sequence
from datetime import date

from coursebook.lint.corpus import Cell, Json, LessonCorpus, Passage
from coursebook.lint.fact_index import ValueSet
from coursebook.lint.text import markdown, sentence_type
from coursebook.lint.text.values import values
from coursebook.lint.text.word_lists import word_list
from coursebook.metadata import own

CHART = "application/vnd.vegalite.v5+json"
_TABLES = ("table", "terms")


class DisplayedValues:
    """What the reader of a passage has before the eyes."""

    def __init__(self, corpus: LessonCorpus) -> None:
        self._cells = [(cell, _known(cell)) for cell in corpus.cells]
        self._everywhere = _proven(corpus)
        for passage in corpus.in_notebook():
            for sentence in markdown.sentences(passage.plain):
                if sentence_type.is_scene(sentence):
                    self._everywhere.add_text(sentence)

    def beside(self, passage: Passage) -> ValueSet:
        """Return what is shown: under the same heading in a lesson, else all of it."""
        both = ValueSet()
        both.add(self._everywhere)
        everything = passage.kind != "lesson" or passage.task
        for cell, known in self._cells:
            if everything or cell.group == passage.group:
                both.add(known)
        return both


def charts(cell: Cell) -> list[Json]:
    """Return the Vega-Lite specifications that a cell shows."""
    bundles = [output.get("data", {}) for output in cell.outputs]
    return [_spec(bundle[CHART]) for bundle in bundles if CHART in bundle]


def chart_texts(spec: Json) -> tuple[str, str, str]:
    """Return title, description and source line of a chart; empty where it has none."""
    title = spec.get("title", "")
    title = title.get("text", "") if isinstance(title, dict) else title
    title = " ".join(title) if isinstance(title, list) else str(title)
    source = own(spec.get("usermeta")).get("source", "")
    return title, str(spec.get("description", "")), str(source)


def chart_table(spec: Json) -> str:
    """Return the data of a chart as text, a row a line, without columns that only number rows."""
    table = own(spec.get("usermeta")).get("table", {})
    return _unnumbered(list(map(str, table.get("columns", []))), table.get("rows", []))


def _spec(stored: Json | list[str] | str) -> Json:
    spec: Json = stored if isinstance(stored, dict) else json.loads("".join(stored))
    return spec


def _known(cell: Cell) -> ValueSet:
    known = ValueSet()
    for spec in charts(cell):
        known.add_text("\n".join([*chart_texts(spec), chart_table(spec)]), labels=False)
    for output in cell.outputs:
        role = own(output.get("metadata")).get("role")
        if role in _TABLES:
            text = "".join(output.get("data", {}).get("text/markdown", ""))
            lines = [block.cells for block in markdown.blocks(text) if block.kind == "row"]
            known.add_text(_unnumbered(lines[0], lines) if lines else text, labels=False)
    return known


def _unnumbered(head: list[str], lines: Sequence[Sequence[object]]) -> str:
    """Return the lines of a table without the columns that only number its rows."""
    kept = [
        place
        for place, name in enumerate(head)
        if name.casefold() not in word_list("numbering_columns")
    ]
    return "\n".join(
        " | ".join(str(line[place]) for place in kept if place < len(line)) for line in lines
    )


def _proven(corpus: LessonCorpus) -> ValueSet:
    """Return the numbers and days that asserts compare, in the lesson and behind its keys."""
    proven = ValueSet()
    for cell in corpus.cells:
        tree = _tree(cell.source if cell.kind == "code" else "")
        checks = [node.test for node in ast.walk(tree) if isinstance(node, ast.Assert)]
        proven.numbers.update(number for check in checks for number in _compared(check))
        for day in _days(tree) if checks else ():
            proven.add_date(day, "day")
    for task in corpus.quiz.tasks:
        tree = _tree(task.verify.strip())
        proven.numbers.update(_compared(tree))
        for day in _days(tree):
            proven.add_date(day, "day")
        for value in values(" ".join(task.forms)) if task.verify else ():
            proven.numbers.update(value.numbers)
    return proven


def _days(tree: ast.AST) -> Iterator[date]:
    """Yield the days in code that asserts or stands behind a key: `date(2019, 4, 27)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if node.func.id == "date" and len(parts) == 3:
                year, month, day = (int(str(part)) for part in parts)
                yield date(year, month, day)


def _compared(tree: ast.AST) -> Iterator[float]:
    """Yield the numbers that stand on a side of a comparison."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                value = side.value if isinstance(side, ast.Constant) else None
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield float(value)


def _tree(code: str) -> ast.AST:
    try:
        return ast.parse(code)
    except SyntaxError:
        return ast.Module([], [])
