"""Charts as figures: drawn without a network, described, captioned, with their data."""

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from coursebook.errors import LessonError
from coursebook.render.document import parsed
from coursebook.render.html import page
from coursebook.render.vega import figure as figures
from coursebook.render.vega import svg as drawing

INK, GRID = "#1f2430", "#c9ced6"


def spec(**more):
    """Return a small chart of this package; its legend is a gradient, which needs an id."""
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {
            "text": "Two meetings in eight weeks",
            "subtitle": ["By day.", "Sources: [@kbs]"],
        },
        "description": "Two dots: 27 April & 26 May.",
        "data": {"values": [{"day": "2018-04-27", "n": 1}, {"day": "2018-05-26", "n": 2}]},
        "mark": "point",
        "encoding": {
            "x": {"field": "day", "type": "temporal"},
            "color": {"field": "n", "type": "quantitative"},
        },
        "config": {
            "background": "white",
            "axis": {"labelColor": INK, "gridColor": GRID, "domainColor": INK},
        },
        "usermeta": {
            "coursebook": {
                "table": {
                    "columns": ["Date", "What happened"],
                    "rows": [["27 April 2018", "a <b>"]],
                },
                "source": "Sources: [@kbs]",
            }
        },
    }
    return {**chart, **more}


def strange(**more):
    """Return a chart that another package made."""
    chart = spec()
    del chart["usermeta"], chart["description"]
    return {**chart, **more}


def figure(*given, **more):
    """Return a chart as the figure of a page."""
    return str(page.figure_html(figures.read_figure(*given, **more)))


def svg(html):
    """Return the drawing inside a figure."""
    return ElementTree.fromstring(re.search(r"<svg.*</svg>", html, re.S)[0])


def test_description_is_spoken_once():
    """The drawing is one image with one text alternative, and nothing inside it speaks."""
    drawing = svg(figure(spec(), 1))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "Two dots: 27 April & 26 May."
    assert drawing.find("title") is None
    inside = [name for each in drawing.iterfind(".//*") for name in each.attrib]
    assert not [name for name in inside if name == "role" or name.startswith("aria-")]


def test_drawing_scales_with_the_page():
    """The SVG keeps its viewBox, with the letter case that SVG needs."""
    drawing = svg(figure(spec(), 1))
    assert drawing.get("viewBox") == f"0 0 {drawing.get('width')} {drawing.get('height')}"


def test_drawing_carries_no_more_than_is_seen():
    """Places are kept to a thousandth of a pixel, and what is so anyway is not said."""
    days = [{"n": number, "day": f"2018-04-{number}"} for number in (10, 13, 17, 29)]
    drawing = svg(figure(spec(data={"values": days}), 1))
    places = [each.get("transform", "") + each.get("d", "") for each in drawing.iter()]
    assert any(re.search(r"\.\d{3}\b", each) for each in places)
    assert not [each for each in places if re.search(r"\.\d{4}", each)]
    assert not [each for each in drawing.iter() if each.get("opacity") == "1"]


def test_colours_follow_the_page():
    """Ink becomes the colour of the text, gridlines a variable, and there is no background."""
    html = figure(spec(), 1)
    assert INK not in html
    assert 'fill="currentColor"' in html
    assert 'stroke="var(--grid, #c9ced6)"' in html
    assert svg(html).find("rect") is None


def test_white_letters_on_a_mark_stay_white():
    """White text stands on a coloured mark; white outlines are the page showing through."""
    mark = {"type": "text", "color": "white", "stroke": "white"}
    html = figure(spec(mark=mark, encoding={"text": {"field": "n"}}), 1)
    letters = [each for each in svg(html).iter("text") if each.text == "1"]
    assert [each.get("fill") for each in letters] == ["white"]
    assert [each.get("stroke") for each in letters] == ["var(--page, #fff)"]


def test_chart_of_another_package_keeps_its_colours_on_white():
    """Colours that were chosen for white paper stay on white, in dark pages too."""
    drawing = svg(figure(strange(), 1))
    assert "background:#fff" in drawing.get("style")
    assert any(each.get("fill") == INK for each in drawing.iter("text"))


def test_title_is_caption_and_not_drawn():
    """Title, subtitle and source line stand in the caption, once, where they wrap."""

    def cite(tree):
        for text in tree.find_all(string="Sources: [@kbs]"):
            text.replace_with("Sources: ", parsed("<a>[1]</a>").a)

    html = figure(spec(), 3, cite)
    caption = re.search(r"<figcaption>(.*?)</figcaption>", html)[1]
    assert caption == (
        "<strong>Figure 3. Two meetings in eight weeks. By day.</strong> "
        '<span class="source" data-part="source">Sources: <a>[1]</a></span>'
    )
    assert not [each for each in svg(html).iter("text") if "meetings" in (each.text or "")]


@pytest.mark.parametrize("title", ["Late?", {"text": "Late?"}, {"text": ["Late?"]}])
def test_title_in_every_form_of_vega_lite(title):
    """A title is a text, lines, or an object; its own full stop or question mark is enough."""
    assert "<strong>Figure 1. Late?</strong>" in figure(spec(title=title), 1)


def test_chart_without_title_has_a_number():
    """A caption without a title does not end in a lonely space."""
    html = figure(strange(title=None), 1)
    assert "<figcaption><strong>Figure 1.</strong></figcaption>" in html


