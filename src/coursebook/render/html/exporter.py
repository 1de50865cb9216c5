"""Exports a notebook as a handout: one HTML page that fetches nothing and runs nothing.

`jupyter nbconvert --to handout lesson.ipynb`, or in JupyterLab: File, Save and Export
Notebook As, Handout.
"""

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.html import HTMLExporter
from traitlets import Unicode, default

from coursebook.course import course
from coursebook.course.course import Lesson
from coursebook.data import schema
from coursebook.errors import ResourceError
from coursebook.render import page
from coursebook.render.vega import figure, live
from coursebook.root import folder

TEMPLATES = Path(__file__).parent / "templates"

_LESSON_NAME = re.compile(r"\d\d-[a-z0-9-]+")


class HandoutExporter(HTMLExporter):
    """Exports any notebook; one of the course's lessons gets what the course knows of it.

    A notebook is a lesson where its name is the id of one. It must then be fit to publish
    (no error, no unknown source, no chart without description), unless it lies elsewhere
    than in the curriculum: a student's own copy is exported as it is.
    """

    export_from_notebook = "Handout (HTML)"

    home = Unicode("", help="Address of the course's front page, linked from the handout.").tag(
        config=True
    )

    charts = Unicode(
        "",
        help="Address of charts.js, seen from a lesson's page: its charts can then be made live.",
    ).tag(config=True)

    edition = Unicode("", help="Whose edition it is, such as: Teacher's edition.").tag(config=True)

    @default("template_name")
    def _template_name_default(self) -> str:
        return "handout"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]  # nbconvert's own default is the working folder

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Export a notebook.

        Args:
            nb: An nbformat 4 notebook.
            resources: nbconvert's; `metadata.name` is the notebook's name without its ending,
                `metadata.path` the folder it lies in (left out: the curriculum's own).
            **kw: Passed on to nbconvert.

        Returns:
            The page, and the resources.

        Raises:
            LessonError: a lesson is not fit to publish; the message names file and cell.
            CitationError: a lesson cites an unknown source.
            CourseError: the course file holds what is not permitted.
        """
        # Not HTMLExporter's: it parses the finished page again, which takes as long as all
        # the rest and loses the case of SVG's attribute names.
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        name = resources["metadata"]["name"] or "Notebook"
        place = resources["metadata"].get("path")
        lesson = _lesson(name)
        strict = lesson is not None and _is_curriculum(place)
        resources["strict"] = strict  # for what is made of the page
        content = page.read(
            nb,
            name,
            lesson=lesson,
            strict=strict,
            folder=str(folder("lessons")) if place is None and lesson else place,
            show_code=not self.exclude_input,
            draw=live.figure if lesson and self.charts else figure.figure,
            warn=self.log.warning,
        )
        about = {"course": course.course(), "tables": _tables(lesson)} if lesson else {}
        html = self.template.render(
            page=content,
            lesson=lesson,
            home=self.home,
            edition=self.edition,
            live=live.live(self.charts) if lesson and self.charts else None,
            resources=resources,
            **about,
        )
        return html, resources


def _lesson(name: str) -> Lesson | None:
    if not _LESSON_NAME.fullmatch(name):
        return None  # no need to look for the course, which may not be there
    try:
        return next((each for each in course.course().lessons if each.id == name), None)
    except ResourceError:
        return None


def _is_curriculum(place: str | None) -> bool:
    return place is None or Path(place).resolve() == folder("lessons").resolve()


def _tables(lesson: Lesson) -> list[schema.Table]:
    return [schema.table(name) for name in lesson.datasets]
