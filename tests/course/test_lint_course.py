"""The course itself: what its lessons say stands in its tables."""

import pytest

from coursebook import lint
from coursebook.course import course


@pytest.mark.parametrize("lesson", [lesson.id for lesson in course.course().lessons])
def test_a_lesson_holds(lesson):
    """A lesson, its guide and its quiz give no finding; every exception has its reason."""
    report = lint.check([lesson])
    assert report.passed, str(report)


def test_the_whole_course_holds():
    """Voices and skills of the whole course are as they should be."""
    assert not [finding for finding in lint.check().findings if finding.lesson == "all lessons"]
