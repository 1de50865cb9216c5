"""The stored form of a lesson: the same lesson always gives the same bytes."""

import nbformat
from nbformat import NotebookNode

from coursebook.metadata import METADATA_NAMESPACE, own

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_HIDDEN = {"hide-input", "remove-input"}
# What the content check lets pass, with its reasons; the task whose answer a cell keeps.
_OF_CELLS = ("exempt", "task")
_OF_NOTEBOOKS = ("lesson",)
FOLDED = "jp-MarkdownHeadingCollapsed"  # JupyterLab's word for a part that is folded at first


def canonical(notebook: NotebookNode) -> str:
    """Return a notebook's text in canonical form.

    Kept: cells with their ids, sources, tags and outputs, what the content check lets pass
    in them, whose answer they keep, and the order of execution; which lesson it is.
    Left out: timings, versions of Python, the state of editors, how often an answer was tried
    and which hints were taken. A cell whose input is hidden in a handout is also folded in
    JupyterLab.

    Args:
        notebook: A notebook (nbformat 4.5 or later); it is not changed.

    Returns:
        JSON with sorted keys, one line a line of source, and a line end at its end.
    """
    cells = []
    count = 0
    for cell in notebook.cells:
        kept: dict[str, object] = {
            "id": cell.id,
            "cell_type": cell.cell_type,
            "metadata": _metadata(cell.metadata),
            "source": _source(cell),
        }
        if cell.cell_type == "code":
            ran = cell.get("execution_count") is not None
            count += ran
            kept["execution_count"] = count if ran else None
            kept["outputs"] = [_output(each, count) for each in cell.outputs]
        cells.append(nbformat.from_dict(kept))
    stored = nbformat.from_dict(
        {
            "cells": cells,
            "metadata": {
                "kernelspec": _KERNEL,
                "language_info": {"name": "python"},
                **_kept(notebook.metadata, _OF_NOTEBOOKS),
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    nbformat.validate(stored)
    return str(nbformat.writes(stored)) + "\n"


def _source(cell: NotebookNode) -> str:
    # Inside a cell each space may count: at the end of a line of text two break it there,
    # and in code the line may belong to a string.
    return str(cell.source).rstrip()


def _metadata(metadata: NotebookNode) -> dict[str, object]:
    tags = sorted(metadata.get("tags", []))
    kept: dict[str, object] = {"tags": tags} if tags else {}
    if metadata.get(FOLDED):
        kept[FOLDED] = True
    kept |= _kept(metadata, _OF_CELLS)
    if _HIDDEN & set(tags):
        kept["jupyter"] = {"source_hidden": True}
    return kept


def _kept(metadata: NotebookNode, names: tuple[str, ...]) -> dict[str, object]:
    """Return what the engine wrote and an author keeps, under the engine's name; or nothing."""
    written = {name: said for name in names if (said := own(metadata).get(name))}
    return {METADATA_NAMESPACE: written} if written else {}


def _output(output: NotebookNode, count: int) -> dict[str, object]:
    kept = dict(output)
    if "execution_count" in kept:
        kept["execution_count"] = count
    return kept
