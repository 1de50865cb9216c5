"""What strangers may put into a notebook that costs time, memory, or the whole PDF.

Each says some word that no page may lose, or is told of by the words that stand in its place.
They are made when they are asked for: some are large.
"""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import nbformat.v4 as nb
from bombs import SVG, address, header, patterns, png, repeating
from handouts import PIXEL, code, shown, text

TOO_LARGE = "is too large for a page"
Cells = Callable[[], list[Any]]
DOT = f"data:image/png;base64,{PIXEL}"


_LINE = r"x &= \left(\frac{1}{2}\left(\frac{x}{y}\left(\frac{a^2}{b}\right)\right)\right) \\"


def _html(source: str) -> list[Any]:
    return [code(outputs=[shown(text_html=source)])]


def _nested(opening: str, closing: str = "", times: int = 40, inside: str = "deep") -> str:
    return opening * times + inside + closing * times


def _tex(opening: str, closing: str, times: int) -> list[Any]:
    return [text(f"${_nested(opening, closing, times)}$")]


def _table(rows: int, columns: int, cell: str = "<td>cell") -> str:
    return f"<table>{f'<tr>{cell * columns}' * rows}</table>"


# Formulas: without extent, and so deep that what draws them would never end.
FORMULAS: dict[str, tuple[str, Cells]] = {
    "empty formulas": (
        "ends",
        lambda: [
            text(
                r"a ${}$ $\mathrm{}$ $\displaystyle$ $\left.\right.$ ${}_{}^{}$ <math></math> "
                r"<math><mspace width='1em'/></math> <math><mspace width='-9em'/></math> ends"
            )
        ],
    ),
    "formula of odd size": (
        "reach",
        lambda: _html(
            '<math><mspace width="-99em"/><mtext>reach</mtext></math><math><mpadded width="0" '
            'height="0" depth="0" voffset="99em"><mtext>over</mtext></mpadded></math><math>'
            + '<mspace width="99em"/>' * 99
            + "<mi>x</mi></math>"
        ),
    ),
    "roots": ("sqrt", lambda: _tex(r"\sqrt{", "}", 16)),
    "more roots": ("sqrt", lambda: _tex(r"\sqrt{", "}", 150)),
    "braces": ("deep", lambda: _tex("{", "}", 30)),
    "powers": ("deep", lambda: _tex("x^{", "}", 30)),
    "fractions": ("frac", lambda: _tex(r"\frac{1}{1+", "}", 25)),
    "parentheses": ("left", lambda: _tex(r"\left(", r"\right)", 20)),
    "rows": ("deep", lambda: _html(f"<math>{_nested('<mrow>', '</mrow>', 150)}</math>")),
    "rows of two": (
        "deep",
        lambda: _html(f"<math>{_nested('<mrow><mi>y</mi>', '</mrow>')}</math>"),
    ),
    "tables in a formula": (
        "deep",
        lambda: _html(f"<math>{_nested('<mtable><mtr><mtd>', '</mtd></mtr></mtable>', 14)}</math>"),
    ),
    "phantoms": ("deep", lambda: _html(f"<math>{_nested('<mphantom>', '</mphantom>')}</math>")),
    "many deep formulas": (
        "frac",
        lambda: [cell for _ in range(100) for cell in _tex(r"\frac{1}{1+", "}", 7)],
    ),
    "stretched signs": (
        "over",
        lambda: [text(f"$$\\begin{{align}}{_LINE * 30}\\end{{align}}$$ over")],
    ),
    "signs of great size": (
        "over",
        lambda: _html(f"<math>{'<mo minsize=99em stretchy=true>(</mo>' * 900}</math> over"),
    ),
    "long formula": ("ends", lambda: [text(f"${'x+' * 2400}y$ ends")]),
}
# Numbers, names and places that HTML does not know; what is nested too deeply.
ODD: dict[str, tuple[str, Cells]] = {
    "odd widths": (
        "ends",
        lambda: _html(
            "".join(
                f'<img src="{DOT}" alt="dot" width="{each}" height="{each}">'
                for each in ("²", "9" * 5000, "-1", "0", "1e9", "99999", "٣", "50%", "NaN")
            )
            + "ends"
        ),
    ),
    "odd spans": (
        "other",
        lambda: _html(
            "".join(
                f'<table><tr><td colspan="{each}" rowspan="{each}">a<td>b<tr><td>other</table>'
                for each in ("9" * 5000, "0", "-1", "²", "1000", "65534", "x")
            )
        ),
    ),
    "odd starts": (
        "last",
        lambda: _html(
            "".join(
                f'<ol start="{each}"><li>last</ol>'
                for each in ("9" * 19, "-5", "0", "²", "1.5", "9" * 5000)
            )
        ),
    ),
    "odd minutes": ("Hook", lambda: [text(f"# T\n\n## Hook · {'9' * 5000} min\n\n## b")]),
    "bold": ("deep", lambda: [text(_nested("<b>", "</b>", 70))]),
    "raised": ("deep", lambda: [text(_nested("<sup>", "</sup>", 70))]),
    "lists": ("deep", lambda: _html(_nested("<ul><li>"))),
    "numbered lists": ("deep", lambda: _html(_nested("<ol start=9><li>one<li>"))),
    "tables": ("deep", lambda: _html(_nested("<table><tr><td>", times=20))),
    "quotations": ("deep", lambda: [text(_nested(">", times=60))]),
    "folds": ("deep", lambda: _html(_nested("<details><summary>s</summary>"))),
    "terms": ("deep", lambda: _html(_nested("<dl><dd>"))),
    "figures": ("deep", lambda: _html(_nested("<figure>"))),
    "spans": ("deep", lambda: _html(_nested("<span>", times=300))),
    "links in notes": ("deep", lambda: [text(_nested("<a href='#x'><em>", times=300))]),
    "all kinds": (
        "deep",
        lambda: _html(_nested("<ul><li><blockquote><table><tr><td><figure><dl><dd><b>", times=9)),
    ),
    "every level with words": ("deep", lambda: _html(_nested("<div>x", times=5000))),
    "names of controls": ("there", lambda: _html('<p id="\x01">there <a href="#\x01">x</a></p>')),
    "alternatives that say nothing": (
        "ends",
        lambda: _html(
            "".join(f'<img src="{DOT}" alt="{a}">' for a in (" ", "\u200d", "\ufe0f")) + "ends"
        ),
    ),
    "marks heaped up": (
        "after",
        lambda: [text("before Z" + "\u0301" * 400 + " after"), code("Z" + "\u0316" * 400)],
    ),
    "JSON in depth": ("deep", lambda: [code(outputs=[shown(application_json=_in_lists(400))])]),
}


