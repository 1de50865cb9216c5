"""The look of charts, and the renderer that needs no network."""

import altair as alt
import pandas as pd
import pytest
from support import python

from coursebook.charts import colours, theme


@pytest.fixture
def chart():
    """Return a small chart, drawn with this package's theme and renderer."""
    theme.enable()
    data = pd.DataFrame({"day": [1, 2], "count": [3, 4]})
    made = alt.Chart(data, title="Two days").mark_point().encode(x="day", y="count")
    return made.properties(description="Two points.")


def test_one_mimetype_and_text(chart):
    """A chart goes out as a bare specification, and as its description for those who see none."""
    bundle = chart._repr_mimebundle_()
    assert set(bundle) == {theme.MIMETYPE, "text/plain"}
    assert bundle["text/plain"] == "Two points."
    assert bundle[theme.MIMETYPE]["title"] == "Two days"


def test_a_chart_without_description(chart):
    """A chart without a description is still called a chart."""
    chart.description = alt.Undefined
    assert chart._repr_mimebundle_()["text/plain"] == "Chart"


def test_no_script_and_no_address(chart):
    """Nothing that is sent runs by itself or names a server, but for the label of the language."""
    spec = chart._repr_mimebundle_()[theme.MIMETYPE]
    assert spec.pop("$schema") == "https://vega.github.io/schema/vega-lite/v5.json"
    assert not any(mark in str(spec) for mark in ("<script", "http://", "https://"))


def test_the_chart_itself_is_not_relabelled(chart):
    """The label is changed in what is sent, not in the chart."""
    chart._repr_mimebundle_()
    assert "/v6" in chart.to_dict()["$schema"]


def test_the_look(chart):
    """The theme sets the two colours that a handout replaces, and readable sizes."""
    config = chart._repr_mimebundle_()[theme.MIMETYPE]["config"]
    assert config["axis"]["labelColor"] == config["title"]["color"] == colours.INK
    assert config["axis"]["gridColor"] == colours.GRID
    assert min(config[part]["labelFontSize"] for part in ("axis", "legend")) >= 12


def test_enable_again(chart):
    """Switching the look on twice changes nothing."""
    before = chart._repr_mimebundle_()
    theme.enable()
    assert (alt.theme.active, alt.renderers.active) == ("coursebook", "coursebook")
    assert chart._repr_mimebundle_() == before


def test_the_same_chart_gives_the_same_bytes(chart):
    """A chart that is sent twice is the same both times: stored outputs compare."""
    assert chart._repr_mimebundle_() == chart._repr_mimebundle_()


def test_colab(monkeypatch):
    """On Colab, which draws nothing else, Altair's own renderer is used."""
    monkeypatch.setattr(theme, "_on_colab", lambda: True)
    theme.enable()
    assert alt.renderers.active == "default"
    monkeypatch.undo()
    theme.enable()
    assert alt.renderers.active == "coursebook"


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", ["BLUE", "ORANGE", "GREEN", "PINK", "BROWN", "GREY"])
@pytest.mark.parametrize("ground", ["#ffffff", "#14171d"])
def test_contrast(colour, ground):
    """Each colour of marks has a contrast of at least 3 to 1 on white and on near-black."""
    light, dark = sorted((luminance(getattr(theme, colour)), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_works_without_a_network():
    """A chart is made and sent in a process that cannot open a connection."""
    said = python(
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import korean_peace as kp\n"
        "events = kp.load('events').head(3)\n"
        "print(*kp.charts.timeline(events, title='Three')._repr_mimebundle_())\n"
    )
    assert said == f"{theme.MIMETYPE} text/plain"