def test_data_stand_in_a_table_with_headings():
    """The table has a caption, column and row headings, and its text is escaped."""
    html = figure(spec(), 1)
    assert "<caption>Data of figure 1</caption>" in html
    assert '<th scope="col">Date</th><th scope="col">What happened</th>' in html
    assert '<th scope="row">27 April 2018</th><td>a &lt;b&gt;</td>' in html


def test_table_of_another_package_is_its_first_dataset():
    """A stranger's chart shows its records; what a record lacks is left empty."""
    values = [{"day": "2018-04-27T00:00:00", "n": 1}, {"day": "2018-05-26T00:00:00"}]
    html = figure(strange(data={"name": "d"}, datasets={"d": values}), 1)
    assert '<th scope="row">2018-04-27</th><td class="number">1</td>' in html
    assert '<th scope="row">2018-05-26</th><td class="number"></td>' in html


def test_long_table_says_that_it_is_cut():
    """At most 200 rows are printed, and the caption says how many there are."""
    values = [{"n": n} for n in range(201)]
    html = figure(strange(data={"values": values}), 1)
    assert "<caption>Data of figure 1 (the first 200 of 201 rows)</caption>" in html
    assert html.count("<tr>") == 201


def kept(html):
    """Return the rows of the CSV that a figure holds."""
    address = re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', html)[1]
    return list(csv.reader(io.StringIO(unquote(address).removeprefix("\ufeff"), newline="")))


def test_data_can_be_kept_as_csv():
    """The file has the table's headings and rows as plain text, citations in words."""
    rows = [["개성", 'a "b", <c>\n[@kbs]'], [None, -5]]
    table = {"columns": ["Place", "Said"], "rows": rows}
    html = figure(
        spec(usermeta={"coursebook": {"table": table}}),
        2,
        plain=lambda text: text.replace("[@kbs]", "KBS"),
    )
    assert kept(html) == [["Place", "Said"], ["개성", 'a "b", <c>\nKBS'], ["", "-5"]]
    assert 'download="figure-2.csv"' in html
    assert "(2 rows)" in html


def test_csv_is_taken_for_utf_8_by_spreadsheets():
    """The file begins with the mark without which Excel shows Hangul as noise."""
    assert "charset=utf-8,%EF%BB%BF" in figure(spec(), 1)


def test_csv_holds_all_rows():
    """Only the table on the page is cut."""
    values = [{"n": n} for n in range(201)]
    assert len(kept(figure(strange(data={"values": values}), 1))) == 202


FORMULAS = ["=1+1", "+1+cmd", "-1-2", "@SUM(A1)", " =1", "\t=1", "＝1+1", "＋1+cmd", "－1－2"]
FORMULAS += ["＠SUM(A1)", "\ufeff=1", "\x00=1", "\u200b=1", "\u3000＝1", "\x1f\ufeff +cmd"]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_runs_no_formula(text):
    """What a spreadsheet would take for a formula is marked as text; numbers stay numbers."""
    rows = kept(figure(strange(data={"values": [{"a": text, "b": "-1,234.5"}]}), 1))
    assert rows[1] == [f"'{text}", "-1,234.5"]


@pytest.mark.parametrize("text", ["-", "+", "–", "판문점 = Panmunjom", "a@b", "-5 %", "\ufeff"])
def test_csv_leaves_words_alone(text):
    """A dash for an empty cell is no formula, and nor is a sign within a text."""
    rows = kept(figure(strange(data={"values": [{"a": text}]}), 1))
    assert rows[1] == [text]


def test_layers_are_searched_for_data():
    """A layered chart holds its data in a layer."""
    parts = {key: strange()[key] for key in ("data", "mark", "encoding")}
    html = figure({"layer": [parts]}, 1)
    assert '<th scope="row">2018-05-26</th>' in html


def test_alternative_without_description():
    """Without a description the title speaks; without both, the figure says so."""
    assert svg(figure(strange(), 1)).get("aria-label").startswith("Two meetings")
    silent = svg(figure(strange(title=None), 1))
    assert silent.get("aria-label") == figures.WITHOUT_DESCRIPTION


def test_ids_differ_between_figures():
    """Two drawings of the same chart share no id, and each refers to its own gradient."""

    class Ids(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found, self.used = [], set()

        def handle_starttag(self, tag, attrs):
            self.found += [value for name, value in attrs if name == "id"]
            self.used |= {url for _, value in attrs for url in re.findall(r"url\(#(.+?)\)", value)}

    ids = Ids()
    ids.feed(figure(spec(), 1) + figure(spec(), 2))
    assert len(ids.found) == len(set(ids.found)) == 4
    assert ids.used == {"figure-1-1", "figure-2-1"}
    assert ids.used <= set(ids.found)


def test_data_from_the_network_are_refused():
    """A chart that would have to fetch its data is not drawn, and the error says why."""
    with pytest.raises(LessonError, match=r"not allowed.*must carry its data in itself"):
        figure(spec(data={"url": "https://example.org/data.csv"}), 1)


def test_same_chart_gives_the_same_bytes():
    """A figure holds nothing random and no date."""
    first = figure(spec(), 1)
    drawing.svg.cache_clear()
    assert figure(spec(), 1) == first
