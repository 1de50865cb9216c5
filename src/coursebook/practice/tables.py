"""Prints a table to read."""

import pandas as pd

from coursebook.practice.messages import markdown_table, show_message


def show(frame: pd.DataFrame) -> None:
    """Show a table to read: whole sentences, aligned left, a dash where a cell is empty.

    Args:
        frame: Any table; its index is left out. Dates are shown as days.
    """
    rows = [
        ["–" if pd.isna(cell) else _words(cell) for cell in row]
        for row in frame.itertuples(index=False)
    ]
    show_message(markdown_table(list(map(str, frame.columns)), rows), "table")


def _words(cell: object) -> str:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp) else str(cell)
