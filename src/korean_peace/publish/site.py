"""The front page of a build: it leads to everything that was made, and opens from a click."""

from collections.abc import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from korean_peace.course import Course, Lesson
from korean_peace.publish.handout import TEMPLATES


def index(course: Course, lessons: Sequence[Lesson]) -> str:
    """Return the front page.

    Args:
        course: The course.
        lessons: The lessons that are in the build, in their order; each is linked to
            `lessons/ID.html` and `notebooks/ID.ipynb`.
    """
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES / "site", TEMPLATES / "handout"]),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    style = (TEMPLATES / "handout" / "handout.css").read_text(encoding="utf-8")
    page = environment.get_template("index.html.j2")
    return page.render(course=course, lessons=lessons, style=Markup(style))
