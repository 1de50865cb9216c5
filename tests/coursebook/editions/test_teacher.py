"""The teacher's edition: the lesson, the guide and the quiz together, made by adding."""

import re
from itertools import pairwise

import nbformat
import pytest
from handouts import levels, parsed
from support import LESSON, exercise, notebook, question, quiz, write_lesson, write_quiz

from coursebook.course import course
from coursebook.course.quiz import load_quiz
from coursebook.data.citations import cited
from coursebook.editions import teacher
from coursebook.errors import LessonError, Place
from coursebook.notebooks.cells import TEACHER
from coursebook.notebooks.execute import read_notebook
from coursebook.notebooks.normalize import canonical
from coursebook.render.html.exporter import HandoutExporter
from coursebook.root import ROOT_VARIABLE

CHECK = 'import korean_peace as kp\nkp.check("05-1", "...")'
LESSONS = [each.id for each in course.course().lessons]


def is_added(cell):
    """Tell whether a cell carries the mark of what only a teacher sees."""
    return TEACHER in cell.metadata.get("tags", [])


def small(root, solution="kp.check('05-1', '5 7 10')", *cells, **more):
    """Put a small lesson and its quiz in place; return the lesson."""
    write_lesson(root, CHECK, *cells, 'kp.ask("05")')
    write_quiz(root, quiz(exercises=[exercise(solution=solution, **more)]))
    return course.lesson(LESSON)


