"""The plan of the Joint Security Area: legible when it is narrow and grey, and told in words."""

import re

import pytest
import vl_convert
from drawn import described, marks, svg, table, title

import korean_peace as kp
from coursebook.charts import colours
from coursebook.data import citations

PLAN = kp.charts.security_area("The area on 27 April 2018")
PHONE = 328  # pixels of a page on a phone of 360


def test_it_is_complete():
    """It has its title, a source that is named, a table of sources, and the plan in words."""
    assert title(PLAN) == "The area on 27 April 2018"
    assert PLAN.to_dict()["usermeta"]["coursebook"]["source"].startswith("Source: ")
    cited = citations.cited(source for _, source in table(PLAN))
    assert len(cited) == 4
    for citation in cited:
        citations.check_citation(citation, "plan")


def test_it_says_in_words_what_it_draws():
    """Each house, the line, the bridge and both times stand in the alternative text."""
    texts = {row["text"] for row in marks(PLAN) if "text" in row}
    assert {"9.30", "16.36", "NORTH", "SOUTH"} <= texts
    for name in (
        "Panmungak",
        "Freedom House",
        "Peace House",
        "huts",
        "footbridge",
        "9.30",
        "16.36",
    ):
        assert any(name in text for text in texts), name
        assert name in described(PLAN)


@pytest.mark.parametrize("house", ["Freedom House", "Peace House"])
def test_southern_houses_stand_below_the_line(house):
    """Whoever looks for the place of the signing finds it south of the line."""
    ends = {row["house"]: row for row in marks(PLAN) if "house" in row}
    line = max(row["y"] for row in marks(PLAN) if "y" in row and row.get("x") in (0, 63, 100))
    assert ends[house]["north"] > line
    assert ends["northern hall"]["south"] < line


def test_it_fits_a_phone_as_it_is():
    """Without its title, which a page sets beside it, it is no wider than a phone's page.

    So its letters keep their size there, and nothing has to be moved to be seen.
    """
    spec = PLAN.to_dict()
    spec.pop("title")
    drawn = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    assert float(re.search(r'viewBox="0 0 ([\d.]+)', drawn)[1]) <= PHONE
    assert min(map(float, re.findall(r'font-size="([\d.]+)px"', drawn))) >= 11


def test_colours_are_never_alone():
    """Nothing but huts and the bridge is blue, and both differ in form from all else."""
    inked = set(re.findall(r'stroke="(#[0-9a-f]{6})"', svg(PLAN)))
    assert inked == {colours.INK, colours.BLUE}
