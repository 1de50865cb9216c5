"""The engine of a course in notebooks: what a lesson uses.

Each name is loaded when it is first used (PEP 562), so that the command and the exporters
start without pandas and Altair.
"""

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "ask": "practice.prompts",
    "card": "practice.readings",
    "check": "practice.prompts",
    "cite": "data.citations",
    "codebook": "data.frames",
    "document": "practice.readings",
    "find": "practice.readings",
    "hint": "practice.prompts",
    "load": "data.frames",
    "references": "practice.references",
    "seal": "practice.seals",
    "show": "practice.tables",
    "start": "practice.prompts",
    "tables": "data.frames",
    "terms": "practice.prompts",
}
__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"coursebook.{_HOMES[name]}"), name)
    raise AttributeError(f"coursebook has no {name!r}: choose from {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
