"""HTML as a tagged PDF: every part keeps its meaning, and what is not for paper stays away."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from handouts import MIRROR, PIXEL, chart, code, text
from pdfs import alternatives, answer, export, inside, lesson, made, pages, part, tags

from coursebook.errors import Place
from coursebook.notebooks.normalize import FOLDED
from coursebook.render.document import Box, Code, Part
from coursebook.render.mathml import mathml
from coursebook.render.pdf import document
from coursebook.render.pdf.blocks import BlockWriter
from coursebook.render.pdf.images import Pictures
from coursebook.render.pdf.inlines import InlineWriter
from coursebook.render.pdf.tables import Room, set_table
from coursebook.render.pdf.units import Units
from coursebook.render.vega import figure

PLACE = Place("x.ipynb", 1)
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "description": "Rain & sun",
    "data": {"values": [{"n": 1}]},
    "mark": "point",
    "encoding": {"x": {"field": "n", "type": "quantitative"}},
}
TABLE = {"table": {"columns": ["A"], "rows": [["X8"]]}, "source": ""}
CHART = {"usermeta": {"korean_peace": TABLE}}
IMAGE = f'<img src="data:image/png;base64,{PIXEL}" alt="A dot">'


def written(html):
    """Return the code of some HTML, without the marks between its pieces."""
    body = BeautifulSoup(html, "html.parser")
    code = BlockWriter(InlineWriter(Pictures(), {}, ["here"], pytest.fail), Units()).code(body)
    return re.sub(r"/\*[\x01\x02]\d*\*/", "", code)


@pytest.fixture
def typst(monkeypatch):
    """Return what runs something that makes a PDF, and gives the code of its body."""

    def source_of(making):
        with monkeypatch.context() as patched:
            patched.setattr(document, "compile_pdf", lambda source, *_: source.encode())
            return making().decode().partition("#show: handout")[2]

    return source_of


def rows(count, cells="<td>a</td><td>b</td>"):
    """Return the rows of a table."""
    return f"<tr>{cells}</tr>" * count


class TestTags:
    def test_text(self):
        """Headings, paragraphs, emphasis, lists, quotations and code are tagged as such."""
        found = tags(
            made(
                "<h2>A</h2><h3>B</h3><p>c <em>d</em> <strong>e</strong></p><ul><li>f</li></ul>"
                "<ol><li>g</li></ol><blockquote><p>h</p></blockquote><pre>i</pre>"
            )
        )
        wanted = {"H1": 1, "H2": 1, "H3": 1, "Em": 1, "Strong": 1, "L": 2, "LI": 2}
        assert wanted.items() <= found.items()
        assert {"P", "BlockQuote", "Code"} <= set(found)

    def test_language(self):
        """Hangul is spoken as Korean, the rest in the language of the page."""
        content = inside(made('<p>War <span lang="ko">종전선언</span></p>'))
        assert b"/Lang(ko)" in content
        assert b"/Lang(en)" in content

    def test_figure_has_alternative_and_caption(self):
        """A chart is a figure that says what it shows, with its caption."""
        drawn = figure.read_figure(SPEC, 1)
        content = made(Part("output", PLACE, drawn))
        assert alternatives(content) == ["Rain & sun"]
        assert {"Figure": 1, "Caption": 1}.items() <= tags(content).items()

    def test_decoration_is_no_figure(self):
        """A picture whose author left its alt text empty is passed over."""
        assert "Figure" not in tags(made(IMAGE.replace("A dot", "")))
        assert alternatives(made(f"<p>{IMAGE} in a text {IMAGE}</p>")) == ["A dot"]

    def test_table_has_headings(self):
        """The cells of a table's head are headings, also where no thead says so."""
        head = "<tr><th>A</th><th>B</th></tr>"
        for start in (f"<thead>{head}</thead>", head):
            found = tags(made(f"<table>{start}{rows(2)}</table>"))
            assert (found["TH"], found["TD"], found["THead"]) == (2, 4, 1)

    def test_skipped_level_is_closed(self):
        """The outline has no gaps, whatever the page says, and a cell is no part of it."""
        found = tags(made("<h4>A</h4><table><tr><td><h2>B</h2></td></tr></table><h4>C</h4>"))
        assert {name: count for name, count in found.items() if name.startswith("H")} == {
            "H1": 1,
            "H2": 1,
            "H3": 1,
        }

    @pytest.mark.parametrize("block", [True, False])
    def test_formula_says_its_tex(self, block):
        """Mathematics is drawn, and spoken as the TeX that was typed."""
        content = made(f"<p>So {mathml('x^2 < y', block=block)} holds.</p>")
        assert tags(content)["Formula"] == 1
        assert alternatives(content) == ["x^2 < y"]

    def test_formula_in_hangul_is_printed_as_typed(self):
        """What the font of formulas lacks is not drawn as empty boxes."""
        assert "Formula" not in tags(made(f"<p>{mathml(r'x_{한}')}</p>"))


