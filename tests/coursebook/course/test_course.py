"""The lessons in their order."""

import copy
import json

import pytest
import yaml
from support import LESSON, REPO

from coursebook.course import course
from coursebook.errors import CourseError, UnknownName


@pytest.fixture
def damage(whole_curriculum):
    """Return a function that changes the first of two lessons of the course file."""

    def change(**entries):
        path = whole_curriculum / "lessons" / "course.yaml"
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        numbers = {each["id"][:2]: each for each in content["lessons"]}
        content["lessons"] = [numbers["05"], numbers["08"] | {"needs": ["05"]}]
        content["lessons"][0] |= entries
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")

    return change


@pytest.mark.parametrize("name", ["05", LESSON])
def test_a_lesson_by_number_or_id(name):
    """A lesson is found by its number and by its id."""
    assert course.lesson(name).id == LESSON
    assert course.lesson(name).number == "05"
    assert course.notebook(name) == REPO / "lessons" / f"{LESSON}.ipynb"


@pytest.mark.parametrize("name", ["5", "99", "panmunjom", ""])
def test_an_unknown_lesson(name):
    """A lesson that does not exist is refused, and those that do are named."""
    with pytest.raises(UnknownName, match=rf"no lesson '{name}': choose from .*{LESSON}"):
        course.lesson(name)


def test_minutes_are_added():
    """The minutes of a lesson are the sum of its activities'."""
    minutes = course.Minutes(
        hook=1, background=2, evidence=4, investigate=8, discuss=16, exit_ticket=32
    )
    assert minutes.total == 63


PLANS = {"references": course.ACTIVITIES, "sources": course.ACTIVITIES_WITH_STORY}


@pytest.mark.parametrize("last", PLANS)
def test_activities_and_minutes_agree(last):
    """Each activity of a plan but the last has its minutes, in the same order."""
    *timed, without = PLANS[last]
    minutes = course.Minutes(**dict.fromkeys(timed, 5))
    assert without == last
    assert minutes.activities == PLANS[last]
    assert list(minutes.of_activities) == timed
    assert minutes.total == 30


@pytest.mark.parametrize(
    "names",
    [
        ["hook", "investigate", "discuss", "exit_ticket"],
        ["hook", "background", "documents", "investigate", "discuss", "exit_ticket"],
        ["hook", "story", "background", "documents", "investigate", "discuss", "exit_ticket"],
    ],
)
def test_minutes_are_those_of_one_plan(names):
    """A lesson opens with words and evidence, or with a story and documents: never with both."""
    with pytest.raises(ValueError, match="give the minutes of one plan: hook, background"):
        course.Minutes(**dict.fromkeys(names, 5))


ROUTES = {
    "a lesson that is none": (["05", "98"], r"Trial has 98: no such lesson"),
    "no lesson": ([], r"at least 1"),
    "a lesson before the one that it needs": (["08", "05"], r"Trial: 08 needs 05 before it"),
}


@pytest.mark.parametrize("kind", ROUTES)
def test_a_route_that_leads_nowhere(whole_curriculum, kind):
    """A route takes lessons that are there, each after those that it needs."""
    lessons, said = ROUTES[kind]
    path = whole_curriculum / "lessons" / "course.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["routes"] = [{"title": "Trial", "lessons": lessons, "note": "A trial."}]
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    with pytest.raises(CourseError, match=rf"lessons/course\.yaml, line .*routes\.0.*{said}"):
        course.course()


def test_minutes_of_a_route():
    """A route takes as long as its lessons together."""
    loaded = course.course()
    route = course.Route(title="Two", lessons=["05", "08"], note="A trial.")
    assert loaded.minutes(route) == sum(
        course.lesson(number).minutes.total for number in ("05", "08")
    )


DAMAGE = {
    "an id of another form": ({"id": "5-panmunjom"}, r"\d+ \(5-panmunjom\), lessons\.0\.id"),
    "objectives that repeat": (
        {"objectives": [{"id": "05-a", "text": "x"}, {"id": "05-a", "text": "y"}]},
        r"lessons\.0\.objectives: objectives must be lettered a, b, c",
    ),
    "no objective": ({"objectives": []}, r"lessons\.0\.objectives: .*at least 1"),
    "a need that is no lesson": (
        {"needs": ["98"]},
        r"lessons\.0\.needs: 05-panmunjom needs 98: no such lesson",
    ),
    "a need that comes later": (
        {"needs": ["08"]},
        r"lessons\.0\.needs: 05-panmunjom needs 08: a lesson can only need one that comes before",
    ),
    "a need of itself": ({"needs": ["05"]}, r"needs 05: a lesson can only need one that comes"),
    "a need by its id": ({"needs": [LESSON]}, r"needs 05-panmunjom: write the number alone, 05"),
    "a table that is none": (
        {"datasets": ["events", "nope"]},
        r"\d+ \(05-panmunjom\), lessons\.0\.datasets\.1: there is no table 'nope': choose from so",
    ),
    "minutes in words": (
        {"minutes": dict.fromkeys(list(course.ACTIVITIES)[:-1], 5) | {"hook": "five"}},
        r"lessons\.0\.minutes\.hook: .*integer",
    ),
    "a level of skill that is none": ({"skills": {"sourcing": "X"}}, r"skills\.sourcing: .*'I'"),
    "too many words": ({"terms": list("abcdefghi")}, r"terms: .*at most 8"),
    "an unknown entry": ({"teacher": "me"}, r"lessons\.0\.teacher: Extra inputs"),
    "no voices": ({"voices": None}, r"lessons\.0\.voices"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage(damage, kind):
    """A fault in the course file is refused with file, line and entry."""
    entries, said = DAMAGE[kind]
    damage(**entries)
    with pytest.raises(CourseError, match=rf"lessons/course\.yaml, line .*{said}"):
        course.course()


def test_lessons_in_order(curriculum):
    """Lessons stand in the order of their numbers, each once."""
    path = curriculum / "lessons" / "course.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["lessons"] += copy.deepcopy(content["lessons"])
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CourseError, match="in the order of their numbers, each once"):
        course.course()


def test_a_table_that_was_taken_out(curriculum):
    """A course that was read is read again when the tables that it names are others."""
    assert "events" in course.lesson("05").datasets
    path = curriculum / "datasets" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    kept = [each for each in package["resources"] if each["name"] in ("sources", "sections")]
    kept[1]["schema"]["foreignKeys"] = []
    path.write_text(json.dumps(package | {"resources": kept}), encoding="utf-8")
    with pytest.raises(
        CourseError, match=r"there is no table '\w+': choose from sources, sections"
    ):
        course.course()


def test_missing(curriculum):
    """A missing course file is named."""
    (curriculum / "lessons" / "course.yaml").unlink()
    with pytest.raises(CourseError, match=r"lessons/course\.yaml: the file is missing"):
        course.lesson("05")
