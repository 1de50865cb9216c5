"""The site: it leads to what is in the build, and to nothing else."""

import itertools
import json
import posixpath

import pytest
from bs4 import BeautifulSoup
from support import REPO, quiz, write_quiz

from coursebook.course import course
from coursebook.course.course import Course
from coursebook.data import citations, reader, schema
from coursebook.errors import CourseError
from coursebook.root import ROOT_VARIABLE
from coursebook.site import codebook
from coursebook.site import pages as site

DATASETS = "datasets/index.html"


def lesson(number, title):
    """Return a lesson as the course file describes it."""
    return {
        "id": f"{number}-slug",
        "title": title,
        "question": f"Why {title}?",
        "objectives": [{"id": f"{number}-a", "text": "ask"}],
        "minutes": dict.fromkeys(
            ("hook", "background", "evidence", "investigate", "discuss", "exit_ticket"), 9
        ),
        "you_need": "a pen",
        "datasets": [],
        "skills": {"sourcing": "I", "argument": "P"},
        "covers": [],
        "voices": {"heard": "some", "missing": "others"},
    }


COURSE = Course.model_validate(
    {
        "title": "Peace & war",
        "description": "Lessons with <sources>.",
        "licence": "CC BY-SA 4.0",
        "front_chart": "korean_peace.charts.front_page",
        "lessons": [lesson("05", "<Panmunjom>"), lesson("06", "Singapore")],
    }
)
EVERYTHING = [
    "lessons/05-slug.html",
    "lessons/05-slug.pdf",
    "lessons/05-slug-letter.pdf",
    "notebooks/05-slug.ipynb",
]


def words(element):
    """Return the text of an element in one line."""
    return " ".join(element.get_text().split())


def usual(lessons):
    """Return the files of a build: each lesson's page and notebook, and the library."""
    ids = [lesson.id for lesson in lessons]
    made = [*(f"lessons/{id_}.html" for id_ in ids), *(f"notebooks/{id_}.ipynb" for id_ in ids)]
    return {*made, *site.page_names()}


def page(lessons, present=None):
    """Return the front page as a tree."""
    there = usual(lessons) if present is None else present
    return BeautifulSoup(site.index(COURSE, lessons, there), "html.parser")


@pytest.fixture(scope="module")
def library():
    """Return the rest of the site, made of the checkout's own datasets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(REPO))
        return site.library(COURSE)


def tree(library, name):
    """Return a page of the library as a tree."""
    return BeautifulSoup(library[name], "html.parser")


def test_lessons_are_listed_with_their_files():
    """Each lesson in the build has its number, question, minutes, skills and files."""
    first, second = page(COURSE.lessons).select(".lessons > li")
    assert words(first) == (
        "Lesson 5 <Panmunjom> Why <Panmunjom>? 54 minutes · sourcing, argument Web page · Notebook"
    )
    links = {each["href"] for each in second.find_all("a")}
    assert links == {"lessons/06-slug.html", "notebooks/06-slug.ipynb"}


def test_all_files_of_a_lesson_are_linked():
    """All forms of a lesson are linked, each link with a name that says which lesson it is."""
    (item,) = page(COURSE.lessons[:1], EVERYTHING).select(".lessons > li")
    assert {each["href"] for each in item.find_all("a")} == set(EVERYTHING)
    assert words(item).endswith("Web page · PDF A4 · PDF Letter · Notebook")
    names = [each["aria-label"] for each in item.select(".files a")]
    assert names[1] == "PDF A4, lesson 5"
    assert len(set(names)) == len(names)


def test_notebooks_are_saved():
    """A link to a notebook saves it; pages and PDFs are shown."""
    links = page(COURSE.lessons[:1], EVERYTHING).select(".files a")
    saved = [each["href"] for each in links if each.has_attr("download")]
    assert saved == ["notebooks/05-slug.ipynb"]


def test_the_teachers_front_page_says_what_it_is():
    """It names the edition in its title and head, and says that its pages hold the answers."""
    front = BeautifulSoup(site.index(COURSE, COURSE.lessons, [], "teacher"), "html.parser")
    assert front.title.get_text() == "Peace & war · Teacher’s edition"
    assert words(front.header).startswith("Teacher’s edition Peace & war")
    assert "lessons in this folder hold the answers" in words(front.header)
    assert "eacher’s" not in str(page(COURSE.lessons))


@pytest.mark.parametrize("present", [[], EVERYTHING[:1], EVERYTHING, [*EVERYTHING, DATASETS]])
def test_only_what_is_there_is_linked(present):
    """A front page never leads to a file that was not made."""
    links = [each["href"].split("#")[0] for each in page(COURSE.lessons[:1], present).select("a")]
    assert {each for each in links if each and not each.startswith("data:")} == set(present)


def test_lessons_outside_the_build_are_not_linked():
    """A lesson that was not built is not on the front page."""
    assert "06-slug" not in str(page(COURSE.lessons[:1]))


def test_text_of_the_course_is_escaped():
    """Titles are text, not markup; the page's own style is not escaped."""
    html = site.index(COURSE, COURSE.lessons, [])
    assert "<title>Peace &amp; war</title>" in html
    assert "Lessons with &lt;sources&gt;." in html
    assert "font-family: var(--sans)" in html
    assert "&#34;Segoe UI&#34;" not in html


