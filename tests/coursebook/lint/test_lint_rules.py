"""Single rules of the linter: names, quotations, copied runs, measure, balance."""

import copy
import dataclasses
import sys
import time

import mini_lesson
import pytest
import yaml
from mini_lesson import LESSON
from planted_faults import celled, quizzed
from support import REPO, python, uid

from coursebook import lint
from coursebook.course import course
from coursebook.lint import runner
from coursebook.lint.corpus import LessonCorpus, Passage, read_corpus
from coursebook.lint.rules import balance, length, prose, task_uids
from coursebook.lint.rules.quotations import Quotations
from coursebook.lint.text import shingles
from coursebook.lint.text.names import people


@pytest.fixture
def small(curriculum):
    """Return a curriculum without a fault."""
    return mini_lesson.write(curriculum)


@pytest.fixture
def whole_course(small):
    """Return a curriculum of thirteen lessons that are alike."""
    path = small / "lessons" / "course.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    (first,) = content["lessons"]
    content["lessons"] = [_numbered(first, f"{number:02}") for number in range(13)]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    for number in range(13):
        for name in (mini_lesson.NOTEBOOK, mini_lesson.GUIDE, mini_lesson.QUIZ):
            source = (small / name).read_text(encoding="utf-8")
            target = small / name.replace("05-", f"{number:02}-")
            text = source.replace('"05', f'"{number:02}').replace(" 05-", f" {number:02}-")
            text = text.replace("lesson 5 ·", f"lesson {number} ·")
            text = text.replace(f"uid: {uid('05')[:2]}", f"uid: {uid(f'{number:02}')[:2]}")
            target.write_text(text.replace("# 5 ·", f"# {number} ·"), encoding="utf-8")
    return small


def _numbered(lesson, number):
    numbered = copy.deepcopy(lesson)
    numbered["id"] = numbered["id"].replace("05", number)
    numbered["objectives"][0]["id"] = f"{number}-a"
    return numbered


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Kim and Moon signed it", True),
        ("Trump called it off", True),
        ("Moon Jae-in, the president, said so", True),
        ("Kim Jong Un of the North", False),
        ("No treaty was signed", False),
    ],
)
def test_a_person_who_does_something(text, acts):
    """A name of the table, by family name too, with a verb after it."""
    assert people().act(text) == acts


def test_a_number_in_a_name_is_no_number():
    """A registered name that holds a number is no number."""
    assert people().unnumbered("38 North wrote") == "Name wrote"


@pytest.mark.parametrize(
    "quoted",
    [
        "we will meet often from now on",
        "We will meet often … never fight again",
        "will meet often ... fight again",
        "meet often [soon] from now on",
    ],
)
def test_a_quotation_that_stands(small, quoted):
    """Capitals, quotes, dots and brackets may differ; the words and their order may not."""
    assert [registered.place for registered in Quotations().matching(quoted)] == [
        "statements.quote, q01"
    ]


@pytest.mark.parametrize(
    "quoted",
    ["we will meet rarely from now on", "never fight again … we will meet often", "eet often"],
)
def test_a_quotation_that_does_not(small, quoted):
    """Other words, another order or half a word are another text."""
    assert Quotations().matching(quoted) == []


def test_a_run_of_nine_words_is_a_copy(curriculum, tmp_path):
    """A shared run of eight words is permitted, of nine it is found; the file holds no word."""
    document = tmp_path / "document.txt"
    document.write_text("one two three four five six seven eight nine ten ele-\nven", "utf-8")
    file = shingles.path()
    assert shingles.write(file, [document]) == 5
    known = shingles.known()
    assert shingles.shared("A one two three four five six seven eight nought", known) == ""
    run = shingles.shared("One, two; three four five six seven eight nine!", known)
    assert run.split()[-1] == "nine"
    assert shingles.shared("three four five six seven eight nine ten eleven", known) != ""
    assert b"three" not in file.read_bytes()


def test_the_documents_are_known():
    """The hashes of both documents are there, and no text of theirs."""
    assert len(shingles.known()) > 4000
    assert shingles.path().stat().st_size == 6 * len(shingles.known())


