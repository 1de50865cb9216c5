"""Message for notebooks."""

import pytest

from coursebook.practice import messages
from coursebook.practice.messages import Message


def test_both_forms_and_the_role():
    """A text goes out as Markdown and as plain text, and tells the handout what it is."""
    data, metadata = Message("**Right.**", "reply")._repr_mimebundle_()
    assert data == {"text/markdown": "**Right.**", "text/plain": "**Right.**"}
    assert metadata == {"coursebook": {"role": "reply"}}


@pytest.mark.parametrize("right", [True, False])
def test_a_reply_tells_its_task_and_whether_it_is_right(right):
    """Who reads a reply later need not guess from its words what they were about."""
    _, metadata = Message("Yes.", "reply", "05-1", right)._repr_mimebundle_()
    assert metadata == {"coursebook": {"role": "reply", "task": "05-1", "right": right}}


def test_printed_outside_a_notebook(capsys):
    """Outside a notebook the text is printed."""
    messages.show_message("Hint 1", "reply")
    assert capsys.readouterr().out == "Hint 1\n"


def test_displayed_in_a_notebook(monkeypatch, capsys):
    """In a notebook the text is an output of the cell, not a print."""
    shown = []
    monkeypatch.setattr("IPython.get_ipython", lambda: object())
    monkeypatch.setattr("IPython.display.display", shown.append)
    messages.show_message("Hint 1", "reply")
    assert shown == [Message("Hint 1", "reply")]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("a", "| a |"), ("a|b", "| a\\|b |"), ("one\ntwo", "| one two |"), ("", "|  |")],
)
def test_cells_do_not_break_the_table(cell, expected):
    """A bar or a line break inside a cell does not end it."""
    assert messages.markdown_table(["Word"], [[cell]]).splitlines()[2] == expected


def test_table_form():
    """A table is a heading, a rule of as many columns, and the rows."""
    assert messages.markdown_table(["a", "b"], [["1", "2"], ["3", "4"]]) == (
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    )
