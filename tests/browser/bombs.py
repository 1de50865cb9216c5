"""Pictures of few bytes that take hours, or all the memory there is, to draw."""

import base64
import struct
import zlib

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def png(wide: int, high: int) -> bytes:
    """Return a black PNG with one bit a dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    packer = zlib.compressobj(9)
    row = bytes(1 + (wide + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(high)) + packer.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def header(kind: str) -> str:
    """Return the first bytes of a picture of 60,000 x 60,000 dots, or the most of its kind."""
    many = struct.pack("<HH", 60_000, 60_000)
    content = {
        "gif": b"GIF89a" + many,
        "bmp": b"BM" + bytes(16) + struct.pack("<II", 60_000, 60_000),
        "jpeg": b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08" + struct.pack(">HH", 60_000, 60_000),
        "webp": b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\xff\xff\0\xff\xff\0",
        "avif": b"\0\0\0\x1cftypavif" + bytes(9) + b"ispe" + struct.pack(">III", 0, 60_000, 60_000),
    }[kind]
    data = base64.b64encode(content + bytes(40)).decode()
    return f'<img alt="A huge {kind}" src="data:image/{kind};base64,{data}"> mere {kind}'


def repeating(drawn: str = "<use xlink:href='#a{}'/>", levels: int = 9) -> str:
    """Return an SVG of a few lines that draws ten things in each of ten, and so on."""
    groups = "".join(f"<g id='a{n + 1}'>{drawn.format(n) * 10}</g>" for n in range(levels))
    first = "<g id='a0'><rect width='9' height='9'/></g>"
    return (
        f'{SVG}width="9" height="9"><title>A bomb</title><defs>{first}{groups}</defs>'
        f"<use xlink:href='#a{levels}'/></svg>"
    )


def address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def patterns() -> str:
    """Return an SVG whose pattern holds ten of the next, and so on."""
    rect = '<rect width="9" height="9" fill="url(#p{})"/>'
    made = "".join(
        f'<pattern id="p{n + 1}" width="1" height="1">{rect.format(n) * 10}</pattern>'
        for n in range(9)
    )
    return f'{SVG}width="9" height="9">{made}<rect width="9" height="9" fill="url(#p9)"/></svg>'
