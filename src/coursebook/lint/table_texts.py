"""Texts of the tables, by what their columns are for."""

from collections.abc import Callable, Iterator

from coursebook.data import reader, schema
from coursebook.data.schema import Field, Table


def texts_in(wanted: Callable[[Table, Field], bool]) -> Iterator[str]:
    """Yield what stands in the columns that are wanted, of all tables, but no empty cells."""
    for table in map(schema.table, schema.table_names()):
        for column in table.fields:
            if wanted(table, column):
                cells = (row[column.name] for row in reader.read_rows(table.name))
                yield from (str(cell) for cell in cells if cell)
