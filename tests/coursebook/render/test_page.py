"""A page as a whole, and what becomes of each kind of cell."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from handouts import chart, code, export, lesson, levels, parsed, shown, text

from coursebook.notebooks.normalize import FOLDED
from coursebook.render.html.exporter import TEMPLATES


class TestCells:
    def test_hidden_input_is_folded(self):
        """`hide-input` folds the code and keeps the output; `remove-input` takes the code away."""
        page = parsed(
            export(
                code("folded = 1", "hide-input", outputs=[shown(text_plain="result-1")]),
                code("removed = 2", "remove-input", outputs=[shown(text_plain="result-2")]),
                code("plain = 3"),
            )
        )
        assert page.details.summary.get_text() == "Show the code"
        assert "folded = 1" in page.details.get_text()
        assert "result-1" not in page.details.get_text()
        assert "removed = 2" not in page.get_text()
        assert "result-2" in page.get_text()
        assert page.select_one("section > pre").get_text() == "plain = 3"

    def test_words_without_colour_are_joined(self):
        """Only what the style sheet colours has elements of its own."""
        page = parsed(export(code('kp.load("events", year=2018)  # all')))
        classes = [each["class"] for each in page.select(".highlight span")]
        assert classes == [["s2"], ["mi"], ["c1"]]
        assert page.select_one(".highlight").get_text() == 'kp.load("events", year=2018)  # all'

    def test_exercise_and_its_answer_share_a_box(self):
        """Prompt and answer cell stand together; the next prompt opens a new box."""
        page = parsed(
            export(
                text("First", "exercise"),
                code("a", "exercise"),
                text("Second", "exercise"),
                code("b", "exercise"),
                text("Between"),
                text("Third", "exercise"),
            )
        )
        boxes = [" ".join(each.get_text().split()) for each in page.select(".exercise")]
        assert boxes == ["First a", "Second b", "Third"]

    def test_unanswered_cell_gives_room_for_an_answer(self):
        """Paper cannot check: instead of the call, the page leaves a line for the answer."""
        blank = shown("unanswered", "05-1", text_markdown="*Not answered yet.*")
        html = export(
            code('kp.check("05-1", "...")\n#kp.hint("05-1")', "exercise", outputs=[blank] * 2)
        )
        assert "Not answered yet" not in html
        assert "kp.check" not in html
        assert html.count("Your answer to 05-1") == 1

    def test_answered_cell_is_shown(self):
        """A student's own answer and the reply to it are handed in."""
        reply = shown("reply", text_markdown="**Right.** Six pass.")
        page = parsed(export(code('kp.check("05-1", "5 7")', "exercise", outputs=[reply])))
        assert "5 7" in page.get_text()
        assert "Six pass." in page.get_text()
        assert not page.select(".answer")

    def test_part_folded_in_jupyterlab_is_folded_here(self):
        """A folded heading and what is below it fold, up to the next heading of its level."""
        folded = text("### Go further")
        folded.metadata[FOLDED] = True
        page = parsed(
            export(
                text("# T\n\n## Hook"),
                folded,
                text("Inside."),
                text("#### Deeper"),
                text("## After"),
            )
        )
        (further,) = page.select("details.further")
        assert further.summary.get_text().strip() == "Go further"
        assert "Inside." in further.get_text()
        assert further.h4 is not None
        assert "After" not in further.get_text()

    def test_folded_title_folds_its_parts(self):
        """A folded heading of the first level keeps those of the second in its fold."""
        folded = text("# Appendix")
        folded.metadata[FOLDED] = True
        page = parsed(export(text("# T"), folded, text("## Inside"), text("# After")))
        (further,) = page.select("details.further")
        assert "Inside" in further.get_text()
        assert "After" not in further.get_text()

    def test_questions_stay(self):
        """The exit ticket is on the page."""
        assert "Which clause?" in export(
            code(outputs=[shown("questions", text_markdown="Which clause?")])
        )

    @pytest.mark.parametrize(
        "how", ["write below", "write 60 to 80 words below", "write in place of the dots"]
    )
    def test_how_to_write_is_for_the_notebook(self, how):
        """A page, on which nobody can click, does not say how to write in a cell."""
        line = f"*Click here, press Enter, and {how}.*"
        page = parsed(export(text(f"**Your words.** Why?\n\n*Although …*\n\n{line}", "response")))
        (room,) = page.select(".response")
        assert room.get_text().split() == "Your words. Why? Although …".split()
        assert len(room.find_all("p")) == 2

    @pytest.mark.parametrize(
        "words",
        [
            "*We trust nobody.*",
            "*Click here, press Enter, and write below. We trust nobody.*",
            "*Click here, press Enter, and write below.*\nWe trust nobody.",
            "We trust nobody. *Click here, press Enter, and write below.*",
        ],
    )
    def test_no_word_of_a_student_is_lost(self, words):
        """What a student wrote stays, also inside or beside the line that says how to write."""
        page = parsed(export(text(f"**Your words.** Why?\n\n{words}", "response")))
        assert "We trust nobody." in page.select_one(".response").get_text()

    def test_response_has_room_to_write(self):
        """A response cell has ruled lines, hidden from screen readers; a table is room enough."""
        page = parsed(
            export(text("Your words", "response"), text("|a|b|\n|-|-|\n|c| |", "response"))
        )
        lines, table = page.select(".response")
        assert lines.select_one('.lines[aria-hidden="true"]')
        assert not table.select(".lines")

    def test_details_keep_what_is_in_them(self):
        """Markdown between blank lines stays inside its `<details>`."""
        page = parsed(export(text("<details><summary>More</summary>\n\n*Inside*.\n\n</details>")))
        assert page.details.em.get_text() == "Inside"

    def test_hangul_is_marked_as_korean(self):
        """Screen readers and fonts are told which words are Korean."""
        marked = parsed(export(text("Kaesong 개성 공업 지구, and `개성`"))).select('[lang="ko"]')
        assert [each.get_text() for each in marked] == ["개성 공업 지구"]


