"""Making what people hold: all of it, whole, or nothing."""

import hashlib
import json

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
from support import LESSON, files_in, write_lesson

from korean_peace import files
from korean_peace.errors import CourseError, DataError, LessonError, UnknownName, WriteError
from korean_peace.publish.build import build


def silent(_step):
    """Say nothing."""


@pytest.fixture
def out(curriculum, tmp_path):
    """Return a folder to build to, for a curriculum whose lesson is small."""
    write_lesson(curriculum, "print('판문점')", text="# 5 · Panmunjom: eighteen promises")
    return tmp_path / "out"


def test_what_is_made(out):
    """A build holds each lesson's page and notebook, a front page, and a list of all of them."""
    steps = []
    made = build([], out, steps.append)
    names = [f"lessons/{LESSON}.html", f"notebooks/{LESSON}.ipynb", "index.html", "manifest.json"]
    assert set(files_in(out)) == set(names)
    assert {path.relative_to(out).as_posix() for path in made} == set(names)
    assert made[-1] == out / "manifest.json"
    assert steps == [f"{LESSON}: running and rendering", "writing"]
    assert "판문점" in (out / names[0]).read_text(encoding="utf-8")
    assert f"lessons/{LESSON}.html" in (out / "index.html").read_text(encoding="utf-8")


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
    build([], out, silent)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    build([], out, silent)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_the_manifest_is_written_last(out, monkeypatch):
    """Who sees the list sees all that it names: it is written after everything else."""
    order = []
    write = files.write
    monkeypatch.setattr(
        files, "write", lambda path, content: order.append(path.name) or write(path, content)
    )
    build([], out, silent)
    assert order[-2:] == ["index.html", "manifest.json"]


def test_other_files_stay(out):
    """What a person put into the folder stays."""
    (out / "lessons").mkdir(parents=True)
    (out / "lessons" / "mine.html").write_text("mine", encoding="utf-8")
    build([], out, silent)
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
