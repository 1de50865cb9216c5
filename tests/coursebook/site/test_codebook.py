"""The codebook of a course that says little, much, or something wrong."""

import pytest
from support import quiz, replace, write_quiz

from coursebook.data import citations
from coursebook.errors import CourseError, Place
from coursebook.site import codebook


@pytest.fixture
def asking(small_course):
    """Return a small course that has a quiz."""
    write_quiz(small_course, quiz())
    return small_course


def test_a_course_says_its_own_command(asking):
    """The codebook names the command that made it."""
    assert "by `python -m coursebook refresh`;" in codebook.codebook()
    replace(asking / "lessons" / "course.yaml", "scripts:", "command: bell\nscripts:")
    assert "by `bell refresh`;" in codebook.codebook()


def test_documents_are_counted(asking):
    """The codebook says how many documents are covered, and which, where the course says it."""
    assert "## Coverage of the document\n\nFor each of their sections" in codebook.body()
    path = asking / "lessons" / "course.yaml"
    replace(path, "scripts:", "built_from: a letter\nscripts:")
    assert "The course is built from a letter. For each of their" in codebook.body()


def test_a_course_without_documents(asking):
    """Without a table of sections there is no coverage, and any place in a source is permitted."""
    replace(asking / "datasets" / "datapackage.json", '"role": "sections", ', "")
    assert "Coverage" not in codebook.body()
    citations.check_citation(citations.Citation("kbs", "page 3"), Place())


@pytest.mark.parametrize(
    ("role", "said"), [("sections", "Choose from k-lead, k-end"), ("", 'Give "role": "sections"')]
)
def test_an_unknown_section(asking, role, said):
    """A lesson that covers a section that is in no table is named."""
    replace(asking / "lessons" / "course.yaml", "covers: []", "covers: [k-none]")
    replace(asking / "datasets" / "datapackage.json", '"sections", "path"', f'"{role}", "path"')
    with pytest.raises(CourseError, match=rf"covers: there is no section 'k-none'. {said}"):
        codebook.body()
