"""The engine of a course in notebooks: what a lesson uses.

Each name is loaded when it is first used (PEP 562), so that the command and the exporters
start without pandas and Altair.
"""

import importlib

__version__ = "0.1.0"

_MODULES = {
    "data.citations": "cite",
    "data.frames": "codebook load tables",
    "practice.prompts": "ask check hint start terms",
    "practice.readings": "card document find",
    "practice.references": "references",
    "practice.seals": "seal",
    "practice.tables": "show",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(f"coursebook.{_HOMES[name]}"), name)
    raise AttributeError(f"coursebook has no {name!r}: choose from {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
