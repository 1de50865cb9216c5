"""What cells put out: the richest form that a page can show, and words for the rest."""

import nbformat.v4 as nb
import pytest
from handouts import PIXEL, chart, code, export, lesson, parsed, shown, text

from coursebook.errors import LessonError

WIDGET = "application/vnd.jupyter.widget-view+json"


def output(page):
    """Return what the outputs of a page say, in one line."""
    return " ".join(" ".join(each.get_text(" ").split()) for each in page.select(".output"))


def bundle(data, **metadata):
    """Return an output with any types of data."""
    return nb.new_output("display_data", data=data, metadata=metadata)


class TestForms:
    def test_script_only_output_falls_back_to_text(self):
        """An output that was nothing but a script is shown in its plain form, and says so."""
        html = export(
            code(outputs=[shown(text_html="<script>draw()</script>", text_plain="alt.Chart")])
        )
        assert output(parsed(html)) == "alt.Chart This output can only be seen in the notebook."
        assert "draw()" not in html

    def test_widget_needs_the_notebook(self):
        """A widget is its text, and a sentence; its state is not in the page."""
        widget = bundle({WIDGET: {"model_id": "m"}, "text/plain": "IntSlider(value=7)"})
        assert output(parsed(export(code(outputs=[widget])))) == (
            "IntSlider(value=7) This is a control to work with. It needs the notebook."
        )

    def test_address_of_an_object_is_not_shown(self):
        """`<IPython… object at 0x…>` tells a reader nothing."""
        html = "<iframe src='https://example.org'></iframe>"
        video = shown(text_html=html, text_plain="<IPython.lib.display.YouTubeVideo at 0x7f>")
        assert output(parsed(export(code(outputs=[video])))) == (
            "This output can only be seen in the notebook."
        )
        assert "<Mine>" in parsed(export(code(outputs=[shown(text_plain="<Mine>")]))).get_text()

    def test_style_sheet_alone_is_no_output(self):
        """A cell that only dresses the notebook leaves nothing to be missed."""
        styles = shown(text_html="<style>p {}</style>", text_plain="<IPython…HTML object>")
        assert output(parsed(export(code(outputs=[styles])))) == ""

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            ({"text/html": "<b>rich</b>", "image/png": PIXEL, "text/plain": "p"}, "b"),
            ({"text/markdown": "*md*", "image/png": PIXEL, "text/plain": "p"}, "em"),
            ({"image/svg+xml": "<svg/>", "image/png": PIXEL}, 'img[src^="data:image/svg+xml;"]'),
            ({"image/png": PIXEL, "text/latex": "$x$"}, 'img[src^="data:image/png;"]'),
            ({"text/latex": "$x$", "text/plain": "x"}, "math"),
            ({"application/json": {"k": "개성"}, "text/plain": "<JSON object>"}, "pre.result"),
        ],
    )
    def test_richest_form_is_shown(self, data, found):
        """Of several forms of one output, one is shown: the one that says most."""
        (place,) = parsed(export(code(outputs=[bundle(data)]))).select(".output")
        assert place.select_one(found)
        assert len(place.find_all(True, recursive=False)) == 1

    def test_json_can_be_read(self):
        """JSON is set out in lines, its letters as they are."""
        page = parsed(export(code(outputs=[bundle({"application/json": {"k": ["개성"]}})])))
        assert page.select_one(".output pre").get_text() == '{\n  "k": [\n    "개성"\n  ]\n}'

    def test_picture_keeps_its_size(self):
        """A picture drawn for a sharp screen is not twice as wide on the page."""
        sized = bundle({"image/png": PIXEL}, **{"image/png": {"width": 320, "height": 200}})
        image = parsed(export(code(outputs=[sized]))).img
        assert (image["width"], image["height"]) == ("320", "200")

    def test_inline_drawing_becomes_a_picture(self):
        """SVG inside HTML is kept, as a picture, with the letter case that SVG needs."""
        svg = '<div><svg viewBox="0 0 9 9"><title>A tree</title><circle r="3"/></svg>after</div>'
        page = parsed(export(code(outputs=[shown(text_html=svg)])))
        assert page.img["alt"] == "A tree"
        assert page.select_one(".output").get_text() == "after"
        assert not page.find("svg")

    def test_chart_that_cannot_be_drawn_falls_back_to_text(self):
        """A stranger's chart with data elsewhere is shown in its plain form."""
        html = export(code(outputs=[chart(data={"url": "https://example.org/a.csv"})]))
        assert "A chart" in html
        assert "<figure" not in html

    def test_chart_that_ends_the_process_is_left_out(self):
        """What makes the drawing program end ends neither the export nor the next chart."""
        mark = {"type": "text", "text": "x", "fontWeight": '"><script>'}
        page = parsed(export(code(outputs=[chart(mark=mark)]), code(outputs=[chart()])))
        assert len(page.find_all("figure")) == 1
        assert "A chart" in output(page)


