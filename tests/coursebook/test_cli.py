"""The command: what it answers, how it ends, and how soon."""

import json
import os
import subprocess
import sys
import time

import pytest
from damage import (
    impossible_day,
    missing_table,
    raising,
    unfinished_merge,
    unknown_column,
    unknown_source,
    unknown_table,
)
from support import LESSON, files_in, install, python, write_small

from coursebook import __version__
from coursebook import root as resources
from coursebook.cli import main


@pytest.fixture
def small(curriculum):
    """Return a curriculum whose lesson is small."""
    write_small(curriculum, "print(6 * 7)")
    return curriculum


def files_below(root):
    """Return the files of a curriculum, but for the cache that no one sees."""
    return {name: held for name, held in files_in(root).items() if "__pycache__" not in name}


def test_help_at_once():
    """`--help` answers in less than half a second; the best of three counts."""
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "korean_peace", "--help"], check=True, capture_output=True
        )
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) < 0.5


def test_help_loads_little():
    """`--help` loads nothing heavy."""
    said = python(
        "import sys\n"
        "from coursebook.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as end: print('ended', end.code)\n"
        "print('loaded', [m for m in ('pandas', 'altair', 'pydantic', 'yaml', 'nbformat',"
        " 'nbconvert', 'rich', 'IPython') if m in sys.modules])\n"
    )
    assert said.endswith("ended 0\nloaded []")
    assert "build" in said
    assert "refresh" in said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["build", "--help"], 0),
        (["--version"], 0),
        ([], 2),
        (["bake"], 2),
        (["build", "--no-such-option"], 2),
        (["build", "--to", "html,quizzes"], 2),
        (["build", "--edition", ""], 2),
        (["build", "--jobs", "0"], 2),
        (["--root"], 2),
    ],
)
def test_help_and_wrong_use(arguments, code, capsys):
    """Help ends with 0, wrong use with 2 and a word on how to use it."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == code
    said = capsys.readouterr()
    assert "coursebook" in (said.err if code else said.out)


def test_version(capsys):
    """The version is the package's."""
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"coursebook {__version__}\n"


