"""The lessons: built alike, run as they are stored, and telling no key."""

import csv
import html
import re
from datetime import date

import nbformat
import pytest
import yaml
from pytest_notebook.nb_regression import NBRegressionError
from support import REPO, replace, shuffled

from coursebook.course import course
from coursebook.course.quiz import load_quiz
from coursebook.notebooks.execute import execute
from coursebook.notebooks.normalize import canonical
from coursebook.render.html.exporter import HandoutExporter

PATHS = sorted((REPO / "lessons").glob("*.ipynb"))
each_lesson = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@pytest.fixture
def regression(nb_regression):
    """Return pytest-notebook, deaf to what differs from one run or machine to another."""
    nb_regression.diff_ignore = (
        "/metadata/language_info",
        "/cells/*/outputs/*/traceback",
    )
    nb_regression.diff_replace = (
        ("/cells/*/outputs", "0x[0-9a-f]+", "ADDRESS"),
        ("/cells/*/outputs", r"\S*ipykernel_\d+\S*", "KERNEL"),
    )
    nb_regression.diff_use_color = False
    return nb_regression


def code(path):
    """Return all code of a lesson."""
    made = nbformat.read(path, as_version=4)
    return "\n".join(cell.source for cell in made.cells if cell.cell_type == "code")


def test_each_lesson_is_in_the_course():
    """Each lesson of the course has its notebook, and each notebook is a lesson."""
    assert [path.stem for path in PATHS] == [each.id for each in course.course().lessons]


@each_lesson
def test_stored_outputs_are_those_of_today(path, regression):
    """A lesson that runs now gives the outputs that are stored."""
    regression.check(str(path))


def test_one_changed_figure_shows(curriculum, regression):
    """When one figure in the data changes, the comparison fails and names the old and the new."""
    replace(curriculum / "datasets" / "commitments.csv", ",1 May 2018,2018-05-01,day,", ",,,,")
    with pytest.raises(NBRegressionError) as error:
        regression.check(str(curriculum / "lessons" / "05-panmunjom.ipynb"))
    lines = str(error.value).splitlines()
    counted = re.compile(r"[-+].*panmunjom +(\d+) +18")
    assert [match[1] for match in map(counted.match, lines) if match] == ["6", "5"]


def made_of(path):
    """Return what students get of a lesson: its notebook and its page."""
    stored = canonical(execute(path))
    notebook = nbformat.reads(stored, as_version=4)
    page, _ = HandoutExporter().from_notebook_node(
        notebook, resources={"metadata": {"name": path.stem}}
    )
    return stored, page


def write_quiz(path, content):
    """Write the content of a quiz file."""
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


@each_lesson
def test_no_key_leaks(whole_curriculum, path):
    """Notebook and page stay the same when every key, slip, solution and feedback changes."""
    lesson = whole_curriculum / "lessons" / path.name
    stored, page = made_of(lesson)
    quiz = whole_curriculum / "quizzes" / f"{path.stem}.yaml"
    other = shuffled(yaml.safe_load(quiz.read_text(encoding="utf-8")))
    before = load_quiz(path.stem)
    write_quiz(quiz, other)
    assert load_quiz(path.stem) != before
    assert made_of(lesson) == (stored, page)
    other["questions"][0]["prompt"] = "Another prompt?"
    write_quiz(quiz, other)
    assert "Another prompt?" in made_of(lesson)[1]  # so the page was made from this very file


@each_lesson
def test_no_solution_stands_in_a_lesson(path):
    """No line of a worked solution stands in the notebook or the page, but for imports."""
    notebook = nbformat.read(path, as_version=4)
    page, _ = HandoutExporter().from_notebook_node(
        notebook, resources={"metadata": {"name": path.stem}}
    )
    plain = html.unescape(re.sub(r"<[^>]+>", "", page))
    held = " ".join(f"{path.read_text(encoding='utf-8')} {code(path)} {plain}".split())
    for each in load_quiz(path.stem).exercises:
        for line in each.solution.splitlines():
            bare = " ".join(line.strip(" #").split())
            if len(bare) >= 20 and not bare.startswith(("import ", "from ")):
                assert bare not in held, each.id


@each_lesson
def test_the_readme_lists_each_lesson(path):
    """The front page of the repository has each lesson as the course file has it."""
    lesson = course.lesson(path.stem)
    row = [f"[{lesson.title}](lessons/{path.name})", lesson.question, str(lesson.minutes.total)]
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    assert f"| {int(lesson.number)} | {' | '.join(row)} |" in readme


@each_lesson
def test_no_table_makes_a_day_of_a_month(path):
    """A table of a lesson prints no day for an event of which only the month or year is known."""
    with (REPO / "datasets" / "events.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    first = {f"{row['title']}|": row["date"] for row in rows if row["precision"] != "day"}
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            for line in output.get("data", {}).get("text/plain", "").splitlines():
                for title, start in first.items():
                    if title in line.replace(" |", "|"):
                        day = date.fromisoformat(start)
                        forms = (start, f"{day:%d %b %Y}", f"{day:%d %B}", f"| {day.day} {day:%B}")
                        assert not [each for each in forms if each in line], line
