"""The site of a build: a front page that leads to everything, the datasets, the sources.

Every page opens from a double click, fetches nothing and runs nothing.
"""

import functools
import importlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Download:
    """A file of the build: its address, seen from the front page, and what it is.

    `saved` tells whether a browser should save it: it would show a notebook as code.
    """

    address: str
    form: str
    saved: bool


@dataclass(frozen=True)
class Listed:
    """A source in the list of all sources; `read` says so where not all of it was read."""

    source: Source
    language: str
    read: str


@dataclass(frozen=True)
class Group:
    """The sources of one kind of publisher."""

    anchor: str
    title: str
    sources: list[Listed]


def page_names() -> list[str]:
    """Return the names of the files that `library` makes, below the build's folder."""
    return [SOURCES, DATASETS, *(f"datasets/{name}" for name in _data_files())]


def library(course: Course) -> dict[str, str | bytes]:
    """Return what does not depend on the lessons built: datasets, codebook, sources.

    Args:
        course: The course.

    Returns:
        Contents by their names below the build's folder, the same as `names()`.

    Raises:
        DataError: a description or a table holds what is not permitted.
    """
    base = folder("datasets")
    groups = list(_groups())
    return {
        SOURCES: _render("sources", course=course, base="", groups=groups),
        DATASETS: _render("datasets", course=course, base="../", codebook=_codebook()),
        **{f"datasets/{name}": (base / name).read_bytes() for name in _data_files()},
    }


def index(
    course: Course,
    lessons: Sequence[Lesson],
    present: Collection[str] | None = None,
    edition: str = "student",
) -> str:
    """Return the front page of an edition.

    Args:
        course: The course.
        lessons: The lessons that are in the build, in their order.
        present: The names of all files in the edition's folder; what is not among them is not
            linked. Left out: each lesson's page and notebook, and the library.
        edition: One of `plan.EDITIONS`.

    Raises:
        DataError: a table holds what is not permitted.
    """
    there = _usual(lessons) if present is None else set(present)
    return _render(
        "index",
        course=course,
        base="",
        lessons=lessons,
        edition=HEADS[edition],
        downloads={each.id: _downloads(each, there) for each in lessons},
        figure=_front_chart(course, SOURCES if SOURCES in there else ""),
        tables=[(each, len(reader.read_rows(each.name))) for each in _tables()],
        others=[each for each in _described() if "schema" not in each],
        counted=len(reader.read_rows("sources")) if "sources" in schema.table_names() else 0,
        there=there,
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


def _usual(lessons: Sequence[Lesson]) -> set[str]:
    kinds = ("html", "notebooks")
    made = (output_paths.file_names(each.id, kind) for each in lessons for kind in kinds)
    return {name for each in made for name in each} | set(page_names())


def _downloads(lesson: Lesson, there: Collection[str]) -> list[Download]:
    return [
        Download(name, form, saved=kind == "notebooks")
        for kind, forms in _FORMS.items()
        for name, form in zip(output_paths.file_names(lesson.id, kind), forms, strict=True)
        if name in there
    ]


def _described() -> list[dict[str, Any]]:
    text = (folder("datasets") / schema.FILE).read_text(encoding="utf-8")
    return list(json.loads(text)["resources"])


def _tables() -> list[Table]:
    return [schema.table(name) for name in schema.table_names()]


def _data_files() -> list[str]:
    """Return the description and all files that it names, also those that are no tables."""
    return [schema.FILE, *(each["path"] for each in _described())]


def _codebook() -> Markup:
    """Return the codebook as HTML; each table's chapter begins with its file."""
    files = tuple((each.name, _file_line(each)) for each in _tables())
    return Markup(_chapters(codebook.body(), files, tuple(courses.course().licences.items())))


@functools.lru_cache(maxsize=4)
def _chapters(
    text: str, files: tuple[tuple[str, str], ...], licences: tuple[tuple[str, str], ...]
) -> str:
    fragments = HtmlAssembler(Sources(strict=True), Diagnostics(strict=True))
    soup = fragments.from_markdown(text, _WHERE).tree
    fragments.settle_headings([(_WHERE, soup)])
    for cell in soup.find_all("td"):
        if (name := cell.get_text()) in dict(licences):
            cell.string = dict(licences)[name].replace(" ", "\u00a0")
    for table in soup.find_all("table"):
        _drop_empty_columns(table)
    named = {heading.get_text(): heading for heading in soup.find_all("h2")}
    for name, line in files:
        named[name]["id"] = name  # what the links of the overview lead to
        named[name].insert_after(parsed(line))
    return str(soup)


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


def _groups() -> Iterator[Group]:
    """Yield the sources by kind of publisher, in the order and under the words of its labels."""
    if "sources" not in schema.table_names():
        return
    kinds, languages = _labels("kind"), _labels("language")
    found: dict[str, list[Listed]] = {kind: [] for kind in kinds}
    for row in reader.read_rows("sources"):
        kind = str(row.get("kind") or "other")
        found.setdefault(kind, []).append(_listed(row, languages))
    for kind, sources in found.items():
        if sources:
            order = sorted(sources, key=lambda each: (each.source.publisher, each.source.title))
            yield Group(f"kind-{'-'.join(kind.split())}", kinds.get(kind, kind), order)


def _labels(column: str) -> Mapping[str, str]:
    """Return the words for the values of a column of the sources."""
    fields = schema.table("sources").fields
    return next((field.labels for field in fields if field.name == column), {})


def _listed(row: reader.Row, languages: Mapping[str, str]) -> Listed:
    language = str(row.get("language") or "en")
    read = {"partly": "Read in part.", "no": "Not read."}.get(str(row.get("seen")), "")
    shown = "" if language == "en" else f"In {languages.get(language, language)}."
    return Listed(citations.cite(str(row["id"])), shown, read)


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
