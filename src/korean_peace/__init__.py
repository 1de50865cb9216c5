"""Teaching the Korean peace process of 2018-19: what a lesson uses.

    import korean_peace as kp

The engine's own names, and the charts of this course.
"""

import importlib
from typing import Any

import coursebook
from coursebook import __version__ as __version__

__all__ = [*sorted([*(name for name in coursebook.__all__ if name != "__version__"), "charts"])]
__all__ += ["__version__"]


def __getattr__(name: str) -> Any:
    if name == "charts":
        return importlib.import_module("korean_peace.charts")
    if name in __all__:
        return getattr(coursebook, name)
    raise AttributeError(f"korean_peace has no {name!r}: choose from {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