@pytest.fixture(scope="module", params=LESSONS)
def made(request):
    """Return a lesson, and its teacher's notebook as text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(ROOT_VARIABLE, raising=False)
        lesson = course.lesson(request.param)
        return lesson, teacher.teacher(lesson)


@pytest.fixture
def cells(made):
    """Return the cells of a lesson's teacher's notebook."""
    return nbformat.reads(made[1], as_version=4).cells


@pytest.fixture
def page(made):
    """Return the page of a lesson's teacher's edition."""
    lesson, text = made
    exporter = HandoutExporter(edition="Teacher's edition")
    about = {"metadata": {"name": lesson.id}}
    return exporter.from_notebook_node(nbformat.reads(text, as_version=4), resources=about)[0]


def test_nothing_is_taken_away(made, cells):
    """Without what is marked, a teacher's notebook is the student's, outputs and all.

    So no solution changes what a later cell of the lesson shows.
    """
    notebook = nbformat.reads(made[1], as_version=4)
    notebook.cells = [each for each in cells if not is_added(each)]
    stored = course.notebook(made[0].id).read_text(encoding="utf-8")
    assert canonical(notebook) == stored


def test_the_lesson_has_no_mark(made):
    """Nothing of the lesson itself carries the mark, in its metadata or in its ids."""
    stored = read_notebook(course.notebook(made[0].id))
    assert not any(is_added(each) or each.id.startswith(TEACHER) for each in stored.cells)


def test_it_is_canonical(made):
    """The notebook is valid, ran without an error, and stands in canonical form."""
    notebook = nbformat.reads(made[1], as_version=4)
    nbformat.validate(notebook)
    assert canonical(notebook) == made[1]
    code = [each for each in notebook.cells if each.cell_type == "code"]
    assert [each.execution_count for each in code] == list(range(1, len(code) + 1))
    assert not [out for each in code for out in each.outputs if out.output_type == "error"]


def test_each_exercise_is_solved(made, cells):
    """After its check cell, an exercise has all that its file says, then a solution that passes."""
    for task in load_quiz(made[0].id).exercises:
        asked = "check" if task.kind != "words" else "ask"
        place = next(n for n, each in enumerate(cells) if f'{asked}("{task.id}"' in each.source)
        told, solved = cells[place + 1 : place + 3]
        assert is_added(told)
        assert is_added(solved) == bool(task.solution)
        assert f"# Solution to {task.id} · {task.title}" in told.source
        words = [task.key, task.explanation, *task.hints]
        words += [each.feedback for each in task.misconceptions]
        flat = " ".join(told.source.split())
        assert [each for each in words if " ".join(each.split()) not in flat] == []
        if not task.solution:  # no machine judges it
            continue
        assert solved.source == task.solution.rstrip()
        replies = [out.data["text/plain"] for out in solved.outputs if "data" in out]
        (reply,) = [each for each in replies if each.startswith("**Right.** ")]
        assert reply.endswith(task.explanation)


def test_each_question_is_answered(made, cells):
    """After the place where it is answered, a question has its key, its words and its source."""
    for task in load_quiz(made[0].id).questions:
        place = next(n for n, each in enumerate(cells) if f"Key to {task.id} ·" in each.source)
        assert is_added(cells[place])
        assert task.id in cells[place - 1].source and not is_added(cells[place - 1])
        words = [task.explanation, task.source.id]
        words += [each.feedback for each in getattr(task, "options", [])]
        words += list(getattr(task, "examples", {}).values())
        flat = " ".join(cells[place].source.split())
        assert [each for each in words if " ".join(each.split()) not in flat] == []


def test_the_order(made, cells):
    """Title, guide, lesson; the key at a glance is the end, and names every task."""
    headings = [
        line.lstrip("# ").split(" · ")[0]
        for each in cells
        if each.cell_type == "markdown"
        for line in each.source.splitlines()
        if re.match("##? ", line)
    ]
    assert headings[1].startswith("Guide to lesson")
    assert headings[2:4] == ["The lesson", "Hook"]
    last = list(made[0].minutes.activities.values())[-1]
    assert headings[-2:] == [last, "Key at a glance"]
    loaded = load_quiz(made[0].id)
    rows = cells[-1].source.count("\n| ") - 2
    assert rows == len(loaded.exercises) + len(loaded.questions)


def test_headings(cells, page):
    """Notebook and page have one h1 and skip no level."""
    text = "\n".join(each.source for each in cells if each.cell_type == "markdown")
    for found in ([len(each) for each in re.findall("^(#+) ", text, re.M)], levels(parsed(page))):
        assert found[0] == 1
        assert found.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(found))


def test_the_page(page, made):
    """The page says whose it is, marks what is added, and leads from the top to the key."""
    tree, loaded = parsed(page), load_quiz(made[0].id)
    assert tree.select_one("header .edition").get_text() == "Teacher's edition"
    assert "Teacher's edition" in tree.title.get_text()
    added = [each.get_text() for each in tree.select(".teacher")]
    assert sum("Solution to" in each for each in added) == len(loaded.exercises)
    assert sum("Key to" in each for each in added) == len(loaded.questions)
    link = tree.select_one(".teacher a[href='#key-at-a-glance']")
    assert tree.select_one(link["href"]).name == "h2"


def test_citations_of_the_guide_become_links(page):
    """Guide and keys cite as the lesson does: nothing is left as typed, tables are tables."""
    tree = parsed(page)
    assert "[@" not in tree.get_text()
    guide = tree.find("h2", string=re.compile("^Guide to lesson")).parent
    links = guide.select("a.citation")
    assert links
    assert all(tree.select_one(each["href"]) for each in links)
    assert len(guide.select("table")) >= 2


def test_sources_that_only_a_teacher_reads(cells):
    """The notebook lists what guide and keys cite beside the lesson, and nothing twice."""
    lists = [
        out.data["text/plain"]
        for each in cells
        if each.cell_type == "code"
        for out in each.outputs
        if out.get("metadata", {}).get("coursebook", {}).get("role") == "references"
    ]
    lists += [each.source for each in cells if "references" in each.metadata.get("tags", [])]
    listed = [ident for each in lists for ident in re.findall(r"(?m)`([a-z0-9-]+)`$", each)]
    texts = [each.source for each in cells if each.cell_type == "markdown"]
    assert set(listed) == {each.source_id for each in cited(texts)}
    assert len(set(listed)) == len(listed)


def test_the_students_page_knows_nothing_of_it(made):
    """A student's page and notebook do not even hold the mark."""
    lesson, _ = made
    stored = course.notebook(lesson.id)
    html, _ = HandoutExporter().from_notebook_node(
        read_notebook(stored), {"metadata": {"name": lesson.id}}
    )
    assert f'class="{TEACHER}' not in html and f".{TEACHER}" not in html
    assert f'"{TEACHER}' not in stored.read_text(encoding="utf-8")


