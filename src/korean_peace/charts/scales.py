"""Promises on the two scales: what became of them, and how that is known."""

from typing import Any

import altair as alt
import pandas as pd

from coursebook.charts.annotate import (
    annotate,
    citations,
    mark_uncorroborated,
    require_columns,
    source_line,
)
from coursebook.charts.colours import BLUE, DARK_GREEN, DARK_ORANGE, GRID
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import UnknownName

STATES = {
    "state_2018_12_31": ("on 31 December 2018", ["open", "not done", "begun", "late", "done"]),
    "outcome": (
        "later, as judged in the table",
        ["open", "not done", "disputed", "reversed", "partly", "kept"],
    ),
}
_KNOWN = {
    "": "nothing done that could be known",
    "claimed by the doer": "claimed by the doer",
    "reported by others": "reported by others",
    "seen by outsiders": "seen by outsiders",
    "checked by agreed inspectors": "checked by agreed inspectors",
}
# Shapes wide enough to hold an id.
_SHAPES = {
    "goal": "circle",
    "process": "M-1.1,0L-0.55,-0.85L0.55,-0.85L1.1,0L0.55,0.85L-0.55,0.85Z",
    "act": "square",
}
_COLOURS = {"goal": BLUE, "process": DARK_ORANGE, "act": DARK_GREEN}
_SIDE, _GAP, _WIDE = 40, 12, 4  # pixels of a mark and between cells; marks beside each other
_COLUMNS = "id promise kind state_2018_12_31 outcome outcome_note known_by source_id status"


def scales(promises: pd.DataFrame, state: str = "outcome") -> Any:
    """Draw promises in a matrix: what became of them, by how that is known.

    The column says how the *outcome* is known, the strongest way that was found.

    Args:
        promises: Rows of the table `commitments`, of one agreement or of all.
        state: Which scale the rows show: `outcome`, or `state_2018_12_31`, the state at the
            end of 2018 (for lessons that do not tell more).

    Returns:
        An Altair chart. Each promise is a mark with its id; shape and colour name its kind.

    Raises:
        UnknownName: `state` is neither.
        ChartError: there is no promise to draw, or these are no promises.
    """
    if state not in STATES:
        raise UnknownName("state", state, STATES)
    require_columns(promises, "commitments", _COLUMNS.split())
    when, order = STATES[state]
    drawn = pd.DataFrame(
        {
            "id": promises["id"],
            "mark": promises["id"].where(
                promises["status"] != "uncorroborated", promises["id"] + "*"
            ),
            "kind": promises["kind"].astype(str),
            "state": promises[state].astype(str),
            "known": promises["known_by"].astype("object").fillna("").map(_KNOWN),
            "promise": mark_uncorroborated(promises["promise"], promises),
            "source": citations(promises),
        }
    )
    cells = _placed(drawn, order)
    doubt = "\n* not corroborated." if (promises["status"] == "uncorroborated").any() else ""
    return annotate(
        _matrix(drawn, cells),
        title=_finding(drawn),
        subtitle=f"Rows: what became of the promise {when}.{doubt}\n"
        "Columns: the strongest way in which the outcome is known. Both are our judgement.",
        alt_text=_in_words(drawn, order, when),
        table=drawn[["mark", "promise", "kind", "state", "known", "source"]].set_axis(
            ["Id", "Promise, in our words", "Kind", f"State {when}", "Known by", "Source"], axis=1
        ),
        source=source_line("the course's table of commitments", promises),
    )


