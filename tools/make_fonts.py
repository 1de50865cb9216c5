# mypy: disable-error-code="import-untyped,import-not-found"
"""Makes the fonts in this folder: the characters that handouts need, out of larger fonts.

    python make_fonts.py FOLDER...

The folders hold, anywhere below them, Noto Sans (Debian's fonts-noto-core), Noto Sans CJK
(fonts-noto-cjk) and Liberation Sans 2 (fonts-liberation2). fontTools must be installed. A
handout that names a character without a glyph says so in a warning: once it stands in a
dataset, a lesson or a quiz, running this again brings it in.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "src" / "coursebook" / "render" / "pdf" / "fonts"

WESTERN = [
    *((0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x218, 0x21B)),
    *((0x2C6, 0x2DD), (0x300, 0x30C), (0x323, 0x328), (0x370, 0x3FF), (0x400, 0x45F)),
    *((0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2000, 0x214F), (0x2150, 0x215F), (0x2190, 0x22FF)),
]
# Besides what KS X 1001 holds.
KOREAN = [(0x2000, 0x27BF), (0x3000, 0x303F), (0xFF01, 0xFF5E)]
# A chart's letters keep the widths that it was drawn with. "Liberation" is a reserved name.
CHARTS = "Handout Charts"


def main(folders: list[Path]) -> None:
    """Write every font of the handouts."""
    used = set(_used())
    western = _points(WESTERN)
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        font = _open(folders, f"NotoSans-{style}.ttf")
        _write(font, western | used, f"NotoSans-{style}.ttf")
    korean = (_points(KOREAN) | _ks_x_1001() | used) - set(font.getBestCmap())
    for style in ("Regular", "Bold"):
        font = _open(folders, f"NotoSansCJK-{style}.ttc")
        _write(font, korean, f"NotoSansCJKkr-{style}.otf")
        font = _open(folders, f"LiberationSans-{style}.ttf")
        _rename(font, CHARTS, style)
        _write(font, western | used, f"HandoutCharts-{style}.ttf")


def _points(ranges: list[tuple[int, int]]) -> set[int]:
    return {point for first, last in ranges for point in range(first, last + 1)}


def _ks_x_1001() -> set[int]:
    """Return the 2,350 syllables and the symbols of the Korean standard, without its hanja."""
    rows = [*range(0xA1, 0xAD), *range(0xB0, 0xC9)]
    text = b"".join(bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    return set(map(ord, text.decode("euc_kr", errors="ignore")))


def _used() -> Iterator[int]:
    """Go through the characters of the curriculum."""
    for folder in ("datasets", "lessons", "quizzes"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in (".csv", ".ipynb", ".json", ".md", ".yaml"):
                yield from map(ord, set(path.read_text(encoding="utf-8")) - {"\n", "\r", "\t"})


def _open(folders: list[Path], name: str) -> TTFont:
    found = sorted(path for folder in folders for path in folder.rglob(name))
    if not found:
        sys.exit(f"{name} is in none of the folders: install it, or name its folder.")
    if found[0].suffix != ".ttc":
        return TTFont(found[0], recalcTimestamp=False)
    for number in range(64):  # a collection holds a font for each country
        font = TTFont(found[0], fontNumber=number, recalcTimestamp=False)
        if font["name"].getDebugName(1) == "Noto Sans CJK KR":
            return font
    sys.exit(f"{found[0]} holds no Noto Sans CJK KR.")


def _rename(font: TTFont, family: str, style: str) -> None:
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}"}
    names[6] = f"{family.replace(' ', '')}-{style}"
    table = font["name"]
    table.names = [each for each in table.names if each.nameID in {0, 13, 14, *names}]
    for each in table.names:
        if each.nameID in names:
            each.string = names[each.nameID]


def _write(font: TTFont, points: set[int], name: str) -> None:
    options = Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.hinting = False  # for screens of long ago
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14, 16, 17]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG", "meta", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    path = HERE / name
    font.save(path)
    print(f"{name}: {len(font.getBestCmap())} characters, {path.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