class TestLinks:
    def test_citation_leads_to_its_source_and_addresses_are_printed(self, small_course, typst):
        """On paper a source is found by its printed address, on the screen by a click."""
        source = typst(lambda: lesson(text("A [@kbs, Lead].")))
        assert 'cited("source-1", "[1]")' in source
        assert '#label("source-1")' in source
        assert 'printed("https://example.org/?a=1&b", "https://example.org/?a=1&b")' in source

    def test_a_copy_of_a_source_is_told_in_words(self, small_course, typst):
        """Where a copy was read stands in the list on paper, too, without its address."""
        source = typst(lambda: lesson(text("A [@agency, page 3].")))
        assert "Read in a copy at mirror.example." in source
        assert MIRROR not in source

    def test_link_in_the_text_gets_a_note(self):
        """The address of a link stands at the foot of the page, unless it is printed already."""
        assert "footnote(" in written('<p><a href="https://example.org">x</a></p>')
        plain = '<a href="https://example.org">https://example.org</a>'
        assert "footnote(" not in written(f"<p>{plain}</p>")

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "data.csv", "#", "", "file:///x", "https://" + "x" * 3000],
    )
    def test_no_other_link_is_one(self, address):
        """What cannot be followed from a sheet of paper is text only."""
        code = written(f'<p><a href="{address}">x</a></p>')
        assert code == 'par("x")'

    def test_link_to_nowhere_is_text(self):
        """A link to a place that is not on paper does not stop the PDF."""
        assert b"/Link" not in inside(made('<p><a href="#gone">x</a></p>'))
        twice = '<p id="a">1</p><p id="a">2</p><p><a href="#a">x</a></p>'
        assert b"/Link" in inside(made(twice))

    def test_note_stands_at_the_foot(self):
        """A Markdown footnote is a footnote, without the way back."""
        content = export(text("x[^1]\n\n[^1]: The *note*."))
        assert {"Note": 1, "Em": 1}.items() <= tags(content).items()
        assert "L" not in tags(content)


