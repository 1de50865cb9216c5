import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import altair as alt
import nbformat.v4 as nb
import pandas as pd
import pytest
from opened import Opened
from playwright.sync_api import BrowserContext, Page
from test_accessibility import AXE, RUN

from coursebook.charts.theme import MIMETYPE
from coursebook.course import course
from coursebook.editions import output_paths
from coursebook.render.html.exporter import HandoutExporter
from coursebook.render.vega import live

LESSON = "06-singapore"
TIP = "#vg-tooltip-element.visible"
BARS = ".live-chart .mark-rect path"
# Left and right of a path on the screen, without its stroke.
SIDES = """each => {
  const box = each.getBBox();
  const {a, e} = each.getScreenCTM();
  return [box.x * a + e, (box.x + box.width) * a + e];
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and writes no log."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[str]:
    """The build on a school's server."""
    handler = functools.partial(Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a slider and with a brush, beside the file that draws live charts."""
    rows = pd.DataFrame({"x": range(10), "y": range(10)})
    slider = alt.param(name="most", value=9, bind=alt.binding_range(min=0, max=9, step=1))
    brush = alt.selection_interval(encodings=["x"], name="brush")
    base = alt.Chart(rows, width=900, height=200).encode(x="x:Q", y="y:Q")
    charts = [
        base.mark_point().transform_filter("datum.x <= most").add_params(slider),
        base.mark_point().add_params(brush).transform_filter(brush)
        + base.mark_text(color="white", text="</script>"),
    ]
    cells = [_cell(each.properties(description="Ten points.").to_dict()) for each in charts]
    folder = tmp_path_factory.mktemp("playground")
    (folder / "lessons").mkdir()
    html, _ = HandoutExporter(charts="../charts.js").from_notebook_node(
        nb.new_notebook(cells=cells), {"metadata": {"name": LESSON}}
    )
    (folder / "lessons" / "page.html").write_text(html, encoding="utf-8")
    (folder / "charts.js").write_text(live.charts_js(), encoding="utf-8")
    return folder / "lessons" / "page.html"


def _cell(spec: dict[str, Any]) -> Any:
    return nb.new_code_cell("x", outputs=[nb.new_output("display_data", data={MIMETYPE: spec})])


def _enliven(page: Page, number: int) -> None:
    page.locator(f"#figure-{number} p.live button").click()
    page.locator(f"#figure-{number} .live-chart svg").wait_for(state="visible")


def _places(built: Path, server: str) -> list[tuple[str, str]]:
    """Return pages by root and name: all of students, one of teachers, one from the server."""
    names = [f"lessons/{each.id}.html" for each in course.course().lessons]
    teachers = output_paths.folder(built, "teacher").as_uri()
    return [*((built.as_uri(), each) for each in names), (teachers, names[0]), (server, names[0])]


def test_charts_become_live(context: BrowserContext, built: Path, server: str) -> None:
    """From a folder and from a server, a press draws each chart live, asks only for charts.js."""
    for root, name in _places(built, server):
        opened = Opened(context, f"{root}/{name}")
        opened.unfold()
        count = opened.page.locator("figure[id^=figure-]").count()
        assert opened.page.locator("p.live button:visible").count() == count
        assert opened.requests == [f"{root}/{name}"]
        for number in range(1, count + 1):
            _enliven(opened.page, number)
            assert not opened.page.locator(f"#figure-{number} .chart > svg").is_visible()
        assert (
            opened.requests
            == [f"{root}/{name}", f"{root}/{output_paths.CHARTS}"][: 1 + bool(count)]
        )
        assert opened.complaints == []
        opened.page.close()


def test_what_a_mark_says(context: BrowserContext, built: Path) -> None:
    """Pointing at a mark of a live chart tells what it is, also where a number stands on it."""
    page = Opened(context, (built / "lessons" / f"{LESSON}.html").as_uri()).page
    _enliven(page, 2)
    page.locator(f"#figure-2 {BARS}").nth(3).hover()
    assert "Reaffirm Panmunjom" in page.locator(TIP).inner_text()


def test_there_and_back(context: BrowserContext, built: Path) -> None:
    """By keyboard alone: the button keeps the focus and leads to the live chart and back."""
    page = Opened(context, (built / "lessons" / f"{LESSON}.html").as_uri()).page
    figure = page.locator("#figure-1")
    told = figure.locator(".chart > svg").get_attribute("aria-label")
    button = figure.get_by_role("button", name="Make this chart live: Figure 1", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    figure.locator(".live-chart").wait_for(state="visible")
    assert figure.locator(".live-chart").get_by_role("img").get_attribute("aria-label") == told
    assert "Live" in figure.get_by_role("status").inner_text()
    back = figure.get_by_role("button", name="Show the still chart: Figure 1", exact=True)
    assert back.evaluate("each => each === document.activeElement")
    figure.locator("details.data > summary").click()
    assert figure.locator("details.data table").is_visible()
    back.press("Enter")
    assert figure.locator(".chart > svg").is_visible()
    assert not figure.locator(".live-chart").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_live_page_is_accessible(context: BrowserContext, playground: Path, scheme: Any) -> None:
    """axe-core finds no fault in a page whose charts are live, controls included."""
    page = Opened(context, playground.as_uri()).page
    page.emulate_media(color_scheme=scheme)
    for number in (1, 2):
        _enliven(page, number)
    page.evaluate(AXE)
    assert page.evaluate(RUN)["faults"] == []


def test_a_control_works(context: BrowserContext, playground: Path) -> None:
    """A slider changes what the chart shows: signals run without evaluating text."""
    opened = Opened(context, playground.as_uri())
    _enliven(opened.page, 1)
    points = opened.page.locator("#figure-1 .live-chart .mark-symbol path")
    assert points.count() == 10
    opened.page.get_by_role("slider").fill("3")
    opened.page.wait_for_function(
        "document.querySelectorAll('#figure-1 .live-chart .mark-symbol path').length === 4"
    )
    assert opened.complaints == []


@pytest.mark.parametrize("width", [360, 1440])
def test_a_brush_lies_where_it_was_drawn(
    context: BrowserContext, playground: Path, width: int
) -> None:
    """A chart that is fitted to the page takes the pointer's place for what it is."""
    page = Opened(context, playground.as_uri()).page
    page.set_viewport_size({"width": width, "height": 900})
    _enliven(page, 2)
    chart = page.locator("#figure-2 .live-chart svg")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    assert box["width"] < 900  # it is fitted
    left, right, y = box["x"] + 90, box["x"] + 190, box["y"] + box["height"] / 3
    page.mouse.move(left, y)
    page.mouse.down()
    page.mouse.move(right, y, steps=4)
    page.mouse.up()
    drawn = page.locator("#figure-2 .live-chart g.brush_brush path").evaluate(SIDES)
    assert drawn == pytest.approx([left, right], abs=1)


def test_a_page_alone(context: BrowserContext, built: Path, tmp_path: Path) -> None:
    """A page without charts.js beside it keeps its drawings and says what is missing."""
    alone = tmp_path / "lessons" / "page.html"
    alone.parent.mkdir()
    alone.write_bytes((built / "lessons" / f"{LESSON}.html").read_bytes())
    page = Opened(context, alone.as_uri()).page
    figure = page.locator("#figure-1")
    figure.get_by_role("button").click()
    said = figure.get_by_role("status")
    said.filter(has_text="charts.js").wait_for()
    assert "stays still" in said.inner_text()
    assert figure.locator(".chart > svg").is_visible()


def test_other_scripts_stay_forbidden(context: BrowserContext, built: Path) -> None:
    """The policy lets only the page's own script run: none that is written in, none by eval."""
    path = built / "lessons" / f"{LESSON}.html"
    html = path.read_text(encoding="utf-8")
    planted = path.with_name("planted.html")
    planted.write_text(
        html.replace(
            "</main>",
            '<script>window.hit = 1</script><script src="../charts.js"></script>'
            '<img src="data:," onerror="window.hit = 2"></main>',
        ),
        encoding="utf-8",
    )
    opened = Opened(context, planted.as_uri())
    opened.page.wait_for_load_state("networkidle")
    planted.unlink()
    assert opened.page.evaluate("[window.hit, window.vegaEmbed]") == [None, None]
    assert any("Content Security Policy" in each for each in opened.complaints)
