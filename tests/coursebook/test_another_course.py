"""The engine with another course: three tables, and nothing that this course's package brings."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from support import files_in, question, quiz, write_quiz

from coursebook.root import ROOT_VARIABLE

LESSON = "05-panmunjom"  # what the tests' quiz belongs to
COURSE = f"""
title: Two bridges
description: Which bridge carries more?
licence: CC BY 4.0
lessons:
  - id: {LESSON}
    title: Count them
    question: Which bridge carries more?
    objectives: [{{id: 05-a, text: count}}]
    minutes: {{hook: 1, background: 1, evidence: 1, investigate: 1, discuss: 1, exit_ticket: 1}}
    you_need: a pen
    datasets: [bridges, crossings]
    skills: {{}}
    covers: []
    terms: []
    voices: {{heard: nobody, missing: everybody}}
"""
SOURCE = ["id", "publisher", "author", "title", "date", "precision", "url", "read_at", "note"]
TABLES = {
    "sources": [SOURCE, ["survey", "The Town", "", "A Survey", "2018-04-27", "day", "", "", ""]],
    "bridges": [["id", "name"], ["old", "Old Bridge"], ["new", "New Bridge"]],
    "crossings": [["id", "bridge_id", "date"], ["c1", "old", "2018-04-27"]],
}
DRAW = "alt.Chart(kp.load('crossings'), description='One dot.').mark_point().encode(x='date:T')"
CELLS = [
    ("import coursebook as kp\nimport altair as alt\nkp.start('05')", ["remove-input"]),
    ("kp.load('bridges')", []),
    (DRAW, []),
    ("kp.ask('05')", []),
    ("kp.check('05-1', '...')", ["exercise"]),
    ("kp.references('05')", []),
]


@pytest.fixture(scope="module")
def bridges(tmp_path_factory):
    """Write the course, and return its folder."""
    root = tmp_path_factory.mktemp("bridges")
    for name in ("datasets", "lessons/guide", "quizzes"):
        (root / name).mkdir(parents=True)
    resources = [_table(root, name, *rows) for name, rows in TABLES.items()]
    package = json.dumps({"resources": resources})
    (root / "datasets" / "datapackage.json").write_text(package, encoding="utf-8")
    (root / "lessons" / "course.yaml").write_text(COURSE, encoding="utf-8")
    (root / "lessons" / "guide" / f"{LESSON}.md").write_text(
        "# Guide\n\nCount.\n", encoding="utf-8"
    )
    asked = question("single", source={"id": "survey", "locator": "page 1"})
    write_quiz(root, quiz(asked))
    nbformat.write(_notebook(), root / "lessons" / f"{LESSON}.ipynb")
    return root


def _table(root, name, heading, *rows):
    text = "".join(f"{','.join(row)}\n" for row in (heading, *rows))
    (root / "datasets" / f"{name}.csv").write_text(text, encoding="utf-8")
    fields = [
        {"name": each, "type": "date" if each == "date" else "string", "description": "."}
        for each in heading
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": name.title(),
        "description": ".",
        "licenses": [{"name": "CC-BY-4.0"}],
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def _notebook():
    made = nbformat.v4.new_notebook()
    opening = "# 5 · Count them\n\n**Which bridge carries more?** See λόγος [@survey, page 1]."
    made.cells = [nbformat.v4.new_markdown_cell(opening, id="title")]
    for number, (source, tags) in enumerate(CELLS):
        made.cells.append(
            nbformat.v4.new_code_cell(source, id=f"code{number}", metadata={"tags": tags})
        )
    return made


@pytest.fixture(scope="module")
def command(bridges, tmp_path_factory):
    """Return a function that runs the engine's command where this course cannot be imported."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "korean_peace.py").write_text("raise AssertionError('imported')", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != ROOT_VARIABLE}

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "coursebook", "--root", str(bridges), *arguments],
            cwd=elsewhere,
            env={**environment, "PYTHONPATH": str(elsewhere)},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def built(command, tmp_path_factory):
    """Build both editions, and return the folder of the student's."""
    out = tmp_path_factory.mktemp("built") / "out"
    done = command("build", "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out


def page(built, name):
    """Return a page as a tree."""
    return BeautifulSoup((built / name).read_text(encoding="utf-8"), "html.parser")


def test_all_of_it_is_made(built):
    """Pages, both sizes of PDF, notebooks and the library are made in both editions."""
    made = {"index.html", "sources.html", "datasets/index.html", "datasets/bridges.csv"}
    made |= {f"lessons/{LESSON}.html", f"lessons/{LESSON}.pdf", f"lessons/{LESSON}-letter.pdf"}
    for folder in (built, built.with_name("out-teacher")):
        assert made | {f"notebooks/{LESSON}.ipynb"} <= set(files_in(folder))


def test_a_lesson_shows_its_chart_and_sources(built):
    """The chart is drawn, the citation is a link into the list, no language is marked."""
    lesson = page(built, f"lessons/{LESSON}.html")
    assert lesson.find("figure").svg["aria-label"] == "One dot."
    assert "A Survey" in lesson.find("ol", class_="sources").get_text()
    assert "λόγος" in lesson.get_text()
    assert [tag["lang"] for tag in lesson.find_all(lang=True)] == ["en"]


def test_pages_say_nothing_of_another_course(built):
    """No page, notebook or table of a course names the course that the engine comes with."""
    for name, held in files_in(built).items():
        if not name.endswith((".pdf", "charts.js")):
            assert b"korea" not in held.lower(), name


def test_the_front_page_has_no_chart(built):
    """A course that names no chart and no package has none on its front page."""
    front = page(built, "index.html")
    assert front.find("figure") is None
    assert "the notebooks open in JupyterLab." in front.get_text()


def test_authors_refresh_it(command, bridges):
    """The codebook and the stored outputs are made anew, under the engine's names."""
    done = command("refresh")
    assert done.returncode == 0, done.stderr
    codebook = (bridges / "datasets" / "README.md").read_text(encoding="utf-8")
    assert "by `python -m coursebook refresh`;" in codebook
    assert "Coverage" not in codebook


def test_its_messages_begin_with_its_name(command):
    """What the command says begins with the name under which it was called."""
    done = command("build", "99")
    assert done.returncode == 1
    assert done.stderr.startswith(f"coursebook: no lesson '99': choose from {LESSON}")
