"""A stranger's class, whatever it is called, is never taken for a part of the page."""

import re

import nbformat.v4 as nb
import pytest
from handouts import PIXEL, code, export, parsed, shown, text
from page_parts import NAMES, TAGS, WORDS

from coursebook.render.pdf import document
from coursebook.render.pdf.exporter import HandoutPdfExporter


@pytest.fixture
def typst(monkeypatch):
    """Return what exports cells and gives all the words of the Typst code."""
    monkeypatch.setattr(document, "compile_pdf", lambda source, *_: source.encode())

    def words(*cells):
        notebook = nb.new_notebook(cells=list(cells))
        source, _ = HandoutPdfExporter().from_notebook_node(notebook, {"metadata": {"name": "x"}})
        said = re.findall(r'"((?:[^"\\]|\\.)*)"', source.decode().partition("#show: handout")[2])
        return " ".join(said)

    return words


def everywhere(source):
    """Return cells that hold HTML in each place where it may be."""
    return {
        "output": code(outputs=[shown(text_html=source)]),
        "raw": nb.new_raw_cell(source, metadata={"format": "text/html"}),
        "text": text(source),
        "response": text(source, "response"),
        "exercise": text(source, "exercise"),
        "Markdown output": code(outputs=[shown(text_markdown=source)]),
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_to_a_class(typst, name):
    """All words are in the page and in the PDF, also where the stranger calls it a part."""
    given = f'class="{name}" data-part="{name}" hidden'
    cell = everywhere("".join(each.format(given) for each in TAGS.values()))["output"]
    page, pdf = parsed(export(cell)).main.get_text(" "), typst(cell)
    assert [each for each in WORDS if each not in page] == []
    assert [each for each in WORDS if each not in pdf] == []


@pytest.mark.parametrize("place", everywhere(""))
def test_no_cell_brings_a_part(typst, place):
    """Wherever HTML may be, it is cleaned of what would make it a part of the page."""
    cell = everywhere('<div data-part="back" hidden>zulu</div>')[place]
    html = export(cell)
    assert not parsed(html).main.find(string="zulu").parent.attrs
    assert "zulu" in typst(cell)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f'<pre>xray <img alt="yankee" src="data:image/png;base64,{PIXEL}"></pre>', "yankee"),
        (f'<code>xray <img alt="yankee" src="data:image/png;base64,{PIXEL}"></code>', "yankee"),
        (f'<a href="#b"><img alt="yankee" src="data:image/png;base64,{PIXEL}"></a>', "yankee"),
        ("<table><caption>xray</caption><caption>yankee</caption><tr><td>1</table>", "yankee"),
        ("<table><caption>yankee</caption></table>", "yankee"),
        ("<h2>xray <table><tr><td>yankee</table></h2>", "yankee"),
        ("<dl><div><dt>xray</dt><dd>yankee</dd></div></dl>", "yankee"),
    ],
)
def test_what_stands_in_an_odd_place_is_printed(typst, html, kept):
    """HTML that no person would write is forgiven by browsers, and on paper too."""
    assert kept in typst(code(outputs=[shown(text_html=html)]))


@pytest.mark.parametrize("place", ["## Head[^1]", "| a[^1] |\n|---|\n| b |"])
def test_note_whose_mark_stands_in_a_heading_is_printed(typst, place):
    """Where paper can set no footnote, the note stands at the end."""
    said = typst(text(f"# T\n\n{place}\n\n[^1]: Written yankee below."))
    assert said.count("Written yankee below.") == 1


def test_answer_in_italics_is_printed(typst):
    """What a student writes is never taken for the prompt to write something."""
    said = typst(text("My answer:\n\n*Click here, press Enter, and write below.*", "response"))
    assert "Click here" not in said
    assert "They bound themselves." in typst(
        text("My answer:\n\n*They bound themselves.*", "response")
    )
