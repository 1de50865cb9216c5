"""Pictures that a notebook names: found, and put into the page; or words in their place."""

import base64

import pytest
from handouts import PIXEL, export, parsed, text


def attached(name="a.png", kind="image/png", data=PIXEL):
    """Return the attachments of a cell."""
    return {"attachments": {name: {kind: data}}}


class TestPictures:
    @pytest.mark.parametrize("source", ["![A map](map.png)", '<img src="map.png" alt="A map">'])
    def test_picture_beside_the_notebook_is_put_into_the_page(self, tmp_path, source):
        """A picture file becomes part of the page, named in Markdown or in HTML."""
        (tmp_path / "map.png").write_bytes(base64.b64decode(PIXEL))
        image = parsed(export(text(source), path=tmp_path)).img
        assert image["src"] == f"data:image/png;base64,{PIXEL}"
        assert image["alt"] == "A map"

    @pytest.mark.parametrize("address", ["https://example.org/far.png", "//example.org/far.png"])
    def test_picture_of_the_network_becomes_a_link(self, address):
        """A page fetches nothing; who wants to see the picture can follow the link."""
        page = parsed(export(text(f"![Far]({address})")))
        assert page.find("a", string="Far")["href"].endswith("//example.org/far.png")
        assert not page.img

    @pytest.mark.parametrize(
        "address", ["../secret.png", "gone.png", "secret.txt", "%2e%2e/secret.png", "a%00.png"]
    )
    def test_missing_picture_becomes_words(self, tmp_path, address):
        """What is not there, is no picture, or lies outside the folder is not in the page."""
        home = tmp_path / "home"
        home.mkdir()
        for name in ("secret.png", "home/secret.txt"):
            (tmp_path / name).write_bytes(base64.b64decode(PIXEL))
        page = parsed(export(text(f"![A map]({address})"), path=home))
        assert "[Picture missing: A map]" in page.get_text()
        assert not page.img

    @pytest.mark.parametrize(
        "source", ["![A](attachment:my%20a.png)", '<img src="attachment:my a.png" alt="A">']
    )
    def test_attachment_is_shown(self, source):
        """A pasted picture is shown, in Markdown and where its size was set in HTML."""
        page = parsed(export(text(source, **attached("my a.png"))))
        assert page.img["src"] == f"data:image/png;base64,{PIXEL}"

    def test_attachment_of_another_type_is_no_picture(self):
        """HTML that calls itself a picture is not put into the page."""
        page = parsed(export(text("![A](attachment:a.png)", **attached(kind="text/html"))))
        assert "[Picture missing: A]" in page.get_text()

    def test_name_of_a_file_is_no_description(self):
        """JupyterLab names a pasted picture `image.png`: that tells nobody what is to be seen."""
        page = parsed(export(text("![image.png](attachment:a.png)", **attached())))
        assert page.img["alt"] == "Picture without description"
