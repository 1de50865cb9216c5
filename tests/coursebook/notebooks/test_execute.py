"""Running a lesson, and saying where it failed."""

import os
import sys

import nbformat
import pytest
from support import notebook, replace, write_lesson

from coursebook.errors import LessonError
from coursebook.notebooks import execute as module
from coursebook.notebooks.execute import execute
from coursebook.root import ROOT_VARIABLE


def outputs(notebook, number):
    """Return the texts that a code cell printed."""
    return [each.text for each in notebook.cells[number].outputs]


def test_outputs_are_new(curriculum):
    """Each code cell is run, in order, and the file itself is not changed."""
    path = write_lesson(curriculum, "count = 1", "count += 1; print(count)")
    before = path.read_bytes()
    ran = execute(path)
    assert outputs(ran, 2) == ["2\n"]
    assert [cell.execution_count for cell in ran.cells[1:]] == [1, 2]
    assert path.read_bytes() == before


def test_from_any_working_folder(curriculum, tmp_path, monkeypatch):
    """A lesson finds its curriculum and its folder, wherever the command is called."""
    (tmp_path / "far" / "away").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "far" / "away")
    replace(curriculum / "lessons" / "course.yaml", "title: Panmunjom\n", "title: Another place\n")
    path = write_lesson(
        curriculum,
        "import os\nfrom coursebook.course import course\n"
        "print(course.lesson('05').title)\nprint(os.getcwd())",
    )
    (said,) = outputs(execute(path), 1)
    assert said == f"Another place\n{curriculum / 'lessons'}\n"


def test_a_copy_elsewhere_reads_the_same_curriculum(curriculum, tmp_path, monkeypatch):
    """A notebook outside the curriculum reads the copy that the command uses."""
    monkeypatch.delenv(ROOT_VARIABLE)
    monkeypatch.chdir(curriculum)
    path = tmp_path / "mine" / "copy.ipynb"
    path.parent.mkdir()
    source = "from coursebook import root\nprint(root.root())"
    path.write_text(nbformat.writes(notebook(source)), encoding="utf-8")
    assert outputs(execute(path), 1) == [f"{curriculum}\n"]


def test_the_python_of_the_command(curriculum, tmp_path, monkeypatch):
    """A lesson runs on the Python of the command, whatever kernel a person has installed."""
    kernel = tmp_path / "home" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["no-such-python"], "display_name": "Other", "language": "python"}',
        encoding="utf-8",
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "home"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "home"))
    path = write_lesson(curriculum, "import sys; print(sys.prefix)")
    assert outputs(execute(path), 1) == [f"{sys.prefix}\n"]


def test_a_lesson_that_raises(curriculum):
    """A cell that raises is named: file, cell, line, and what was said."""
    path = write_lesson(curriculum, "print('fine')", "a = 1\nb = 0\nprint(a / b)")
    with pytest.raises(LessonError) as error:
        execute(path)
    assert str(error.value).startswith("lessons/05-panmunjom.ipynb, cell 3, line 3: ")
    assert "ZeroDivisionError: division by zero" in str(error.value)


def test_a_cell_that_may_raise(curriculum):
    """A cell that is tagged raises-exception may raise; a later one that is not, may not."""
    path = write_lesson(curriculum, ("1 / 0", ["raises-exception"]), "print('on')")
    assert outputs(execute(path), 2) == ["on\n"]
    path = write_lesson(curriculum, ("1 / 0", ["raises-exception"]), "import nothing_of_this_name")
    with pytest.raises(LessonError, match="cell 3, line 1: ModuleNotFoundError"):
        execute(path)


def test_a_syntax_error(curriculum):
    """A cell that is no Python is named with its line."""
    path = write_lesson(curriculum, "a = 1\nb = (")
    with pytest.raises(LessonError, match=r"cell 2, line 2: SyntaxError"):
        execute(path)


def test_a_cell_that_takes_too_long(curriculum, monkeypatch):
    """A cell that does not end is stopped, and named."""
    monkeypatch.setattr(module, "_SECONDS", 1)
    path = write_lesson(curriculum, "print(1)", "import time\ntime.sleep(60)")
    with pytest.raises(LessonError, match=r"05-panmunjom\.ipynb, cell 3: it took too long"):
        execute(path)


def test_a_kernel_that_ends(curriculum):
    """A cell that ends its kernel is named."""
    path = write_lesson(curriculum, "print(1)", "import os\nos._exit(1)")
    with pytest.raises(LessonError, match=r"05-panmunjom\.ipynb, cell 3: it ended the kernel"):
        execute(path)


BROKEN = {
    "empty": (b"", ", line 1: this is not JSON"),
    "no JSON": (b"nope", ", line 1: this is not JSON"),
    "another JSON": (b"[]", ": this is not a notebook: it has no cells"),
    "nothing": (b"null", ": this is not a notebook"),
    "no cells": (b"{}", ": this is not a notebook"),
    "a cell of no type": (b'{"cells": [{}]}', ", cell 1: its cell_type must be"),
    "another encoding": ("{'é'}".encode("latin-1"), ", line 1: byte 0xe9 is not UTF-8"),
    "cut off": (b'{"cells": [', ", line 1: this is not JSON"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_no_notebook(curriculum, kind):
    """A file that is no notebook is named, without a traceback of another library."""
    path = curriculum / "lessons" / "05-panmunjom.ipynb"
    content, said = BROKEN[kind]
    path.write_bytes(content)
    with pytest.raises(LessonError, match=rf"lessons/05-panmunjom\.ipynb{said}"):
        execute(path)


def test_missing(curriculum):
    """A missing notebook is named."""
    path = curriculum / "lessons" / "05-panmunjom.ipynb"
    path.unlink()
    with pytest.raises(
        LessonError, match=r"lessons/05-panmunjom\.ipynb: the file is missing\. Restore it"
    ):
        execute(path)


def test_the_environment_is_left_alone(curriculum):
    """Running a lesson changes nothing in the environment of the command."""
    before = dict(os.environ)
    execute(write_lesson(curriculum, "import os; os.environ['X'] = '1'"))
    assert dict(os.environ) == before
