"""Running lessons and keeping their outputs, for authors."""

import json

import pytest
from support import LESSON, write_lesson

from coursebook import root
from coursebook.errors import LessonError, ResourceError, UnknownName
from coursebook.notebooks.refresh import refresh


def silent(_step):
    """Say nothing."""


def test_saved_in_canonical_form(curriculum):
    """A lesson is run and saved with its outputs; a second time it is as it was."""
    path = write_lesson(curriculum, "print(6 * 7)")
    steps = []
    assert refresh(["05"], steps.append) == [LESSON]
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["cells"][1]["outputs"][0]["text"] == ["42\n"]
    assert steps == [f"{LESSON}: running", f"{LESSON}: changed"]
    before = path.stat().st_mtime_ns
    assert refresh([], steps.append) == []
    assert path.stat().st_mtime_ns == before
    assert steps[2:] == [f"{LESSON}: running", f"{LESSON}: as it was"]


def test_a_lesson_that_raises_is_left_alone(curriculum):
    """A lesson that raises keeps its file."""
    path = write_lesson(curriculum, "1 / 0")
    before = path.read_bytes()
    with pytest.raises(LessonError, match="cell 2, line 1"):
        refresh([LESSON], silent)
    assert path.read_bytes() == before


def test_an_unknown_lesson(curriculum):
    """A lesson that does not exist is refused before any is run."""
    path = write_lesson(curriculum, "print(1)")
    before = path.read_bytes()
    with pytest.raises(UnknownName, match="no lesson '99'"):
        refresh(["05", "99"], silent)
    assert path.read_bytes() == before


def test_not_in_an_installed_package(curriculum, monkeypatch):
    """The installed copy is not changed: it says that a checkout is needed."""
    monkeypatch.setattr(root, "_INSTALLED", curriculum)
    with pytest.raises(ResourceError, match="run it in a checkout, or name one with --root"):
        refresh([], silent)
