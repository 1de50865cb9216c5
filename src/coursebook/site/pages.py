"""The site of a build: a front page that leads to everything, the datasets, the sources.

Every page opens from a double click, fetches nothing and runs nothing.
"""

import importlib
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from bs4 import Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coursebook.course import course as courses
from coursebook.course.course import Course, Lesson
from coursebook.data import citations, reader, schema
from coursebook.data.citations import Source
from coursebook.data.schema import Table
from coursebook.editions import output_paths
from coursebook.errors import CourseError, Place
from coursebook.render.assembler import HtmlAssembler
from coursebook.render.bibliography import Sources
from coursebook.render.diagnostics import Diagnostics
from coursebook.render.document import html_of, parsed
from coursebook.render.html import page
from coursebook.render.scripts import marked
from coursebook.root import folder
from coursebook.site import codebook

HEADS = {"student": "", "teacher": "Teacher’s edition"}  # what stands above a page's title
SOURCES = "sources.html"
DATASETS = "datasets/index.html"

_TEMPLATES = Path(__file__).with_name("templates")
_WHERE = Place("datasets/README.md")
_FORMS = {"html": ["Web page"], "pdf": ["PDF A4", "PDF Letter"], "notebooks": ["Notebook"]}


def page_names() -> list[str]:
    """Return the names of the files that `library` makes, below the build's folder."""
    return [SOURCES, DATASETS, *(f"datasets/{name}" for name in _data_files())]


def library(course: Course) -> dict[str, str | bytes]:
    """Return what does not depend on the lessons built: datasets, codebook, sources.

    Args:
        course: The course.

    Returns:
        Contents by their names below the build's folder, the same as `page_names()`.

    Raises:
        DataError: a description or a table holds what is not permitted.
    """
    base = folder("datasets")
    return {
        SOURCES: _render("sources", course=course, base="", **_sources()),
        DATASETS: _render("datasets", course=course, base="../", codebook=_codebook()),
        **{f"datasets/{name}": (base / name).read_bytes() for name in _data_files()},
    }


def index(
    course: Course, lessons: Sequence[Lesson], present: Collection[str], edition: str = "student"
) -> str:
    """Return the front page of an edition.

    Args:
        course: The course.
        lessons: The lessons that are in the build, in their order.
        present: The names of all files in the edition's folder; what is not among them is not
            linked.
        edition: One of `HEADS`.

    Raises:
        DataError: a table holds what is not permitted.
    """
    return _render(
        "index",
        course=course,
        base="",
        lessons=lessons,
        edition=HEADS[edition],
        downloads={lesson.id: _downloads(lesson, present) for lesson in lessons},
        figure=_front_chart(course, SOURCES if SOURCES in present else ""),
        tables=[(table, len(reader.read_rows(table.name))) for table in _tables()],
        others=[file for file in _described() if "schema" not in file],
        counted=len(reader.read_rows("sources")) if "sources" in schema.table_names() else 0,
        there=present,
    )


def _front_chart(course: Course, sources: str) -> Markup:
    """Return the chart of the front page, which the course's own module draws; else nothing.

    Raises:
        CourseError: the module cannot be found.
    """
    if not course.front_chart:
        return Markup()
    try:
        module = importlib.import_module(course.front_chart)
    except ModuleNotFoundError as error:
        if not f"{course.front_chart}.".startswith(f"{error.name}."):
            raise  # the module is there, and lacks another
        place = Place(f"lessons/{courses.FILE}", entry="front_chart")
        why = f"there is no Python module {course.front_chart!r}"
        raise CourseError(place, why, "Install it, or remove the entry") from error
    figure = module.figure(sources)
    return page.figure_html(figure) if figure else Markup()


def _downloads(lesson: Lesson, present: Collection[str]) -> list[tuple[str, str]]:
    """Return the files of a lesson that are there, each with what it is."""
    return [
        (name, form)
        for kind, forms in _FORMS.items()
        for name, form in zip(output_paths.file_names(lesson.id, kind), forms, strict=True)
        if name in present
    ]


def _described() -> list[dict[str, Any]]:
    text = (folder("datasets") / schema.FILE).read_text(encoding="utf-8")
    return list(json.loads(text)["resources"])


def _tables() -> list[Table]:
    return [schema.table(name) for name in schema.table_names()]


def _data_files() -> list[str]:
    """Return the description and all files that it names, also those that are no tables."""
    return [schema.FILE, *(file["path"] for file in _described())]


def _codebook() -> Markup:
    """Return the codebook as HTML; each table's chapter begins with its file."""
    fragments = HtmlAssembler(Sources(strict=True), Diagnostics(strict=True))
    soup = fragments.from_markdown(codebook.body(), _WHERE).tree
    fragments.settle_headings([(_WHERE, soup)])
    licences = courses.course().licences
    for cell in soup.find_all("td"):
        if (name := cell.get_text()) in licences:
            cell.string = licences[name].replace(" ", "\u00a0")
    for table in soup.find_all("table"):
        _drop_empty_columns(table)
    headings = {tag.get_text(): tag for tag in soup.find_all("h2")}
    for described in _tables():
        heading = headings[described.name]
        heading["id"] = described.name  # what the links of the overview lead to
        heading.insert_after(parsed(_file_line(described)))
    return Markup(soup)


def _drop_empty_columns(table: Tag) -> None:
    """Take away columns in which only the heading says something: few columns have a unit."""
    lines = [line.find_all(["th", "td"]) for line in table.find_all("tr")]
    for column in list(zip(*lines, strict=True)):
        if not any(cell.get_text(strip=True) for cell in column[1:]):
            for cell in column:
                cell.decompose()


def _file_line(table: Table) -> str:
    count = len(reader.read_rows(table.name))
    size = -(-table.path.stat().st_size // 1000)
    return (
        f'<p class="file"><a href="{table.path.name}" download>{table.path.name}</a> · '
        f"{count:,} rows · {size:,} KB · {licence(table.licence)}</p>"
    )


def duration(minutes: int) -> str:
    """Return minutes as people plan them: the minutes of a lesson, hours for more."""
    return f"{minutes} minutes" if minutes <= 90 else f"about {round(minutes / 60)} hours"


def licence(name: str) -> str:
    """Return a licence as people write it."""
    return courses.course().licences.get(name, name)


def _sources() -> dict[str, object]:
    """Return the sources by kind of publisher, and the labels of kinds and languages."""
    if "sources" not in schema.table_names():
        return {"groups": {}}
    kinds = _labels("kind")
    groups: dict[str, list[tuple[Source, reader.Row]]] = {kind: [] for kind in kinds}
    for row in reader.read_rows("sources"):
        source = citations.cite(str(row["id"]))
        groups.setdefault(str(row.get("kind") or "other"), []).append((source, row))
    for sources in groups.values():
        sources.sort(key=lambda entry: (entry[0].publisher, entry[0].title))
    groups = {kind: sources for kind, sources in groups.items() if sources}
    return {"groups": groups, "kinds": kinds, "languages": _labels("language")}


def _labels(column: str) -> Mapping[str, str]:
    """Return the words for the values of a column of the sources."""
    fields = schema.table("sources").fields
    return next((field.labels for field in fields if field.name == column), {})


def _render(name: str, **about: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "duration": duration,
        "licence": licence,
        "marked": lambda text: Markup(html_of(marked(text))),
    }
    style = page.style(_TEMPLATES / "site.css", teacher=bool(about.get("edition")))
    return environment.get_template(f"{name}.html.j2").render(style=style, **about)