def _in_lists(depth: int) -> Any:
    made: Any = "deep"
    for _ in range(depth):
        made = [made]
    return made


# What takes time by its length.
LONG: dict[str, tuple[str, Cells]] = {
    "drawings without end": ("ends", lambda: [text(f"ends\n\n{'<svg ' * 20_000}")]),
    "drawings in an output": ("ends", lambda: _html(f"<p>ends</p>{'<svg ' * 20_000}")),
    "environments without end": ("aa", lambda: _latex(r"\begin{aa}" * 25_000)),
    "environments of many names": (
        "ends",
        lambda: _latex("".join(rf"\begin{{{_letters(n)}}}" for n in range(9000)) + "ends"),
    ),
    "formulas without end": ("(", lambda: _latex(r"\(" * 50_000)),
    "dollars": ("ends", lambda: _latex("$$ $" * 30_000 + "ends")),
    "dashes in a heading": ("deep", lambda: [text(f"## deep a{'-' * 100_000}·{'-' * 9}b")]),
    "dots in a heading": ("deep", lambda: [text(f"## deep {'-·' * 50_000}b")]),
    "dashes in a link": ("link", lambda: [text(f"[link](#{'-' * 60_000})")]),
    "spaces in a cell": (
        "ends",
        lambda: _html(f"<table><tr><th>a{' ' * 110_000}ends<tr><td>1</table>"),
    ),
    "brackets": ("ends", lambda: [text("[@a" * 20_000 + " ends")]),
    "tables in tables": ("deep", lambda: _html(_nested("<table><tr><td>x", times=350))),
    "thousands of tables in tables": (
        "deep",
        lambda: _html(_nested("<table><tr><td>x", times=3000)),
    ),
    "one long word": ("xxxx", lambda: [code(outputs=[shown(text_plain="x" * 3_000_000)])]),
    "endless printing": ("The rest is in the notebook", lambda: [_printing(30_000_000)]),
    "endless code": ("text", lambda: [code("x = 1  # text\n" * 30_000)]),
    "endless error": ("The rest is in the notebook", lambda: [_error("v" * 3_000_000)]),
    "many names": ("w9999", lambda: _html("".join(f"<i id=a{n}>w{n}</i> " for n in range(10_000)))),
    "headings of one name": ("same", lambda: [text("## same\n\n" * 600)]),
    "wide table": ("cell", lambda: _html(_table(20, 300))),
    "spans that cross": (
        "cell",
        lambda: _html(_table(500, 1, "<td rowspan=9999 colspan=200>cell")),
    ),
    "spans like stairs": ("cell", lambda: _html(_table(400, 2, "<td rowspan=9999>cell"))),
    # Takes over 5 s as a PDF.
    "long table": ("cell", lambda: _html(_table(2000, 30))),
}


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "z"