def test_the_lesson_is_not_changed(curriculum):
    """Putting the parts together leaves the lesson's notebook as it was."""
    lesson = small(curriculum)
    base = read_notebook(course.notebook(lesson.id))
    before = nbformat.writes(base)
    assert len(teacher.assemble(base, lesson).cells) > len(base.cells)
    assert nbformat.writes(base) == before


def test_the_last_place_counts(curriculum):
    """Room for one's own words comes after the question, and the key after the room."""
    lesson = small(curriculum)
    write_quiz(curriculum, quiz(question("words"), exercises=[]))
    base = notebook('kp.ask("05-q1")', "1 + 1")
    room = nbformat.v4.new_markdown_cell("**Your words, 05-q1.**", metadata={"tags": ["response"]})
    base.cells.insert(2, room)
    found = [each.source[:17] for each in teacher.assemble(base, lesson).cells]
    place = found.index("**Your words, 05-")
    assert found[place - 1 : place + 3] == [
        'kp.ask("05-q1")',
        "**Your words, 05-",
        "## Key to 05-q1 ·",
        "1 + 1",
    ]


QUIZ = rf"^quizzes/{LESSON}\.yaml, 05-1"
FAULTS = [
    ("1 / 0", rf"{QUIZ}, solution, line 1: ZeroDivisionError"),
    (
        "kp.check('05-1', '5 7')",
        rf"{QUIZ}: the solution does not pass; the check says: \*\*Not yet",
    ),
    ("kp.check('05-1', '...')", rf"{QUIZ}: the solution does not pass; it calls no check"),
    ("answer = '5 7 10'", rf"{QUIZ}: the solution does not pass; it calls no check"),
]


@pytest.mark.parametrize(("solution", "said"), FAULTS)
def test_a_solution_that_fails(curriculum, solution, said):
    """A solution must run and pass its own check; the message names the quiz, not a copy."""
    with pytest.raises(LessonError, match=said):
        teacher.teacher(small(curriculum, solution))


def test_a_lesson_that_fails(curriculum):
    """A cell of the lesson that raises is named by its number in the lesson."""
    lesson = small(curriculum, "kp.check('05-1', '5 7 10')", "x = 1\n1 / 0")
    with pytest.raises(LessonError, match=rf"^lessons/{LESSON}\.ipynb, cell 3, line 2: ZeroDiv"):
        teacher.teacher(lesson)


def test_an_exercise_that_is_not_asked(curriculum):
    """An answer without its question is a fault, and the message says what to add."""
    write_lesson(
        curriculum, 'kp.check("05-10", "...")  # not kp.check("05-1", "...")', 'kp.ask("05")'
    )
    write_quiz(curriculum, quiz())
    said = rf'^lessons/{LESSON}\.ipynb: no cell asks for 05-1, .* Add kp\.check\("05-1", "\.\.\."\)'
    with pytest.raises(LessonError, match=said):
        teacher.assemble(read_notebook(course.notebook(LESSON)), course.lesson(LESSON))


@pytest.mark.parametrize(
    ("ident", "where"),
    [
        ("code1", f"lessons/{LESSON}.ipynb, cell 2, line 4"),
        ("teacher-guide-1", f"lessons/guide/{LESSON}.md"),
        ("teacher-05-1", f"quizzes/{LESSON}.yaml, 05-1"),
        ("teacher-05-1-solution", f"quizzes/{LESSON}.yaml, 05-1, solution, line 4"),
        ("teacher-05-q1", f"quizzes/{LESSON}.yaml, 05-q1"),
    ],
)
def test_a_place_is_the_authors(curriculum, ident, where):
    """A fault in a cell of the teacher's notebook is told of the file that an author mends."""
    lesson = small(curriculum)
    whole = teacher.assemble(read_notebook(course.notebook(LESSON)), lesson)
    number = [each.id for each in whole.cells].index(ident) + 1
    error = LessonError(Place(f"lessons/{LESSON}.ipynb", number, 4), "it broke", "Mend it")
    assert str(teacher.map_error_to_source(error, whole, lesson)) == f"{where}: it broke. Mend it."
    other = LessonError(Place("quizzes/x.yaml", line=3), "it broke")
    assert teacher.map_error_to_source(other, whole, lesson) is other
