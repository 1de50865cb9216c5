"""Prepares a session in which somebody answers without having run the first cell."""

import importlib
from collections.abc import MutableMapping

from coursebook import installed
from coursebook.notebooks.calls import FACADE
from coursebook.practice import prompts


def import_course(names: MutableMapping[str, object]) -> None:
    """Import the course's package under the name that lessons use, if that is still free.

    A form sends this before it checks an answer: it is the same line for every notebook.
    Replies then no longer say how a hint is typed.

    Args:
        names: The names of the session, as `globals()` returns them.
    """
    prompts.use_buttons()
    if FACADE not in names:
        packages = [course.package for course in installed.courses()]
        names[FACADE] = importlib.import_module(packages[0] if packages else "coursebook")
