"""What every file of the curriculum is told that cannot be read."""

import pytest
from support import LESSON, denied

from coursebook.course import course, guide, quiz
from coursebook.data import schema
from coursebook.errors import CoursebookError, LessonError
from coursebook.notebooks import stored
from coursebook.practice import references

FILES = {
    "datasets/datapackage.json": schema.table_names,
    "lessons/course.yaml": course.course,
    f"quizzes/{LESSON}.yaml": lambda: quiz.load_quiz("05"),
    f"lessons/guide/{LESSON}.md": lambda: guide.texts(course.lesson("05")),
    f"lessons/{LESSON}.ipynb": lambda: references.reference_list("05"),
}


@pytest.fixture(params=FILES)
def case(request, curriculum):
    """Return a file of the curriculum, its name, and what reads it."""
    return curriculum / request.param, request.param, FILES[request.param]


def refusal(read):
    """Return what is said of a file, which must be refused."""
    with pytest.raises(CoursebookError) as error:
        read()
    return str(error.value)


def test_missing(case):
    """A file that is not there is named, with what to do."""
    path, name, read = case
    path.unlink()
    assert refusal(read).startswith(f"{name}: the file is missing. Restore it")


def test_a_folder(case):
    """A folder in the place of a file is named as that, with what to do."""
    path, name, read = case
    path.unlink()
    path.mkdir()
    said = f"{name}: a folder stands in the place of this file. Move it away and restore the file."
    assert refusal(read).startswith(said)


def test_denied(case, monkeypatch):
    """A file that the system does not let one open is named, with what to do."""
    path, name, read = case
    denied(monkeypatch, path.name)
    said = f"{name}: it cannot be read: you may not open it. Give yourself the right to read it."
    assert refusal(read) == said


def test_a_byte_order_mark(case):
    """A byte-order mark is told as one; the file's beginning is not blamed."""
    path, name, read = case
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert refusal(read).startswith(f"{name}, line 1: the file begins with a byte-order mark. Save")


def test_another_encoding(case):
    """A byte that is no UTF-8 is told with its line."""
    path, name, read = case
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], b"\xe9", *lines[2:]]))
    assert refusal(read).startswith(f"{name}, line 3: byte 0xe9 is not UTF-8. Save the file as")


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "||||||| base", ">>>>>>> other"])
def test_an_unfinished_merge(case, line):
    """What a merge left is told as that, with its line, whichever of its lines is left."""
    path, name, read = case
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([*lines[:2], line, *lines[2:]]), encoding="utf-8")
    assert refusal(read).startswith(f"{name}, line 3: {line[:7]} is left of a merge that was not")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b"])
def test_unseen(case, character):
    """A control character is told with its line and number; tabs and line ends are none."""
    path, name, read = case
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2] += character
    path.write_text("\n".join(lines), encoding="utf-8")
    said = f"{name}, line 3: here stands a control character, U+{ord(character):04X}, unseen."
    assert refusal(read).startswith(said)


DEEP = "[" * 100_000
JSON = {
    "cut off": ('{\n"a": [', ", line 2: this is not JSON: Expecting value. Correct that place."),
    "nested too deep": (f'{{"a": {DEEP}', ": its brackets are nested too deep. Close them."),
    "thousands of digits": (f"[{'9' * 5000}]", ": not in order, Exceeds the limit"),
}


@pytest.mark.parametrize("kind", JSON)
@pytest.mark.parametrize("name", [each for each in FILES if not each.endswith(("yaml", "md"))])
def test_damaged_json(curriculum, name, kind):
    """JSON that is none is told with its line, or with what is wrong."""
    content, said = JSON[kind]
    (curriculum / name).write_text(content, encoding="utf-8")
    assert refusal(FILES[name]).startswith(f"{name}{said}")


CELL = '{"cell_type": "code", "source": "1", "metadata": {}, "outputs": []'
CELLS = {
    "no list of cells": ('{"cells": 5}', ": this is not a notebook: it has no cells."),
    "a cell that is none": ('{"cells": [5]}', ", cell 1: its cell_type must be"),
    "another type": ('{"cells": [{"cell_type": "x"}]}', ", cell 1: its cell_type"),
    "no source": ('{"cells": [{"cell_type": "raw"}]}', ", cell 1: its source"),
    "a number for source": (
        f'{{"cells": [{CELL}, "source": 5}}]}}',
        ", cell 1: it",
    ),
    "a number for metadata": (
        f'{{"cells": [{CELL}}}, {CELL}, "metadata": 5}}]}}',
        ", cell 2: its metadata must be in braces",
    ),
    "a word for tags": (
        f'{{"cells": [{CELL}, "metadata": {{"tags": "exercise"}}}}]}}',
        ", cell 1: its tags must be a list of words",
    ),
    "a word for outputs": (
        f'{{"cells": [{CELL}, "outputs": ["x"]}}]}}',
        ", cell 1: its outputs must be a list",
    ),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_that_is_none(curriculum, kind):
    """A notebook of another form is refused, with the number of the cell."""
    content, said = CELLS[kind]
    path = curriculum / "lessons" / f"{LESSON}.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LessonError) as error:
        stored.read_stored(path)
    assert str(error.value).startswith(f"lessons/{LESSON}.ipynb{said}")
    assert "Restore the file, or correct that place." in str(error.value)
