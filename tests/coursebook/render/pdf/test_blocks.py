"""HTML as a tagged PDF: every part keeps its meaning, and what is not for paper stays away."""

import re

import pytest
from bs4 import BeautifulSoup
from handouts import MIRROR, PIXEL, lesson, text
from pdfs import alternatives, inside, made, pages, tags

from coursebook.render.mathml import mathml
from coursebook.render.pdf.blocks import Writer
from coursebook.render.pdf.images import Pictures
from coursebook.render.pdf.inlines import Phrases
from coursebook.render.pdf.tables import Room, table
from coursebook.render.pdf.units import Units

IMAGE = f'<img src="data:image/png;base64,{PIXEL}" alt="A dot">'


def written(html):
    """Return the code of some HTML, without the marks between its pieces."""
    body = BeautifulSoup(html, "html.parser")
    code = Writer(Phrases(Pictures(), {}, ["here"], pytest.fail), Units()).code(body)
    return re.sub(r"/\*[\x01\x02]\d*\*/", "", code)


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
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"'
        chart = f'{svg} role="img" aria-label="Rain &amp; sun"><circle r="3"/></svg>'
        content = made(f"<figure><div>{chart}</div><figcaption>Figure 1.</figcaption></figure>")
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
    def test_citation_leads_to_its_source_and_addresses_are_printed(self):
        """On paper a source is found by its printed address, on the screen by a click."""
        code = written(
            '<p>x <a data-part="citation" href="#here">[1]</a></p>'
            '<ol data-part="sources"><li id="here">A. <a href="https://example.org/a">T</a>.</li></ol>'
        )
        assert 'cited("here", "[1]")' in code
        assert '#label("here")' in code
        assert 'printed("https://example.org/a", "https://example.org/a")' in code

    def test_a_copy_of_a_source_is_told_in_words(self, small_course):
        """Where a copy was read stands in the list on paper, too, without its address."""
        page = BeautifulSoup(lesson(text("A [@agency, page 3].")), "html.parser")
        code = written(str(page.select_one("ol.sources")))
        assert "Read in a copy at mirror.example." in code
        assert MIRROR not in code

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
        content = made(
            '<p>x<sup data-part="note-mark"><a href="#note-1">1</a></sup></p><section class='
            '"footnotes"><ol><li data-part="note" id="note-1"><p>The <em>note</em>.'
            '<a data-part="note-back" href="#m">'
            "↩</a></p></li></ol></section>"
        )
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
        table(soup.table, lambda tag: seen.append(tag.get_text()) or '"x"', Room())
        assert seen[0] == "D1a"


class TestPaper:
    @pytest.mark.parametrize(
        "html",
        [
            '<details data-part="code"><summary>Show the code</summary>X9</details>',
            '<details data-part="data"><summary>Data</summary>X9</details>',
            "<nav>X9</nav>",
            "<script>X9</script>",
            "<p hidden>X9</p>",
            '<p><a download="x.csv" href="data:text/csv,X9">X9</a></p>',
        ],
    )
    def test_left_out(self, html):
        """Folded code, a chart's data, buttons and contents are for the screen."""
        assert made(html) == made("")

    def test_details_are_opened(self):
        """What folds on the screen is printed on paper; its heading stays a heading."""
        assert "unfolded(" in written("<details><summary>S</summary><p>Clause</p></details>")
        further = (
            "<details data-part='further'><summary><h2>Go further</h2></summary><p>x</p></details>"
        )
        assert tags(made(further))["H2"] == 1

    def test_question_and_its_line_stand_together(self):
        """The line for an answer is in one box with the question that comes before it."""
        answer = (
            '<div data-part="answer"><p>Answer</p><div data-part="lines"><span></span></div></div>'
        )
        question = '<div data-part="output"><p>Why?</p></div>'
        box = f'<div data-part="exercise">{answer}</div>'
        assert made(question + box) == made(f'<div data-part="exercise">{question}{answer}</div>')
        assert made(question + box) != made(f"{question}<p>x</p>{box}")
        essay = '<div data-part="response">{}<p>My answer:</p></div>'
        assert made(question + essay.format("")) == made(essay.format(question))

    def test_tall_things_go_on_overleaf(self):
        """What is kept together but taller than a page is not cut off at its end."""
        high = "<p>Words.</p>" * 90
        for name in ("exercise", "response", "teacher"):
            assert len(pages(made(f'<div data-part="{name}">{high}</div>'))) == 3

    def test_room_to_write(self):
        """A cell to fill in is empty and high; all that stands in it in words is printed."""
        code = written(
            '<div data-part="response"><table><tr><th>A</th></tr><tr><td>…</td></tr></table>'
        )
        assert "room" in code
        assert "…" not in code
        asked = (
            "<div data-part='response'><p>Ask</p>{}<div data-part='lines'><span></span></div></div>"
        )
        for words in ("We trust nobody.", "Although …"):
            assert made(asked.format(f"<p><em>{words}</em></p>")) != made(asked.format(""))

    def test_teachers_copy_has_no_lines(self):
        """Nobody writes into a teacher's copy."""
        lines = "<div data-part='lines'><span></span></div>"
        head = "<header><p data-part='edition'>Teacher's edition</p></header>"
        assert made(head + lines) == made(head)
        assert made(lines) != made("")

    def test_what_is_announced_stays_with_it(self):
        """A heading and one text before a chart or table are not left behind."""
        assert "lead-in(par(" in written("<h2>A</h2><p>Look:</p><table><tr><td>x</td></tr></table>")
        assert "lead-in(" not in written("<h2>A</h2><p>Text</p><p>Text</p>")
