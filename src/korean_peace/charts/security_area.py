"""The Joint Security Area at Panmunjom: a plan of its houses, its line and two ways across it."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, INK

_Align = Literal["left", "center", "right"]
_Weight = Literal["normal", "bold"]
_WIDTH, _HEIGHT = 310, 300  # pixels: with its margins it fits a phone as it is
_X, _Y = 100, 80  # units of the plan, north at the top
_SOURCES = [
    ("Which houses stand on which side", "koreanet-2018-04-19, paragraph 2"),
    ("Hall, huts, crossing, Peace House", "nyt-2018-04-26-map, map"),
    ("The way between two huts and to the Peace House", "unikorea-2018-04-26, paragraphs 3-6"),
    ("The way to the footbridge, 16.36", "hani-2018-04-28-bridge, paragraphs 2-3"),
]
_HUT = 2.0  # the outline of a hut
# West, north, east and south ends of each house, and the width of its outline.
_HOUSES = pd.DataFrame(
    [
        ("northern hall", 40, 10, 60, 17, 3.5),
        ("Freedom House", 42, 55, 60, 62, 1.5),
        ("Peace House", 12, 62, 28, 69, 3.5),
        ("hut", 43, 32, 47, 44, _HUT),
        ("hut", 49, 32, 53, 44, _HUT),
        ("hut", 55, 32, 59, 44, _HUT),
    ],
    columns=["house", "west", "north", "east", "south", "outline"],
)
_LINE = [(0, 38), (63, 38), (100, 34)]
_BRIDGE = [(73, 53), (87, 43)]
_BENCH = [(85, 40), (89, 46)]
_CROSSING = [(54, 18), (54, 50), (36, 52), (27, 60)]
_STROLL = [(61, 57), (72, 54)]
# What is written: text, and where it stands; by alignment and weight.
_LABELS: dict[tuple[_Align, _Weight], list[tuple[str, float, float]]] = {
    ("center", "normal"): [("Panmungak 판문각, hall of the North", 50, 5.5)],
    ("center", "bold"): [
        ("Peace House 평화의 집", 20, 73),
        ("talks and signing", 20, 77.5),
        ("16.36", 67, 60),
    ],
    ("left", "normal"): [
        ("Military Demarcation Line", 1, 22),
        ("군사분계선", 1, 26.5),
        ("Freedom House 자유의 집", 44, 66),
    ],
    ("left", "bold"): [("NORTH", 1, 33), ("SOUTH", 1, 43), ("9.30", 55.5, 24)],
    ("right", "normal"): [
        ("huts for talks", 41, 47.5),
        ("footbridge", 99, 51.5),
        ("도보다리", 99, 56),
    ],
}
_ALT = (
    "Plan of the Joint Security Area at Panmunjom on 27 April 2018. A dashed line runs from left "
    "to right through three huts for talks. North of it the plan shows one hall, Panmungak. South "
    "of it stand Freedom House, the Peace House further to the lower left, labelled as the place "
    "of talks and signing, and a footbridge at the right whose end comes close to the line. A "
    "dotted way leads from the northern hall between two huts across the line to the Peace House, "
    "marked 9.30. A second dotted way leads from Freedom House to the footbridge, marked 16.36."
)


def security_area(title: str) -> alt.LayerChart | alt.FacetChart:
    """Draw where the two leaders met on 27 April 2018: a plan, not to scale, north at the top.

    Shapes are told apart by outlines and dashes, so that the plan can be read in grey.

    Args:
        title: What the plan shows.

    Returns:
        An Altair chart.
    """
    return annotate(
        alt.layer(
            _path(_LINE, INK, width=2.5, dash=[9, 5]),
            _houses(),
            _path(_BRIDGE, BLUE, width=6),
            _path(_BRIDGE, "white", width=2.5),
            _path(_BENCH, BLUE, width=3),
            _path(_CROSSING, INK, width=2, dash=[1.5, 4.5]),
            _path(_STROLL, INK, width=2, dash=[1.5, 4.5]),
            _heads(),
            *_labels(),
        ).properties(width=_WIDTH, height=_HEIGHT),
        title=title,
        subtitle="Two leaders walked the dotted ways. Not to scale; positions are simplified.",
        alt_text=_ALT,
        table=pd.DataFrame(
            [(what, f"[@{place}]") for what, place in _SOURCES], columns=["What", "Source"]
        ),
        source="Source: four reports on the place and the day; the table names them.",
    )


def _x(column: str) -> alt.X:
    return alt.X(f"{column}:Q", scale=alt.Scale(domain=[0, _X], nice=False), axis=None)


def _y(column: str) -> alt.Y:
    return alt.Y(f"{column}:Q", scale=alt.Scale(domain=[_Y, 0], nice=False), axis=None)


def _houses() -> alt.LayerChart | alt.FacetChart:
    houses = alt.Chart(_HOUSES).encode(x=_x("west"), y=_y("north"), x2="east", y2="south")
    outlines = [
        houses.transform_filter(alt.datum.outline == width).mark_rect(
            fill="white", stroke=BLUE if width == _HUT else INK, strokeWidth=width
        )
        for width in sorted(set(_HOUSES["outline"]))
    ]
    return alt.layer(
        *outlines,
        # The line runs through the huts, and so does its dash.
        _path([(43, 38), (59, 38)], INK, width=2.5, dash=[9, 5]),
    )


def _path(
    points: Sequence[tuple[float, float]],
    colour: str,
    width: float,
    dash: Sequence[float] = (1, 0),
) -> alt.Chart:
    table = pd.DataFrame(points, columns=["x", "y"]).reset_index(names="step")
    path: alt.Chart = alt.Chart(table).mark_line(
        color=colour, strokeWidth=width, strokeDash=list(dash), strokeCap="butt"
    )
    return path.encode(x=_x("x"), y=_y("y"), order="step:Q")


def _heads() -> alt.Chart:
    """Return the arrow heads at the ends of the two ways."""
    ends = pd.DataFrame([(27, 60, 222), (72, 54, 74)], columns=["x", "y", "angle"])
    heads: alt.Chart = alt.Chart(ends).mark_point(
        shape="triangle", filled=True, size=90, color=INK, opacity=1
    )
    return heads.encode(x=_x("x"), y=_y("y"), angle=alt.Angle("angle:Q", scale=None))


def _labels() -> list[alt.Chart]:
    return [
        alt.Chart(pd.DataFrame(texts, columns=["text", "x", "y"]))
        .mark_text(align=align, fontWeight=weight, fontSize=12, baseline="middle")
        .encode(x=_x("x"), y=_y("y"), text="text:N")
        for (align, weight), texts in _LABELS.items()
    ]
