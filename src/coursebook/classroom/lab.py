"""Starts JupyterLab with the settings of this course, for this run alone.

JupyterLab's own settings turn single letters into commands: whoever types a sentence beside
a cell deletes, cuts or converts cells. Here these keys do nothing.
"""

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from coursebook import files, root
from coursebook.errors import ResourceError
from coursebook.root import ROOT_VARIABLE

SETTINGS = Path(__file__).resolve().parent / "settings"  # a folder as Jupyter's own: labconfig/
OWN_FOLDER = "korean-peace-lessons"  # where there is no checkout to work in


def lab(folder: Path | None, arguments: Sequence[str]) -> int:
    """Open a folder of notebooks in JupyterLab, and wait until it ends.

    Args:
        folder: The folder; by default the lessons of the checkout, or copies of the
            lessons in the working folder where the copy in use is an installed package.
        arguments: What JupyterLab is told besides, such as `--no-browser`.

    Returns:
        What JupyterLab returned.

    Raises:
        ResourceError: the folder does not exist.
        ModuleNotFoundError: JupyterLab is not installed.
        WriteError: a copy of a lesson cannot be written.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise ModuleNotFoundError("JupyterLab is missing", name="jupyterlab")
    chosen = _lessons() if folder is None else folder.resolve()
    if not chosen.is_dir():
        raise ResourceError(
            f"there is no folder {chosen}: name one that exists, or none to open the lessons."
        )
    print(f"Opening {chosen} in JupyterLab. To end it, press Ctrl+C here.", flush=True)
    command = [sys.executable, "-m", "jupyterlab", str(chosen), *arguments]
    paths = filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")])
    return _run(
        command,
        {
            **os.environ,
            "JUPYTER_CONFIG_PATH": os.pathsep.join(paths),
            # The kernels read the same copy of the curriculum, wherever the notebooks are.
            ROOT_VARIABLE: str(root.root()),
        },
    )


def _lessons() -> Path:
    """Return the folder of the lessons that a student may change."""
    lessons = root.folder("lessons")
    if root.is_checkout():
        return lessons
    own = Path.cwd() / OWN_FOLDER
    for path in sorted(lessons.glob("*.ipynb")):
        if not (own / path.name).exists():  # what a student wrote stays
            files.write(own / path.name, path.read_bytes())
    return own


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run a command until it ends; what stops us stops it first."""
    child: subprocess.Popen[bytes] | None = None

    def stop(number: int, _: FrameType | None) -> None:
        # The terminal sends Ctrl+C to both of us, and JupyterLab asks before it ends.
        if child and number != signal.SIGINT:
            child.send_signal(number)

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        with subprocess.Popen(command, env=environment) as child:
            return child.wait()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