def test_what_the_measure_of_a_lesson_counts(small):
    """Words, documents, the folded part, charts and tasks are counted as the module says."""
    measured = length.measure(read_corpus(course.lesson("05")), people())
    assert measured["words of documents"] == len("we will meet often and never fight again".split())
    assert measured["words under Go further"] == len("Go further Read it once more".split())
    assert (measured["charts"], measured["core exercises"], measured["questions"]) == (2, 3, 6)
    assert 900 <= measured["words"] <= 1300
    assert 0 < measured["reading grade"] < 9


def test_hard_words_are_found(small):
    """Long words in long sentences give a grade above nine, and the finding says it."""
    hard = "Multilateral organisations institutionalise intergovernmental verification procedures."
    text = mini_lesson.TEXTS["investigate"] + f"\n{hard}" * 40
    mini_lesson.write_notebook(small, {**mini_lesson.TEXTS, "investigate": text})
    problems = [finding.problem for finding in lint.check().findings]
    assert any(problem.startswith("reading grade: ") for problem in problems)


def test_the_check_works_without_syllapy(small, monkeypatch):
    """Where syllables cannot be counted the rest is checked, and the report says so."""
    monkeypatch.setitem(sys.modules, "syllapy", None)
    checked = lint.check()
    assert checked.passed
    assert "reading grade is not measured here" in checked.tables["measure"]


def test_terms_of_an_earlier_lesson(whole_course):
    """A term of an earlier lesson is known in a later one."""
    terms = prose.Terms()
    later = read_corpus(course.lesson("06"))
    first = later.cells[0]
    changed = Passage(LESSON, "lesson", first.place, "A truce holds.", cell=first)
    corpus = LessonCorpus(later.lesson, later.cells, "", later.quiz, (changed,))
    assert list(terms.find(corpus)) == []


def test_voices_and_skills_of_the_whole_course(whole_course):
    """When all lessons are there, voices and skills that are missing are findings."""
    corpora = [read_corpus(lesson) for lesson in course.course().lessons]
    problems = [finding.problem for finding in balance.find(corpora, Quotations())]
    assert problems == [
        "the lessons quote 0 statements by people without office; at least 8 are required",
        "the lessons quote 0 statements by Southern critics of the talks; at least 4 are required",
        f"the skill “sourcing” occurs as {' '.join('I' * 13)}",
    ]
    assert list(balance.find(corpora[:12], Quotations())) == []


def test_thirteen_lessons_are_quick():
    """Thirteen lessons of the size of the longest one are checked in under five seconds."""
    paths = (REPO / "lessons").glob("*.ipynb")
    longest = max(paths, key=lambda path: path.stat().st_size).stem
    start = time.process_time()
    rules = runner.Rules()
    for _ in range(13):
        list(rules.find(read_corpus(course.lesson(longest))))
    assert time.process_time() - start < 5


def test_the_linter_is_light():
    """Looking for findings loads no chart library, and no pandas until a key is proven."""
    output = python(
        "import sys, coursebook.lint\n"
        "print([m for m in ('pandas', 'altair', 'nbformat', 'syllapy') if m in sys.modules])"
    )
    assert output == "[]"


def test_nothing_is_left_behind(small):
    """A check changes no file."""
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    lint.check()
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before


def test_the_package_may_have_any_name(small):
    """Cells run without their package, whatever it is called, if it is imported as `kp`."""
    opening = 'import other_course as kp\nkp.start("05")\nkp.terms("05")\ndays = 2'
    celled("start", lambda cell: cell.update(source=opening))(small)
    quizzed(lambda quiz: quiz["exercises"][1].update(verify="str(days)"))(small)
    assert lint.check().passed, str(lint.check())


def test_a_uid_is_one_tasks_in_the_whole_course(whole_course):
    """A task of a later lesson that has the uid of an earlier one is found."""
    corpora = [read_corpus(lesson) for lesson in course.course().lessons]
    assert list(task_uids.find(corpora)) == []
    first, second = corpora[0], corpora[1]
    again = second.quiz.exercises[0].model_copy(update={"uid": first.quiz.exercises[0].uid})
    copied = second.quiz.model_copy(update={"exercises": [again]})
    (finding,) = task_uids.find([first, dataclasses.replace(second, quiz=copied)])
    assert finding.place.endswith(f"{again.id}")
    assert finding.problem == f"{first.quiz.exercises[0].id} has the same uid, {again.uid}"
