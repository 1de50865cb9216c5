"""Fixtures that all tests share."""

from pathlib import Path

import pytest
from handouts import write_small_course
from support import REPO, copy_course, leave_one_lesson, write_small

from coursebook.practice import prompts
from coursebook.root import ROOT_VARIABLE


@pytest.fixture(autouse=True)
def _checkout(monkeypatch):
    """Let each test read this checkout, wherever it runs, and begin with the first hint."""
    monkeypatch.setenv(ROOT_VARIABLE, str(REPO))
    monkeypatch.setattr(prompts, "_hints_given", {})


@pytest.fixture
def curriculum(whole_curriculum) -> Path:
    """Return a copy of the curriculum with lesson 05 alone, which a test may damage."""
    leave_one_lesson(whole_curriculum)
    return whole_curriculum


@pytest.fixture
def whole_curriculum(tmp_path, monkeypatch) -> Path:
    """Return a copy of the curriculum that a test may damage, in use instead of this one."""
    root = tmp_path / "curriculum"
    copy_course(root)
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    return root


@pytest.fixture
def small_course(tmp_path, monkeypatch) -> Path:
    """Make a curriculum of one lesson and three sources, and use it."""
    root = tmp_path / "small"
    write_small_course(root)
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    return root


@pytest.fixture
def out(curriculum, tmp_path) -> Path:
    """Return a folder to build to, for a curriculum whose lesson is small."""
    write_small(curriculum)
    return tmp_path / "out"
