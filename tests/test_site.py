"""The front page: it leads to what is in the build, and to nothing else."""

from bs4 import BeautifulSoup

from korean_peace.course import Course
from korean_peace.publish import site


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
        "skills": {},
        "covers": [],
        "voices": {"heard": "some", "missing": "others"},
    }


COURSE = Course.model_validate(
    {
        "title": "Peace & war",
        "description": "Lessons with <sources>.",
        "licence": "CC BY-SA 4.0",
        "lessons": [lesson("05", "<Panmunjom>"), lesson("06", "Singapore")],
    }
)


def page(lessons):
    """Return the front page as a tree."""
    return BeautifulSoup(site.index(COURSE, lessons), "html.parser")


def test_lessons_are_listed_with_their_files():
    """Each lesson in the build has its number, question, minutes and two files."""
    first, second = page(COURSE.lessons).select(".lessons > li")
    assert " ".join(first.get_text().split()) == (
        "Lesson 5 <Panmunjom> Why <Panmunjom>? 54 minutes · Handout · Notebook"
    )
    links = {each["href"] for each in second.find_all("a")}
    assert links == {"lessons/06-slug.html", "notebooks/06-slug.ipynb"}


def test_lessons_outside_the_build_are_not_linked():
    """A page never leads to a file that was not made."""
    assert "06-slug" not in str(page(COURSE.lessons[:1]))


def test_text_of_the_course_is_escaped():
    """Titles are text, not markup; the page's own style is not escaped."""
    html = site.index(COURSE, COURSE.lessons)
    assert "<title>Peace &amp; war</title>" in html
    assert "Lessons with &lt;sources&gt;." in html
    assert "font-family: var(--sans)" in html
    assert "&#34;Segoe UI&#34;" not in html


def test_front_page_fetches_nothing_and_runs_nothing():
    """The front page opens from a click, offline."""
    tree = page(COURSE.lessons)
    assert not tree.find_all(["script", "link", "img"])
    assert tree.find("meta", attrs={"http-equiv": True})["content"].startswith("default-src 'none'")


def test_headings_and_licence():
    """One level-1 heading, no gap below it, and the licence at the foot."""
    tree = page(COURSE.lessons)
    assert [each.name for each in tree.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h3", "h3"]
    assert "CC BY-SA 4.0" in tree.footer.get_text()
