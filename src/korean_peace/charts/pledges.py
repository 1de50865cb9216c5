"""Promises: where they stand in a text, whom they bind, and what became of forecasts."""

import re
from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import WIDTH, finish, listed
from korean_peace.display import Text, show
from korean_peace.errors import DataError, UnknownName
from korean_peace.marking import is_blank
from korean_peace.theme import BLUE, BROWN, GREEN, GREY, INK, ORANGE, PINK

_SIDE = 44  # pixels of a square
_COLOURS = [BLUE, ORANGE, GREEN, PINK, BROWN, GREY]
_COLUMNS = {"part": "part of the text", "actor": "who must act", "kind": "kind of promise"}
_STATES = {"done": GREEN, "late": BROWN, "begun": BLUE, "not done": ORANGE, "open": GREY}
_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]


def pledges(promises: pd.DataFrame, colour: str = "part") -> Any:
    """Draw each promise of a text as a square with its number, by part of the text.

    Args:
        promises: Rows of the table `commitments`, of one agreement.
        colour: What the colour shows: `part`, `actor` or `kind`.

    Returns:
        An Altair chart. Its title and alt text are counted from the rows.

    Raises:
        UnknownName: `colour` is none of the three.
        DataError: there is no promise to draw.
    """
    if colour not in _COLUMNS:
        raise UnknownName("colour", colour, _COLUMNS)
    if promises.empty:
        raise DataError("no promise to draw: check the filter above the chart.")
    drawn = promises[["number", "promise", "part", "actor", "kind"]].astype({"part": str})
    drawn["place"] = drawn.groupby("part").cumcount()
    groups = list(drawn[colour].astype(str).unique())
    squares = (
        alt.Chart(drawn)
        .mark_rect(stroke="white", strokeWidth=4, cornerRadius=6)
        .encode(
            x=alt.X("place:O", axis=None),
            y=alt.Y(
                "part:N",
                sort=list(drawn["part"].unique()),
                title="Part of the text",
                axis=alt.Axis(domain=False, ticks=False),
            ),
            color=alt.Color(
                f"{colour}:N",
                title=_COLUMNS[colour].capitalize(),
                scale=alt.Scale(domain=groups, range=_COLOURS[: len(groups)]),
                legend=None if colour == "part" else alt.Legend(orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("number:Q", title="No"),
                alt.Tooltip("promise:N", title="Promise"),
                alt.Tooltip("actor:N", title="Who must act"),
            ],
        )
    )
    numbers = (
        alt.Chart(drawn)
        .mark_text(color="white", fontSize=19, fontWeight="bold")
        .encode(x="place:O", y=alt.Y("part:N", sort=list(drawn["part"].unique())), text="number:Q")
    )
    counts = drawn[colour].astype(str).value_counts(sort=False)
    return finish(
        alt.layer(squares, numbers).properties(
            width=_SIDE * (drawn["place"].max() + 1), height=_SIDE * drawn["part"].nunique()
        ),
        title=_finding(counts, colour, len(drawn)),
        alt_text=_counted(drawn, colour),
        table=drawn[["number", "part", "promise", "actor"]].rename(
            columns={
                "number": "No",
                "part": "Part",
                "promise": "Promise, in our words",
                "actor": "Who must act",
            }
        ),
        source="Source: the course's table of commitments. Counting them is our decision.",
    )


def forecast(promises: pd.DataFrame, typed: str) -> Any:
    """Set a student's forecasts beside what was known on 31 December 2018.

    Only the promises that the student typed are drawn, so that the stored notebook tells
    no outcome.

    Args:
        promises: Rows of the table `commitments`, of one agreement.
        typed: Numbers of promises with chances in per cent, such as `7=80 12=50`.

    Returns:
        An Altair chart; None while nothing is typed.

    Raises:
        DataError: the text cannot be read, or a number is no promise.
    """
    if is_blank(typed):
        show(
            Text(
                "*No forecast yet.* Type it in place of the dots, such as `7=80 12=50`.",
                "unanswered",
            )
        )
        return None
    chances = _chances(typed, set(promises["number"]))
    drawn = promises.set_index("number").loc[list(chances)].reset_index()
    drawn = drawn[["number", "promise", "state_2018_12_31", "state_note"]]
    drawn["chance"] = list(chances.values())
    drawn["label"] = [f"{row.number}  {row.promise}" for row in drawn.itertuples()]
    drawn["state"] = drawn["state_2018_12_31"].astype(str)
    scale = {"domain": list(_STATES), "range": list(_STATES.values())}
    base = alt.Chart(drawn).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=330, grid=True)),
        x=alt.X("chance:Q", title="Your forecast, in per cent", scale=alt.Scale(domain=[0, 100])),
    )
    points = base.mark_point(filled=True, size=160, opacity=1).encode(
        color=alt.Color("state:N", title="On 31 December 2018", scale=alt.Scale(**scale)),
        shape=alt.Shape(
            "state:N",
            title="On 31 December 2018",
            scale=alt.Scale(domain=list(_STATES), range=_SHAPES),
        ),
        tooltip=[alt.Tooltip("state_note:N", title="How it stood")],
    )
    words = base.mark_text(dy=-14, color=INK).encode(text="state:N")
    return finish(
        alt.layer(points, words).properties(width=WIDTH // 2, height=48 * len(drawn)),
        title="Your forecasts, and how the promises stood at the end of 2018",
        alt_text="Your forecasts: "
        + "; ".join(
            f"promise {row.number}, {row.chance} per cent, {row.state}"
            for row in drawn.itertuples()
        )
        + ".",
        table=drawn[["number", "promise", "chance", "state", "state_note"]].rename(
            columns={
                "number": "No",
                "promise": "Promise, in our words",
                "chance": "Your forecast, %",
                "state": "On 31 December 2018",
                "state_note": "Why",
            }
        ),
        source="Source: the course's table of commitments; the states are our judgement.",
    )


def _chances(typed: str, numbers: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in re.split(r"[\s,;]+", typed.strip()):
        match = re.fullmatch(r"[pP]?(\d+)[=:](\d+)%?", part)
        if not match:
            raise DataError(f"cannot read {part!r}: write number=per cent, such as 7=80 12=50.")
        number, chance = int(match[1]), int(match[2])
        if number not in numbers:
            raise DataError(
                f"there is no promise {number}: the numbers go from "
                f"{min(numbers)} to {max(numbers)}."
            )
        if chance > 100:
            raise DataError(f"{part!r}: a chance goes from 0 to 100 per cent.")
        found[number] = chance
    return found


def _finding(counts: "pd.Series[int]", colour: str, total: int) -> str:
    most = counts.idxmax()
    if colour == "part":
        return f"Part {most} holds {counts.max()} of the {total} promises, more than any other"
    return f"{counts.max()} of the {total} promises: {most}"


def _counted(drawn: pd.DataFrame, colour: str) -> str:
    before = "part " if colour == "part" else ""
    groups = [
        f"{before}{name}: numbers {listed([str(number) for number in numbers])}"
        for name, numbers in drawn.groupby(colour, sort=False, observed=True)["number"]
    ]
    return (
        f"{len(drawn)} numbered squares, one for each promise, by {_COLUMNS[colour]}. "
        + "; ".join(groups)
        + "."
    )
