"""Calls are read from code, not guessed from its letters."""

import pytest

from coursebook.notebooks.calls import Call, behind_hash, calls, is_only


def test_calls():
    """Each call has its name, its plain arguments, its line, and whether it stands alone."""
    source = (
        'events = kp.load("events")\n'
        'kp.check("05-1", "...")\n'
        "kp.charts.timeline(\n    events.head(3), 'T',\n)\n"
        "print(kp.cite('crs-2022'))"
    )
    assert calls(source) == (
        Call("load", ("events",), 1, alone=False),
        Call("check", ("05-1", "..."), 2, alone=True),
        Call("charts.timeline", ("T",), 3, alone=True),
        Call("cite", ("crs-2022",), 6, alone=False),
    )
    assert [each.first for each in calls("kp.start('05'); kp.tables()")] == ["05", None]


@pytest.mark.parametrize(
    "source",
    ["", "# kp.check('05-1', '')", "'kp.check(1)'", "%timeit kp.load('x')", "kp.check(", "\x00"],
)
def test_what_is_no_call(source):
    """Comments, texts, commands of the notebook and broken code call nothing."""
    assert calls(source) == ()


def test_calls_of_others():
    """What is not this package's is left out."""
    assert calls("check('05-1'); pd.load('x'); kp2.load('x'); kp.a.b[0]('x')") == ()


def test_behind_a_hash():
    """A call runs when the first # of its line is taken away; a space behind it stops that."""
    source = (
        'kp.check("05-1", "...")\n#kp.hint("05-1")  # a nudge\n# kp.hint("05-2")\n##kp.hint("x")'
    )
    assert behind_hash(source) == (Call("hint", ("05-1",), 2, alone=True),)


@pytest.mark.parametrize(
    ("source", "only"),
    [
        ('kp.check("05-1", "")', True),
        ('# a note\nkp.check("05-1", "a")\nkp.hint("05-1", 1)  # the first', True),
        ('kp.check("05-1", "a")\nprint(1)', False),
        ('kp.check("05-1", open("x").read())', True),
        ('x = kp.check("05-1", "a")', False),
        ('kp.load("events")', False),
        ('kp.check("05-1", kp.hint("05-1"))', False),
        ("# nothing", False),
        ("kp.check(", False),
    ],
)
def test_a_cell_that_does_no_more(source, only):
    """A cell consists of some calls where each of its statements is one of them."""
    assert is_only(source, ("check", "hint")) is only
