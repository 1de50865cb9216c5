"""The teacher's notes: cut into sides, fit to stand below a title, refused where faulty."""

import pytest
from support import LESSON

from coursebook.course import course, guide
from coursebook.errors import CitationError, CourseError


@pytest.fixture
def write(curriculum):
    """Return what writes the guide of a lesson and reads its parts."""

    def write(text):
        path = curriculum / "lessons" / "guide" / f"{LESSON}.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return guide.texts(course.lesson(LESSON))

    return write


def test_parts(write):
    """The title and each side are parts of their own, every heading one level deeper."""
    parts = write("# Guide\n\nOpening.\n\n## Side one\n\nText.\n\n### Key\n\n## Side two\n\nEnd.\n")
    assert parts == [
        "## Guide\n\nOpening.",
        "### Side one\n\nText.\n\n#### Key",
        "### Side two\n\nEnd.",
    ]


def test_tables_and_code_stay(write):
    """Tables stay as they are, and so does what looks like a heading or a citation in code."""
    table = "| a | b |\n|---|---|\n| 1 | **2** |"
    code = "```\n# no heading [@nobody]\n```"
    assert write(f"# Guide\n\n{table}\n\n{code}\n") == [f"## Guide\n\n{table}\n\n{code}"]


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("", CourseError, "the guide is empty. Begin it with its title"),
        ("Text.\n# Guide\n", CourseError, "line 1: a guide begins with its title"),
        ("\n## Side one\n", CourseError, "line 2: a guide begins with its title"),
        ("# Guide\n\n# Again\n", CourseError, "line 3: a guide has one title"),
        (
            "# Guide\n### Key\n",
            CourseError,
            "line 2: a level of headings is skipped. Begin with `##`",
        ),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F\n", CourseError, "line 6: a level"),
        ("# Guide\n\nWords [@nobody-2018, page 1].\n", CitationError, "line 3: no source 'nobody"),
        (
            "# Guide\n\nWords [@crs-2022, Nowhere].\n",
            CitationError,
            "line 3: crs-2022 has no section",
        ),
        ("# Führer\n".encode("latin-1"), CourseError, "line 1: byte 0xfc is not UTF-8"),
    ],
)
def test_a_fault(write, text, error, said):
    """What cannot stand in a teacher's edition is refused, with the file and the line."""
    with pytest.raises(error, match=rf"^lessons/guide/{LESSON}\.md") as raised:
        write(text)
    assert said in str(raised.value)


def test_a_missing_guide(curriculum):
    """A missing guide is named, and how to build without it."""
    (curriculum / "lessons" / "guide" / f"{LESSON}.md").unlink()
    with pytest.raises(
        CourseError,
        match=rf"guide/{LESSON}\.md: the file is missing\. Restore it, .* --edition student",
    ):
        guide.texts(course.lesson(LESSON))


@pytest.mark.parametrize("lesson", [each.id for each in course.course().lessons])
def test_each_guide_has_two_sides(lesson):
    """Each lesson has a guide that fits: a title and two sides."""
    title, one, two = guide.texts(course.lesson(lesson))
    assert title.startswith("## Guide to lesson ")
    assert one.startswith("### Side one")
    assert two.startswith("### Side two")
