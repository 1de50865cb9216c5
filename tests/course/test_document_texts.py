"""The documents of this course: sound, named as the tables name, and quoted as they stand."""

import pytest
from support import REPO

from coursebook.data import documents, reader


def test_each_document_is_sound():
    """Each document keeps the rules of the folder's page."""
    documents.check_documents()
    assert len(documents.document_names()) >= 30


def test_files_are_the_same_everywhere():
    """A document ends its lines in one way on all systems, the last one too."""
    for path in (REPO / "datasets" / "documents").glob("*.md"):
        content = path.read_bytes()
        assert b"\r" not in content, path.name
        assert content.endswith(b"\n"), path.name
        assert not content.endswith(b"\n\n"), path.name


def test_sides_are_those_of_statements():
    """A document names a side as the table of statements does."""
    known = {row["side"] for row in reader.read_rows("statements")} | {"Japan", "Russia", "China"}
    for name in documents.document_names():
        assert set(documents.document(name).sides) <= known - {"both Koreas"}, name


def sources():
    """Return the documents by the sources that they come from."""
    found = {}
    for name in documents.document_names():
        each = documents.document(name)
        for source in {each.source, *(part.source for part in each.parts)}:
            found.setdefault(source, []).append(each)
    return found


# What stands outside the passage that may be kept, or what a report says of another text.
OUTSIDE = {
    "statements": {
        "q34",  # 2020-06-12-ri-son-gwon, before the passage of 80 words
        "q76",  # 2018-04-29-woman-in-the-north, after the passage of 80 words
    },
    "clauses": {
        "c11",  # The Dong-A Ilbo's quotation, with its dots
        "c15",  # The Dong-A Ilbo's quotation of the joint text
    },
}


@pytest.mark.parametrize(("table", "column"), [("statements", "quote"), ("clauses", "text")])
def test_the_tables_quote_the_documents(table, column):
    """What a table quotes from a document's source stands in the document letter for letter."""
    kept = sources()
    strangers = {
        row["id"]
        for row in reader.read_rows(table)
        if row["source_id"] in kept
        and not any(row[column] in each.text for each in kept[row["source_id"]])
    }
    assert strangers == OUTSIDE[table]