def _latex(source: str) -> list[Any]:
    return [code(outputs=[shown(text_latex=source)])]


def _printing(letters: int) -> Any:
    line = "a line of text\n"
    return code(outputs=[nb.new_output("stream", text=line * (letters // len(line)))])


def _error(said: str) -> Any:
    return code(outputs=[nb.new_output("error", ename="E", evalue=said, traceback=[said])])


def _attached(content: bytes, kind: str) -> list[Any]:
    data = base64.b64encode(content).decode()
    return [text("![A huge one](attachment:a)", attachments={"a": {kind: data}})]


# Pictures that are small to keep and huge to draw; each leaves words.
PICTURES: dict[str, tuple[str, Cells]] = {
    "PNG": (
        TOO_LARGE,
        lambda: [code(outputs=[shown(image_png=base64.b64encode(png(60_000, 60_000)).decode())])],
    ),
    **{
        kind: (TOO_LARGE, lambda kind=kind: _html(header(kind)))
        for kind in "gif bmp jpeg webp avif".split()
    },
    "attached PNG": (TOO_LARGE, lambda: _attached(png(60_000, 60_000), "image/png")),
    "SVG": (TOO_LARGE, lambda: [text(repeating())]),
    "SVG output": (TOO_LARGE, lambda: [code(outputs=[shown(**{"image_svg+xml": repeating()})])]),
    "SVG in an address": (TOO_LARGE, lambda: _html(f'<img alt="x" src="{address(repeating())}">')),
    "attached SVG": (TOO_LARGE, lambda: _attached(repeating().encode(), "image/svg+xml")),
    "SVG of patterns": (TOO_LARGE, lambda: _html(patterns())),
    "SVG that repeats itself": (TOO_LARGE, lambda: _html(repeating("<use href='#a9'/>"))),
    "SVG with a huge picture": (
        TOO_LARGE,
        lambda: _html(
            f'{SVG}width="9" height="9"><image href="data:image/png;base64,'
            f'{base64.b64encode(png(60_000, 60_000)).decode()}"/></svg>'
        ),
    ),
    "SVG in an SVG": (
        TOO_LARGE,
        lambda: _html(f'{SVG}width="9" height="9"><image href="{address(repeating())}"/></svg>'),
    ),
}
ALL: dict[str, dict[str, tuple[str, Cells]]] = {
    "formulas": FORMULAS,
    "odd": ODD,
    "long": LONG,
    "pictures": PICTURES,
}


def cells(group: str) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield each burden of a group: its name, what may not be lost, and its cells."""
    for name, (words, make) in ALL[group].items():
        yield name, words, make()
