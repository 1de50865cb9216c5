"""The teacher's notes of a lesson, `lessons/guide/NN-slug.md`, fit to stand inside its notebook."""

import re
from collections.abc import Iterator
from pathlib import Path

from coursebook import text_files
from coursebook.course.course import Lesson
from coursebook.data import citations
from coursebook.errors import CourseError, Place
from coursebook.root import display_path, folder

_HEADING = re.compile(r"(#{1,6}) +\S")
_FENCE = re.compile(r"\s*(```|~~~)")
_DEEPEST = 5  # one deeper still is a heading


def path(lesson: Lesson) -> Path:
    """Return where a lesson's guide lies."""
    return folder("lessons") / "guide" / f"{lesson.id}.md"


def texts(lesson: Lesson) -> list[str]:
    """Return a guide, cut before each of its sides, its headings one level deeper.

    The guide's own title so comes under the lesson's.

    Args:
        lesson: The lesson.

    Raises:
        CourseError: the guide is missing, is not UTF-8, does not begin with its one title, or
            skips a level of headings. The message names the line.
        CitationError: it cites an unknown source or section.
    """
    place = path(lesson)
    made: list[list[str]] = []
    text = text_files.text(place, CourseError, "Restore it, or build with --edition student")
    for line, level in _levelled(text.splitlines(), display_path(place)):
        if level in (1, 2):
            made.append([])
        made[-1].append(f"#{line}" if level else line)
    return ["\n".join(lines).strip() for lines in made]


def _levelled(lines: list[str], name: str) -> Iterator[tuple[str, int]]:
    """Yield each line with the level of the heading that it is, 0 for all else; check both."""
    before, fenced = 0, False
    for number, line in enumerate(lines, start=1):
        where = Place(name, line=number)
        fenced ^= bool(_FENCE.match(line))
        for group in citations.find_groups("" if fenced else line):
            for each in group.citations:
                citations.check_citation(each, where)
        heading = None if fenced else _HEADING.match(line)
        level = len(heading[1]) if heading else 0
        if not before and line.strip() and level != 1:
            raise CourseError(where, "a guide begins with its title", "Write `# Guide to …`")
        if before and level == 1:
            raise CourseError(where, "a guide has one title", "Begin this heading with `##`")
        if level > min(before + 1, _DEEPEST):
            fit = "#" * min(before + 1, _DEEPEST)
            raise CourseError(where, "a level of headings is skipped", f"Begin with `{fit}`")
        before = level or before
        if before:
            yield line, level
    if not before:
        cure = "Begin it with its title, `# Guide to …`"
        raise CourseError(Place(name), "the guide is empty", cure)
