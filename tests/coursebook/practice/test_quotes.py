"""Curly quotation marks, where an answer is checked."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from coursebook.practice import quotes

MENDED = [
    ("kp.check(“05-1”, “6”)", 'kp.check("05-1", "6")'),
    ("  kp.check(„05-1“, ‟6”)", '  kp.check("05-1", "6")'),
    ("kp.check(‘05-1’, ‘6’)", 'kp.check("05-1", "6")'),
    ("kp.check(‘05-1’, ‘Kim’s words’)", 'kp.check("05-1", "Kim’s words")'),
    ("kp.check(“05-1”, “Kim’s ‘own’ words”)", 'kp.check("05-1", "Kim’s ‘own’ words")'),
    ('kp.check("05-1", “6”)', 'kp.check("05-1", "6")'),
    ('kp.check("05-1", "6”)', 'kp.check("05-1", "6")'),
    ("kp.check('05-1', ‘a \"b\" c’)", 'kp.check(\'05-1\', "a \\"b\\" c")'),
    ("kp.hint(“05-1”)  # say “no”", 'kp.hint("05-1")  # say “no”'),
]
LEFT = [
    'kp.check("05-1", "Kim’s “own” words")',
    "kp.check('05-1', 'the South’s')",
    'kp.check("05-1", "say \\"it’s“")',
    'kp.check("05-1", "6")  # “why”',
    "#kp.hint(“05-1”)",
    'print("“no”")',
    "x = “6”",
    "kp.checked(“05-1”)",
    "kp.load(“events”)",
    'kp.check("05-1", """“a”',
]


@pytest.mark.parametrize(("typed", "mended"), MENDED)
def test_mended(typed, mended):
    """Curly marks round an id or an answer become straight ones; what is inside stays."""
    assert quotes.straighten([typed + "\n"]) == [mended + "\n"]
    compile(mended.strip(), "cell", "exec")


@pytest.mark.parametrize("line", LEFT)
def test_left_alone(line):
    """What is inside straight marks, a comment, or any other line stays as it was typed."""
    assert quotes.straighten([line + "\n"]) == [line + "\n"]


def test_only_the_line_that_checks():
    """In a cell of several lines the others stay as they are."""
    cell = ["said = '“a”'\n", "kp.check(“05-1”, said)\n", "print('’')"]
    assert quotes.straighten(cell) == [cell[0], 'kp.check("05-1", said)\n', cell[2]]


def test_enabled_once(monkeypatch):
    """A session has it once, however often a lesson is opened; no session is no fault."""
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    before = len(shell.input_transformers_cleanup)
    quotes.enable()
    quotes.enable()
    assert len(shell.input_transformers_cleanup) == before + 1
    assert shell.transform_cell("kp.check(“05-1”, “6”)") == 'kp.check("05-1", "6")\n'
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    quotes.enable()