class TestTables:
    def test_head_comes_again_on_each_page(self):
        """A table over several pages repeats its headings; the second time they are not read."""
        content = made(f"<table><tr><th>A</th><th>B</th></tr>{rows(150)}</table>")
        assert len(pages(content)) > 2
        assert tags(content)["TH"] == 2

    @pytest.mark.parametrize(
        "html",
        [
            "",
            "<tr></tr>",
            "<tr><td></td></tr>",
            '<tr><td colspan="99999" rowspan="99999">a</td></tr><tr><td>b</td></tr>',
            '<tr><td colspan="0" rowspan="-1">a</td></tr><tr><td>b</td><td>c</td></tr>',
            '<tr><td>a</td><td rowspan="2">b</td></tr><tr><td colspan="3">c</td></tr>',
            "<tr><td><table><tr><td>inner</td></tr></table></td></tr>",
            f"<caption>C</caption><tr>{'<th>a_rather_long_name</th>' * 40}</tr>"
            f"<tr>{'<td>123456789012345</td>' * 40}</tr>",
            f"<tr><td>{'word ' * 3000}</td></tr>",
        ],
    )
    def test_any_table_is_set(self, html):
        """Spans that overlap or never end, too many columns, endless cells: nothing stops it."""
        assert made(f"<table>{html}</table>").startswith(b"%PDF")

    def test_narrow_words_are_never_cut(self):
        """A short column beside a long one keeps its words whole."""
        cells = f"<td>D1a</td><td>{'long ' * 60}</td>"
        soup = BeautifulSoup(f"<table>{rows(1, cells)}</table>", "html.parser")
        seen = []
        set_table(soup.table, lambda tag: seen.append(tag.get_text()) or '"x"', Room())
        assert seen[0] == "D1a"


class TestPaper:
    def test_left_out(self, typst):
        """Folded code, a chart's data, ways back and contents are for the screen."""
        folded = Part("code", PLACE, Code("print('X9')", "python", folded=True))
        cells = [
            text("## One\n\nx[^1]\n\n[^1]: A note.\n\n## Two\n\nEnd."),
            code(outputs=[chart(**CHART)]),
        ]
        source = typst(lambda: made(folded)) + typst(lambda: export(*cells))
        assert "X9" not in source
        assert "X8" not in source
        assert "↩" not in source
        assert source.count('"Two"') == 1

    def test_details_are_opened(self):
        """What folds on the screen is printed on paper; its heading stays a heading."""
        assert "unfolded(" in written("<details><summary>S</summary><p>Clause</p></details>")
        further = text("## Go further\n\nx")
        further.metadata[FOLDED] = True
        assert tags(export(text("# Title"), further))["H2"] == 1

    def test_question_and_its_line_stand_together(self, typst):
        """The line for an answer is in one box with the question that comes before it."""
        question, words = part("<p>Why?</p>", "output"), part("<p>My answer:</p>", "response")
        alone = Box(True, parts=[answer()])
        assert made(question, alone) == made(Box(True, parts=[question, answer()]))
        assert made(question, alone) != made(question, part("<p>x</p>"), alone)
        room = typst(lambda: made(question, words)).partition("response(")[2]
        assert room.index("Why?") < room.index("My answer:")

    def test_tall_things_go_on_overleaf(self):
        """What is kept together but taller than a page is not cut off at its end."""
        high = part("<p>Words.</p>" * 90)
        for kept in (
            Box(True, parts=[high]),
            Box(False, True, [high]),
            replace(high, role="response"),
        ):
            assert len(pages(made(kept))) == 3

    def test_room_to_write(self, typst):
        """A cell to fill in is empty and high; all that stands in it in words is printed."""
        table = "<table><tr><th>A</th></tr><tr><td>…</td></tr></table>"
        source = typst(lambda: made(part(table, "response")))
        assert "room" in source
        assert "…" not in source
        for words in ("We trust nobody.", "Although …"):
            asked = part(f"<p>Ask</p><p><em>{words}</em></p>", "response")
            assert f'"{words}"' in typst(lambda asked=asked: made(asked))

    def test_teachers_copy_has_no_lines(self, typst):
        """Nobody writes into a teacher's copy."""
        asked = part("<p>Ask</p>", "response")
        assert "lines(" in typst(lambda: made(asked))
        assert "lines(" not in typst(lambda: made(asked, edition="Teacher's edition"))

    def test_what_is_announced_stays_with_it(self):
        """A heading and one text before a chart or table are not left behind."""
        assert "lead-in(par(" in written("<h2>A</h2><p>Look:</p><table><tr><td>x</td></tr></table>")
        assert "lead-in(" not in written("<h2>A</h2><p>Text</p><p>Text</p>")
