"""Citations in a text, and the sources that they name."""

import json

import pytest
from handouts import MIRROR
from support import replace, write_lesson

from coursebook.data import citations, reader
from coursebook.data.citations import Citation
from coursebook.errors import CitationError, LessonError, UnknownName
from coursebook.practice import references

W = "wikipedia-peace-process"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One [@crs-2022, Overview].", [[("crs-2022", "Overview")]]),
        ("No place [@crs-2022].", [[("crs-2022", "")]]),
        ("[@a-1, page 3; @b, article 1.2]", [[("a-1", "page 3"), ("b", "article 1.2")]]),
        ("[@a, Talks, and more]", [[("a", "Talks, and more")]]),
        ("[@a ,  Lead ] [@b]", [[("b", "")]]),
        ("[@a,Lead]", [[("a", "Lead")]]),
        ("[@a][@b]", [[("a", "")], [("b", "")]]),
        ("In a table | [@a] |", [[("a", "")]]),
        ("over two\nlines [@a,\nLead]", [[("a", "Lead")]]),
    ],
)
def test_brackets(text, expected):
    """A bracket holds one citation or several, parted by semicolons, each with its place."""
    found = [
        [(each.source_id, each.locator) for each in g.citations]
        for g in citations.find_groups(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "events[0]",
        "events['id']",
        "[see below]",
        "[link](https://example.org/@crs-2022)",
        "write to me@example.org",
        "@crs-2022, Overview",
        "[@]",
        "[@Capital]",
        "[@a b]",
        "[@a; and more]",
        "[@a; ]",
        "[[@a]",
        "[^1]",
        "",
    ],
)
def test_other_brackets(text):
    """A bracket that is no citation is passed over: code, links, notes, a name alone."""
    if text == "[[@a]":
        assert [g.start for g in citations.find_groups(text)] == [1]
    else:
        assert citations.find_groups(text) == []


def test_where_a_bracket_stands():
    """A bracket is found where it stands, so that it can be replaced."""
    text = "판문점 [@a, Lead] and [@b]."
    assert [text[g.start : g.end] for g in citations.find_groups(text)] == ["[@a, Lead]", "[@b]"]


def test_an_unknown_source():
    """A source that does not exist is refused, and ids that begin alike are named."""
    with pytest.raises(UnknownName, match=r"no source 'crs-2032': choose from crs-2022.*sources\."):
        citations.cite("crs-2032")
    with pytest.raises(UnknownName, match=r"no source 'zzz': choose from .*…"):
        citations.cite("zzz")


@pytest.mark.parametrize(
    ("dated", "precision", "expected"),
    [
        ("2018-04-07", "day", "7 April 2018"),
        ("2018-05-01", "month", "May 2018"),
        ("2018-01-01", "year", "2018"),
        ("", "", ""),
    ],
)
def test_dates_are_no_finer_than_known(curriculum, dated, precision, expected):
    """A source is dated to the day, the month or the year, as it is known, or not at all."""
    row = reader.find_row("sources", "crs-2022")
    replace(
        curriculum / "datasets" / "sources.csv",
        f"{row['date']},{row['precision']},{row['url']}",
        f"{dated},{precision},{row['url']}",
    )
    source = citations.cite("crs-2022")
    assert source.dated == expected
    assert f"{row['publisher']}{f'. {expected}' if expected else ''}. " in str(source)


def test_a_source_in_words():
    """A source is one line: title and address in the text, a link in the notebook."""
    source = citations.cite(W)
    assert str(source).startswith("Wikipedia contributors. “2018–19 Korean peace process”. Wiki")
    assert str(source).endswith(f". {source.url}")
    assert f"[{source.title}]({source.url})" in source._repr_markdown_()
    assert ".." not in str(source).replace("...", "")


