"""The engine's own part of a notebook's metadata."""

import pytest
from support import install

from coursebook.metadata import METADATA_NAMESPACE, own


@pytest.mark.parametrize("key", [METADATA_NAMESPACE, "course_1"])
def test_the_engines_part(monkeypatch, tmp_path, key):
    """It is found under the engine's name, and under that of an installed course's package."""
    install(monkeypatch, tmp_path)
    assert own({"tags": [], key: {"role": "reply"}}) == {"role": "reply"}


@pytest.mark.parametrize("strange", [None, [], "x", {}, {"coursebook": 1}, {"course_2": {"a": 1}}])
def test_what_strangers_write_is_nothing(monkeypatch, tmp_path, strange):
    """Whatever else stands there is not taken for the engine's."""
    install(monkeypatch, tmp_path)
    assert own(strange) == {}


def test_todays_name_comes_first(monkeypatch, tmp_path):
    """Where both names stand, what the engine wrote last is read."""
    install(monkeypatch, tmp_path)
    assert own({"course_1": {"a": 1}, METADATA_NAMESPACE: {"a": 2}}) == {"a": 2}
