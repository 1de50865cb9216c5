"""The comparison of two checkouts' tests: what is held no more is named."""

import subprocess
import sys

import pytest
from support import REPO

SCRIPT = REPO / "tools" / "compare_tests.py"
BEFORE = """
def test_kept(): "A rule."
def test_renamed(): "A second rule,\\n    in two lines."
def test_reworded(): "A third rule."
def test_lost(): "A fourth rule."
def helper(): "No test."
"""
AFTER = """
class TestAll:
    def test_kept(self): "A rule."
    def test_with_another_name(self): "A second rule, in two lines."
    def test_reworded(self): "The third rule."
    def test_new(self): "A fifth rule."
"""


@pytest.fixture
def compared(tmp_path):
    """Return what is said of the checkouts before and after, and the exit status."""

    def run(before, after):
        for name, source in (("before", before), ("after", after)):
            (tmp_path / name / "tests" / name).mkdir(parents=True)
            (tmp_path / name / "tests" / name / "test_it.py").write_text(source, encoding="utf-8")
        places = [str(tmp_path / name) for name in ("before", "after")]
        done = subprocess.run([sys.executable, SCRIPT, *places], capture_output=True, text=True)
        return done.stdout.splitlines(), done.returncode

    return run


def test_a_lost_rule_is_named(compared):
    """A test that was moved, renamed or reworded is the same; one that is gone is named."""
    said, status = compared(BEFORE, AFTER)
    assert said == [
        "4 tests before, 4 after; 1 are gone, 1 new",
        "- tests/before/test_it.py::test_lost: A fourth rule.",
        "+ tests/after/test_it.py::test_new: A fifth rule.",
    ]
    assert status == 1


def test_nothing_lost(compared):
    """Where only new rules came, the comparison passes."""
    said, status = compared(AFTER, BEFORE + AFTER)
    assert said[0].startswith("4 tests before, 8 after; 0 are gone")
    assert status == 0


def test_no_checkout(tmp_path):
    """A folder without tests is refused, and named."""
    done = subprocess.run([sys.executable, SCRIPT, tmp_path, tmp_path], capture_output=True)
    assert f"{tmp_path} has no tests".encode() in done.stderr
    assert done.returncode == 1
