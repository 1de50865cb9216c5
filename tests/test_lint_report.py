"""The check of the content: a lesson without a fault passes, and each planted fault is found."""

import json

import lintlesson
import nbformat
import pytest
import yaml
from lintlesson import GUIDE, LESSON, NOTEBOOK, QUIZ, TEXTS
from support import replace

from korean_peace import lint
from korean_peace.errors import UnknownName
from korean_peace.lint import shingles
from korean_peace.run.canonical import canonical

COPIED = "The two of them walked slowly over the low line and came back again"
CELL = f"{NOTEBOOK}, cell"


@pytest.fixture
def small(curriculum, tmp_path, monkeypatch):
    """Return a curriculum without a fault, and a document from which something may be copied."""
    document = tmp_path / "document.txt"
    document.write_text(f"It was late. {COPIED}. Then they left.", encoding="utf-8")
    monkeypatch.setattr(shingles, "FILE", tmp_path / "shingles.bin")
    shingles.known.cache_clear()
    shingles.write([document])
    yield lintlesson.write(curriculum)
    shingles.known.cache_clear()


def texted(name, old, new):
    """Return a fault: a text of the notebook in which something is another."""

    def plant(root):
        assert old in TEXTS[name]
        lintlesson.write_notebook(root, {**TEXTS, name: TEXTS[name].replace(old, new, 1)})

    return plant


def filed(path, old, new):
    """Return a fault: a file in which something is another."""
    return lambda root: replace(root / path, old, new)


def quizzed(change):
    """Return a fault: a quiz that a function changed."""

    def plant(root):
        content = lintlesson.quiz()
        change(content)
        (root / QUIZ).write_text(yaml.safe_dump(content), encoding="utf-8")

    return plant


def moved_key(content):
    """Mark another option of the first question as correct."""
    first, second = content["questions"][0]["options"]
    first["correct"], second["correct"] = True, False


def celled(ident, change):
    """Return a fault: a cell of the notebook that a function changed."""

    def plant(root):
        made = nbformat.read(root / NOTEBOOK, as_version=4)
        for cell in made.cells:
            if cell.id == ident:
                change(cell)
        (root / NOTEBOOK).write_text(nbformat.writes(made), encoding="utf-8")

    return plant


def charted(**changes):
    """Return a fault: a chart that has other texts."""
    return celled("chart1", lambda cell: cell.update(outputs=[lintlesson.chart(**changes)]))


