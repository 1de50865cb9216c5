"""The notebook as it is stored: ids, tags, tables, outputs, one cell a task."""

import re
from collections.abc import Iterator

from coursebook.lint.corpus import Cell, LessonCorpus
from coursebook.lint.findings import Finding

TAGS = (
    "hide-input",
    "remove-input",
    "exercise",
    "response",
    "story",
    "document",
    "raises-exception",
)
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def find(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find cells that are not stored as lessons store them."""
    for cell in corpus.cells:
        if not _NAME.fullmatch(cell.ident):
            problem = f"the id {cell.ident!r} is not a name"
            remedy = "Give the cell an id of small letters, digits and hyphens, such as first-look"
            yield corpus.about_cell(cell, problem, remedy)
        for tag in cell.tags:
            if tag not in TAGS:
                problem = f"the tag {tag!r} is not used here"
                yield corpus.about_cell(cell, problem, f"Use one of: {', '.join(TAGS)}")
        yield from _tables(corpus, cell)
        yield from _outputs(corpus, cell)
    yield from _twice(corpus)


def _tables(corpus: LessonCorpus, cell: Cell) -> Iterator[Finding]:
    for call in cell.calls:
        if call.name == "load" and call.first not in corpus.lesson.datasets:
            problem = (
                f"it loads the table {call.first}, which course.yaml does not list for the lesson"
            )
            remedy = "Add it to the lesson's `datasets`: the page names their licences"
            yield corpus.about_cell(cell, problem, remedy)


def _outputs(corpus: LessonCorpus, cell: Cell) -> Iterator[Finding]:
    for output in cell.outputs if "raises-exception" not in cell.tags else ():
        if output.get("output_type") == "error" or output.get("name") == "stderr":
            problem = "an error or a warning is stored with this cell"
            remedy = "Fix the cell and run the lesson again"
            yield corpus.about_cell(cell, problem, f"{remedy}, or tag the cell raises-exception")


def _twice(corpus: LessonCorpus) -> Iterator[Finding]:
    """Find tasks that are checked a second time, in whatever form."""
    seen = set()
    for cell in corpus.cells:
        for ident in (call.first for call in cell.calls if call.name == "check"):
            if ident in seen:
                problem = f"{ident} is checked a second time"
                yield corpus.about_cell(cell, problem, "Check a task in one cell")
            seen.add(ident)
