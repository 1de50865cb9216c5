"""The codebook of the datasets, `datasets/README.md`, made from their descriptions."""

from coursebook import files
from coursebook.course import course, style
from coursebook.course.coverage import Covered, coverage
from coursebook.data import reader, schema
from coursebook.data.schema import Field, Table
from coursebook.practice.messages import table as markdown_table
from coursebook.root import folder

FILE = "README.md"

_HEAD = """# The datasets

This page is made from `datapackage.json` by `korean-peace refresh`; change the facts there and in the CSV files, not here.

"""  # noqa: E501 (one sentence a line, as in all texts of the course)


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
    opening = style.style().codebook.opening
    parts = [opening, _overview(tables), *map(_chapter, tables), _coverage(coverage())]
    return "\n".join(filter(None, parts))


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
    if not covered:
        return ""
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
    texts = style.style().codebook
    count = len(course.course().lessons)
    introduction = (
        f"{texts.coverage} For each of their sections: how many rows "
        f"carry it, which lessons teach it (of {count} so far), how many questions ask about it."
    ).lstrip()
    head = ["Document", "Section", "Rows", "Lessons", "Questions"]
    return f"## {texts.coverage_title}\n\n{introduction}\n\n{markdown_table(head, lines)}\n"
