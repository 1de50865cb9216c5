"""Whatever a stranger's notebook holds, a page comes out of it."""

import time

import nbformat
import nbformat.v4 as nb
import pytest
from handouts import chart, code, export, parsed, shown, text

from coursebook.render.html.exporter import HandoutExporter
from coursebook.render.vega import svg

END = "the end of the page"
ODD = {
    "half of a character": text("a \ud83d b $\ud83d$ <svg><title>\ud83d</title></svg>"),
    "half of a character in a chart": code(outputs=[chart(title="\ud83d", description="\ud83d")]),
    "half of a character in data": code(outputs=[chart(data={"values": [{"n": "\ud83d"}]})]),
    "half of a character in code": code("'\ud83d'", outputs=[shown(text_plain="\ud83d")]),
    "control characters": text("a \x00 \x0b \x1b b"),
    "deep HTML": text("<div>" * 3000),
    "deep lists": text("\n".join("  " * depth + "- x" for depth in range(300))),
    "deep quotations": text(">" * 3000),
    "many brackets": text("[" * 5000 + "![" * 2000),
    "many stars": text("*a_" * 3000),
    "many notes": text("[^1]" * 2000 + "\n\n[^1]: [^1] [^2]\n\n[^2]: [^1]"),
    "many drawings": text("<svg>" * 3000),
    "nothing": code("", outputs=[nb.new_output("display_data", data={})]),
    "chart without columns": code(outputs=[chart(data={"values": [{}]})]),
    "chart of odd parts": code(
        outputs=[chart(config=[], usermeta="x", title=5, layer="x", datasets=[1], description=3)]
    ),
    "chart of odd rows": code(
        outputs=[chart(usermeta={"korean_peace": {"table": {"columns": ["a"], "rows": [1, []]}}})]
    ),
    "chart of odd records": code(outputs=[chart(data={"values": [{"n": [1]}, {"n": {"a": 1}}]})]),
    "chart that is no chart": code(
        outputs=[nb.new_output("display_data", data={"application/vnd.vegalite.v5+json": [1]})]
    ),
    "table of nothing": code(outputs=[shown(text_html="<table></table><table><tr></table>")]),
    "picture of nothing": text("![]() <img> <img src=''> ![x](<>) ![y](%)"),
    "error without words": code(
        outputs=[nb.new_output("error", ename="", evalue="", traceback=[])]
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_notebook_is_exported(name):
    """A notebook that no program would write, and no person either, becomes a page to its end."""
    html = export(ODD[name], text(END))
    assert html.encode("utf-8")
    assert END in parsed(html).get_text()


def test_what_a_later_format_brings_is_no_error():
    """Cells and outputs of types that are still to come are passed over, or shown as typed."""
    notebook = nb.new_notebook(cells=[code(), text(END)])
    notebook.cells[0].outputs.append(nbformat.from_dict({"output_type": "future", "some": "x"}))
    for number, more in enumerate(({}, {"source": ""}, {"source": "in <b>words</b>"})):
        cell = {"cell_type": "future cell", "id": f"future-{number}", "metadata": {}, **more}
        notebook.cells.append(nbformat.from_dict(cell))
    notebook.nbformat_minor = 99
    html, _ = HandoutExporter().from_notebook_node(notebook, {"metadata": {"name": "x"}})
    shown_as_typed = parsed(html).main.find_all("pre", class_=False)
    assert [each.get_text() for each in shown_as_typed] == ["in <b>words</b>"]
    assert END in parsed(html).get_text()


def test_charts_that_cannot_be_drawn_share_their_time(monkeypatch, caplog):
    """The seconds lost on some are lost for all; charts that are drawn cost none of them."""
    monkeypatch.setattr(svg, "_SECONDS", 4)
    monkeypatch.setattr(svg, "_IN_VAIN", 5)
    endless = {"data": {"sequence": {"start": 0, "stop": 2e9}}}
    cells = [code(outputs=[chart(title="Drawn")])]
    cells += [code(outputs=[chart(**endless, title=str(n))]) for n in range(9)]
    begun = time.monotonic()
    page = parsed(export(*cells, text(END)))
    assert time.monotonic() - begun < 30
    assert len(page.select("figure")) == 1
    assert caplog.text.count("took too long") == 9
    assert caplog.text.count("other charts of this notebook took too long") >= 7
    assert END in page.get_text()


def test_whole_table_is_shown():
    """A long table is not cut; it scrolls in a window of its own."""
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(500))
    page = parsed(export(code(outputs=[shown(text_html=f"<table>{rows}</table>")])))
    assert page.select_one(".scroll.tall").get_text().count("row ") == 500


def test_table_of_pandas_styler_is_light():
    """The names that a Styler gives to every cell, for its own style sheet, are left out."""
    cells = '<td id="T_1f_row0_col0" class="data row0 col0" style="color: red">개성</td>'
    html = f"<style>#T_1f_row0_col0 {{}}</style><table id='T_1f'><tr>{cells}</tr></table>"
    cell = parsed(export(code(outputs=[shown(text_html=html)]))).td
    assert not cell.attrs
    assert cell.get_text() == "개성"