CITED = " [@daily-2018, whole document]"
MEANT = "27 April 2018"
FAULTS = {
    # facts
    "wrong year": (texted("background", MEANT, "27 April 2017"), f"{CELL} 4", "27 April 2017"),
    "wrong day": (texted("background", MEANT, "26 April 2018"), f"{CELL} 4", "26 April 2018"),
    "wrong number": (texted("background", "160", "170"), f"{CELL} 4", "“170” stands in no row"),
    "wrong number in words": (
        texted("background", "Twelve letters", "Eleven letters"),
        f"{CELL} 4",
        "Eleven letters",
    ),
    "of another source": (
        texted("background", "30 June 2019", MEANT),
        f"{CELL} 4",
        "stands in no row of herald-2019",
    ),
    "not in the chart": (texted("evidence", MEANT, "1 May 2018"), f"{CELL} 5", "nothing is cited"),
    "title of a chart": (charted(title="Two days, 3 people"), f"{CELL} 6", "not in the chart"),
    "wrong year in the guide": (filed(GUIDE, MEANT, "27 April 2017"), f"{GUIDE}, line 16", "2017"),
    "wrong year in feedback": (
        quizzed(lambda quiz: quiz["exercises"][0].update(right="It was 27 April 2017.")),
        f"{QUIZ}, 05-1",
        "27 April 2017",
    ),
    "wrong day in a question": (
        quizzed(lambda quiz: quiz["questions"][0].update(prompt="What was on 1 May 2018?")),
        f"{QUIZ}, 05-q1",
        "stands in no table",
    ),
    # citations
    "unknown source": (
        texted("background", "daily-2018", "daily-2081"),
        f"{CELL} 4",
        "no source 'daily-2081'",
    ),
    "unknown section": (
        texted("background", CITED, " [@wikipedia-peace-process, Nowhere]"),
        f"{CELL} 4",
        "no section 'Nowhere'",
    ),
    "unknown place": (
        texted("background", CITED, " [@daily-2018, page 3]"),
        f"{CELL} 4",
        "no row names this place",
    ),
    "unreadable citation": (
        texted("background", CITED, " [@Daily]"),
        f"{CELL} 4",
        "cannot be read",
    ),
    "unknown source of a question": (
        quizzed(lambda quiz: quiz["questions"][1]["source"].update(id="nobody")),
        f"{QUIZ}, 05-q2",
        "no source 'nobody'",
    ),
    "dropped citation": (texted("background", CITED, ""), f"{CELL} 4", "herald-2019"),
    "dropped citation in the guide": (
        filed(GUIDE, CITED, ""),
        f"{GUIDE}, line 16",
        "nothing is cited",
    ),
    "a person, no citation": (
        texted("hook", "What", "Kim and Moon shook hands.\nWhat"),
        f"{CELL} 3",
        "nothing is cited",
    ),
    # structure
    "skipped heading": (
        texted("evidence", "## Evidence", "### Evidence"),
        f"{CELL} 9",
        "Evidence",
    ),
    "skipped level": (texted("discuss", "### Talk", "#### Talk"), f"{CELL} 14", "level 4"),
    "wrong minutes": (texted("hook", "5 min", "6 min"), f"{CELL} 3", "course.yaml, 5"),
    "wrong minutes of steps": (texted("discuss", "(11 min)", "(9 min)"), f"{CELL} 14", "9 minutes"),
    "wrong seconds": (texted("discuss", "5:30", "5:20"), f"{CELL} 14", "10:50, not 11:00"),
    "wrong minutes in the guide": (filed(GUIDE, "13–25", "14–25"), f"{GUIDE}, line 9", "not at 13"),
    "wrong minutes in the course": (
        filed("lessons/course.yaml", "hook: 5", "hook: 15"),
        NOTEBOOK,
        "minutes: 65",
    ),
    "chart without alt text": (charted(description=""), f"{CELL} 6", "no alt text"),
    "chart without source": (charted(usermeta={}), f"{CELL} 6", "no source line"),
    "long code": (
        celled("chart1", lambda cell: cell.update(source="x = 1\n" * 16)),
        f"{CELL} 6",
        "16 lines",
    ),
    "no assert": (celled("asserting", lambda cell: cell.update(source="1")), NOTEBOOK, "assert"),
    # tasks
    "wrong key of an exercise": (
        quizzed(lambda quiz: quiz["exercises"][0].update(answer="2 5")),
        f"{QUIZ}, 05-1",
        "the solution gives '2 4', the key is '2 5'",
    ),
    "wrong key by the tables": (
        quizzed(lambda quiz: quiz["exercises"][1].update(answer="3")),
        f"{QUIZ}, 05-2",
        "the tables give '2', the key is '3'",
    ),
    "wrong key of a question": (
        quizzed(moved_key),
        f"{GUIDE}, line 14",
        "05-q1 is b, the quiz has a",
    ),
    "wrong key in the guide": (
        filed(GUIDE, "05-3: K S", "05-3: S K"),
        f"{GUIDE}, line 14",
        "05-3 is S K, the quiz has K S",
    ),
    "a slip that passes": (
        quizzed(lambda quiz: quiz["exercises"][0]["slips"][0].update(contains="2")),
        f"{QUIZ}, 05-1",
        "told something else",
    ),
    "an objective not asked": (
        filed("lessons/course.yaml", "text: sort a text}", "text: sort}, {id: 05-b, text: argue}"),
        NOTEBOOK,
        "no question works on objective 05-b",
    ),
    # quotations
    "altered quotation": (
        texted("background", "and never fight again", "and never fight once more"),
        f"{CELL} 4",
        "no table holds this quotation",
    ),
    "altered word": (
        texted("background", "we will meet often … and", "we will meet often from today on, and"),
        f"{CELL} 4",
        "statements.quote, q01 has other words",
    ),
    "wrong source of a quotation": (
        texted("background", f"again”.{CITED}", "again”. [@herald-2019, whole document]"),
        f"{CELL} 4",
        "stand in statements.quote, q01",
    ),
    # prose
    "long sentence": (
        texted("hook", "?", f"?\nTake {'very ' * 24}good care."),
        f"{CELL} 3",
        "27 words",
    ),
    "forbidden word": (texted("hook", "?", "?\nThe regime spoke."), f"{CELL} 3", "“regime”"),
    "shortened word": (
        texted("hook", "?", "?\nDenuclearization was asked for."),
        f"{CELL} 3",
        "hides whose weapons",
    ),
    "copied sentence": (texted("hook", "?", f"?\n{COPIED}."), f"{CELL} 3", "run of 14 words"),
    "unknown Hangul": (texted("hook", "?", "?\nIt is 정전."), f"{CELL} 3", "정전"),
    "North Korea twice": (
        texted("hook", "?", "?\nNorth Korea is one.\nNorth Korea is near."),
        f"{CELL} 3",
        "“North Korea” stands here",
    ),
    # measure
    "too many words": (texted("investigate", "Take", "Take it. " * 200), NOTEBOOK, "words: "),
    # damaged files
    "damaged table": (
        filed("datasets/events.csv", "2019-06-30", "2019-06-31"),
        "datasets/events.csv, line 3, column date",
        "is not a date",
    ),
    "broken link": (
        filed("datasets/statements.csv", ",moon-jae-in,", ",moon,"),
        "datasets/statements.csv, line 2, column speaker_id",
        "people.csv",
    ),
    "missing table": (
        lambda root: (root / "datasets" / "letters.csv").unlink(),
        "datasets/letters.csv",
        "missing",
    ),
    "damaged quiz": (filed(QUIZ, "type: essay", "type: esay"), f"{QUIZ}, line", "type"),
    "damaged notebook": (
        lambda root: (root / NOTEBOOK).write_text("{}", encoding="utf-8"),
        NOTEBOOK,
        "cannot be read",
    ),
    "missing guide": (lambda root: (root / GUIDE).unlink(), GUIDE, "cannot be read"),
}


