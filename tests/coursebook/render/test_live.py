"""Live charts: a page carries what it needs to make its charts live, and trusts nothing else."""

import base64
import hashlib
import json
import re

import nbformat.v4 as nb
import pytest
from handouts import LESSON, QUESTION, chart, parsed, text

from coursebook.charts import colours
from coursebook.render.html import page as html_page
from coursebook.render.html.exporter import HandoutExporter
from coursebook.render.vega import figure as figures
from coursebook.render.vega import live

OURS = {"usermeta": {"coursebook": {"source": "Source: ours"}}}
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "description": "Dots.",
    "title": "A title",
    "data": {"values": [{"n": 1, "colour": "#1f2430"}]},
    "encoding": {"x": {"field": "n", "type": "quantitative"}},
    "layer": [
        {"mark": {"type": "point", "fill": "white", "stroke": "white"}},
        {"mark": {"type": "text", "fill": "white"}},
        {"mark": {"type": "rule", "color": "#c9ced6"}},
    ],
    "config": {"background": "white", "axis": {"labelColor": "#1f2430"}},
}


def page(*cells, charts="../charts.js", name=LESSON):
    """Export cells with a place where charts.js lies, and return the page."""
    opening = text(f"# 5 · Panmunjom\n\n**{QUESTION}**")
    html, _ = HandoutExporter(charts=charts).from_notebook_node(
        nb.new_notebook(cells=[opening, *cells]), {"metadata": {"name": name}}
    )
    return html


def cell(**more):
    """Return a cell that shows a chart."""
    return nb.new_code_cell("x", outputs=[chart(**more)])


def figure(spec, number):
    """Return a chart as a figure of a page that can make it live."""
    return str(html_page.figure_html(figures.read_figure(spec, number), is_live=True))


def embedded(spec):
    """Return the spec that a figure carries."""
    script = parsed(figure(spec, 1)).find("script", type="application/json")
    return json.loads(script.string)


@pytest.mark.usefixtures("small_course")
class TestPage:
    def test_each_figure_has_a_button_and_its_spec(self):
        """The button is a real one, and not shown until the page's script says so."""
        tree = parsed(page(cell(), cell()))
        for figure in tree.find_all("figure"):
            paragraph = figure.select_one("p.live")
            assert paragraph.has_attr("hidden")
            assert paragraph.button["type"] == "button"
            assert paragraph.find(role="status").get_text() == ""
            spec = json.loads(figure.find("script").string)
            assert spec["mark"] == "point"
        assert [each.get("type") for each in tree.find_all("script")] == [
            "application/json",
            "application/json",
            None,
        ]

    def test_the_policy_names_the_page_script_by_its_hash(self):
        """Just this script may run, and load one more; nothing is evaluated or fetched."""
        tree = parsed(page(cell()))
        policy = tree.find("meta", attrs={"http-equiv": True})["content"]
        (script,) = [each for each in tree.find_all("script") if not each.get("type")]
        digest = hashlib.sha256(script.string.encode("utf-8")).digest()
        assert f"'sha256-{base64.b64encode(digest).decode('ascii')}' 'strict-dynamic'" in policy
        sources = dict(each.strip().split(" ", 1) for each in policy.split(";"))
        assert sources["default-src"] == "'none'"
        assert "unsafe" not in sources["script-src"]
        assert "connect-src" not in sources
        assert script["data-charts"] == "../charts.js"

    def test_no_button_without_the_file(self):
        """A lesson that is exported alone has no button, no script, and no word of them."""
        tree = parsed(page(cell(), charts=""))
        assert not tree.find_all(["script", "button"])
        assert "script-src" not in tree.find("meta", attrs={"http-equiv": True})["content"]

    def test_no_button_in_the_page_of_a_stranger(self):
        """Only a lesson's charts can be made live, whatever the exporter is told."""
        assert not parsed(page(cell(), name="a-stranger")).find_all(["script", "button"])


def test_nothing_breaks_out_of_the_spec():
    """Text in a chart stays text: it cannot end the script element that holds it."""
    nasty = "</script><script>alert(1)</script><!-- & \u2028 ]]>"
    html = figure({**SPEC, "data": {"values": [{"n": nasty}]}}, 1)
    held = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1]
    assert not set("<>&\u2028") & set(held)
    assert json.loads(held)["data"]["values"] == [{"n": nasty}]


def test_what_the_page_has_already_is_left_out():
    """Title, alt text and table stand in the figure; the spec does not repeat them."""
    assert not {"$schema", "title", "description", "usermeta"} & set(embedded(SPEC | OURS))


def test_colours_of_our_charts_follow_the_page():
    """Ink, grid and white follow light and dark, but not white letters, and never the data."""
    spec = embedded(SPEC | OURS)
    point, letters, rule = (each["mark"] for each in spec["layer"])
    assert (point["fill"], point["stroke"]) == (colours.PAGE, colours.PAGE)
    assert letters["fill"] == "white"
    assert rule["color"] == "var(--grid, #c9ced6)"
    assert spec["config"]["background"] == "transparent"
    assert spec["config"]["axis"]["labelColor"] == "currentColor"
    assert spec["data"] == SPEC["data"]


def test_other_charts_keep_their_colours():
    """A chart that is not of this package is shown as it is, on white, in the same letters."""
    spec = embedded(SPEC)
    assert spec["layer"] == SPEC["layer"]
    assert spec["config"] == {**SPEC["config"], "font": figures.font()}


def test_the_file_of_live_charts():
    """One script for all pages: it names its licences, and makes one name known."""
    script = live.charts_js()
    assert script.startswith("/*\n")
    notice, _, code = script.partition("*/")
    for licence in ("BSD-3-Clause", "ISC", "MIT"):
        assert licence in notice
    assert code.strip().startswith("(function () {")
    assert code.strip().endswith("})();")
    assert re.findall(r"\bwindow\.(\w+)\s?=(?!=)", code) == ["vegaEmbed"]
    assert len(script) < 1_000_000
