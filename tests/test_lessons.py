"""The lessons: built alike, run as they are stored, and telling no key."""

import ast
import html
import re

import nbformat
import pytest
import yaml
from pytest_notebook.nb_regression import NBRegressionError
from support import REPO, replace, shuffled

from korean_peace import course
from korean_peace.course import ACTIVITIES
from korean_peace.display import HOW_TO_WRITE
from korean_peace.publish.handout import HandoutExporter
from korean_peace.quiz import Essay, load_quiz
from korean_peace.run.canonical import canonical
from korean_peace.run.execute import execute

PATHS = sorted((REPO / "lessons").glob("*.ipynb"))
TAGS = {"hide-input", "remove-input", "exercise", "response", "raises-exception"}
each_lesson = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@pytest.fixture
def regression(nb_regression):
    """Return pytest-notebook, deaf to what differs from one run or machine to another."""
    nb_regression.diff_ignore = (
        "/metadata/language_info",
        "/cells/*/outputs/*/traceback",
    )
    nb_regression.diff_replace = (
        ("/cells/*/outputs", "0x[0-9a-f]+", "ADDRESS"),
        ("/cells/*/outputs", r"\S*ipykernel_\d+\S*", "KERNEL"),
    )
    nb_regression.diff_use_color = False
    return nb_regression


def cells(path, kind):
    """Return the cells of a kind."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def code(path):
    """Return all code of a lesson."""
    return "\n".join(cell.source for cell in cells(path, "code"))


def text(path):
    """Return all text of a lesson."""
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def test_each_lesson_is_in_the_course():
    """Each lesson of the course has its notebook, and each notebook is a lesson."""
    assert [path.stem for path in PATHS] == [each.id for each in course.course().lessons]


@each_lesson
def test_stored_outputs_are_those_of_today(path, regression):
    """A lesson that runs now gives the outputs that are stored."""
    regression.check(str(path))


def test_one_changed_figure_shows(curriculum, regression):
    """When one figure in the data changes, the comparison fails and names the old and the new."""
    replace(curriculum / "datasets" / "commitments.csv", ",1 May 2018,", ",13 May 2018,")
    with pytest.raises(NBRegressionError) as error:
        regression.check(str(curriculum / "lessons" / "05-panmunjom.ipynb"))
    lines = str(error.value).splitlines()
    assert [line for line in lines if line.startswith("-") and "| 1 May 2018 |" in line]
    assert [line for line in lines if line.startswith("+") and "| 13 May 2018 |" in line]


@each_lesson
def test_headings(path):
    """A lesson has its seven parts in their order, each with the minutes of the course file."""
    minutes = course.lesson(path.stem).minutes.model_dump()
    expected = [
        f"{title} · {minutes[part]} min" if part in minutes else title
        for part, title in ACTIVITIES.items()
    ]
    assert re.findall(r"(?m)^## (.+)$", text(path)) == expected
    assert len(re.findall(r"(?m)^# (.+)$", text(path))) == 1


@each_lesson
def test_minutes_add_up(path):
    """Where a part tells the minutes of its steps, these add up to the part's; so do seconds."""
    for part in re.split(r"(?m)^## ", text(path))[1:]:
        whole = re.match(r".* · (\d+) min", part)
        steps = re.findall(r"(?m)^### .*\((\d+) min\)$", part)
        if steps:
            assert sum(map(int, steps)) == int(whole[1]), part.splitlines()[0]
        for step in re.split(r"(?m)^### ", part)[1:]:
            times = re.findall(r"\((\d+):(\d\d)\)", step)
            length = re.match(r".*\((\d+) min\)\n", step)
            if times and length:
                seconds = sum(int(minute) * 60 + int(second) for minute, second in times)
                assert seconds == int(length[1]) * 60, step.splitlines()[0]


@each_lesson
def test_a_lesson_fits_its_time(path):
    """A lesson takes 50 to 55 minutes, or twice 45; the first look takes 15."""
    lesson = course.lesson(path.stem)
    total = lesson.minutes.total
    assert total == 15 if lesson.number == "00" else 50 <= total <= 55 or total == 90


@each_lesson
def test_title_and_question(path):
    """A lesson opens with its number, its title and its central question."""
    lesson = course.lesson(path.stem)
    opening = nbformat.read(path, as_version=4).cells[0].source
    assert opening.startswith(f"# {int(lesson.number)} · {lesson.title}\n")
    assert f"**{lesson.question}**" in opening


@each_lesson
def test_code_is_short(path):
    """A code cell has 15 lines or fewer, and is Python."""
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= 15, cell.id
        ast.parse(cell.source)


@each_lesson
def test_a_lesson_asserts(path):
    """A lesson checks at least one of its own statements, where students see it."""
    shown = [
        cell for cell in cells(path, "code") if "hide-input" not in cell.metadata.get("tags", [])
    ]
    asserting = [
        cell.id
        for cell in shown
        if any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source)))
    ]
    assert asserting


@each_lesson
def test_ids_and_tags(path):
    """Cells have ids that are words, each once, and tags from the closed list."""
    notebook = nbformat.read(path, as_version=4)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", ident) for ident in ids)
    assert {tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])} <= TAGS


