"""Links of strangers: none leads to a share of Windows from a page that was opened from disk."""

import pytest
from handouts import code, export, parsed, shown, text

from coursebook.render.addresses import link

SHARES = [
    r"\\canary.example\share",
    r"\canary.example",
    r"/\canary.example/share",
    r"\/canary.example/share",
    "///canary.example/share",
    "/\t\\canary.example/share",
    "\x01\\\\canary.example",
    "\n\\\\canary.example",
    "\u00a0\\\\canary.example",
    "/.//canary.example/share",
    "../../../../..//canary.example/share",
    "%5c%5ccanary.example",
    "%2F%2fcanary.example/share",
    "a/..//canary.example?x#y",
]


@pytest.mark.parametrize("address", SHARES)
def test_link_to_a_share_is_dropped(address):
    """Whoever follows it would show another machine who she is; the words stay."""
    assert link(address) is None
    raw = f'<p><a href="{address}">word</a></p>'
    for cell in (text(raw), code(outputs=[shown(text_html=raw)])):
        page = parsed(export(cell)).main
        assert "word" in page.get_text()
        assert not page.find_all("a", href=True)


@pytest.mark.parametrize("address", ["//example.org/a", " //example.org/a", "/\n/example.org/a"])
def test_two_slashes_mean_the_web(address):
    """What a page of the web may leave open is said: it is an address of the web."""
    page = parsed(export(code(outputs=[shown(text_html=f'<a href="{address}">a</a>')])))
    assert page.main.a["href"] == "https://example.org/a"


@pytest.mark.parametrize(
    "address",
    ["https://example.org//a", "mailto:a@example.org", "data/a.csv", "a.html?next=//b#c//d", "x y"],
)
def test_other_links_stay(address):
    """Ordinary links are as they were typed."""
    assert link(address) == address


def test_picture_on_a_share_is_not_looked_for(tmp_path, monkeypatch):
    """The path of another machine is not even asked for: the export itself would call there."""
    asked = []
    monkeypatch.setattr("pathlib.Path.is_file", lambda path: asked.append(path))
    for address in (r"\\canary.example\a.png", "%5C%5Ccanary.example/a.png", "//canary.example/a"):
        export(text(f'<img src="{address}" alt="a">'), path=tmp_path)
    assert not [each for each in asked if "canary" in str(each)]