def test_a_source_without_an_address(curriculum):
    """A source without an address is a title in quotation marks, not a dead link."""
    url = reader.find_row("sources", "crs-2022")["url"]
    replace(curriculum / "datasets" / "sources.csv", url, "")
    source = citations.cite("crs-2022")
    assert f"“{source.title}”" in source._repr_markdown_()
    assert "](" not in source._repr_markdown_()


def test_a_source_read_in_a_copy(small_course):
    """A source read in a copy says so by the copy's host; the copy itself is never linked."""
    source = citations.cite("agency")
    told = "“Talks Begin”. The Agency. 1 June 2018. Read in a copy at mirror.example."
    assert str(source) == told
    assert source._repr_markdown_() == told
    assert citations.cite("kbs").copy == ""


def test_a_source_with_an_address_and_a_copy(small_course):
    """The link leads to the publisher, the copy that was read is told after it."""
    replace(
        small_course / "datasets" / "sources.csv", f",,{MIRROR}", f",https://a.example/,{MIRROR}"
    )
    source = citations.cite("agency")
    assert str(source).endswith("1 June 2018. https://a.example/ Read in a copy at mirror.example.")
    assert source._repr_markdown_().startswith("[Talks Begin](https://a.example/). The Agency.")
    assert source._repr_markdown_().endswith("1 June 2018. Read in a copy at mirror.example.")


def test_check_passes():
    """A section that exists passes, and any place in a source whose sections are not listed."""
    citations.check_citation(Citation(W, "Lead"), "here")
    citations.check_citation(Citation("kyodo-2018-06-01", "whole document"), "here")
    citations.check_citation(Citation("mnd-2018-wp-p297", "page 297"), "here")


@pytest.mark.parametrize("locator", ["", "lead", "whole document", "July 2031"])
def test_check_refuses_an_unknown_section(locator):
    """Where the sections are known, another one is refused and the known ones are named."""
    with pytest.raises(CitationError) as error:
        citations.check_citation(Citation(W, locator), "lessons/05.ipynb, cell 3")
    assert f"lessons/05.ipynb, cell 3: {W} has no section {locator!r}." in str(error.value)
    assert "Lead, Infobox" in str(error.value)


def test_check_refuses_an_unknown_source():
    """An unknown source is refused with the place where it is cited."""
    with pytest.raises(CitationError, match=r"cell 3: no source 'nope'. Choose from"):
        citations.check_citation(Citation("nope", ""), "lessons/05.ipynb, cell 3")


def test_what_a_lesson_cites(curriculum, capsys):
    """The references are the sources of the text cells, each once, in order; code cites none."""
    write_lesson(
        curriculum,
        "# [@kbs-2018-04-27] is code",
        text=f"A [@crs-2022, Overview; @{W}, Lead].\nB [@crs-2022, Lead].\n\n"
        "Cite like this: `[@tass-2018-04-28]`.\n\n```\n[@tass-2018-04-28]\n```\n",
    )
    assert [each.id for each in references.reference_list("05")] == ["crs-2022", W]
    references.references("05")
    lines = capsys.readouterr().out.splitlines()
    assert [line.rsplit(" ", 1)[1] for line in lines] == ["`crs-2022`", f"`{W}`"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, ": the file is missing. Restore it"),
        ("no JSON", ", line 1: this is not JSON"),
        ("[]", ": this is not a notebook"),
        (json.dumps({"cells": [{}]}), ", cell 1: its cell_type"),
    ],
)
def test_a_notebook_that_cannot_be_read(curriculum, content, said):
    """A notebook that is missing or broken is named, without a traceback of another library."""
    path = curriculum / "lessons" / "05-panmunjom.ipynb"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(LessonError, match=rf"lessons/05-panmunjom\.ipynb{said}"):
        references.references("05")


def test_references_of_an_unknown_lesson():
    """A lesson that does not exist is refused, and the lessons are named."""
    with pytest.raises(UnknownName, match=r"no lesson '99': choose from .*05-panmunjom"):
        references.references("99")
