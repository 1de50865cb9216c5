"""Teaching the Korean peace process of 2018-19: what a lesson uses.

    import korean_peace as kp

Each name is loaded when it is first used (PEP 562), so that the command and the
exporters start without pandas and Altair.
"""

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "ask": "practice",
    "check": "practice",
    "cite": "citations",
    "codebook": "data",
    "hint": "practice",
    "load": "data",
    "references": "citations",
    "show": "data",
    "start": "practice",
    "tables": "data",
    "terms": "practice",
}
__all__ = [*sorted([*_HOMES, "charts"]), "__version__"]


def __getattr__(name: str) -> Any:
    if name == "charts":
        return importlib.import_module("korean_peace.charts")
    if name in _HOMES:
        return getattr(importlib.import_module(f"korean_peace.{_HOMES[name]}"), name)
    raise AttributeError(f"korean_peace has no {name!r}: choose from {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
