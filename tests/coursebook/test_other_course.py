"""A course on something else: three tables, no person, no language but its own, no Python.

It is the proof that the engine knows of a course only what the course's own files say. Rules
that need a table, a word or a limit that this course lacks have nothing to find there.
"""

import shutil

import pytest
from bs4 import BeautifulSoup
from support import REPO, replace

from coursebook import lint
from coursebook.build import build
from coursebook.course import style
from coursebook.data import schema
from coursebook.practice import prompts
from coursebook.root import ROOT_VARIABLE
from coursebook.site import codebook

COURSE = REPO / "tests" / "courses" / "tyne"
LESSON = "lessons/01-three-bridges.ipynb"
GUIDE = "lessons/guide/01-three-bridges.md"


@pytest.fixture
def tyne(tmp_path, monkeypatch):
    """Return a copy of the course, in use instead of this one."""
    root = tmp_path / "tyne"
    shutil.copytree(COURSE, root, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    return root


def test_it_has_no_python_and_no_style(tyne):
    """The course is three tables, a lesson, a quiz, a guide and the course file."""
    assert schema.table_names() == ["sources", "bridges", "accounts"]
    assert not [path for path in tyne.rglob("*") if path.suffix == ".py" or path.name == style.FILE]
    assert style.style() == style.Style()


def test_it_lints(tyne):
    """It holds nothing wrong, and each part of the report is there."""
    report = lint.check()
    assert report.passed, str(report)
    assert "01-three-bridges" in report.tables["measure"]
    assert report.tables["coverage"] == ""


@pytest.mark.parametrize(
    ("path", "old", "new", "wrong"),
    [
        (
            LESSON,
            "on 15 June 1876",
            "on 16 June 1876",
            "“16 June 1876” is not in any row of sitelines",
        ),
        (
            LESSON,
            "finished in 1849",
            "finished in 1850",
            "“1850” is not in any row of victorian-web",
        ),
        (GUIDE, "15 June 1876", "15 June 1878", "“15 June 1878” is not in any row of sitelines"),
        (LESSON, "who paid the", "who gave the", "accounts.says, a2 is worded differently"),
        (LESSON, "[@geograph, caption]", "[@northern-echo, whole document]", "accounts.says, a2"),
        (
            LESSON,
            "[@geograph, caption]",
            "[@geograph, page 3]",
            "no row names this place in geograph",
        ),
        (
            LESSON,
            " [@northern-echo, whole document]",
            " [@echo, whole document]",
            "no source 'echo'",
        ),
        (LESSON, '\\"pounds\\"].nunique() == 2', '\\"pounds\\"].nunique()', None),
        ("quizzes/01-three-bridges.yaml", "answer: 7000", "answer: 8000", "the key is '8000'"),
        ("lessons/course.yaml", "bridges, accounts]", "bridges]", "it loads the table accounts"),
    ],
)
def test_its_faults_are_found(tyne, path, old, new, wrong):
    """Its columns say by their roles what they hold, and so its faults are found like others."""
    replace(tyne / path, old, new)
    problems = [finding.problem for finding in lint.check().findings]
    assert (not problems) if wrong is None else any(wrong in told for told in problems), problems


def test_it_is_built(tyne, tmp_path):
    """Both editions are built, and no page speaks of another course's tables or languages."""
    out = tmp_path / "out"
    built = build.build([], out, lambda _: None, formats=("html", "notebooks"))
    assert set(built) == {"student", "teacher"}
    pages = [*out.rglob("*.html"), *out.with_name("out-teacher").rglob("*.html")]
    assert len(pages) >= 8
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for code in soup.find_all(["pre", "code", "style", "script"]):
            code.decompose()
        text = soup.get_text().casefold()
        for word in ("korea", "hangul", "wikipedia", "two documents"):
            assert word not in text, f"{page.name}: {word}"


def test_its_names_are_shown(tyne, capsys):
    """Without another language, names stand beside what they are."""
    prompts.terms("01")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| Name | Who or where |"
    assert lines[3] == "| **Swing Bridge** | A road bridge that turns to let ships pass |"


def test_its_codebook_has_no_coverage(tyne):
    """A course that examines no documents section by section has no chapter on it."""
    text = codebook.codebook()
    assert "## accounts" in text
    assert "Coverage" not in text
    assert text == (COURSE / "datasets" / codebook.FILE).read_text(encoding="utf-8")
