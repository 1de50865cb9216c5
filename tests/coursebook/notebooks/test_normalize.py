"""The stored form: the same lesson gives the same bytes."""

import json

import nbformat
import pytest
from support import REPO, install, notebook, write_lesson

from coursebook.notebooks.execute import execute
from coursebook.notebooks.normalize import canonical

LESSONS = sorted((REPO / "lessons").glob("*.ipynb"))


@pytest.fixture
def untidy():
    """Return a notebook as an editor leaves it."""
    made = notebook("x = 1   \ny = 2", ("print('b')", ["hide-input", "exercise"]), "never()")
    first, second = made.cells[1:3]
    first.execution_count, second.execution_count = 41, 45
    first.metadata |= {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}}
    first.metadata |= {"collapsed": True, "scrolled": True, "slideshow": {"slide_type": "-"}}
    first.outputs = [
        nbformat.v4.new_output("execute_result", {"text/plain": "3"}, execution_count=41)
    ]
    second.outputs = [nbformat.v4.new_output("stream", name="stdout", text="b\n")]
    made.cells[0].metadata |= {"jp-MarkdownHeadingCollapsed": True, "tags": []}
    made.metadata |= {
        "kernelspec": {"name": "mine", "display_name": "Mine (3.13)", "language": "python"},
        "language_info": {"name": "python", "version": "3.13.1", "file_extension": ".py"},
        "widgets": {"state": {}},
    }
    return made


def cells(made):
    """Return the cells of a notebook in canonical form."""
    return json.loads(canonical(made))["cells"]


def test_again(untidy):
    """A canonical notebook stays as it is."""
    once = canonical(untidy)
    assert canonical(nbformat.reads(once, as_version=4)) == once


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lessons_are_canonical(path):
    """Each lesson is stored in canonical form."""
    assert canonical(nbformat.read(path, as_version=4)) == path.read_text(encoding="utf-8")


def test_no_timings_no_versions(untidy):
    """Timings, versions, other kernels and the state of editors are left out."""
    text = canonical(untidy)
    assert json.loads(text)["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for word in ("3.13", "2026-01-01", "mine", "scrolled", "collapsed", "slide", "widgets"):
        assert word not in text
    assert cells(untidy)[1]["metadata"] == {}


def test_what_is_kept(untidy):
    """Ids, sources, tags, outputs and a folded heading are kept."""
    title, first, second, _ = cells(untidy)
    assert title["metadata"] == {"jp-MarkdownHeadingCollapsed": True}
    assert first["id"] == "code1"
    assert "".join(first["source"]) == "x = 1   \ny = 2"
    assert first["outputs"][0]["data"] == {"text/plain": ["3"]}
    assert second["metadata"]["tags"] == ["exercise", "hide-input"]
    assert second["outputs"][0]["text"] == ["b\n"]


def test_an_answer_in_work(untidy):
    """Whose answer a cell keeps is kept, and the lesson; tries and hints are a student's own."""
    untidy.cells[1].metadata["coursebook"] = {"task": "05-1", "tries": 2, "hints": 1}
    untidy.metadata["coursebook"] = {"lesson": "05-panmunjom", "points": 3}
    stored = json.loads(canonical(untidy))
    assert stored["metadata"]["coursebook"] == {"lesson": "05-panmunjom"}
    assert stored["cells"][1]["metadata"]["coursebook"] == {"task": "05-1"}


@pytest.mark.parametrize(
    "source",
    [
        's = """a  \nb"""',
        "s = 'a\\  \nb'",
        "s = 'a\u2028b'",
        "s = 'a\x0cb\x85c\x1cd'",
        "s = r'''\ta \t\n\n  \n'''",
        "x = 1  # told  \ny = 2",
    ],
    ids=["spaces", "continued", "line separator", "form feed", "blank lines", "comment"],
)
def test_code_stays_as_it_is(source):
    """What a string holds is never changed, whatever ends a line elsewhere."""
    made = notebook(source)
    assert nbformat.reads(canonical(made), as_version=4).cells[1].source == source


def test_the_end_of_a_cell_is_tidy():
    """Empty lines and spaces after the last line of a cell are left out."""
    made = notebook("x = 1 \n\n  \n", text="# Title  \nline  \n")
    title, first = nbformat.reads(canonical(made), as_version=4).cells
    assert (title.source, first.source) == ("# Title  \nline", "x = 1")


def test_hidden_cells_are_folded(untidy):
    """A cell that is tagged hide-input is folded in JupyterLab, and only such a cell."""
    folded = [cell["metadata"].get("jupyter") for cell in cells(untidy)]
    assert folded == [None, None, {"source_hidden": True}, None]
    untidy.cells[1].metadata["jupyter"] = {"source_hidden": True}
    assert cells(untidy)[1]["metadata"] == {}


def test_cells_are_counted_anew(untidy):
    """Cells that ran are counted from 1, their results with them; others have no number."""
    _, first, second, third = cells(untidy)
    assert (first["execution_count"], second["execution_count"]) == (1, 2)
    assert first["outputs"][0]["execution_count"] == 1
    assert third["execution_count"] is None


def test_the_notebook_is_not_changed(untidy):
    """The notebook that is given stays as it is."""
    before = nbformat.writes(untidy)
    canonical(untidy)
    assert nbformat.writes(untidy) == before


def test_form(untidy):
    """The text is JSON with Hangul as it is, one line a line of source, one line end at the end."""
    untidy.cells[0].source = "# 판문점\nline"
    text = canonical(untidy)
    assert '    "# 판문점\\n",\n    "line"\n' in text
    assert text.endswith("}\n")
    assert "\r" not in text


def test_running_twice(curriculum):
    """A lesson that runs twice gives the same bytes."""
    path = write_lesson(
        curriculum,
        "import korean_peace as kp\nkp.start('05')",
        "print('a'); print('b')",
        ("1 / 0", ["raises-exception"]),
        "kp.charts.timeline(kp.load('events').head(4), title='Four')",
        "kp.tables().head(2)",
    )
    first = canonical(execute(path))
    path.write_text(first, encoding="utf-8")
    assert canonical(execute(path)) == first


def test_older_metadata_is_kept_under_the_new_name(monkeypatch, tmp_path):
    """What older versions kept under the name of the course's package is not lost."""
    install(monkeypatch, tmp_path)
    exempt = {"exempt": [{"text": "x", "reason": "y"}]}
    made = notebook("1 + 1")
    made.cells[1].metadata["course_1"] = exempt
    made.cells[0].metadata["another"] = exempt
    cells = json.loads(canonical(made))["cells"]
    assert cells[1]["metadata"] == {"coursebook": exempt}
    assert cells[0]["metadata"] == {}