class TestPage:
    def everything(self):
        return (
            text("## Hook · 5 min\n\nA [@kbs, Lead]. [down](#Exit-ticket-·-7-min)"),
            text(
                '<p id="figure-1">mine</p><p id="x">one</p><p id="x">two</p>\n\n'
                "## Figure 1\n\n## Hook"
            ),
            code(outputs=[chart(), chart()]),
            text("## Exit ticket · 7 min\n\n### Deep\n\n# High[^1]\n\n[x](#x)\n\n[^1]: Note."),
        )

    def test_ids_are_unique(self, small_course):
        """No two elements share an id, whatever authors chose and however often a chart comes."""

        class Ids(HTMLParser):
            found = ()

            def handle_starttag(self, tag, attrs):
                self.found += tuple(value for name, value in attrs if name == "id")

        ids = Ids()
        ids.feed(lesson(*self.everything()))
        assert len(ids.found) == len(set(ids.found))
        assert {"figure-1", "figure-2", "source-1", "hook", "hook-2", "x"} <= set(ids.found)

    def test_every_link_in_the_page_has_its_target(self, small_course):
        """Contents, citations, back-links, and links as JupyterLab writes them have targets."""
        page = parsed(lesson(*self.everything()))
        targets = [each["href"][1:] for each in page.select('a[href^="#"]')]
        assert "exit-ticket" in targets
        assert all(page.find(id=each) for each in targets)

    def test_headings_leave_no_gap(self, small_course):
        """One level-1 heading, then never more than one level down."""
        found = levels(parsed(lesson(*self.everything())))
        assert found[0] == 1
        assert found.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(found))

    def test_headings_of_one_level_stay_of_one_level(self):
        """Where a stranger skips a level, the headings below it move up together."""
        page = parsed(export(text("# T\n\n## A\n\n#### B\n\n#### C\n\n##### D\n\n### E")))
        headings = page.main.find_all(re.compile("^h[1-6]$"))
        found = {each.get_text(): each.name for each in headings}
        assert found == {"A": "h2", "B": "h3", "C": "h3", "D": "h4", "E": "h3"}

    def test_same_notebook_gives_the_same_bytes(self, small_course):
        """A page holds no date and nothing random, so that builds can be compared."""
        assert lesson(*self.everything()) == lesson(*self.everything())

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_colours_have_contrast(self, scheme):
        """Every colour of text has 4.5 to 1 on the page and on boxes, light and dark (WCAG AA)."""
        css = (TEMPLATES / "handout" / "handout.css").read_text(encoding="utf-8")
        light, dark = (
            dict(re.findall(r"--(\w+): (#\w{6});", each)) for each in css.split("@media")[:2]
        )
        colours = light if scheme == "light" else light | dark
        for name in ("ink", "muted", "link", "keyword", "string", "number"):
            for ground in ("page", "box"):
                assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 computes it."""

    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
