"""Runs a lesson from top to bottom."""

import atexit
import json
import os
import re
import tempfile
from pathlib import Path
from typing import IO

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from coursebook import root
from coursebook.errors import LessonError, Place
from coursebook.notebooks.kernels import OwnKernelManager
from coursebook.notebooks.stored import read_to_publish
from coursebook.root import ROOT_VARIABLE, display_path

_SECONDS = 120  # for one cell; lessons take a few seconds in all


def execute(path: Path) -> NotebookNode:
    """Run a file's notebook in a fresh kernel and return it with its new outputs.

    Args:
        path: The notebook; the file itself is not changed.

    Returns:
        The notebook as nbformat reads it, every code cell run.

    Raises:
        LessonError: the file is no notebook; or as for `run`.
    """
    return run(read_notebook(path), path)


def run(notebook: NotebookNode, path: Path) -> NotebookNode:
    """Run a notebook in a fresh kernel.

    Args:
        notebook: The notebook; its outputs are replaced.
        path: The file that it comes from: in its folder the notebook runs, and messages name it.

    Returns:
        The same notebook, every code cell run.

    Raises:
        LessonError: a cell raises, takes too long or ends the kernel, or no kernel starts; its
            place is the cell and the line.
    """
    begun: list[int] = []
    client = NotebookClient(
        notebook,
        kernel_manager_class=OwnKernelManager,
        timeout=_SECONDS,
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",  # asked politely, one kernel in twenty takes 3 seconds longer
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: begun.append(cell_index + 1),
    )
    # The kernel reads the same copy of the curriculum, wherever it starts.
    environment = {**os.environ, ROOT_VARIABLE: str(root.root())}
    with tempfile.TemporaryFile() as said:
        try:
            client.execute(env=environment, stderr=said)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise _explain(path, notebook, error, begun) from error
        except Exception as error:  # of Jupyter or of the system
            if client.km is None:  # it was ended, and need not be when Python ends
                atexit.unregister(client._cleanup_kernel)
            raise _lost(path, begun, _words(said) or str(error)) from error
    return notebook


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook.

    Raises:
        LessonError: the file is missing or is no notebook.
    """
    content = json.dumps(read_to_publish(path))
    try:
        notebook: NotebookNode = nbformat.reads(content, as_version=4)
        nbformat.validate(notebook)
    except (nbformat.ValidationError, ValueError, KeyError, AttributeError) as error:
        why = str(error).partition("\n")[0]
        raise LessonError(Place(display_path(path)), f"this is not a notebook: {why}") from error
    return notebook


def _explain(path: Path, notebook: NotebookNode, error: Exception, begun: list[int]) -> LessonError:
    if not isinstance(error, CellExecutionError):
        why = "it took too long" if isinstance(error, CellTimeoutError) else "it ended the kernel"
        place = Place(display_path(path), begun[-1] if begun else 1)
        return LessonError(place, why, "Run it alone in JupyterLab to see where")
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get(
                "tags", []
            ):
                place = Place(display_path(path), number, _line(output.traceback))
                return LessonError(place, f"{output.ename}: {output.evalue.rstrip('.')}")
    return LessonError(Place(display_path(path)), str(error))


def _lost(path: Path, begun: list[int], why: str) -> LessonError:
    if begun:
        place = Place(display_path(path), begun[-1])
        return LessonError(place, f"its kernel was lost: {why}", "Try again")
    cure = (
        "See whether `python -m IPython` starts, and whether programs here may connect to 127.0.0.1"
    )
    return LessonError(
        Place(display_path(path)), f"no kernel could be started to run it: {why}", cure
    )


def _words(said: IO[bytes]) -> str:
    """Return the last error that a kernel's process told of: it says more than who waited."""
    said.seek(0)
    errors = re.findall(r"(?m)^[\w.]+: .+", said.read().decode("utf-8", "replace"))
    return str(errors[-1]) if errors else ""


def _line(traceback: list[str]) -> int:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(traceback))
    match = re.search(r"Cell In\[\d+\], line (\d+)", plain)
    return int(match[1]) if match else 0