@each_lesson
def test_no_error_is_stored(path):
    """A stored lesson shows no error, unless its cell says that it may."""
    for cell in cells(path, "code"):
        if "raises-exception" not in cell.metadata.get("tags", []):
            kinds = {output.output_type for output in cell.outputs}
            assert "error" not in kinds, cell.id
            assert all(output.get("name") != "stderr" for output in cell.outputs), cell.id


@each_lesson
def test_each_task_has_its_cell(path):
    """Each exercise and question is checked in one cell, unanswered; an essay has room to write."""
    checked = re.findall(r'(?m)^kp\.check\("([\w-]+)", "\.\.\."\)$', code(path))
    made = load_quiz(path.stem)
    essays = [each.id for each in made.questions if isinstance(each, Essay)]
    tasks = [each.id for each in (*made.exercises, *made.questions) if each.id not in essays]
    assert sorted(checked) == sorted(tasks)
    assert len(re.findall(r"kp\.check\(", code(path))) == len(tasks)
    rooms = [
        cell.source
        for cell in cells(path, "markdown")
        if "response" in cell.metadata.get("tags", [])
    ]
    for ident in essays:
        assert sum(ident in room for room in rooms) == 1


@each_lesson
def test_hints_are_at_hand(path):
    """Each task that is checked ends with its hint; it runs when the first # is taken away."""
    sources = [cell.source for cell in cells(path, "code")]
    made = load_quiz(path.stem)
    for each in (*made.exercises, *made.questions):
        if not isinstance(each, Essay):
            (source,) = (source for source in sources if f'kp.check("{each.id}"' in source)
            last = source.splitlines()[-1]
            assert f'kp.hint("{each.id}")' in last
            compile(source.replace(last, last.replace("#", "", 1)), each.id, "exec")


@each_lesson
def test_each_cell_says_how_to_write(path):
    """A cell for words ends with how to write in it, and nothing tells to double-click."""
    rooms = [
        cell.source
        for cell in cells(path, "markdown")
        if "response" in cell.metadata.get("tags", [])
    ]
    assert rooms
    for room in rooms:
        assert HOW_TO_WRITE.fullmatch(room.splitlines()[-1].strip("*")), room
    guide = (REPO / "lessons" / "guide" / f"{path.stem}.md").read_text(encoding="utf-8")
    assert not re.search(r"(?i)double.click", f"{text(path)} {guide}")


@each_lesson
def test_what_a_lesson_loads_is_declared(path):
    """The tables that a lesson loads stand in the course file, which names their licences."""
    loaded = set(re.findall(r'kp\.load\("(\w+)"\)', code(path)))
    assert loaded <= set(course.lesson(path.stem).datasets)


def made_of(path):
    """Return what students get of a lesson: its notebook and its page."""
    stored = canonical(execute(path))
    notebook = nbformat.reads(stored, as_version=4)
    page, _ = HandoutExporter().from_notebook_node(
        notebook, resources={"metadata": {"name": path.stem}}
    )
    return stored, page


def write_quiz(path, content):
    """Write the content of a quiz file."""
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


@each_lesson
def test_no_key_leaks(whole_curriculum, path):
    """Notebook and page stay the same when every key, slip, solution and feedback changes."""
    lesson = whole_curriculum / "lessons" / path.name
    stored, page = made_of(lesson)
    quiz = whole_curriculum / "quizzes" / f"{path.stem}.yaml"
    other = shuffled(yaml.safe_load(quiz.read_text(encoding="utf-8")))
    before = load_quiz(path.stem)
    write_quiz(quiz, other)
    assert load_quiz(path.stem) != before
    assert made_of(lesson) == (stored, page)
    other["questions"][0]["prompt"] = "Another prompt?"
    write_quiz(quiz, other)
    assert "Another prompt?" in made_of(lesson)[1]  # so the page was made from this very file


@each_lesson
def test_no_solution_stands_in_a_lesson(path):
    """No line of a worked solution stands in the notebook or the page, but for imports."""
    notebook = nbformat.read(path, as_version=4)
    page, _ = HandoutExporter().from_notebook_node(
        notebook, resources={"metadata": {"name": path.stem}}
    )
    plain = html.unescape(re.sub(r"<[^>]+>", "", page))
    held = " ".join(f"{path.read_text(encoding='utf-8')} {code(path)} {plain}".split())
    for each in load_quiz(path.stem).exercises:
        for line in each.solution.splitlines():
            bare = " ".join(line.strip(" #").split())
            if len(bare) >= 20 and not bare.startswith(("import ", "from ")):
                assert bare not in held, each.id


@each_lesson
def test_the_readme_lists_each_lesson(path):
    """The front page of the repository has each lesson as the course file has it."""
    lesson = course.lesson(path.stem)
    row = [f"[{lesson.title}](lessons/{path.name})", lesson.question, str(lesson.minutes.total)]
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    assert f"| {int(lesson.number)} | {' | '.join(row)} |" in readme
