import csv
from pathlib import Path

from playwright.sync_api import BrowserContext

from coursebook.render.html.exporter import HandoutExporter

SPEC = {
    "description": "Two bars.",
    "data": {"values": [{"n": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "n", "type": "quantitative"}},
    "usermeta": {
        "korean_peace": {
            "table": {
                "columns": ["Place", "Said, and where"],
                "rows": [["개성", 'a "b", 50% & #1\nnext [@kbs-2018-04-27]'], ["평양 #2", "=1+1"]],
            }
        }
    },
}


def test_data_of_a_chart_can_be_kept(context: BrowserContext, tmp_path: Path) -> None:
    """A click saves a figure's rows as CSV, from a folder and without JavaScript, Hangul whole."""
    import nbformat.v4 as nb

    data = {"application/vnd.vegalite.v5+json": SPEC}
    cell = nb.new_code_cell("x", outputs=[nb.new_output("display_data", data=data)])
    html, _ = HandoutExporter().from_notebook_node(nb.new_notebook(cells=[cell]))
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = plain.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_text("The data of this figure as a table").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Keep the data of figure 1").click()
    assert saved.value.suggested_filename == "figure-1.csv"
    saved.value.save_as(tmp_path / "kept.csv")
    plain.close()
    with (tmp_path / "kept.csv").open(encoding="utf-8-sig", newline="") as file:
        head, first, second = csv.reader(file)
    assert head == ["Place", "Said, and where"]
    assert first[0] == "개성"
    assert first[1].startswith('a "b", 50% & #1\nnext (“Two Koreas Agree')
    assert second == ["평양 #2", "'=1+1"]
