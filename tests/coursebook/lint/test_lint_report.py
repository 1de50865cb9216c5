"""The check of the content: a lesson without a fault passes, and each planted fault is found."""

import json

import mini_lesson
import nbformat
import pytest
from content_faults import CELL, COPIED, FAULTS
from mini_lesson import GUIDE, LESSON, NOTEBOOK, QUIZ, TEXTS
from planted_faults import celled, quizzed, texted
from support import replace

from coursebook import lint
from coursebook.errors import UnknownName
from coursebook.lint.text import shingles
from coursebook.notebooks.normalize import canonical


@pytest.fixture
def small(curriculum, tmp_path):
    """Return a curriculum without a fault, and a document from which something may be copied."""
    document = tmp_path / "document.txt"
    document.write_text(f"It was late. {COPIED}. Then they left.", encoding="utf-8")
    shingles.write(curriculum / "lessons" / "shingles.bin", [document])
    return mini_lesson.write(curriculum)


def test_a_clean_lesson_passes(small):
    """A lesson without a fault gives no finding, and the report's tables."""
    report = lint.check()
    assert report.passed, str(report)
    assert str(report) == "0 findings, 0 exceptions."
    assert set(report.tables) == {"measure", "load", "balance", "skills", "coverage"}
    assert f"{LESSON}: 1 (ROK 1); 0 without office" in report.tables["balance"]
    assert "sourcing: 05 I" in report.tables["skills"]
    assert "wikipedia-peace-process, Lead: 1 rows, 05, 6 questions" in report.tables["coverage"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(small, name):
    """A fault is found at its place, and the finding says what is wrong and the cure."""
    plant, place, problem = FAULTS[name]
    plant(small)
    report = lint.check()
    matching = [
        finding
        for finding in report.findings
        if problem in f"{finding.sentence} {finding.problem} {finding.remedy}"
    ]
    assert matching, f"not found, but:\n{report}"
    assert matching[0].place.startswith(place), str(report)
    assert matching[0].remedy
    assert matching[0].sentence
    assert not report.passed


def test_what_may_stand_in_a_lesson(small):
    """Seven equal signs underline a heading, and a cell may print colours: neither is a trace."""
    texted("hook", "What", "Asking\n=======\n\nWhat")(small)
    printed = nbformat.v4.new_output("stream", text="\x1b[31mred\x1b[0m")
    celled("asserting", lambda cell: cell.update(outputs=[printed]))(small)
    assert not [
        finding for finding in lint.check().findings if "merge" in finding.problem + finding.remedy
    ]
    assert "U+001B" not in str(lint.check())


def test_one_fault_gives_one_finding(small):
    """A wrong year is told once, with the sentence as it stands and where the day is known."""
    FAULTS["wrong year"][0](small)
    (finding,) = lint.check().findings
    assert finding.lesson == LESSON
    assert finding.sentence == "Kim Jong Un and Moon Jae-in met on 27 April 2017."
    assert str(finding).startswith(f"{CELL} 4\n  “Kim Jong Un and Moon")
    assert "Correct it, cite a source that has it" in finding.remedy


def test_lessons_are_chosen(small):
    """Lessons are named by number or id; one that there is not is refused."""
    assert lint.check(["05"]).passed
    assert lint.check([LESSON]).passed
    with pytest.raises(UnknownName, match="no lesson '07'"):
        lint.check(["07"])


def test_an_exception_in_a_cell(small):
    """A finding is let pass where its cell says why, and the exception is listed."""
    texts = {**TEXTS, "background": TEXTS["background"].replace("160", "170")}
    reason = "the Daily's later count"
    mini_lesson.write_notebook(small, texts, [{"text": "About 170 guests", "reason": reason}])
    report = lint.check()
    assert report.passed, str(report)
    assert [suppression.reason for suppression in report.suppressions] == [reason]
    assert f"let pass: “About 170 guests”, because {reason}" in str(report)


def test_an_exception_needs_a_reason(small):
    """An exception without a reason lets nothing pass and is a finding itself."""
    texts = {**TEXTS, "background": TEXTS["background"].replace("160", "170")}
    mini_lesson.write_notebook(small, texts, [{"text": "About 170 guests"}])
    problems = [finding.problem for finding in lint.check().findings]
    assert "this exception has no reason" in problems
    assert len(problems) == 2


def test_an_idle_exception_is_found(small):
    """An exception that nothing needs is to be taken out."""
    mini_lesson.write_notebook(small, TEXTS, [{"text": "met on", "reason": "once wrong"}])
    (finding,) = lint.check().findings
    assert finding.problem == "this exception is not needed: it matches no finding"
    assert finding.remedy == "Remove it"


def test_an_exception_in_the_guide(small):
    """In a guide, a comment above a paragraph lets a finding in it pass."""
    comment = "<!-- exempt: 27 April 2017 | a slip that the class looks for -->\n\n"
    replace(
        small / GUIDE, "Kim and Moon met on 27 April 2018", f"{comment}Kim met on 27 April 2017"
    )
    report = lint.check()
    assert report.passed, str(report)
    assert report.suppressions[0].place == f"{GUIDE}, line 16"


def test_an_exception_in_a_quiz(small):
    """In a quiz, a task's field `exempt` lets a finding in it pass."""
    exempt = [{"text": "1 May 2018", "reason": "a day that nobody noticed"}]
    change = {"prompt": "What was on 1 May 2018?", "exempt": exempt}
    quizzed(lambda quiz: quiz["questions"][0].update(change))(small)
    report = lint.check()
    assert report.passed, str(report)
    assert report.suppressions[0].place == f"{QUIZ}, 05-q1"


def test_an_exception_for_a_whole_lesson(small):
    """What is about the whole lesson is let pass by its first cell."""
    change = celled(
        "title",
        lambda cell: cell.metadata.update(
            coursebook={"exempt": [{"text": "words: ", "reason": "a long document"}]}
        ),
    )
    texted("investigate", "Take", "Take it. " * 200)(small)
    change(small)
    assert lint.check().passed


def test_exceptions_stay_in_canonical_form(small):
    """The stored form of a notebook keeps exceptions, and nothing else under that key."""
    exempt = [{"text": "met", "reason": "why"}]
    mini_lesson.write_notebook(small, TEXTS, exempt)
    notebook = nbformat.read(small / NOTEBOOK, as_version=4)
    notebook.cells[3].metadata["coursebook"]["other"] = 1
    stored = json.loads(canonical(notebook))["cells"]
    assert stored[3]["metadata"] == {"coursebook": {"exempt": exempt}}
    assert "coursebook" not in stored[2]["metadata"]


def test_every_damaged_table_is_named(small):
    """Several damaged tables and a file beside them are all named; the lessons are left alone."""
    FAULTS["damaged table"][0](small)
    FAULTS["missing table"][0](small)
    (small / "datasets" / "korea.geojson").write_text("{", encoding="utf-8")
    places = {finding.place.split(",")[0] for finding in lint.check().findings}
    assert places == {"datasets/events.csv", "datasets/letters.csv", "datasets/korea.geojson"}
