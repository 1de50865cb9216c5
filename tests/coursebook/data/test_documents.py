"""Documents are read with their facts, and each kind of damage in one is refused."""

import json

import pytest
from support import replace

from coursebook.build.build import build
from coursebook.data import documents
from coursebook.data.paragraphs import Cut, Heading, Paragraph
from coursebook.errors import DataError, UnknownName
from coursebook.lint import runner
from coursebook.root import ROOT_VARIABLE

NAME = "2018-04-27-declaration"
WHOLE = """---
id: 2018-04-27-declaration
title: "The Declaration: a passage"
speaker: two leaders
sides: [DPRK, ROK]
medium: joint declaration
date: 2018-04-27
audience: all Koreans
language: en
translation: English of one side.
source: text-2018
address: "https://example.org/text"
parts:
  - {source: copy-2018, first: 4, last: 5}
licence: quotation
rights: Printed as a quotation.
length: 30
checked: false
unchecked: The copy of ¶4 was not found again.
left_out: The opening, and ¶6 to the end.
caption: On 27 April 2018 two leaders signed this at Panmunjom.
glosses:
  swift: fast
---

[…]

¶3 A swift a swift end […] to the war.

## Article 2

¶4 2. The two sides agreed to stop:
- loudspeakers, and
- leaflets.

¶5 Signed at Panmunjom.

[…]

¶9 Both names.
"""
SOURCES = (
    "id,url,read_at\ntext-2018,https://example.org/text,\n"
    "copy-2018,,https://example.net/copy\nbare-2018,,\n"
)


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Return the one document of a curriculum that holds a table of sources besides."""
    datasets = tmp_path / "datasets"
    (datasets / "documents").mkdir(parents=True)
    fields = [
        {"name": name, "type": "string", "description": name} for name in ("id", "url", "read_at")
    ]
    sources = {
        "name": "sources",
        "path": "sources.csv",
        "title": "Sources",
        "description": "Sources.",
        "licenses": [{"name": "CC0-1.0"}],
        "schema": {"fields": fields, "primaryKey": "id"},
    }
    (datasets / "datapackage.json").write_text(json.dumps({"resources": [sources]}), "utf-8")
    (datasets / "sources.csv").write_text(SOURCES, "utf-8")
    (datasets / "documents" / "README.md").write_text("# Documents\n", "utf-8")
    path = datasets / "documents" / f"{NAME}.md"
    path.write_text(WHOLE, "utf-8")
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return path


def refusal():
    """Return what is said about the documents, which must be refused."""
    with pytest.raises(DataError) as error:
        documents.check_documents()
    return str(error.value)


@pytest.mark.usefixtures("path")
def test_whole():
    """A sound document is read with its facts, and its words in the lines they stand in."""
    documents.check_documents()
    assert documents.document_names() == [NAME]
    found = documents.document(NAME)
    assert (found.date, found.length, found.checked) == ("2018-04-27", 30, False)
    assert (found.sides, found.glosses) == (["DPRK", "ROK"], {"swift": "fast"})
    assert found.blocks == [
        Cut(),
        Paragraph(number=3, text="A swift a swift end […] to the war."),
        Heading(text="Article 2"),
        Paragraph(
            number=4,
            text="2. The two sides agreed to stop:\n- loudspeakers, and\n- leaflets.",
        ),
        Paragraph(number=5, text="Signed at Panmunjom."),
        Cut(),
        Paragraph(number=9, text="Both names."),
    ]
    assert [paragraph.number for paragraph in found.paragraphs] == [3, 4, 5, 9]
    assert found.text.endswith("leaflets.\nSigned at Panmunjom.\nBoth names.")


@pytest.mark.usefixtures("path")
def test_words_are_counted():
    """Words are those of paragraphs and headings; numbers of ours, dashes, cuts are none."""
    assert documents.document(NAME).words == 8 + 2 + 10 + 3 + 2


# What is changed, and what must be said: line, entry, and what is permitted.
FACTS = {
    "an unknown entry": ("medium:", "form: x\nmedium:", "line 6, form:"),
    "a missing entry": ("medium: joint declaration\n", "", "medium: Field required"),
    "the words among the facts": (
        "medium:",
        "blocks: []\nmedium:",
        "line 6, blocks: the words stand below, and not among the facts",
    ),
    "an entry twice": ("medium:", "id: x\nmedium:", "line 6: the entry 'id' stands twice. Remove"),
    "an empty entry": (
        'title: "The Declaration: a passage"',
        'title: ""',
        "line 3, title: this must be one line of text, without a space",
    ),
    "YAML that is none": ("sides: [DPRK, ROK]", "sides: [DPRK, ROK", "line 6: "),
    "no sides": ("[DPRK, ROK]", "[]", "sides: List should have at least 1 item"),
    "another id": (
        "id: 2018-04-27-d",
        "id: d",
        "line 2, id: this is 'declaration', but the name of the file has '2018-04-27",
    ),
    "another day": ("date: 2018-04-27", "date: 2018-04-28", "has '2018-04-27'"),
    "a day that does not exist": ("date: 2018-04-27", "date: 2018-04-00", "Put it in quotes"),
    "a language in words": ("language: en", "language: English", "line 9, language: write the two"),
    "no such source": (
        "source: text-2018",
        "source: text-2019",
        "line 11, source: there is no source 'text-2019' in sources.csv: "
        "correct it, or add its row",
    ),
    "no such source of a part": (
        "{source: copy-2018",
        "{source: copy-2019",
        "line 14, parts.0.source: there is no source 'copy-2019'",
    ),
    "another address": (
        'address: "https://example.org/text"',
        'address: "https://example.org/other"',
        "address: column url of text-2018 in sources.csv has https://example.org/text",
    ),
    "no address": ('address: "https://example.org/text"\n', "", "address: column url of text-2018"),
    "a copy that the table does not have": (
        "parts:",
        "read_at: https://example.net/copy\nparts:",
        "read_at: column read_at of text-2018 in sources.csv has nothing",
    ),
    "a part that is not there": ("last: 5", "last: 6", "parts.0: ¶4 to ¶6 are not all in this"),
    "a part that ends first": ("last: 5", "last: 3", "parts.0: ¶4 to ¶3 are not all in this"),
    "no licence of ours": (
        "licence: quotation",
        "licence: free",
        "'official text', 'open licence'",
    ),
    "a quotation without end": (
        "length: 30",
        "length: whole",
        "length: of a text whose licence is 'quotation' at most 80 words may be printed: write 80",
    ),
    "a quotation too long": ("length: 30", "length: 81", "at most 80 words may be printed"),
    "unclear rights without end": (
        "licence: quotation\nrights: Printed as a quotation.\nlength: 30",
        "licence: unclear\nrights: Printed as a quotation.\nlength: whole",
        "whose licence is 'unclear' at most 80 words",
    ),
    "more words than permitted": (
        "length: 30",
        "length: 24",
        "line 17, length: 25 words stand here, and 24 may be printed: "
        "keep the passage that is needed, and mark each cut with […]",
    ),
    "no words permitted": ("length: 30", "length: 0", "greater than 0"),
    "not checked, without a reason": (
        "unchecked: The copy of ¶4 was not found again.\n",
        "",
        "checked: say in the entry unchecked what was not compared, and why",
    ),
    "checked, and not": ("checked: false", "checked: true", "unchecked: this says what was not"),
    "checked in words": ("checked: false", "checked: partly", "checked: Input should be a valid"),
    "a cut without a reason": (
        "left_out: The opening, and ¶6 to the end.\n",
        "",
        "left_out: […] marks a cut: say here what was left out, and why",
    ),
    "a gloss of a part of a word": ("swift: fast", "swi: fast", "line 23, glosses.swi: 'swi' does"),
    "a gloss of another form": (
        "swift: fast",
        "swiftly: fast",
        "line 23, glosses.swiftly: 'swiftly' does not stand in the text",
    ),
}


@pytest.mark.parametrize("kind", FACTS)
def test_damaged_facts(path, kind):
    """A wrong entry is refused with file, line, entry and what is permitted."""
    old, new, said = FACTS[kind]
    replace(path, old, new)
    message = refusal()
    assert message.startswith(f"datasets/documents/{NAME}.md, line ")
    assert said in message


SHAPES = {
    "no first line": (
        "---\nid:",
        "id:",
        "line 1: what must be known of it stands first, between two lines ---. Write both lines",
    ),
    "no second line": ("fast\n---\n", "fast\n", "line 1: what must be known of it stands first"),
    "a paragraph without a number": (
        "¶5 Signed",
        "Signed",
        "line 36: 'Signed at Panmunjom.' begins no part of a document. Begin a paragraph with ¶,",
    ),
    "a number without a space": ("¶5 Signed", "¶5Signed", "line 36: '¶5Signed at Panmunjom.' beg"),
    "a number alone": ("¶5 Signed at Panmunjom.", "¶5", "line 36: '¶5' begins no part"),
    "a heading of another rank": ("## Article", "### Article", "line 30: '### Article 2' begins"),
    "a note of ours": ("[…]\n\n¶9", "*[a note]*\n\n¶9", "line 38: '*[a note]*' begins no part"),
    "a number left out": (
        "¶5 Signed",
        "¶6 Signed",
        "line 36: ¶6 stands where ¶5 must. Number one after the other; only after […] may some be",
    ),
    "a number twice": ("¶5 Signed", "¶4 Signed", "line 36: ¶4 stands where ¶5 must"),
    "a number that comes again after a cut": ("¶9", "¶5", "line 40: ¶5 stands where ¶6 must"),
    "a passage from within without a mark": ("[…]\n\n¶3", "¶3", "line 26: ¶3 stands where ¶1 must"),
    "two spaces": ("to the war", "to  the war", "line 28: a tab, two spaces, or a space at an end"),
    "a space at the end": ("war.\n", "war. \n", "line 28: a tab, two spaces, or a space at an end"),
    "no paragraph": (WHOLE[WHOLE.index("¶3") :], "", "it holds no paragraph. Begin a paragraph"),
    "an unfinished merge": ("[…]\n\n¶9", "<<<<<<< HEAD\n\n¶9", "line 38: <<<<<<< is left of a"),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_a_damaged_shape(path, kind):
    """Words that are no document are refused with file, line and what is wanted."""
    old, new, said = SHAPES[kind]
    replace(path, old, new)
    message = refusal()
    assert message.startswith(f"datasets/documents/{NAME}.md, line ")
    assert said in message


def test_a_cut_that_is_told_and_not_marked(path):
    """What was left out is marked where it is missing."""
    facts, _ = WHOLE.split("[…]", 1)
    path.write_text(facts.replace("4, last: 5", "1, last: 1") + "¶1 A swift end.\n", "utf-8")
    assert "left_out: this tells of a cut, and no […] marks one" in refusal()


def test_another_encoding(path):
    """A file in another encoding is refused with the line and the cure."""
    path.write_bytes(WHOLE.replace("[…]", "").encode("utf-16"))
    assert "line 1: byte 0xff is not UTF-8. Save the file as UTF-8" in refusal()


def test_windows_line_ends(path):
    """Line ends of Windows are permitted, and lines are counted as an editor counts them."""
    path.write_bytes(WHOLE.replace("¶5 ", "").replace("\n", "\r\n").encode())
    assert "line 36: 'Signed at Panmunjom.'" in refusal()


NAMES = ["declaration", "2018-04-declaration", "2018-04-27", "2018-04-27-A"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_another_form(path, name):
    """A file that is not named as a document is refused, with the form."""
    path.rename(path.with_stem(name))
    said = f"datasets/documents/{name}.md: a document is named by its day and its subject, such as"
    assert refusal().startswith(said)


def test_a_month(path):
    """A date without a known day has 00 there, in quotes, as the name of its file has."""
    replace(path, "id: 2018-04-27", "id: 2018-04-00")
    replace(path, "date: 2018-04-27", 'date: "2018-04-00"')
    path.rename(path.with_stem("2018-04-00-declaration"))
    assert documents.document("2018-04-00-declaration").date == "2018-04-00"


def test_all_faults_are_listed(path):
    """The faults of several files are told at once."""
    path.with_stem("2018-04-28-other").write_text("x", "utf-8")
    replace(path, "length: 30", "length: 3")
    assert [line.split(":")[0] for line in refusal().splitlines()] == [
        f"datasets/documents/{NAME}.md, line 17, length",
        "datasets/documents/2018-04-28-other.md, line 1",
    ]


@pytest.mark.usefixtures("path")
def test_an_unknown_document():
    """A document that does not exist is refused, and the others are named."""
    with pytest.raises(UnknownName, match=f"no document 'armistice': choose from {NAME}"):
        documents.document("armistice")


def test_no_documents(path):
    """A curriculum may have none."""
    path.unlink()
    (path.parent / "README.md").unlink()
    path.parent.rmdir()
    assert documents.document_names() == []
    documents.check_documents()


def test_a_build_refuses_a_damaged_document(curriculum, tmp_path):
    """Nothing is written where a document is damaged."""
    damaged = curriculum / "datasets" / "documents" / "2018-06-08-farmer-choi.md"
    replace(damaged, "length: 80", "length: 10")
    with pytest.raises(DataError, match=rf"{damaged.name}, line 15, length: \d+ words"):
        build([], tmp_path / "out", print)
    assert list((tmp_path / "out").glob("*")) == []


@pytest.mark.usefixtures("curriculum")
def test_the_check_names_a_damaged_document(curriculum):
    """The check of content lists a damaged document with its place."""
    damaged = curriculum / "datasets" / "documents" / "2018-06-08-farmer-choi.md"
    replace(damaged, "source: straitstimes-2018-06-dmz", "source: nobody")
    places = [finding.place for finding in runner.check().findings]
    assert f"datasets/documents/{damaged.name}, line 11, source" in places
