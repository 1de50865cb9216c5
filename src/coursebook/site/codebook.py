"""The codebook of the datasets, `datasets/README.md`, made from their descriptions."""

from coursebook import files
from coursebook.course import course
from coursebook.course.coverage import Covered, coverage
from coursebook.data import reader, schema
from coursebook.data.schema import Field, Table
from coursebook.practice.messages import markdown_table
from coursebook.root import folder

FILE = "README.md"

_HEAD = """# The datasets

This page is made from `datapackage.json` by `{command} refresh`; change the facts there and in the CSV files, not here.

"""  # noqa: E501 (one sentence a line, as in all texts of the course)
_OPENING = """Files are UTF-8 with commas; an empty cell is missing.
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
    return _HEAD.format(command=course.course().command) + body()


def body() -> str:
    """Return the codebook as Markdown for readers: no title, a level-2 heading a table."""
    tables = [schema.table(name) for name in schema.table_names()]
    opening = course.course().about_tables or _OPENING
    covered = coverage()
    parts = [opening, _overview(tables), *map(_chapter, tables)]
    return "\n".join([*parts, _coverage(covered)] if covered else parts)


def _overview(tables: list[Table]) -> str:
    lines = [
        [
            f"[{table.name}](#{table.name})",
            table.title,
            str(len(reader.read_rows(table.name))),
            table.licence,
        ]
        for table in tables
    ]
    return markdown_table(["Table", "What it holds", "Rows", "Licence"], lines) + "\n"


def _chapter(described: Table) -> str:
    lines = [
        [f"`{field.name}`", field.type, field.description, field.unit, _permitted(field, described)]
        for field in described.fields
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
    titles = {row["id"]: str(row["publisher"]) for row in reader.read_rows("sources")}
    lines = [
        [
            titles[section.document],
            section.heading,
            ", ".join(f"{name} {count}" for name, count in section.tables.items()),
            ", ".join(section.lessons) or "–",
            str(len(section.questions) or "–"),
        ]
        for section in covered
    ]
    whole = course.course()
    built = f"The course is built from {whole.built_from}. " if whole.built_from else ""
    documents = _counted(len({section.document for section in covered}))
    return (
        f"## Coverage of the {documents}\n\n"
        f"{built}For each of their sections: how many rows carry it, which lessons teach it (of "
        f"{len(whole.lessons)} so far), how many questions ask about it.\n\n"
        + markdown_table(["Document", "Section", "Rows", "Lessons", "Questions"], lines)
        + "\n"
    )


def _counted(documents: int) -> str:
    words = {1: "document", 2: "two documents", 3: "three documents", 4: "four documents"}
    return words.get(documents, f"{documents} documents")
