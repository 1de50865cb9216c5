"""A task is two cells: one asks, the next keeps the answer and nothing else."""

import pytest
from small_corpus import cell, lesson

from coursebook.lint.rules import tasks


def ask(ident):
    """Return the cell that asks for a task."""
    return cell(0, f'kp.ask("{ident}")', "code")


def check(ident, answer='""', more=""):
    """Return the cell that checks a task."""
    return cell(0, f'kp.check("{ident}", {answer}){more}', "code")


def room(words=""):
    """Return a cell for own words."""
    return cell(0, words, tags=("response",))


def problems(ident, *cells):
    """Return what is found of the cells of a task."""
    return [
        finding.problem
        for finding in tasks.find(lesson(*cells))
        if finding.place.endswith(f" {ident}")
        and ("cells for" in finding.problem or "#" in finding.problem)
    ]


NO_CELL = "the notebook has 0 cells for this task instead of one"
NO_HINT = "no cell has its hints behind a #"


@pytest.mark.parametrize(
    "cells",
    [
        (ask("05-1"), check("05-1")),
        (check("05-1", '"..."', '\n#kp.hint("05-1")'),),
        (ask("05-1"), check("05-1", '"..."', '\n#kp.hint("05-1")')),
    ],
)
def test_a_closed_task_has_its_cell_and_its_hints(cells):
    """A form has buttons for hints; without one a line of the cell holds them."""
    assert problems("05-1", *cells) == []


def test_a_closed_task_without_a_form_needs_its_line_of_hints():
    """Where nothing asks right above, a student needs another way to the hints."""
    assert problems("05-1", check("05-1")) == [NO_HINT]
    assert problems("05-1", ask("05-1"), room(), check("05-1")) == [NO_HINT]


def test_a_closed_task_without_its_cell():
    """A task that is asked must be answered somewhere."""
    assert NO_CELL in problems("05-1", ask("05-1"))


def test_own_words_stand_right_below_what_asks_for_them():
    """An empty cell for words belongs to the task that is asked above it, and to no other."""
    assert problems("05-3", ask("05-3"), room()) == []
    assert problems("05-3", ask("05-1"), room()) == [NO_CELL]
    assert problems("05-3", ask("05-3"), room("Somebody wrote here.")) == [NO_CELL]


def test_own_words_in_a_cell_that_names_its_task():
    """Without a form the cell itself says whose words it wants, and how to write there."""
    named = "**Your words, 05-3.**\n\n*Click here, press Enter, and write below.*"
    assert problems("05-3", room(named)) == []
    found = [finding.problem for finding in tasks.find(lesson(room("**Your words, 05-3.**")))]
    assert "the last line does not say how to write in this cell" in found
