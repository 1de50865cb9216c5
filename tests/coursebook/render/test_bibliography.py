"""Citations on a page: numbered links, and the list that they lead to."""

import pytest
from handouts import MIRROR, chart, code, lesson, parsed, shown, text

from coursebook.errors import CitationError


class TestCitations:
    def test_numbered_by_first_appearance(self, small_course):
        """Text, charts and outputs share one numbering, in the order of the page."""
        html = lesson(
            text("Late [@mnd]."), code(outputs=[chart()]), text("Again [@mnd, page 3; @kbs, End].")
        )
        page = parsed(html)
        links = page.select("main a.citation")
        assert [each.get_text() for each in links] == ["[1]", "[2]", "[1]", "[2]"]
        assert [each["href"] for each in links] == ["#source-1", "#source-2"] * 2

    def test_list_says_where_and_leads_back(self, small_course):
        """An entry has author, title, publisher, date and places, and links to each citation."""
        html = lesson(text("A [@kbs, Lead]. B [@mnd]. C [@kbs, End]. D [@kbs, End]."))
        first, second = parsed(html).select("ol.sources > li")
        assert "Two Koreas Agree. KBS World. 27 April 2018. Cited: Lead; End." in first.get_text()
        assert "Kim A. “Why so late?” Ministry. May 2018." in second.get_text()
        assert first.a["href"] == "https://example.org/?a=1&b"
        back = [each["href"] for each in first.select(".back a")]
        assert back == ["#citation-1-1", "#citation-1-2", "#citation-1-3"]

    def test_a_copy_is_named_and_not_linked(self, small_course):
        """A source read in a copy says so in words, without a link."""
        html = lesson(text("A [@agency, page 3]."))
        (entry,) = parsed(html).select("ol.sources > li")
        told = "The Agency. 1 June 2018. Read in a copy at mirror.example. Cited: page 3."
        assert told in entry.get_text()
        assert MIRROR not in html

    def test_one_bracket_names_a_source_once(self, small_course):
        """Two places in one source are one number; the list gives both."""
        page = parsed(lesson(text("A [@kbs, Lead; @kbs, End].")))
        assert len(page.select("a.citation")) == 1
        assert "Cited: Lead; End." in page.find(id="source-1").get_text()

    def test_number_stays_with_its_word(self, small_course):
        """The space before a number does not break, so that no line begins with it."""
        assert 'word\u00a0<a class="citation"' in lesson(text("A word [@kbs, Lead]."))

    def test_unknown_source_names_the_cell(self, small_course):
        """A lesson that cites a source that does not exist is refused."""
        with pytest.raises(CitationError, match=r"lessons/05-panmunjom.ipynb, cell 2: no source"):
            lesson(text("See [@nobody]."))

    def test_unknown_section_names_the_cell(self, small_course):
        """A lesson that cites a section that does not exist is refused."""
        with pytest.raises(CitationError, match=r"cell 2: kbs has no section 'Middle'"):
            lesson(text("See [@kbs, Middle]."))

    @pytest.mark.parametrize(
        "source", ["`[@kbs, Lead]`", "```\n[@kbs, Lead]\n```", "    [@kbs, Lead]"]
    )
    def test_code_is_left_as_typed(self, small_course, source):
        """A citation inside code is an example, not a citation."""
        html = lesson(text(source))
        assert "[@kbs, Lead]" in html
        assert "source-1" not in html

    def test_citation_inside_html(self, small_course):
        """A citation counts inside `<details>` and tables too."""
        inside = "<details><summary>More [@kbs, Lead]</summary>\n\nText [@mnd].\n\n</details>"
        page = parsed(lesson(text(inside), text("| a |\n|---|\n| [@kbs, End] |")))
        assert len(page.details.select("a.citation")) == 2
        assert page.select_one("td a.citation")["href"] == "#source-1"

    def test_list_stands_where_the_notebook_puts_it(self, small_course):
        """The output of `kp.references` gives way to the page's own list, once."""
        output = shown("references", text_markdown="- the notebook's own list")
        html = lesson(text("A [@kbs, Lead]."), code(outputs=[output]), text("After the list."))
        assert "the notebook's own list" not in html
        assert html.count('<ol class="sources"') == 1
        assert html.index('<ol class="sources"') < html.index("After the list.")

    def test_list_ends_a_page_that_has_no_place_for_it(self, small_course):
        """Cited sources are listed even where the notebook forgot them."""
        assert '<h2 id="sources">Sources</h2>\n<ol' in lesson(text("A [@kbs, Lead]."))
