"""The comparison of two builds: it finds each kind of difference, and none where there is none."""

import importlib.util
import json
import shutil

import pytest
from handouts import chart, code, text
from pdfs import export
from support import REPO

SPEC = importlib.util.spec_from_file_location("compare", REPO / "tools" / "compare_builds.py")
compare = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare)

PAGE = (
    '<html><head><title>T</title><style>p { color: red }</style></head><body><h1 id="a">One</h1>'
    '<p class="x">Some <b>words</b>.</p><a href="b.html#c">Away</a><img alt="A dot.">'
    '<svg role="img" aria-label="A line."><title>t</title></svg>'
    "<table><tr><th>Year</th><td>2018</td></tr></table></body></html>"
)
NOTEBOOK = {"cells": [{"cell_type": "code", "source": "1", "outputs": [{"text": "2"}]}]}
PDF = export(text("# One\n\n## Two\n\nWords."), code(outputs=[chart()]))
OTHER_PDF = export(
    text("# One\n\n## Two\n\n- Words."), code(outputs=[chart(description="Another.")])
)


@pytest.fixture
def builds(tmp_path):
    """Return two builds that hold the same."""
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    (before / "a.html").write_text(PAGE, encoding="utf-8")
    (before / "a.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    (before / "a.pdf").write_bytes(PDF)
    (before / "a.csv").write_text("a,b\n", encoding="utf-8")
    shutil.copytree(before, after)
    return before, after


def kinds(builds):
    """Return the kinds of difference between two builds."""
    return {kind for kind, _, _ in compare.differences(*builds)}


def test_the_same(builds):
    """Builds that say the same do not differ, whatever their ids, classes and styles are."""
    assert kinds(builds) == set()
    other = PAGE.replace('id="a"', 'id="z"').replace("red", "blue").replace('"x"', '"y"')
    (builds[1] / "a.html").write_text(other.replace("b.html#c", "b.html#d"), encoding="utf-8")
    assert kinds(builds) == set()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("words", "letters", "text of a page"),
        ("<h1 id", "<h2 id", "headings"),
        ("b.html", "c.html", "links"),
        ("A dot.", "A spot.", "alternative texts"),
        ("A line.", "A curve.", "alternative texts"),
        ("<th>Year</th><td>2018</td>", "<td>2018</td><th>Year</th>", "tables"),
    ],
)
def test_a_page(builds, old, new, kind):
    """What a reader of a page sees, or is read to, is compared."""
    changed = PAGE.replace(old, new)
    assert changed != PAGE
    (builds[1] / "a.html").write_text(changed, encoding="utf-8")
    assert kind in kinds(builds)


def test_other_files(builds):
    """Notebooks, PDFs, tables and missing files are compared."""
    after = builds[1]
    (after / "a.pdf").write_bytes(OTHER_PDF)
    assert {"tags of a PDF", "alternative texts of a PDF"} <= kinds(builds)
    (after / "a.csv").write_text("a,c\n", encoding="utf-8")
    (after / "a.ipynb").write_text(json.dumps(NOTEBOOK).replace("2", "3"), encoding="utf-8")
    (after / "new.html").write_text(PAGE, encoding="utf-8")
    assert {"bytes", "outputs of a notebook", "file"} <= kinds(builds)