class TestPrinted:
    def test_progress_bar_is_its_last_state(self):
        """What was written over is not shown, also where it was printed bit by bit."""
        bits = [nb.new_output("stream", name="stdout", text=each) for each in ("1%\r", "99%", "\n")]
        assert output(parsed(export(code(outputs=bits)))) == "99%"

    def test_codes_of_a_terminal_are_not_text(self):
        """Colours, links and bells of a terminal leave no trace."""
        printed = "\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07 bell\x07"
        stream = nb.new_output("stream", name="stderr", text=printed)
        assert output(parsed(export(code(outputs=[stream])))) == "red link bell"

    def test_error_is_shown_calmly(self):
        """What went wrong stands in a sentence; where it happened is folded."""
        error = nb.new_output("error", ename="NameError", evalue="x", traceback=["\x1b[31mline 1"])
        page = parsed(export(code(outputs=[error])))
        assert page.select_one(".error > p").get_text() == "This cell stopped. NameError: x"
        assert page.select_one(".error > details:not([open]) pre").get_text() == "line 1"


class TestRaw:
    def test_raw_cell_is_shown_as_typed(self):
        """A raw cell is text as typed; settings between dashes are not for readers."""
        page = parsed(export(nb.new_raw_cell("a  <b>\n c"), nb.new_raw_cell("---\ntitle: x\n---")))
        assert [each.get_text() for each in page.main.find_all("pre")] == ["a  <b>\n c"]

    @pytest.mark.parametrize(
        ("kind", "source"), [("text/html", "<em>x</em>"), ("text/markdown", "*x*")]
    )
    def test_raw_cell_of_a_page_is_rendered(self, kind, source):
        """A raw cell that is HTML or Markdown becomes part of the page."""
        assert parsed(export(nb.new_raw_cell(source, metadata={"format": kind}))).main.em

    def test_raw_cell_for_another_format_is_left_out(self):
        """LaTeX that was meant for another exporter is not shown."""
        page = parsed(export(nb.new_raw_cell("\\clearpage", metadata={"format": "text/latex"})))
        assert "clearpage" not in page.get_text()


class TestWarnings:
    CELLS = (
        text("# T\n\n### Skipped\n\n![](gone.png)"),
        code(outputs=[chart(description=" ")]),
    )

    def test_stranger_is_warned_line_by_line(self, caplog):
        """A stranger's notebook is exported; each fault is one line that names the cell."""
        caplog.set_level("WARNING")
        page = parsed(export(*self.CELLS))
        assert "Picture missing" in page.get_text()
        lines = [each.getMessage() for each in caplog.records]
        assert all(line.startswith("a-stranger.ipynb, cell ") for line in lines)
        assert all("\n" not in line for line in lines)
        told = " ".join(lines)
        for part in ("skips a level", "no alt text", "'gone.png' is missing", "no description"):
            assert part in told

    @pytest.mark.parametrize(
        ("cell", "fault"),
        [
            (text("## A\n\n#### B"), "cell 2: the heading 'B' skips a level. Make it level 3."),
            (text("![A map](gone.png)"), "cell 2: the picture 'gone.png' is missing"),
            (text("![A](file:///a.png)"), "cell 2: a picture has no address, or one that no page"),
            (text("![A]()"), "cell 2: a picture has no address, or one that no page may open."),
            (text("![A](attachment:a.png)"), "cell 2: the picture 'attachment:a.png' is missing"),
            (
                text("![A](https://example.org/a)"),
                "cell 2: the picture .* would have to be fetched",
            ),
            (text("![image.png](a.png)"), "cell 2: a picture has no alt text"),
            (code(outputs=[chart(description="")]), "cell 2: the chart has no description"),
        ],
    )
    def test_lesson_stops(self, small_course, cell, fault):
        """What a stranger is warned of stops a lesson, and the message names the cell."""
        with pytest.raises(LessonError, match=f"lessons/05-panmunjom.ipynb, {fault}"):
            lesson(cell)
