"""Footnotes and callouts, which plain Jupyter prints as typed."""

import pytest
from handouts import export, lesson, parsed, text


def marks(page):
    """Return each mark in the text with the id that it leads to."""
    return [(each.get_text(), each["href"][1:]) for each in page.select("sup.footnote-ref a")]


class TestNotes:
    def test_note_and_mark_lead_to_each_other(self):
        """A mark leads to its note below the text, and the note back to the mark."""
        page = parsed(export(text("A claim.[^x]\n\n[^x]: The *note*.")))
        ((number, name),) = marks(page)
        note = page.find(id=name)
        assert (number, note.em.get_text()) == ("1", "note")
        assert page.find(id=note.select_one("a.footnote")["href"][1:])["href"] == f"#{name}"

    def test_numbers_run_through_the_page(self):
        """Each cell may begin with its own first note; on the page it has the next number."""
        page = parsed(export(text("A.[^1]\n\n[^1]: One."), text("B.[^1]\n\n[^1]: Two.")))
        assert [each for each, _ in marks(page)] == ["1", "2"]
        notes = page.select("section.footnotes li")
        assert [each.p.contents[0] for each in notes] == ["One.", "Two."]
        assert [each["value"] for each in notes] == ["1", "2"]

    def test_note_in_another_cell_is_found(self):
        """All notes may stand in the last cell; each is shown where its mark is."""
        page = parsed(export(text("A.[^far]"), text("B."), text("[^far]: Written below.")))
        assert "Written below." in page.find(id=marks(page)[0][1]).get_text()
        assert page.get_text().count("Written below.") == 1

    def test_one_note_may_have_two_marks(self):
        """Both marks lead to the one note, and all ids differ."""
        page = parsed(export(text("A.[^1] B.[^1]\n\n[^1]: One.")))
        assert len(marks(page)) == 2
        assert len({name for _, name in marks(page)}) == 1
        ids = [each["id"] for each in page.find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_mark_without_note_stays_as_typed(self):
        """A mark that leads nowhere is text."""
        assert "A.[^1]" in parsed(export(text("A.[^1]"))).get_text()

    def test_note_may_cite(self, small_course):
        """A citation in a note counts as one in the text."""
        page = parsed(lesson(text("A.[^1]\n\n[^1]: See [@kbs, Lead].")))
        assert page.select_one("section.footnotes a.citation")["href"] == "#source-1"


class TestCallouts:
    @pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "caution"])
    def test_callout_says_what_it_is(self, kind):
        """`> [!NOTE]` becomes a box with its name; the mark itself is gone."""
        page = parsed(export(text(f"> [!{kind}]\n> First *line*.\n>\n> Second.")))
        box = page.select_one(f'div.callout.{kind.lower()}[role="note"]')
        assert [each.get_text() for each in box.find_all("p")] == [
            kind.capitalize(),
            "First line.",
            "Second.",
        ]
        assert "[!" not in page.get_text()

    def test_quotation_stays_a_quotation(self):
        """Any other quotation, also one that begins with a bracket, is left alone."""
        page = parsed(export(text("> [!MINE]\n> said")))
        assert page.blockquote.get_text().split() == ["[!MINE]", "said"]