def test_pages_fetch_nothing_and_run_nothing(library):
    """All pages of the site open from a click, offline, and their policy forbids the rest."""
    for each in (page(COURSE.lessons), tree(library, site.SOURCES), tree(library, DATASETS)):
        assert not each.find_all(["script", "link", "img", "iframe"])
        policy = each.find("meta", attrs={"http-equiv": True})["content"]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy


def test_headings(library):
    """Each page has one level-1 heading, its name, and no gap between levels."""
    for each in (page(COURSE.lessons), tree(library, site.SOURCES), tree(library, DATASETS)):
        levels = [int(heading.name[1]) for heading in each.find_all(["h1", "h2", "h3", "h4"])]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert each.h1.get_text() in each.title.get_text()


def test_the_tables_are_listed():
    """The front page has each table with its title, rows, licence and file."""
    rows_shown = page(COURSE.lessons).select(".tables tbody tr")
    listed = [" ".join(words(cell) for cell in row.find_all(["th", "td"])) for row in rows_shown]
    assert len(listed) == len(schema.table_names())
    events = f"Events {len(reader.read_rows('events'))} CC BY-SA 4.0 events.csv"
    assert events in listed


def test_licences():
    """The front page names every licence that something in the build is under."""
    said = words(page(COURSE.lessons).find("h2", id="licences").find_next("ul"))
    for licence in ("CC BY-SA 4.0", "CC0 1.0", "Public domain (Natural Earth)", "MIT", "BSD-3"):
        assert licence in said


def test_the_timeline():
    """The front page shows the process: a figure with alt text, data, and links to sources."""
    figure = page(COURSE.lessons).find("figure")
    assert "Timeline of 20 events" in figure.svg["aria-label"]
    dates = [row.th.get_text() for row in figure.select("tbody tr")]
    assert (dates[0], dates[-1]) == ("29 November 2017", "16 June 2020")
    assert len(dates) == 20


def test_the_library_is_what_its_names_say(library):
    """The names that a manifest needs are those of the files that are made."""
    assert set(library) == set(site.page_names())


def test_data_are_copied_whole(library):
    """Each file that the description names lies beside it, byte for byte."""
    described = json.loads(library["datasets/datapackage.json"])["resources"]
    for each in described:
        assert (
            library[f"datasets/{each['path']}"] == (REPO / "datasets" / each["path"]).read_bytes()
        )


def test_the_codebook_is_a_page(library):
    """The page has a chapter for each table, with all its columns and its file."""
    codes = tree(library, DATASETS)
    for name in schema.table_names():
        chapter = codes.find("h2", id=name)
        line = chapter.find_next_sibling()
        assert line.a["href"] == f"{name}.csv"
        assert f"{len(reader.read_rows(name)):,} rows" in line.get_text()
        columns = [row.td.get_text() for row in chapter.find_next("table").select("tbody tr")]
        assert columns == [field.name for field in schema.table(name).fields]
    assert "korean-peace refresh" not in codes.get_text()  # a word to authors only
    assert "korean-peace refresh" in codebook.codebook()


def test_every_source_is_listed_once(library):
    """All sources stand in the list, by kind of publisher, each with what is known of it."""
    listed = tree(library, site.SOURCES).select(".library > li")
    assert sorted(each["id"] for each in listed) == sorted(
        row["id"] for row in reader.read_rows("sources")
    )
    for each in listed:
        source = citations.cite(each["id"])
        assert " ".join(source.title.split()) in words(each)
        assert source.publisher.rstrip(".") in words(each)
        assert [link["href"] for link in each.find_all("a")] == [source.url] * bool(source.url)
        assert source.copy in words(each)
    counts = tree(library, site.SOURCES).select("nav .minutes")
    assert sum(int(each.get_text()) for each in counts) == len(listed)


