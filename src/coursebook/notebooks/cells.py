"""What a notebook says about its cells, in whatever form a stranger wrote it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from coursebook.metadata import own

TEACHER = "teacher"  # the tag of what stands in a teacher's edition only
REFERENCES = "references"  # tag and role of what a page replaces by its own list of sources

_HEADING = re.compile(r"#{1,6}(?=\s)")


def whole(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without halves of characters, which no file can hold."""
    text = json.dumps(notebook, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        mended: NotebookNode = nbformat.from_dict(json.loads(text.encode("utf-8", "replace")))
        return mended
    return notebook


def language(notebook: NotebookNode) -> str:
    """Return the language that the notebook's code is written in."""
    about = notebook.metadata.get("language_info")
    return str(about.get("name", "python")) if isinstance(about, Mapping) else "python"


def tags(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    said = cell.get("metadata", {}).get("tags")
    return [str(each) for each in said] if isinstance(said, list) else []


def heading_level(cell: NotebookNode) -> int:
    """Return the level of the heading that a text cell begins with, or 0."""
    marks = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
    return len(marks[0]) if marks else 0


@dataclass(frozen=True)
class OutputRole:
    """What an output of this package says of itself; see `messages.Text`."""

    role: str = ""
    task: str = ""
    right: bool | None = None


def output_role(output: NotebookNode) -> OutputRole:
    """Return what an output says it is; nothing, where another package made it."""
    told = own(output.get("metadata"))
    right = told.get("right")
    return OutputRole(
        role=str(told.get("role", "")),
        task=str(told.get("task", "")),
        right=right if isinstance(right, bool) else None,
    )
