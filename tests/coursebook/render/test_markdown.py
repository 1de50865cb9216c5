"""What a stranger writes is shown, and cannot harm."""

import nbformat.v4 as nb
import pytest
from handouts import chart, code, export, lesson, parsed, shown, text


class TestSafety:
    BAD = (
        '<script>alert(1)</script><p onclick="alert(2)">text</p><a href="javascript:alert(3)">a</a>'
        '<a href="data:text/html,alert(4)">b</a><iframe src="https://example.org"></iframe>'
        '<img src="x" onerror="alert(5)"><form action="https://example.org"><input name="q"></form>'
        '<p style="background:url(https://example.org/x)">styled</p>'
        '<svg onload="alert(6)"></svg><link rel="stylesheet" href="https://example.org/a.css">'
    )

    @pytest.mark.parametrize("kind", ["markdown", "html", "markdown output"])
    def test_what_runs_or_fetches_is_gone(self, kind):
        """Scripts, handlers, frames, forms and addresses that run code do not reach the page."""
        cells = {
            "markdown": text(self.BAD),
            "html": code(outputs=[shown(text_html=self.BAD)]),
            "markdown output": code(outputs=[shown(text_markdown=self.BAD)]),
        }
        html = export(cells[kind])
        assert "alert" not in html
        assert "example.org" not in html
        for tag in ("script", "iframe", "form", "link", "input", "svg"):
            assert f"<{tag}" not in html
        assert "styled" in html

    def test_policy_refuses_everything(self):
        """The page itself tells the browser to fetch nothing and to run nothing."""
        policy = parsed(export()).find("meta", attrs={"http-equiv": True})["content"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
        assert "script-src" not in policy

    def test_page_with_everything_fetches_nothing(self, small_course):
        """No attribute that loads something holds an address; no style sheet imports one."""
        html = lesson(text("A [@kbs, Lead]. https://example.org"), code(outputs=[chart()] * 2))
        page = parsed(html)
        assert not page.find_all(["script", "iframe", "object", "embed"])
        assert [each["href"] for each in page.find_all("link")] == ["#page-end"]  # in the page
        assert page.find(id="page-end")
        assert not [each for each in page.find_all(src=True) if not each["src"].startswith("data:")]
        assert "@import" not in page.style.string
        assert "url(" not in page.style.string

    def test_pictures_of_programs_stay_pictures(self):
        """SVG that a program drew is shown as a picture, where it cannot run code."""
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
        output = nb.new_output("display_data", data={"image/svg+xml": drawing})
        page = parsed(export(code(outputs=[output])))
        assert page.img["src"].startswith("data:image/svg+xml;base64,")
        assert page.img["alt"] == "Picture without description"
