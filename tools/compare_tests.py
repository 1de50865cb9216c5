"""Compares the tests of two checkouts: which rules are held no more, and which are new.

    python tools/compare_tests.py BEFORE AFTER

A test is known by its name or by its docstring, which states the rule that it holds: one that
was moved, renamed or worded anew is the same rule. What only BEFORE holds is printed, each with
its file, so that whoever moved tests can say what holds the rule now. Exit status 1 if there is
any.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rule:
    """A test function: where it stands, its name, and the rule in its docstring."""

    file: str
    name: str
    docstring: str

    def __str__(self) -> str:
        """Return the test in one line."""
        return f"{self.file}::{self.name}: {self.docstring}"


def rules(root: Path) -> Iterator[Rule]:
    """Yield the tests of a checkout, in the order of their files.

    Raises:
        SystemExit: the folder has no tests.
    """
    files = sorted((root / "tests").rglob("test_*.py"))
    if not files:
        sys.exit(f"{root} has no tests: name the folder of a checkout.")
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                docstring = " ".join((ast.get_docstring(node) or "").split())
                yield Rule(path.relative_to(root).as_posix(), node.name, docstring)


def only_in(one: list[Rule], other: list[Rule]) -> list[Rule]:
    """Return the rules of one checkout that the other knows by neither name nor docstring."""
    names = {rule.name for rule in other}
    docstrings = {rule.docstring for rule in other if rule.docstring}
    return [rule for rule in one if rule.name not in names and rule.docstring not in docstrings]


def main(arguments: list[str]) -> int:
    """Print what is gone and what is new; return 1 if anything is gone."""
    if len(arguments) != 2:
        sys.exit("use: python tools/compare_tests.py BEFORE AFTER")
    before, after = (list(rules(Path(name))) for name in arguments)
    gone, new = only_in(before, after), only_in(after, before)
    print(f"{len(before)} tests before, {len(after)} after; {len(gone)} are gone, {len(new)} new")
    for rule in gone:
        print(f"- {rule}")
    for rule in new:
        print(f"+ {rule}")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
