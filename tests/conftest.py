"""Fixtures that all tests share."""

import shutil
from pathlib import Path

import pytest
from handouts import write_small_course
from support import REPO

from korean_peace import practice
from korean_peace.resources import FOLDERS, ROOT_VARIABLE


@pytest.fixture(autouse=True)
def _checkout(monkeypatch):
    """Let each test read this checkout, wherever it runs, and begin with the first hint."""
    monkeypatch.setenv(ROOT_VARIABLE, str(REPO))
    monkeypatch.setattr(practice, "_hints_given", {})


@pytest.fixture
def curriculum(tmp_path, monkeypatch) -> Path:
    """Return a copy of the curriculum that a test may damage, in use instead of this one."""
    root = tmp_path / "curriculum"
    for name in FOLDERS:
        shutil.copytree(
            REPO / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    return root


@pytest.fixture
def small_course(tmp_path, monkeypatch) -> Path:
    """Make a curriculum of one lesson and two sources, and use it."""
    root = tmp_path / "small"
    write_small_course(root)
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    return root
