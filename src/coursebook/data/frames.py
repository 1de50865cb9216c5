"""Tables as pandas DataFrames, and what their columns mean."""

import pandas as pd

from coursebook.data import reader
from coursebook.data.schema import Field, Table, table, table_names

_DTYPES = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def tables() -> pd.DataFrame:
    """List the tables.

    Returns:
        One row a table, indexed by name: its title, number of rows and licence.

    Example:
        >>> tables().loc["sources", "title"]
        'Sources'
    """
    described = [table(name) for name in table_names()]
    columns = {
        "title": [each.title for each in described],
        "rows": [len(reader.read_rows(each.name)) for each in described],
        "licence": [each.licence for each in described],
    }
    return pd.DataFrame(columns, index=pd.Index(table_names(), name="table"))


def load(name: str) -> pd.DataFrame:
    """Load a table with typed columns.

    Args:
        name: A table of `kp.tables()`.

    Returns:
        One row a record, in file order. Dates are datetime64 without a time, numbers are
        nullable (`Int64`, `Float64`), an ordered choice is an ordered category, and text
        is `str`. An empty cell is missing. Units: see `kp.codebook(name)`.

    Raises:
        UnknownName: there is no table of that name.
        DataError: a cell is not what its description permits, or a foreign key points to
            nothing. The message names file, line and column.
    """
    described = table(name)
    reader.check_links(name)
    content = reader.read_rows(name)
    columns = [(field, [row[field.name] for row in content]) for field in described.fields]
    return pd.DataFrame({field.name: _column(field, cells) for field, cells in columns})


def codebook(name: str) -> pd.DataFrame:
    """Explain the columns of a table.

    Returns:
        One row a column, indexed by name: type, meaning, unit and permitted values.

    Raises:
        UnknownName: there is no table of that name.
    """
    described = table(name)
    fields = described.fields
    meanings = {
        "type": [field.type for field in fields],
        "meaning": [field.description for field in fields],
        "unit": [field.unit for field in fields],
        "permitted": [_permitted(field, described) for field in fields],
    }
    return pd.DataFrame(meanings, index=pd.Index([it.name for it in fields], name="column"))


def _column(field: Field, values: list[reader.Cell]) -> pd.Series:
    if field.type == "date":
        return pd.Series(values, dtype="datetime64[s]")
    if field.ordered:
        return pd.Series(pd.Categorical(values, categories=field.permitted, ordered=True))
    return pd.Series(values, dtype=_DTYPES[field.type])


def _permitted(field: Field, described: Table) -> str:
    linked = [f"{link.key} of {link.table}" for link in described.links if link.field == field.name]
    limits = {"from": field.minimum, "to": field.maximum}
    bounds = [f"{word} {bound:g}" for word, bound in limits.items() if bound is not None]
    return ", ".join([*field.permitted, *linked, *bounds])
