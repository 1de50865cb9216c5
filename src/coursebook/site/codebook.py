"""The codebook of the datasets, `datasets/README.md`, made from their descriptions."""

from coursebook import files
from coursebook.course import course
from coursebook.course.coverage import Covered, coverage
from coursebook.data import reader, schema
from coursebook.data.schema import Field, Table
from coursebook.practice.messages import table as markdown_table
from coursebook.root import folder

FILE = "README.md"

# One sentence a line, as in all texts of the course.
# ruff: noqa: E501
_HEAD = """# The datasets

This page is made from `datapackage.json` by `korean-peace refresh`; change the facts there and in the CSV files, not here.

"""
_OPENING = """Each row of a table of facts names its main source (`source_id`, a key of `sources.csv`) and the place in it (`locator`).
Further and contradicting sources stand in `evidence.csv`.
`status` says how well a row is supported:

- **corroborated**: read in an official source, or in one that does not depend on the two documents of the course
- **attributed**: the words or the claim of one side, or of one of the two documents alone
- **derived**: computed from other rows
- **uncorroborated**: general knowledge; never drawn in a chart without saying so

Files are UTF-8 with commas; an empty cell is missing; dates are the first day of what is known, with a `precision`.
In Python, `korean_peace.load("events")` gives a table with types, and `korean_peace.codebook("events")` this page's part on it.
"""


def refresh() -> bool:
    """Make the codebook anew.

    Returns:
        True if the file changed.

    Raises:
        DataError: a description or a table holds what is not permitted.
        WriteError: the file cannot be written.
    """
    return files.write(folder("datasets") / FILE, codebook())


def codebook() -> str:
    """Return the codebook as Markdown, with its title and a word to those who would change it."""
    return _HEAD + body()


def body() -> str:
    """Return the codebook as Markdown for readers: no title, a level-2 heading a table."""
    tables = [schema.table(name) for name in schema.names()]
    parts = [_OPENING, _overview(tables), *map(_chapter, tables), _coverage(coverage())]
    return "\n".join(parts)


def _overview(tables: list[Table]) -> str:
    lines = [
        [f"[{each.name}](#{each.name})", each.title, str(len(reader.read(each.name))), each.licence]
        for each in tables
    ]
    return markdown_table(["Table", "What it holds", "Rows", "Licence"], lines) + "\n"


def _chapter(described: Table) -> str:
    lines = [
        [f"`{each.name}`", each.type, each.description, each.unit, _permitted(each, described)]
        for each in described.fields
    ]
    columns = markdown_table(["Column", "Type", "Meaning", "Unit", "Permitted"], lines)
    return f"## {described.name}\n\n**{described.title}.** {described.description}\n\n{columns}\n"


def _permitted(field: Field, described: Table) -> str:
    parts = list(field.permitted)
    parts += [f"a key of {link.table}" for link in described.links if link.field == field.name]
    if field.name == described.key:
        parts.append("unique")
    elif field.required:
        parts.append("never empty")
    return ", ".join(parts)


def _coverage(covered: list[Covered]) -> str:
    titles = {row["id"]: str(row["publisher"]) for row in reader.read("sources")}
    lines = [
        [
            titles[each.document],
            each.heading,
            ", ".join(f"{name} {count}" for name, count in each.tables.items()),
            ", ".join(each.lessons) or "–",
            str(len(each.questions) or "–"),
        ]
        for each in covered
    ]
    count = len(course.course().lessons)
    return (
        "## Coverage of the two documents\n\n"
        "The course is built from two documents: Wikipedia's article on the peace process, and a "
        "report of the Congressional Research Service. For each of their sections: how many rows "
        f"carry it, which lessons teach it (of {count} so far), how many questions ask about it.\n\n"
        + markdown_table(["Document", "Section", "Rows", "Lessons", "Questions"], lines)
        + "\n"
    )