def _placed(drawn: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Give each mark its place in pixels, and return the cells with theirs."""
    counts = drawn.groupby(["state", "known"]).size()
    rows = [state for state in order if (drawn["state"] == state).any()]
    columns = list(_KNOWN.values())
    wide = {
        column: max(2, *(min(_WIDE, counts.get((row, column), 0)) for row in rows))
        for column in columns
    }
    high = {
        row: max(1, *(-(-counts.get((row, column), 0) // wide[column]) for column in columns))
        for row in rows
    }
    lefts, tops = _starts(wide), _starts(high)
    kinds = list(_COLOURS)
    ordered = drawn.sort_values(
        ["kind", "id"], key=lambda each: each.map(kinds.index) if each.name == "kind" else each
    )
    place = ordered.groupby(["state", "known"]).cumcount()
    width = ordered["known"].map(wide)
    drawn["x"] = ordered["known"].map(lefts) + _SIDE * (place % width + 0.5)
    drawn["y"] = ordered["state"].map(tops) + _SIDE * (place // width + 0.5)
    return pd.DataFrame(
        [
            {
                "state": row,
                "known": wrapped(column, max(_SIDE * wide[column] // 7, 10)),
                "left": lefts[column] - 3,
                "right": lefts[column] + _SIDE * wide[column] + 3,
                "top": tops[row] - 3,
                "bottom": tops[row] + _SIDE * high[row] + 3,
                "count": int(counts.get((row, column), 0)),
            }
            for row in rows
            for column in columns
        ]
    )


def _starts(sizes: dict[str, int]) -> dict[str, float]:
    at, starts = 6.0, {}
    for name, size in sizes.items():
        starts[name] = at
        at += _SIDE * size + _GAP
    return starts


def _matrix(drawn: pd.DataFrame, cells: pd.DataFrame) -> Any:
    width, height = int(cells["right"].max() + 3), int(cells["bottom"].max() + 3)
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    boxes = alt.Chart(cells).encode(x=x, y=y)
    heads = cells.drop_duplicates("left").assign(
        middle=lambda each: (each["left"] + each["right"]) / 2,
        above=lambda each: -8 - 15 * (each["known"].str.count("\n") + 1),
    )
    sides = cells.drop_duplicates("state").assign(
        middle=lambda each: (each["top"] + each["bottom"]) / 2
    )
    marks = alt.Chart(drawn[["id", "mark", "kind", "state", "known", "promise", "x", "y"]]).encode(
        x="x:Q", y="y:Q", tooltip=["mark:N", "promise:N", "kind:N", "state:N", "known:N"]
    )
    kinds = [kind for kind in _COLOURS if (drawn["kind"] == kind).any()]
    legend = alt.Legend(orient="bottom", title="Kind of promise", symbolSize=300)
    return alt.layer(
        boxes.mark_rect(fill=GRID, fillOpacity=0.35).encode(x2="right:Q", y2="bottom:Q"),
        marks.mark_point(filled=True, size=1150, opacity=1).encode(
            color=alt.Color(
                "kind:N",
                legend=legend,
                scale=alt.Scale(domain=kinds, range=[_COLOURS[kind] for kind in kinds]),
            ),
            shape=alt.Shape(
                "kind:N",
                legend=legend,
                scale=alt.Scale(domain=kinds, range=[_SHAPES[kind] for kind in kinds]),
            ),
        ),
        marks.mark_text(color="white", fontWeight="bold", fontSize=12).encode(text="mark:N"),
        alt.Chart(heads)
        .mark_text(lineBreak="\n", lineHeight=15, baseline="top")
        .encode(x="middle:Q", y="above:Q", text="known:N"),
        alt.Chart(sides)
        .mark_text(align="right", dx=-8, fontWeight="bold")
        .encode(x=alt.value(0), y="middle:Q", text="state:N"),
    ).properties(width=width, height=height)


def _finding(drawn: pd.DataFrame) -> str:
    checked = (drawn["known"] == "checked by agreed inspectors").sum()
    claimed = (drawn["known"] == "claimed by the doer").sum()
    return (
        f"Of {len(drawn)} promises, agreed inspectors checked {checked or 'none'}; "
        f"for {claimed or 'none'} our sources have only the doer's claim"
    )


def _in_words(drawn: pd.DataFrame, order: list[str], when: str) -> str:
    parts = [
        f"{state}, {known}: {join_words(list(group['mark']))}"
        for state in order
        for known in _KNOWN.values()
        if not (group := drawn[(drawn["state"] == state) & (drawn["known"] == known)]).empty
    ]
    kinds = drawn["kind"].value_counts()
    counted = join_words([f"{count} {kind}" for kind, count in kinds.items()])
    ways = drawn["known"].value_counts()
    known_by = join_words([f"{ways[each]} {each}" for each in _KNOWN.values() if each in ways])
    return (
        f"{len(drawn)} promises by what became of them {when} and by how that is known "
        f"({counted}; {known_by}). {'; '.join(parts)}."
    )
