"""Making what people hold: all of it, whole, or nothing."""

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
from support import LESSON, files_in, shuffled, silent, write_quiz

from coursebook.build.build import build
from coursebook.course.quiz import Quiz
from coursebook.editions import output_paths
from coursebook.errors import CourseError, DataError, LessonError, UnknownName, WriteError
from coursebook.notebooks import execute
from coursebook.render import from_notebook
from coursebook.site import pages

WITH_PAGES = ["charts.js", *pages.page_names()]
STEPS = ("running", "rendering")
QUICK = {"formats": ["html", "notebooks"], "editions": ["student"]}


def test_what_is_made(out):
    """Each edition has a folder of its own that holds each lesson, and a list of all of it."""
    steps = []
    made = build([], out, steps.append)
    names = [
        f"lessons/{LESSON}.html",
        f"lessons/{LESSON}.pdf",
        f"lessons/{LESSON}-letter.pdf",
        f"notebooks/{LESSON}.ipynb",
        "charts.js",
        *pages.page_names(),
        "index.html",
        "manifest.json",
    ]
    assert set(made) == {"student", "teacher"}
    for edition, paths in made.items():
        folder = output_paths.folder(out, edition)
        held = files_in(folder)
        assert set(held) == set(names)
        assert {path.relative_to(folder).as_posix() for path in paths} == set(names)
        assert paths[-1] == folder / "manifest.json"
        assert "판문점" in held[names[0]].decode("utf-8")
        marked = "Teacher’s edition" in held[names[0]].decode("utf-8")
        assert marked == (edition == "teacher")
        assert [held[name][:5] for name in names if name.endswith(".pdf")] == [b"%PDF-"] * 2
        assert f"lessons/{LESSON}.html" in held["index.html"].decode("utf-8")
    assert set(steps) == {
        *(
            f"{LESSON}: {step} the {who}'s edition"
            for step in STEPS
            for who in ("student", "teacher")
        ),
        f"writing {2 * (len(names) - 1)} files",
    }


@pytest.mark.parametrize(
    ("formats", "editions", "names"),
    [
        (["notebooks"], ["student"], [f"notebooks/{LESSON}.ipynb"]),
        (["html"], ["teacher"], [f"lessons/{LESSON}.html", *WITH_PAGES]),
        (["pdf"], ["student"], [f"lessons/{LESSON}.pdf", f"lessons/{LESSON}-letter.pdf"]),
    ],
)
def test_some_of_it(out, formats, editions, names):
    """What is asked for is made, and nothing else; the front page opens all the same."""
    build([], out, silent, formats=formats, editions=editions)
    (edition,) = editions
    made = set(files_in(output_paths.folder(out, edition)))
    assert made == {*names, "index.html", "manifest.json"}
    assert len([each for each in (out, output_paths.folder(out, "teacher")) if each.exists()]) == 1


def test_nothing_leaks(curriculum, tmp_path):
    """A student's files are the same, byte for byte, where all that a quiz keeps is another.

    Every key, hint, solution, explanation and feedback; the teacher's files tell them.
    """
    build([], tmp_path / "one", silent)
    path = curriculum / "quizzes" / f"{LESSON}.yaml"
    other = shuffled(yaml.safe_load(path.read_text(encoding="utf-8")))
    for task in other["exercises"]:
        if "solution" not in task:  # no machine judges it
            continue
        key = Quiz.model_validate(other).find(task["id"]).key
        task["solution"] = f"kp.check({task['id']!r}, {key!r})"
    write_quiz(curriculum, other)
    build([], tmp_path / "two", silent)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
    one, two = (files_in(tmp_path / f"{name}-teacher") for name in ("one", "two"))
    changed = {name for name in one if one[name] != two[name]}
    assert changed == {*output_paths.of_lesson(LESSON), "manifest.json"}


def test_a_lesson_runs_once_an_edition(out, monkeypatch):
    """However many formats are made of it, a notebook runs once."""
    ran = []
    run = execute.run
    for place in ("coursebook.notebooks.execute", "coursebook.editions.teacher"):
        monkeypatch.setattr(
            f"{place}.run", lambda notebook, path: ran.append(path.name) or run(notebook, path)
        )
    build([], out, silent)
    assert ran == [f"{LESSON}.ipynb"] * 2


def test_a_lesson_is_read_once_an_edition(out, monkeypatch):
    """However many formats are made of it, a notebook is read into one document."""
    made, read = [], from_notebook.read_document
    monkeypatch.setattr(
        from_notebook,
        "read_document",
        lambda *args, **more: made.append(args[1].name) or read(*args, **more),
    )
    build([], out, silent)
    assert made == [LESSON] * 2


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


def test_again(out):
    """Building again changes no byte and writes no file anew."""
    build([], out, silent, **QUICK)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    build([], out, silent, **QUICK)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


FAULTS = [
    (missing_table, DataError, r"datasets/events\.csv: the file is missing"),
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


@pytest.mark.parametrize("edition", output_paths.EDITIONS)
def test_a_folder_that_cannot_be_written(out, edition):
    """Where a folder cannot be made, it is named before a lesson runs."""
    output_paths.folder(out, edition).write_text("a file", encoding="utf-8")
    with pytest.raises(WriteError, match="cannot write"):
        build([], out, pytest.fail)
    assert output_paths.folder(out, edition).read_text(encoding="utf-8") == "a file"


def test_a_folder_that_links_to_itself(out):
    """A link without an end is said to be one, before a lesson runs."""
    out.symlink_to(out)
    with pytest.raises(WriteError, match="cannot write"):
        build([], out, pytest.fail)


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
    assert "quizzes/06-second.yaml: the file is missing" in other
