"""Pictures that are too heavy to draw are told from those that are only large."""

import base64
import struct

import pytest
from handouts import PIXEL

from coursebook.render.heavy import too_heavy

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def address(content, kind="svg+xml"):
    """Return a picture as an address."""
    data = content.encode() if isinstance(content, str) else content
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def header(wide, high):
    """Return the first bytes of a PNG."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", wide, high)


@pytest.mark.parametrize(("wide", "high"), [(1, 1), (10_000, 10_000), (1_000_000, 100)])
def test_large_picture_is_shown(wide, high):
    """A hundred million dots are a large photograph, and can be drawn."""
    assert too_heavy(address(header(wide, high), "png")) == ""


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif"])
def test_size_is_that_of_the_content(kind):
    """A browser looks at the content, whatever the picture says that it is; so does this."""
    assert "10,001 x 10,001 dots" in too_heavy(address(header(10_001, 10_001), kind))


@pytest.mark.parametrize(
    "address",
    ["", "x.png", "data:text/html,x", "data:image/png;base64,%", f"data:image/png;base64,{PIXEL}"]
    + [address(each, "png") for each in (b"", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM")]
    + [address(each) for each in ("", "<svg", "<svg><rect></svg>", SVG.format("<use/>"))],
)
def test_what_cannot_be_read_is_left_alone(address):
    """A torn picture harms nobody; it is told elsewhere."""
    assert too_heavy(address) == ""


def test_plot_of_many_marks_is_shown():
    """A plot draws one mark for each of its points, and links are not drawn twice."""
    marks = '<use xlink:href="#m" clip-path="url(#c)"/>' * 15_000
    links = '<a href="#root"><path/></a>' * 1_000
    defined = '<defs><path id="m"/><clipPath id="c"><rect/></clipPath></defs>'
    assert too_heavy(address(SVG.format(f'{defined}<g id="root">{marks}{links}</g>'))) == ""
