"""Draws Vega-Lite charts as SVG: a lesson's here, a stranger's in a process of its own.

vl-convert ends the whole process when a chart holds certain texts, and a chart may ask for
more rows than there is memory. In JupyterLab that process is the server.
"""

import atexit
import contextlib
import functools
import json
import subprocess
import sys
import threading
import time
from typing import Any

from coursebook.errors import LessonError, Place
from coursebook.render import sanitize

VEGA_LITE = "6.4"
_SECONDS = 15.0  # for one chart, the start of the process included
_IN_VAIN = 30.0  # for all charts of a page that cannot be drawn
_MEMORY = 1_500_000_000  # bytes; half a GB is reserved before the first chart
# -P: no module is taken from the folder in which a stranger's notebook lies.
_CARRIED = "A chart must carry its data in itself"
_SERVE = "from coursebook.render.vega import svg; svg.serve()"

_lock = threading.Lock()
_worker: "subprocess.Popen[str] | None" = None


@functools.lru_cache(maxsize=256)
def svg(spec: str) -> str:
    """Return a chart as an SVG that fetches nothing and runs nothing.

    Args:
        spec: A Vega-Lite spec, as JSON.

    Raises:
        LessonError: the chart cannot be drawn, most often because its data are fetched.
    """
    import vl_convert  # slow to import, and many pages have no chart

    try:
        drawn = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    except ValueError as error:
        reason = next((line for line in str(error).splitlines() if "rror: " in line), str(error))
        raise _not_drawn(reason) from error
    return sanitize.drawing(str(drawn))


class Apart:
    """Draws the charts of one page in another process, which may come to harm.

    A chart that is drawn takes what it takes. What is spent on those that are not is limited:
    after that, no further chart is tried.
    """

    def __init__(self) -> None:
        """Start a page."""
        self._left = _IN_VAIN

    def __call__(self, spec: str) -> str:
        """Return what `svg` returns.

        Args:
            spec: A Vega-Lite spec, as JSON.

        Raises:
            LessonError: the chart cannot be drawn, or takes too long, or others took too long.
        """
        if self._left <= 0:
            raise _not_drawn("other charts of this notebook took too long")
        begun = time.monotonic()
        try:
            return _drawn_apart(spec, min(_SECONDS, self._left))
        except LessonError:
            self._left -= time.monotonic() - begun
            raise


@functools.lru_cache(maxsize=256)
def _drawn_apart(spec: str, seconds: float) -> str:
    with _lock:
        answer = _ask(spec, seconds)
    if "svg" not in answer:
        raise LessonError(Place(), str(answer["error"]), _CARRIED)
    return str(answer["svg"])


def serve() -> None:
    """Draw the charts that come in, one a line, until there are no more."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows knows no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    for line in sys.stdin:
        try:
            answer = {"svg": svg(json.loads(line))}
        except LessonError as error:
            answer = {"error": error.problem}
        print(json.dumps(answer), flush=True)


def _ask(spec: str, seconds: float) -> dict[str, Any]:
    global _worker
    if _worker is None or _worker.poll() is not None:
        _worker = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
    limit = threading.Timer(seconds, _worker.kill)
    limit.start()
    try:
        answer = _exchange(_worker, spec)
    finally:
        limit.cancel()
    if answer:
        return dict(json.loads(answer))
    _stop()
    return {"error": _not_drawn("drawing it failed or took too long").problem}


def _exchange(worker: "subprocess.Popen[str]", spec: str) -> str:
    assert worker.stdin
    assert worker.stdout
    try:
        worker.stdin.write(json.dumps(spec) + "\n")
        worker.stdin.flush()
    except OSError:  # it ended between two charts
        return ""
    return worker.stdout.readline()


@atexit.register
def _stop() -> None:
    if _worker is None:
        return
    _worker.kill()
    _worker.wait()
    for stream in (_worker.stdin, _worker.stdout):
        with contextlib.suppress(OSError):
            if stream:
                stream.close()


def _not_drawn(reason: str) -> LessonError:
    return LessonError(Place(), f"a chart cannot be drawn: {reason}", _CARRIED)