def test_build(small, tmp_path, capsys):
    """A build says which copy it builds, what it does, and what to open."""
    out = tmp_path / "out"
    assert main(["build", "05", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == f"Building the checkout in {small}"
    assert f"{LESSON}: running the student's edition" in said.out
    assert f"{LESSON}: rendering the teacher's edition" in said.out
    students, _, teachers, last = said.out.splitlines()[-4:]
    assert students.endswith(" files for students")
    assert f"\nOpen {out / 'index.html'}\n" in said.out
    assert teachers.endswith(" files for teachers: they hold the answers, keep them for yourself")
    assert last == f"Open {tmp_path / 'out-teacher' / 'index.html'}"
    assert said.err == ""
    assert (out / "index.html").is_file()


def test_some_of_a_build(small, tmp_path, capsys):
    """--to and --edition choose what is made; words are joined by commas, spaces do no harm."""
    out = tmp_path / "out"
    chosen = ["--to", "notebooks, html", "--edition", "teacher", "--jobs", "1"]
    assert main(["build", "--out", str(out), *chosen]) == 0
    lessons = {name for name in files_in(tmp_path / "out-teacher") if LESSON in name}
    assert lessons == {f"notebooks/{LESSON}.ipynb", f"lessons/{LESSON}.html"}
    assert not out.exists()
    assert "student" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "docx"], "--to: no 'docx': choose from html, pdf, notebooks, with commas"),
        (["--to", "html,,pdf"], "--to: no '': choose from html, pdf, notebooks"),
        (["--to", "html,quizzes"], "no 'quizzes': choose from html, pdf, notebooks"),
        (["--edition", "pupil"], "--edition: no 'pupil': choose from student, teacher"),
        (["--jobs", "0"], "--jobs: '0' is not a number of jobs: give 1 or more"),
        (["--jobs", "two"], "--jobs: 'two' is not a number of jobs: give 1 or more"),
    ],
)
def test_a_choice_that_is_not_there(small, capsys, arguments, said):
    """What cannot be chosen is named with what can, as wrong use; nothing is run."""
    with pytest.raises(SystemExit) as end:
        main(["build", *arguments])
    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_the_default_folder(small, tmp_path, monkeypatch):
    """Without --out a build goes into `build` in the working folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    assert (tmp_path / "build" / "manifest.json").is_file()


def test_root(small, tmp_path, monkeypatch, capsys):
    """--root chooses the copy, also relative to the working folder."""
    monkeypatch.setenv(resources.ROOT_VARIABLE, str(tmp_path / "elsewhere"))
    monkeypatch.chdir(tmp_path)
    assert main(["--root", small.name, "refresh"]) == 0
    assert os.environ[resources.ROOT_VARIABLE] == str(small)
    assert "Changed: " in capsys.readouterr().out


def fails(capsys, *arguments):
    """Run the command, which must fail, and return its one message."""
    assert main(list(arguments)) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    assert said.err.startswith("coursebook: ")
    assert said.err.count("\n") == 1
    return said.err


FAULTS = [
    (missing_table, "datasets/events.csv: the file is missing"),
    (unknown_column, "datasets/events.csv, line 1: unknown column 'exactness'; permitted are id, "),
    (impossible_day, "column date: '2018-02-30' is not a date. Write a day that exists"),
    (unknown_source, "lessons/05-panmunjom.ipynb, cell 1: no source 'nobody-2018'. Choose from"),
    (unknown_table, "(05-panmunjom), lessons.0.datasets.0: there is no table 'nope': choose from"),
    (unfinished_merge, "lessons/guide/05-panmunjom.md, line 3: >>>>>>> is left of a merge that"),
    (raising, "lessons/05-panmunjom.ipynb, cell 2, line 1: ZeroDivisionError"),
]


@pytest.mark.parametrize(("damage", "said"), FAULTS, ids=[each[0].__name__ for each in FAULTS])
def test_a_fault_in_a_build(small, tmp_path, capsys, damage, said):
    """A fault ends with 1 and one message that names its place; nothing is written."""
    damage(small)
    before = files_below(small)
    assert said in fails(capsys, "build", "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert files_below(small) == before


def test_a_folder_that_cannot_be_written(small, tmp_path, capsys):
    """A folder that cannot be written ends with 1, and what stands there stays."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    said = fails(capsys, "build", "--out", str(tmp_path / "file" / "out"))
    assert f"cannot write {tmp_path / 'file' / 'out'}" in said
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ["build", "refresh"])
def test_an_unknown_lesson(small, tmp_path, capsys, command, monkeypatch):
    """A lesson that does not exist is named with those that do; nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = files_below(small)
    assert f"no lesson '99': choose from {LESSON}" in fails(capsys, command, "99")
    assert not (tmp_path / "build").exists()
    assert files_below(small) == before


def test_a_root_without_a_curriculum(tmp_path, capsys, monkeypatch):
    """A root without a curriculum is named, with what it should hold."""
    monkeypatch.setenv(resources.ROOT_VARIABLE, "")
    said = fails(capsys, "--root", str(tmp_path), "build")
    assert f"no curriculum in {tmp_path}: a root holds the folders" in said


def test_refresh(small, capsys):
    """Refreshing says what changed, and then that nothing does."""
    assert main(["refresh"]) == 0
    assert f"Changed: {LESSON}" in capsys.readouterr().out
    stored = json.loads((small / "lessons" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    assert stored["cells"][1]["outputs"][0]["text"] == ["42\n"]
    assert main(["refresh", "05"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing changed."


def test_refresh_that_raises(small, capsys):
    """A lesson that raises ends with 1 and is left as it was."""
    raising(small)
    before = files_below(small)
    assert "cell 2, line 1: ZeroDivisionError" in fails(capsys, "refresh")
    assert files_below(small) == before


def test_refresh_needs_a_checkout(small, capsys, monkeypatch):
    """An installed package is not changed; the message says what to do instead."""
    install(monkeypatch, small)
    before = files_below(small)
    assert "run it in a checkout, or name one with --root" in fails(capsys, "refresh")
    assert files_below(small) == before


def test_debug_shows_where(small, tmp_path):
    """With --debug an error comes with the place in the program where it happened."""
    missing_table(small)
    arguments = ["--debug", "build", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-m", "korean_peace", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert "reader.py" in done.stderr
    assert "events.csv: the file is missing" in done.stderr


def test_a_package_that_is_missing(small, capsys, monkeypatch):
    """Where an extra is not installed, the command says how to install it."""
    monkeypatch.setitem(sys.modules, "rich.console", None)
    said = fails(capsys, "build")
    assert "'rich.console' is not installed: run  python -m pip install" in said


def test_anything_else(small, capsys, monkeypatch):
    """Even an error that no one thought of is one message, and says how to see more."""

    def unforeseen(*_arguments):
        raise RuntimeError("the roof leaks")

    monkeypatch.setattr("coursebook.build.refresh.refresh", unforeseen)
    assert main(["refresh"]) == 1
    said = capsys.readouterr().err
    assert (
        said == "coursebook: RuntimeError: the roof leaks\nAdd --debug to see where it happened.\n"
    )


def test_stopped(small, capsys, monkeypatch):
    """Stopping the command is no error of the program."""

    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("coursebook.build.refresh.refresh", stop)
    assert "stopped; files that were not yet in place" in fails(capsys, "refresh")
