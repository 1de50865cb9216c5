"""What the code of a cell calls: read as Python, so that no form of a call is missed."""

import ast
import contextlib
import functools
from collections.abc import Collection
from dataclasses import dataclass

FACADE = "kp"  # as lessons import this package


@dataclass(frozen=True)
class Call:
    """A call of one of this package's functions.

    Attributes:
        name: What is called, without the package: `check`, `charts.timeline`.
        arguments: The plain values that it is given by place, lists of them too; what is
            computed is left out.
        line: The line of the cell, from 1.
        alone: Whether the line is this call and nothing else.
    """

    name: str
    arguments: tuple[object, ...]
    line: int
    alone: bool

    @property
    def first(self) -> object:
        """The first argument, or None."""
        return self.arguments[0] if self.arguments else None


def calls(source: str) -> tuple[Call, ...]:
    """Return the calls in a cell's code, in order; none where it is not Python.

    Args:
        source: The code of a cell.
    """
    try:
        return _read(source)
    except (SyntaxError, ValueError, RecursionError):
        return ()


def behind_hash(source: str) -> tuple[Call, ...]:
    """Return the calls that run when a student takes away the first # of their line.

    Args:
        source: The code of a cell.
    """
    lines = enumerate(source.splitlines(), start=1)
    return tuple(
        Call(call.name, call.arguments, number, call.alone)
        for number, line in lines
        if line.startswith("#")
        for call in calls(line[1:])
    )


def is_only(source: str, names: Collection[str]) -> bool:
    """Tell whether a cell calls functions of these names, a line each, and does nothing else.

    Args:
        source: The code of a cell.
        names: The functions, without the package: `check`, `hint`.
    """
    found = calls(source)
    known = all(call.alone and call.name in names for call in found)
    return known and bool(found) and len(found) == len(ast.parse(source).body)


@functools.lru_cache(maxsize=2048)
def _read(source: str) -> tuple[Call, ...]:
    tree = ast.parse(source)
    alone = {id(each.value) for each in tree.body if isinstance(each, ast.Expr)}
    found = [
        Call(name, tuple(_plain(node.args)), node.lineno, id(node) in alone)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (name := _called(node.func))
    ]
    return tuple(sorted(found, key=lambda call: call.line))


def _called(function: ast.expr) -> str:
    """Return `charts.timeline` of `kp.charts.timeline`; nothing of what is not ours."""
    names: list[str] = []
    while isinstance(function, ast.Attribute):
        names.insert(0, function.attr)
        function = function.value
    ours = isinstance(function, ast.Name) and function.id == FACADE
    return ".".join(names) if ours else ""


def _plain(arguments: list[ast.expr]) -> list[object]:
    values = []
    for argument in arguments:
        with contextlib.suppress(ValueError):  # computed
            values.append(ast.literal_eval(argument))
    return values
