"""The notebook as it is stored: ids, tags, tables, outputs, one cell a task."""

import re

from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import Findings

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


def find(corpus: LessonCorpus) -> Findings:
    """Find cells that are not stored as lessons store them."""
    for cell in corpus.cells:
        if not _NAME.fullmatch(cell.ident):
            yield cell.finding("cell-id", ident=cell.ident)
        for tag in cell.tags:
            if tag not in TAGS:
                yield cell.finding("cell-tag", tag=tag, permitted=", ".join(TAGS))
        for call in cell.calls:
            if call.name == "load" and call.first not in corpus.lesson.datasets:
                yield cell.finding("table-undeclared", table=call.first)
        for output in cell.outputs if "raises-exception" not in cell.tags else ():
            if output.get("output_type") == "error" or output.get("name") == "stderr":
                yield cell.finding("stored-error")
    yield from _checked_twice(corpus)


def _checked_twice(corpus: LessonCorpus) -> Findings:
    """Find tasks that are checked a second time, in whatever form."""
    checked = set()
    for cell in corpus.cells:
        for task in (call.first for call in cell.calls if call.name == "check"):
            if task in checked:
                yield cell.finding("checked-twice", task=task)
            checked.add(task)
