"""Letters of other languages, which the course names."""

import pytest
from handouts import export, text
from support import replace

from coursebook.course import course
from coursebook.errors import CourseError
from coursebook.render import scripts
from coursebook.render.document import html_of

GREEK = (
    'scripts: [{lang: el, characters: "\\u0370-\\u03ff", fonts: [Gentium], spaced: true},'
    ' {lang: ko, characters: "가-힣"}]'
)


@pytest.fixture
def course_file(small_course):
    """Return the course file of a small course."""
    return small_course / "lessons" / "course.yaml"


def scripted(path, line):
    """Give a course other scripts."""
    old = next(each for each in path.read_text("utf-8").splitlines() if each.startswith("scripts"))
    replace(path, old, line)


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        ("a < b", "a &lt; b"),
        ("λόγος", '<span lang="el">λόγος</span>'),
        ("<αβ γδ> 가", '&lt;<span lang="el">αβ γδ</span>&gt; <span lang="ko">가</span>'),
        ("αβ\nγδ", '<span lang="el">αβ\nγδ</span>'),
        ("мир", "мир"),
    ],
)
def test_words_in_the_courses_letters_are_marked(course_file, plain, marked):
    """A run of words in the letters of a language is marked with it; nothing else is."""
    scripted(course_file, GREEK)
    assert html_of(scripts.marked(plain)) == marked


def test_each_language_has_its_fonts(course_file):
    """A page's style names the fonts of a language, and keeps its words whole where it says so."""
    scripted(course_file, GREEK)
    assert ':lang(el) { font-family: "Gentium", var(--sans); word-break: keep-all; }' in (
        scripts.style()
    )
    assert ":lang(ko) { font-family: var(--sans); }" in scripts.style()
    assert scripts.style() in export(text("# Title"))


def test_a_course_without_other_letters_marks_nothing(course_file):
    """Without an entry `scripts` nothing is marked, and the style has no rule."""
    scripted(course_file, "")
    assert html_of(scripts.marked("판문점 < λόγος")) == "판문점 &lt; λόγος"
    assert scripts.style() == ""
    assert scripts.paper_fonts() == []
    assert "lang=" not in export(text("# 판문점")).replace('<html lang="en">', "")


@pytest.mark.parametrize(
    ("characters", "said"),
    [("z-a", "is not a range of letters"), ("a-z", "holds Latin letters"), ("", "at least 1")],
)
def test_letters_that_cannot_be_told_apart(course_file, characters, said):
    """A range that is none, or that holds Latin letters, is refused with its line."""
    scripted(course_file, f'scripts: [{{lang: xx, characters: "{characters}"}}]')
    with pytest.raises(CourseError, match=rf"course.yaml, line 5.*characters.*{said}"):
        course.course()


@pytest.mark.parametrize("name", ['x"; } body { display: none', "a, b", "<b>"])
def test_a_fonts_name_is_a_name(course_file, name):
    """What could end the rule of a style sheet is no name of a font."""
    scripted(course_file, f"scripts: [{{lang: xx, characters: 가, fonts: ['{name}']}}]")
    with pytest.raises(CourseError, match="fonts"):
        course.course()
