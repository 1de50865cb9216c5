"""Reads a notebook, and names the cell that is not one. No nbformat here: lessons use it too."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coursebook import text_files
from coursebook.errors import LessonError, Place
from coursebook.root import display_path

_KINDS = ("code", "markdown", "raw")
_REMEDY = "Restore the file, or correct that place"


def read_stored(path: Path) -> dict[str, Any]:
    """Return a notebook as its JSON says, each cell's source joined into one text.

    Raises:
        LessonError: the file is missing, or a cell is not one; the message names it.
    """
    content = text_files.tree(path, LessonError)
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise LessonError(
            Place(display_path(path)), "this is not a notebook: it has no cells", _REMEDY
        )
    for number, cell in enumerate(content["cells"], start=1):
        if wrong := _malformed(cell):
            raise LessonError(Place(display_path(path), number), wrong, _REMEDY)
        cell["source"] = "".join(cell["source"])
    return content


def read_to_publish(path: Path) -> dict[str, Any]:
    """Return a notebook that others are to get: as `read_stored`, and with nothing stray in it.

    Raises:
        LessonError: as for `read_stored`; or a cell holds what an unfinished merge left, or a
            control character, or has the id of another.
    """
    content = read_stored(path)
    seen: dict[str, int] = {}
    for number, cell in enumerate(content["cells"], start=1):
        if amiss := text_files.stray(cell["source"]):
            raise LessonError(
                Place(display_path(path), number, amiss.line), amiss.problem, amiss.remedy
            )
        ident = cell.get("id", number)
        earlier = seen.setdefault(ident, number)
        if earlier != number:
            why = f"cell {earlier} has the same id, {ident!r}"
            raise LessonError(Place(display_path(path), number), why, "Give one of them another id")
    return content


def _malformed(cell: Any) -> str:
    """Say what is wrong with the form of a cell, if anything is."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
        return f"its cell_type must be one of {', '.join(_KINDS)}"
    metadata = cell.get("metadata", {})
    outputs = cell.get("outputs", [])
    if not _is_text(cell.get("source")):
        return "its source must be a text, or a list of lines"
    if not isinstance(metadata, Mapping):
        return "its metadata must be in braces, { }"
    if not _is_list_of(metadata.get("tags", []), str):
        return 'its tags must be a list of words, as in ["exercise"]'
    if not _is_list_of(outputs, dict):
        return "its outputs must be a list"
    return ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or _is_list_of(value, str)


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(each, kind) for each in value)
