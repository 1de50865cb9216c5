"""All colours, in one table: of charts, of pages in light and dark, of paper.

A chart is drawn in the colours of paper. Paper takes them as they are; a page lets ink, grid
and white follow its light or dark scheme.
"""

from typing import NamedTuple

INK = "#1f2430"
GRID = "#c9ced6"
# Told apart by colour-blind readers (after Okabe and Ito), with a contrast of at least 3 to 1
# on white and on near-black.
BLUE, ORANGE, GREEN, PINK, BROWN, GREY = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#8f6420",
    "#7a8290",
)
DARK_ORANGE, DARK_GREEN = "#a04600", "#007a58"  # under white text
WHITE = {"white", "#fff", "#ffffff"}
PAGE = "var(--page, #fff)"


class Colour(NamedTuple):
    """A colour on a light page and on paper, and on a dark page."""

    light: str
    dark: str


# The names are those of the style sheets' variables, and of Typst's `colours`.
COLOURS = {
    "page": Colour("#ffffff", "#14181f"),
    "shade": Colour("rgb(31 36 48 / 0.22)", "rgb(0 0 0 / 0.75)"),
    "ink": Colour(INK, "#e5e8ed"),
    "muted": Colour("#565f6f", "#a8b1be"),
    "line": Colour(GRID, "#465060"),
    "grid": Colour(GRID, "#3a4351"),
    "box": Colour("#f4f5f8", "#1d232d"),
    "link": Colour("#1b54a8", "#8db8fb"),
    "keyword": Colour("#7b2d8b", "#d7a9f2"),
    "string": Colour("#1c6638", "#97d4a6"),
    "number": Colour("#94450a", "#f2b47c"),
    "guide": Colour("#1c6638", "#97d4a6"),
    "tint": Colour("#f1f7f3", "#18241d"),
    # The same in light and dark: what was drawn for paper, and marked words.
    "paper": Colour("#ffffff", "#ffffff"),
    "print": Colour(INK, INK),
    "mark": Colour("#ffe9a8", "#ffe9a8"),
    "writing": Colour("#8a93a3", "#8a93a3"),
}
_FOLLOWING = {INK: "currentColor", GRID: f"var(--grid, {GRID})"}
_SEEN_THROUGH = {"background": "transparent", "fill": PAGE, "stroke": PAGE}


def on_page(colour: str, role: str) -> str:
    """Return a colour of our charts as a page shows it, light or dark.

    Args:
        colour: A colour of the theme, or any other, which is kept.
        role: What it colours, as SVG and Vega call it: `fill`, `stroke`, `background` …
    """
    if colour in WHITE:  # the page showing
        return _SEEN_THROUGH.get(role, colour)
    return _FOLLOWING.get(colour.lower(), colour)


def css() -> str:
    """Return the rules that define the colours of a page, as variables of the style sheets."""
    light = "".join(f"  --{name}: {shade.light};\n" for name, shade in COLOURS.items())
    changing = {name: shade.dark for name, shade in COLOURS.items() if len(set(shade)) > 1}
    dark = "".join(f"    --{name}: {shade};\n" for name, shade in changing.items())
    scheme = "@media screen and (prefers-color-scheme: dark)"
    return f":root {{\n{light}}}\n{scheme} {{\n  :root {{\n{dark}  }}\n}}\n"


def typst() -> str:
    """Return Typst's code that defines the colours of paper, as the dictionary `colours`."""
    plain = {name: shade.light for name, shade in COLOURS.items() if shade.light[0] == "#"}
    entries = ", ".join(f'{name}: rgb("{shade}")' for name, shade in plain.items())
    return f"#let colours = ({entries})"