def test_links_within_the_site_lead_somewhere(library):
    """Each link from page to page finds its file and its place in it."""
    pages = {
        "index.html": page(COURSE.lessons),
        site.SOURCES: tree(library, site.SOURCES),
        DATASETS: tree(library, DATASETS),
    }
    for start, content in pages.items():
        for link in content.find_all("a", href=True):
            address, _, anchor = link["href"].partition("#")
            if address.startswith(("http", "data:")):
                continue
            target = start
            if address:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(start), address))
            assert target in {*pages, *library, *EVERYTHING} or "06-slug" in target
            assert not anchor or pages[target].find(id=anchor), link["href"]


def test_ids_are_unique(library):
    """No page gives a name twice."""
    for content in (page(COURSE.lessons), *(tree(library, n) for n in (site.SOURCES, DATASETS))):
        ids = [each["id"] for each in content.find_all(id=True)]
        assert len(ids) == len(set(ids))


def test_a_course_without_these_tables(small_course):
    """A curriculum with other tables has a front page too, without the timeline."""
    small = course.course()
    front = BeautifulSoup(site.index(small, small.lessons, usual(small.lessons)), "html.parser")
    assert not front.figure
    assert not front.find(id="overview")
    assert [words(row) for row in front.select(".tables tbody th")] == ["Sources", "Sections"]


def test_routes():
    """The front page has each route with its time, its note and its lessons."""
    routes = [
        {"title": "Short", "lessons": ["06"], "note": "One."},
        {"title": "Long", "lessons": ["05", "06"], "note": "Both."},
    ]
    course = Course.model_validate({**COURSE.model_dump(), "routes": routes})
    page = BeautifulSoup(site.index(course, course.lessons, usual(course.lessons)), "html.parser")
    said = [words(each) for each in page.find(id="routes").find_next("ul").find_all("li")]
    assert said == [
        "Short (54 minutes): One. Lesson 6.",
        "Long (about 2 hours): Both. All lessons.",
    ]


def changed(**entries):
    """Return the front page of the course with other entries, as a tree."""
    other = COURSE.model_copy(update=entries)
    return BeautifulSoup(site.index(other, other.lessons, []), "html.parser")


def test_without_a_chart_of_its_own():
    """A course that names no chart has a front page without an overview."""
    front = changed(front_chart="")
    assert front.find("figure") is None
    assert front.find(id="overview") is None


def test_a_front_chart_that_is_not_there():
    """A module that cannot be found is named, with the entry that asks for it."""
    with pytest.raises(CourseError, match=r"course.yaml, front_chart: .*'coursebook.no_chart'"):
        changed(front_chart="coursebook.no_chart")


def test_the_package_to_install():
    """The front page says what a class installs, where the course names it."""
    assert "the Python package good-friday is installed" in words(changed(package="good-friday"))
    assert "the notebooks open in JupyterLab." in words(changed(package=""))


def test_kinds_and_languages_have_the_words_of_the_data_package(small_course):
    """Sources stand under the labels of their kind, in the labels' order; others keep the value."""
    write_quiz(small_course, quiz())
    path = small_course / "datasets"
    labels = [{"value": "b", "label": "Bees"}, {"value": "a", "label": "Ants"}]
    package = json.loads((path / "datapackage.json").read_text("utf-8"))
    package["resources"][0]["schema"]["fields"] += [
        {"name": "kind", "type": "string", "description": ".", "categories": labels},
        {
            "name": "language",
            "type": "string",
            "description": ".",
            "categories": [{"value": "ga", "label": "Irish"}, "de"],
        },
    ]
    (path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    rows = (path / "sources.csv").read_text("utf-8").splitlines()
    more = ["kind,language", "a,ga", "b,de", "c,en"]
    text = "".join(f"{row},{cells}\n" for row, cells in zip(rows, more, strict=True))
    (path / "sources.csv").write_text(text, encoding="utf-8")
    page = tree(site.library(COURSE), "sources.html")
    assert [heading.get_text() for heading in page.select("main h2")] == ["Bees", "Ants", "c"]
    assert "In Irish." in words(page)
    assert "In de." in words(page)