def untaught(root):
    """Use a term that the course file does not list."""
    filed("lessons/course.yaml", "[truce]", "[]")(root)
    texted("evidence", "The chart", "A truce holds.\nThe chart")(root)


FAULTS["unexplained term"] = (untaught, f"{CELL} 5", "the term “truce”")


def test_a_clean_lesson_passes(small):
    """A lesson without a fault gives no finding, and the report's tables."""
    report = lint.check()
    assert report.passed, str(report)
    assert str(report) == "0 findings, 0 exceptions."
    assert set(report.tables) == {"measure", "balance", "skills", "coverage"}
    assert f"{LESSON}: 1 (ROK 1); 0 without office" in report.tables["balance"]
    assert "sourcing: 05 I" in report.tables["skills"]
    assert "wikipedia-peace-process, Lead: 1 rows, 05, 6 questions" in report.tables["coverage"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(small, name):
    """A fault is found at its place, and the finding says what is wrong and the cure."""
    plant, place, wrong = FAULTS[name]
    plant(small)
    report = lint.check()
    found = [
        each for each in report.findings if wrong in f"{each.sentence} {each.wrong} {each.cure}"
    ]
    assert found, f"not found, but:\n{report}"
    assert found[0].place.startswith(place), str(report)
    assert found[0].cure
    assert found[0].sentence
    assert not report.passed


def test_one_fault_gives_one_finding(small):
    """A wrong year is told once, with the sentence as it stands and where the day is known."""
    FAULTS["wrong year"][0](small)
    (finding,) = lint.check().findings
    assert finding.lesson == LESSON
    assert finding.sentence == "Kim Jong Un and Moon Jae-in met on 27 April 2017."
    assert str(finding).startswith(f"{CELL} 4\n  “Kim Jong Un and Moon")
    assert "Correct it, cite a source that has it" in finding.cure


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
    lintlesson.write_notebook(small, texts, [{"text": "About 170 guests", "reason": reason}])
    report = lint.check()
    assert report.passed, str(report)
    assert [each.reason for each in report.exceptions] == [reason]
    assert f"let pass: “About 170 guests”, because {reason}" in str(report)


def test_an_exception_needs_a_reason(small):
    """An exception without a reason lets nothing pass and is a finding itself."""
    texts = {**TEXTS, "background": TEXTS["background"].replace("160", "170")}
    lintlesson.write_notebook(small, texts, [{"text": "About 170 guests"}])
    wrongs = [each.wrong for each in lint.check().findings]
    assert "this exception has no reason" in wrongs
    assert len(wrongs) == 2


def test_an_idle_exception_is_found(small):
    """An exception that nothing needs is to be taken out."""
    lintlesson.write_notebook(small, TEXTS, [{"text": "met on", "reason": "once wrong"}])
    (finding,) = lint.check().findings
    assert finding.wrong == "this exception lets nothing pass"
    assert finding.cure == "Take it out"


def test_an_exception_in_the_guide(small):
    """In a guide, a comment above a paragraph lets a finding in it pass."""
    comment = "<!-- exempt: 27 April 2017 | a slip that the class looks for -->\n\n"
    replace(
        small / GUIDE, "Kim and Moon met on 27 April 2018", f"{comment}Kim met on 27 April 2017"
    )
    report = lint.check()
    assert report.passed, str(report)
    assert report.exceptions[0].place == f"{GUIDE}, line 18"


def test_an_exception_in_a_quiz(small):
    """In a quiz, a task's field `exempt` lets a finding in it pass."""
    exempt = [{"text": "1 May 2018", "reason": "a day that nobody noticed"}]
    change = {"prompt": "What was on 1 May 2018?", "exempt": exempt}
    quizzed(lambda quiz: quiz["questions"][0].update(change))(small)
    report = lint.check()
    assert report.passed, str(report)
    assert report.exceptions[0].place == f"{QUIZ}, 05-q1"


def test_an_exception_for_a_whole_lesson(small):
    """What is about the whole lesson is let pass by its first cell."""
    change = celled(
        "title",
        lambda cell: cell.metadata.update(
            korean_peace={"exempt": [{"text": "words: ", "reason": "a long document"}]}
        ),
    )
    texted("investigate", "Take", "Take it. " * 200)(small)
    change(small)
    assert lint.check().passed


def test_exceptions_stay_in_canonical_form(small):
    """The stored form of a notebook keeps exceptions, and nothing else under that key."""
    exempt = [{"text": "met", "reason": "why"}]
    lintlesson.write_notebook(small, TEXTS, exempt)
    made = nbformat.read(small / NOTEBOOK, as_version=4)
    made.cells[3].metadata["korean_peace"]["other"] = 1
    stored = json.loads(canonical(made))["cells"]
    assert stored[3]["metadata"] == {"korean_peace": {"exempt": exempt}}
    assert "korean_peace" not in stored[2]["metadata"]


def test_every_damaged_table_is_named(small):
    """Several damaged tables are all named, and the lessons are then left alone."""
    FAULTS["damaged table"][0](small)
    FAULTS["missing table"][0](small)
    places = {each.place.split(",")[0] for each in lint.check().findings}
    assert places == {"datasets/events.csv", "datasets/letters.csv"}
