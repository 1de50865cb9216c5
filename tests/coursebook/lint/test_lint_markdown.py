"""Texts are cut into blocks and sentences, and each sentence knows its citation."""

import pytest

from coursebook.data.citations import Citation
from coursebook.lint.text import markdown, sentence_type

A, B = Citation("a", "page 1"), Citation("b", "page 2")
CITE_A, CITE_B = "[@a, page 1]", "[@b, page 2]"


def test_headings_paragraphs_items_and_rows_are_blocks():
    """Headings, paragraphs, items and rows are blocks, each with its line; code is none."""
    text = (
        "## Head\n\nOne.\nTwo.\n\n```\nx = 1\n```\n"
        "- first\n- second\n  goes on\n\n| A | B |\n|---|---|\n| c | d |\n<!-- 1953 -->\n"
    )
    assert [(block.kind, block.text, block.line) for block in markdown.blocks(text)] == [
        ("heading", "## Head", 1),
        ("paragraph", "One.\nTwo.", 3),
        ("item", "- first", 9),
        ("item", "- second\ngoes on", 10),
        ("row", "| A | B |", 13),
        ("row", "| c | d |", 15),
    ]
    assert markdown.blocks(text)[-1].cells == ["c", "d"]


def test_rows_and_items_take_citations_of_their_context():
    """A row has those of its head and of the paragraph above, an item those of its paragraph."""
    text = f"Look {CITE_A}:\n\n| A {CITE_B} |\n|---|\n| c |\n| d |\n\nSee {CITE_A}:\n\n- one"
    *_, row, paragraph, item = markdown.blocks(text)
    assert markdown.cited(*row.context) == [B, A]
    assert paragraph.context == ()
    assert markdown.cited(*item.context) == [A]


def test_a_paragraph_that_cites_nothing():
    """It has the citations of what it introduces."""
    (first, *_) = markdown.blocks(f"Two headlines:\n\n| A |\n|---|\n| c {CITE_A} |")
    assert markdown.cited(*first.context) == [A]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"One. Two. {CITE_A} Three. {CITE_B}", [[A], [A], [B]]),
        (f"One. {CITE_A}\nTwo.", [[A], [A]]),
        (f"One {CITE_A}. Two {CITE_B}.", [[A], [B]]),
        (f"He said: “It is. It was.” {CITE_A} Then two. {CITE_B}", [[A], [B]]),
        (f"One said {CITE_A}, one wrote {CITE_B}.", [[A, B]]),
        ("One. Two.", [[], []]),
    ],
)
def test_each_sentence_has_its_citation(text, expected):
    """A citation holds for its sentence and those before it; the last one also for the rest."""
    assert [cited for _, cited in markdown.attributed(text)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ("The U.S. Army and Mr. Kim met.", 1),
        ("He said “No. Never.” and left.", 1),
        ("He said “No. Never.” Then he left.", 2),
        ("A line\nand another", 2),
        ("It was … in the end.", 1),
    ],
)
def test_quotations_and_abbreviations_end_no_sentence(text, count):
    """Points in quotations and abbreviations end no sentence; a line's end does."""
    sentences = markdown.sentences(text)
    assert len(sentences) == count
    assert "".join("".join(sentences).split()) == "".join(text.split())


def test_marks_code_and_citations_are_not_read():
    """Marks, code, links and citations are taken out of what is read."""
    text = f"**Bold** and *it* `x` [link](http://y) {CITE_A} <b>tag</b>"
    assert markdown.plain(text) == "Bold and it … link tag"


@pytest.mark.parametrize(
    "text",
    [
        "Who met on 27 April 2018?",
        "Read the text of 1953.",
        "On paper, write it down.",
        "With your partner, say what is missing.",
        "Today is 25 May 2018.",
        "It is the evening of 27 April 2018.",
        "Test the claim of 2018.",
    ],
)
def test_questions_and_instructions_are_no_statements(text):
    """Questions, instructions and invented days state nothing."""
    assert not sentence_type.is_statement(text)


@pytest.mark.parametrize(
    "text", ["They met in 2018.", "It is dated to 2018.", "Test launches began in 1984."]
)
def test_statements_are_told_from_instructions(text):
    """All else does."""
    assert sentence_type.is_statement(text)


def test_blocks_of_nested_and_folded_texts():
    """Items of items, what is folded, and code that is indented are told for what they are."""
    text = (
        "- first\n  - within\n\n  goes on\n\n<details><summary>More</summary>\n\nInside.\n\n"
        "    # code, no heading\n\n</details>\n\nSetext\n---\n"
    )
    assert [(block.kind, block.text, block.line) for block in markdown.blocks(text)] == [
        ("item", "- first", 1),
        ("item", "- within", 2),
        ("item", "goes on", 4),
        ("paragraph", "More", 6),
        ("paragraph", "Inside.", 8),
        ("heading", "## Setext", 14),
    ]
