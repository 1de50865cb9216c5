"""No rule knows a table or a column by its name, except `sources` and its columns."""

import csv
import json
import re

import pytest
import renaming
from support import replace

from coursebook import lint
from coursebook.data import frames, schema

# What is planted: the file, the end of a passage in it, and what comes after that.
PLANTED = {
    "lessons/05-panmunjom.ipynb": [
        "They met again on 27 April 2017, and 9,173 guests came.",
        "Kim Jong Un and Moon Jae-in shook hands.",
        "The regime spoke of Denuclearization.",
        "North Korea is near.",
        "North Korea is far.",
        "It is 가나다.",
        "The paper says: “there will be no more war on the Korean Plateau and thus a new era”.",
        "They spoke of it. [@crs-2022, Nowhere]",
        "It was so. [@kbs-2018-04-27, page 999]",
        "Twelve letters went on 1 May 1931. [@crs-2022, Overview]",
        f"Please be {'very ' * 30}careful.",
    ]
}
PROBLEMS = (
    "is not in any row of",
    "is not in any table",
    "cites nothing",
    "is not said in our voice",
    "hides whose weapons",
    "is repeated in full",
    "is worded differently",
    "has no section",
    "no row names this place",
    "words, but 25 are permitted",
    "people without office; at least 8 are required",
)


@pytest.fixture
def planted(whole_curriculum):
    """Return a copy of the whole course with faults of many kinds, in texts and tables."""
    for path, sentences in PLANTED.items():
        notebook = json.loads((whole_curriculum / path).read_text(encoding="utf-8"))
        cell = next(
            cell
            for cell in notebook["cells"]
            if re.search("## (Background|The story so far)", "".join(cell["source"]))
        )
        cell["source"] = "".join(cell["source"]) + "".join(
            f"\n\n{sentence}" for sentence in sentences
        )
        (whole_curriculum / path).write_text(json.dumps(notebook), encoding="utf-8")
    table = whole_curriculum / "datasets" / "statements.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows[:12])
    replace(whole_curriculum / "quizzes" / "05-panmunjom.yaml", "3 May 2018", "2 May 2018")
    return whole_curriculum


def test_a_renamed_course_lints_alike(planted, monkeypatch):
    """A course all of whose tables and columns are called otherwise gets the same findings.

    The code of its lessons, which names columns as it must, is handed tables with the old names.
    """
    before = lint.check()
    problems = "\n".join(finding.problem for finding in before.findings)
    assert not [words for words in PROBLEMS if words not in problems]
    names = schema.table_names()
    renaming.rename(planted)
    assert schema.table_names() == ["sources", *map(renaming.renamed, names[1:])]
    load = frames.load
    monkeypatch.setattr(frames, "load", lambda name: renaming.restored_frame(load(name)))
    after = lint.check()
    assert [renaming.restored(str(finding)) for finding in after.findings] == [
        str(finding) for finding in before.findings
    ]
    assert after.tables == before.tables
