"""What a notebook says about its cells, in whatever form a stranger wrote it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

_HEADING = re.compile(r"#{1,6}(?=\s)")


def whole(notebook: Any) -> Any:
    """Return a notebook without halves of characters, which no file can hold."""
    text = json.dumps(notebook, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return nbformat.from_dict(json.loads(text.encode("utf-8", "replace")))
    return notebook


def language(notebook: Any) -> str:
    """Return the language that the notebook's code is written in."""
    about = notebook.metadata.get("language_info")
    return str(about.get("name", "python")) if isinstance(about, Mapping) else "python"


def tags(cell: Any) -> list[str]:
    """Return the tags of a cell."""
    said = cell.get("metadata", {}).get("tags")
    return [str(each) for each in said] if isinstance(said, list) else []


def heading_level(cell: Any) -> int:
    """Return the level of the heading that a text cell begins with, or 0."""
    marks = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
    return len(marks[0]) if marks else 0


@dataclass(frozen=True)
class Said:
    """What an output of this package says of itself; see `display.Text`."""

    role: str = ""
    task: str = ""
    right: bool | None = None


def said(output: Any) -> Said:
    """Return what an output says it is; nothing, where another package made it."""
    own = (output.get("metadata") or {}).get("korean_peace")
    if not isinstance(own, Mapping):
        return Said()
    right = own.get("right")
    return Said(
        role=str(own.get("role", "")),
        task=str(own.get("task", "")),
        right=right if isinstance(right, bool) else None,
    )
