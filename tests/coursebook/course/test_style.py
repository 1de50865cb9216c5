"""The style file of a course: what it permits, and what is said where it is wrong."""

import mini_lesson
import pytest
from planted_faults import texted
from support import replace

from coursebook import lint
from coursebook.course import style
from coursebook.course.style import Limit, Unsaid
from coursebook.errors import CourseError

FILE = "lessons/style.yaml"


@pytest.fixture
def small(curriculum):
    """Return a curriculum of one small lesson without a fault."""
    return mini_lesson.write(curriculum)


def _write(root, text):
    (root / FILE).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("prose:\n  sentence_word: 25\n", 2, "Extra inputs are not permitted"),
        ("prose:\n  sentence_words: many\n", 2, "valid integer"),
        ("prose:\n  unsaid:\n    - words: '(x'\n      instead: y\n", 3, "'(x' is not a regular"),
        ("limits:\n  lesson:\n    words: {wanted: some, cure: Cut}\n", 3, "match pattern"),
        (
            "limits:\n  lesson:\n    wordss: {wanted: '1', cure: Cut}\n",
            3,
            "Input should be 'words'",
        ),
        (
            "balance:\n  voices:\n    - who: us\n      where: {sides: US}\n",
            4,
            "no table of statements has a column 'sides'",
        ),
        ("prose: {}\nprose: {}\n", 2, "stands twice"),
    ],
)
def test_a_wrong_entry(curriculum, text, line, wrong):
    """A wrong entry is named with file and line, and the check of the content reports it there."""
    _write(curriculum, text)
    with pytest.raises(CourseError) as caught:
        style.style()
    assert caught.value.place.file == FILE
    assert caught.value.place.line == line
    assert wrong in str(caught.value)
    (finding,) = lint.check().findings
    assert finding.place.startswith(f"{FILE}, line {line}")


def test_a_course_without_style(small):
    """Without the file every rule that needs words or limits of the course finds nothing."""
    (small / FILE).unlink()
    assert style.style() == style.Style()
    faults = "The regime spoke.\nNorth Korea is one.\nNorth Korea is near.\n" + "Take care. " * 900
    texted("hook", "?", f"?\n{faults}Now be {'very ' * 40}careful.")(small)
    assert lint.check().passed, str(lint.check())


def test_a_missing_file_of_hashes(small):
    """A file of hashes that the style file names must be there; the finding says what to do."""
    (small / "lessons" / "shingles.bin").unlink()
    (finding,) = lint.check().findings
    assert finding.place == "lessons/shingles.bin"
    assert "coursebook.lint.text.shingles" in finding.remedy


def test_a_changed_file_is_read_anew(small):
    """A word that is added to the file is found at once."""
    assert lint.check().passed
    replace(small / FILE, "(?<!peace )regimes?", "ask")
    problems = [finding.problem for finding in lint.check().findings]
    assert "“ask” is not said in our voice" in problems


@pytest.mark.parametrize(
    ("wanted", "permitted", "refused"),
    [
        ("900 to 1300", [900, 1300], [899, 1301]),
        ("50 to 55, or 90", [50, 55, 90], [49, 56, 89, 91]),
        ("1", [1], [0, 2]),
    ],
)
def test_what_a_limit_permits(wanted, permitted, refused):
    """A limit is read as it is written: both ends belong to it, and one of several is enough."""
    limit = Limit(wanted=wanted, cure="Cut")
    assert all(limit.permits(value) for value in permitted)
    assert not any(limit.permits(value) for value in refused)


def test_words_are_whole_words():
    """Words that are not said are found as whole words, with capitals or without."""
    unsaid = Unsaid(words="regimes?", instead="Say who")
    assert unsaid.pattern.search("The Regime spoke")
    assert not unsaid.pattern.search("a regimen")
