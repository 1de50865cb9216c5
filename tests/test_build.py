"""Making what people hold: all of it, whole, or nothing."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from damage import (
    broken_quiz,
    impossible_day,
    missing_table,
    raising,
    unknown_column,
    unknown_key,
    unknown_section,
    unknown_source,
)
from support import LESSON, files_in, shuffled, write_quiz, write_small

from korean_peace import files
from korean_peace.errors import CourseError, DataError, LessonError, UnknownName, WriteError
from korean_peace.publish import site
from korean_peace.publish.build import build
from korean_peace.run.execute import execute

WITH_PAGES = ["charts.js", *site.names()]
STEPS = ("running", "rendering")
QUICK = {"formats": ["html", "notebooks"], "editions": ["student"]}


def silent(_step):
    """Say nothing."""


def listed(out):
    """Return the names in the list of a build."""
    return set(json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"])


@pytest.fixture
def out(curriculum, tmp_path):
    """Return a folder to build to, for a curriculum whose lesson is small."""
    write_small(curriculum)
    return tmp_path / "out"


def test_what_is_made(out):
    """A build holds each lesson for its students and its teacher, and a list of all of it."""
    steps = []
    made = build([], out, steps.append)
    names = [
        f"lessons/{LESSON}.html",
        f"lessons/{LESSON}.pdf",
        f"lessons/{LESSON}-letter.pdf",
        f"notebooks/{LESSON}.ipynb",
        f"teacher/{LESSON}.html",
        f"teacher/{LESSON}.pdf",
        f"teacher/{LESSON}-letter.pdf",
        f"teacher/{LESSON}.ipynb",
        "charts.js",
        *site.names(),
        "index.html",
        "manifest.json",
    ]
    held = files_in(out)
    assert set(held) == set(names)
    assert {path.relative_to(out).as_posix() for path in made} == set(names)
    assert made[-1] == out / "manifest.json"
    assert set(steps) == {
        *(
            f"{LESSON}: {step} the {who}'s edition"
            for step in STEPS
            for who in ("student", "teacher")
        ),
        f"writing {len(names) - 1} files",
    }
    assert "판문점" in held[names[0]].decode("utf-8")
    assert "Teacher’s edition" in held[names[4]].decode("utf-8")
    assert [held[name][:5] for name in names if name.endswith(".pdf")] == [b"%PDF-"] * 4
    assert f"lessons/{LESSON}.html" in held["index.html"].decode("utf-8")


@pytest.mark.parametrize(
    ("formats", "editions", "names"),
    [
        (["notebooks"], ["student"], [f"notebooks/{LESSON}.ipynb"]),
        (["html"], ["teacher"], [f"teacher/{LESSON}.html", *WITH_PAGES]),
        (["pdf"], ["student"], [f"lessons/{LESSON}.pdf", f"lessons/{LESSON}-letter.pdf"]),
    ],
)
def test_some_of_it(out, formats, editions, names):
    """What is asked for is made, and nothing else; the front page opens all the same."""
    build([], out, silent, formats=formats, editions=editions)
    assert set(files_in(out)) == {*names, "index.html", "manifest.json"}


def test_the_list_grows(out):
    """The list names what earlier builds made of other formats, as long as it is there."""
    build([], out, silent, formats=["notebooks"], editions=["student"])
    build([], out, silent, formats=["html"], editions=["student"])
    assert listed(out) == {
        *site.names(),
        "charts.js",
        "index.html",
        f"lessons/{LESSON}.html",
        f"notebooks/{LESSON}.ipynb",
    }
    (out / "notebooks" / f"{LESSON}.ipynb").unlink()
    build([], out, silent, formats=["html"], editions=["student"])
    assert f"notebooks/{LESSON}.ipynb" not in listed(out)


def test_nothing_leaks(curriculum, tmp_path):
    """A student's files are the same, byte for byte, where all that a quiz keeps is another.

    Every key, slip, hint, solution, explanation and feedback; the teacher's files tell them.
    """
    build([], tmp_path / "one", silent)
    path = curriculum / "quizzes" / f"{LESSON}.yaml"
    other = shuffled(yaml.safe_load(path.read_text(encoding="utf-8")))
    for each in other["exercises"]:
        each["solution"] = f"kp.check({each['id']!r}, '1')"
    write_quiz(curriculum, other)
    build([], tmp_path / "two", silent)
    one, two = files_in(tmp_path / "one"), files_in(tmp_path / "two")
    assert one.keys() == two.keys()
    changed = {name for name in one if one[name] != two[name]}
    assert changed == {
        *(name for name in one if name.startswith("teacher/")),
        "manifest.json",
    }


def test_a_lesson_runs_once_an_edition(out, monkeypatch):
    """However many formats are made of it, a notebook runs once."""
    ran = []
    for place in ("korean_peace.publish.build", "korean_peace.publish.editions"):
        monkeypatch.setattr(f"{place}.execute", lambda path: ran.append(path.name) or execute(path))
    build([], out, silent)
    assert ran == [f"{LESSON}.ipynb"] * 2


def test_two_side_by_side(curriculum, out):
    """Notebooks run side by side, and the bytes do not depend on how many at a time."""
    running, most = [0], [0]

    def count(step):
        running[0] += ": running" in step
        most[0] = max(most[0], running[0])
        running[0] -= ": rendering" in step

    build([], out, count, jobs=2)
    assert most == [2]
    together = files_in(out)
    build([], out.with_name("one"), count, jobs=1)
    assert files_in(out.with_name("one")) == together


def test_a_file_in_use(out, monkeypatch):
    """A file that Windows does not let go keeps its old version and is named; the rest is new."""
    locked = out / "teacher" / f"{LESSON}.html"
    locked.parent.mkdir(parents=True)
    locked.write_text("old", encoding="utf-8")
    move = Path.replace

    def replace_unless_locked(self, target):
        if Path(target) == locked:
            raise PermissionError(13, "Access is denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replace_unless_locked)
    with pytest.raises(WriteError, match=f"keep their old version: teacher/{LESSON}.html. Close"):
        build([], out, silent, formats=["html"])
    assert locked.read_text(encoding="utf-8") == "old"
    assert (out / "lessons" / f"{LESSON}.html").is_file()
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kept"] == [f"teacher/{LESSON}.html"]
    assert manifest["files"][f"teacher/{LESSON}.html"]["bytes"] == 3
    assert not [name for name in files_in(out) if "/." in name]


def test_the_manifest_is_true(out):
    """The list names each file but itself, with its true size and checksum."""
    build(["05"], out, silent)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    held = files_in(out)
    del held["manifest.json"]
    assert manifest == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in held.items()
    }


def test_again(out):
    """Building again changes no byte and writes no file anew."""
    build([], out, silent, **QUICK)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    build([], out, silent, **QUICK)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_the_manifest_is_written_last(out, monkeypatch):
    """Who sees the list sees all that it names: it is written after everything else."""
    order = []
    write = files.write
    monkeypatch.setattr(
        files, "write", lambda path, content: order.append(path.name) or write(path, content)
    )
    build([], out, silent, **QUICK)
    assert order[-2:] == ["index.html", "manifest.json"]


def test_other_files_stay(out):
    """What a person put into the folder stays."""
    (out / "lessons").mkdir(parents=True)
    (out / "lessons" / "mine.html").write_text("mine", encoding="utf-8")
    build([], out, silent, **QUICK)
    assert (out / "lessons" / "mine.html").read_text(encoding="utf-8") == "mine"


FAULTS = [
    (missing_table, DataError, r"datasets/events\.csv is missing"),
    (unknown_column, DataError, r"datasets/events\.csv, line 1: unknown column 'exactness'"),
    (impossible_day, DataError, r"datasets/events\.csv, line \d+, column date: '2018-02-30'"),
    (unknown_key, DataError, r"line \d+, column place_id: 'panmunjom' is not in column id of"),
    (broken_quiz, LessonError, r"quizzes/05-panmunjom\.yaml, line \d+"),
    (raising, LessonError, r"lessons/05-panmunjom\.ipynb, cell 2, line 1: ZeroDivisionError"),
    (unknown_source, LessonError, r"lessons/05-panmunjom\.ipynb, cell 1: no source 'nobody-2018'"),
    (unknown_section, LessonError, r"05-panmunjom\.ipynb, cell 1: crs-2022 has no section 'Now"),
]


@pytest.mark.parametrize(
    ("damage", "error", "said"), FAULTS, ids=[each[0].__name__ for each in FAULTS]
)
def test_a_fault(curriculum, out, damage, error, said):
    """A fault anywhere is named with its place, and nothing is written, old files stay."""
    out.mkdir()
    (out / "index.html").write_text("old", encoding="utf-8")
    damage(curriculum)
    with pytest.raises(error, match=said):
        build([], out, silent)
    assert files_in(out) == {"index.html": b"old"}


def test_an_unknown_lesson(out):
    """A lesson that does not exist is refused before anything is run."""
    with pytest.raises(UnknownName, match="no lesson '99': choose from"):
        build(["05", "99"], out, silent)
    assert not out.exists()


def test_a_damaged_course(curriculum, out):
    """A course file that is damaged is refused."""
    (curriculum / "lessons" / "course.yaml").write_text("title: x", encoding="utf-8")
    with pytest.raises(CourseError, match=r"lessons/course\.yaml"):
        build([], out, silent)
    assert not out.exists()


def test_a_folder_that_cannot_be_written(out):
    """Where the folder cannot be made, it is named."""
    out.write_text("a file", encoding="utf-8")
    with pytest.raises(WriteError, match="cannot write"):
        build([], out, silent)
    assert out.read_text(encoding="utf-8") == "a file"


def test_all_failing_lessons_are_told(curriculum, out):
    """When several lessons fail, each is named, one a line."""
    path = curriculum / "lessons" / "course.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    second = json.loads(json.dumps(content["lessons"][0]))
    second |= {"id": "06-second", "objectives": [{"id": "06-a", "text": "x"}]}
    content["lessons"] = [content["lessons"][0], second]
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    broken_quiz(curriculum)
    with pytest.raises(LessonError) as error:
        build([], out, silent)
    first, other = str(error.value).splitlines()
    assert "quizzes/05-panmunjom.yaml" in first
    assert "quizzes/06-second.yaml is missing" in other
