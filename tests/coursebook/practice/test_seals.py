"""The seal of a forecast."""

import pytest
from support import question, quiz, write_quiz

import korean_peace as kp
from coursebook.errors import UnknownName
from coursebook.practice import prompts

OUTCOME = "The generals met on 14 June."


@pytest.fixture
def sealed(curriculum, monkeypatch):
    """Put a forecast with an outcome in the lesson's quiz; nothing is answered yet."""
    monkeypatch.setattr(prompts, "_answered", set())
    forecast = question("forecast") | {"outcome": OUTCOME}
    return write_quiz(curriculum, quiz(forecast, question("single", 2)))


def test_closed_until_a_forecast_is_kept(sealed, capsys):
    """What happened is told to who has kept a forecast, and to nobody before."""
    kp.seal("05-q1")
    assert OUTCOME not in (closed := capsys.readouterr().out)
    assert "Answer 05-q1 first" in closed
    kp.check("05-q1", "")
    kp.seal("05-q1")
    assert OUTCOME not in capsys.readouterr().out
    kp.check("05-q1", "a a")
    kp.seal("05-q1")
    assert OUTCOME in capsys.readouterr().out


def test_only_forecasts(sealed):
    """Other tasks have no seal."""
    with pytest.raises(UnknownName, match="forecast with an outcome '05-q2'"):
        kp.seal("05-q2")
