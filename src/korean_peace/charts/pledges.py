"""Promises: where they stand in a text, whom they bind, and what became of forecasts."""

import re
from typing import Any

import altair as alt
import pandas as pd

from coursebook.charts.annotate import annotate, mark_uncorroborated, require_columns
from coursebook.charts.colours import BLUE, BROWN, GREEN, GREY, INK, ORANGE, PINK
from coursebook.charts.marks import WIDTH, records
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import ChartError, UnknownName
from coursebook.practice.marking import is_blank
from coursebook.practice.messages import show_message

_SIDE = 44  # pixels of a square
_COLOURS = [BLUE, ORANGE, GREEN, PINK, BROWN, GREY]
_COLUMNS = {"part": "part of the text", "actor": "who must act", "kind": "kind of promise"}
_STATES = {"done": GREEN, "late": BROWN, "begun": BLUE, "not done": ORANGE, "open": GREY}
_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
_LOOKS = {state: (_STATES[state], shape) for state, shape in zip(_STATES, _SHAPES, strict=True)} | {
    "kept": (GREEN, "circle"),
    "partly": (BLUE, "triangle-up"),
    "reversed": (PINK, "triangle-down"),
    "disputed": (BROWN, "square"),
}


def pledges(promises: pd.DataFrame, colour: str = "part") -> Any:
    """Draw each promise of a text as a square with its number, by part of the text.

    Args:
        promises: Rows of the table `commitments`, of one agreement.
        colour: What the colour shows: `part`, `actor` or `kind`.

    Returns:
        An Altair chart. Its title and alt text are counted from the rows.

    Raises:
        UnknownName: `colour` is none of the three.
        ChartError: there is no promise to draw.
    """
    if colour not in _COLUMNS:
        raise UnknownName("colour", colour, _COLUMNS)
    if promises.empty:
        raise ChartError("no promise to draw: check the filter above the chart.")
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
    return annotate(
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
        source="Source: the course's table of commitments. Counting them is our decision."
        + _doubt(promises),
    )


def _doubt(promises: pd.DataFrame) -> str:
    numbers = promises.loc[promises["status"] == "uncorroborated", "number"]
    return f" Not corroborated: {join_words(list(map(str, numbers)))}." if len(numbers) else ""


def forecast(
    promises: pd.DataFrame,
    typed: str,
    *,
    state: str = "state_2018_12_31",
    note: str = "state_note",
    key: str = "number",
    when: str = "On 31 December 2018",
    title: str = "Your forecasts, and how the promises stood",
    source: str = "Source: the course's table of commitments; the states are our judgement.",
) -> Any:
    """Set a student's forecasts beside what came of them, by default by 31 December 2018.

    Only the promises that the student typed are drawn, so that the stored notebook tells
    no outcome.

    Args:
        promises: Rows of the table `commitments`, of one agreement; of several with `key="id"`.
            Other events will do if they are given the same columns.
        typed: Numbers of promises with chances in per cent, such as `7=80 12=50`; with
            `key="id"` their ids, such as `p07=80 y03=50`.
        state: The column that says what came of the promise; `outcome` for the later one.
        note: The column that says why; `outcome_note` for the later one.
        key: The column by which promises are named: `number` or `id`.
        when: The heading of the state, such as `In the end`.
        title: What the chart says.
        source: Where the rows come from; to be named where they are no promises.

    Returns:
        An Altair chart; None while nothing is typed.

    Raises:
        ChartError: the text cannot be read, a number is no promise, or a column is missing.
    """
    if is_blank(typed):
        show_message(
            "*No forecast yet.* Type it in place of the dots, such as `7=80 12=50`.", "unanswered"
        )
        return None
    require_columns(promises, "commitments", [key, "promise", state, note, "status"])
    chances = _chances(str(typed), promises[key].to_list())
    drawn = promises.set_index(key, drop=False).loc[list(chances)].reset_index(drop=True)
    drawn = drawn[[key, "promise", state, note, "status"]].rename(columns={note: "note"})
    drawn["name"] = drawn[key].astype(str)
    drawn["promise"] = mark_uncorroborated(drawn["promise"], drawn)
    drawn["chance"] = list(chances.values())
    drawn["label"] = [wrapped(f"{row.name}  {row.promise}", 48) for row in records(drawn)]
    drawn["state"] = drawn[state].astype(str)
    chart = _forecasts(
        drawn[list(dict.fromkeys([key, "name", "promise", "chance", "label", "state", "note"]))],
        when,
    )
    return annotate(
        chart.properties(width=WIDTH // 2, height=52 * len(drawn)).configure(lineBreak="\n"),
        title=title,
        alt_text="Your forecasts: "
        + "; ".join(f"row {row.name}, {row.chance} per cent, {row.state}" for row in records(drawn))
        + ".",
        table=drawn[["name", "promise", "chance", "state", "note"]].set_axis(
            ["Row", "What, in our words", "Your forecast, %", when, "Why"], axis=1
        ),
        source=source,
    )


def _forecasts(drawn: pd.DataFrame, when: str) -> Any:
    others = [each for each in drawn["state"].unique() if each not in _LOOKS]
    if others:
        raise ChartError(f"no look for the state {others[0]!r}: choose from {', '.join(_LOOKS)}.")
    # The states of 2018 are all in the legend; later ones only where they occur.
    shown = [each for each in _LOOKS if each in _STATES or (drawn["state"] == each).any()]
    if not set(drawn["state"]) <= set(_STATES):
        shown = [each for each in _LOOKS if (drawn["state"] == each).any()]
    colours = alt.Scale(domain=shown, range=[_LOOKS[each][0] for each in shown])
    shapes = alt.Scale(domain=shown, range=[_LOOKS[each][1] for each in shown])
    base = alt.Chart(drawn).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=330, grid=True)),
        x=alt.X("chance:Q", title="Your forecast, in per cent", scale=alt.Scale(domain=[0, 100])),
    )
    points = base.mark_point(filled=True, size=160, opacity=1).encode(
        color=alt.Color("state:N", title=when, scale=colours),
        shape=alt.Shape("state:N", title=when, scale=shapes),
        tooltip=[alt.Tooltip("note:N", title="How it stood")],
    )
    return alt.layer(points, base.mark_text(dy=-14, color=INK).encode(text="state:N"))


def _chances(typed: str, known: list[Any]) -> dict[Any, int]:
    """Read forecasts; a number may have a letter before it, an id is taken as it is."""
    numbered = all(isinstance(each, int) for each in known)
    form = (
        "number=per cent, such as 7=80 12=50" if numbered else f"id=per cent, such as {known[0]}=80"
    )
    found: dict[Any, int] = {}
    for part in re.split(r"[\s,;]+", typed.strip()):
        match = re.fullmatch(r"([pP]?(\d+)|\w[\w-]*)[=:](\d+)%?", part)
        if not match or (numbered and not match[2]):
            raise ChartError(f"cannot read {part!r}: write {form}.")
        name = int(match[2]) if numbered else match[1].lower()
        if name not in known:
            between = f"the numbers go from {min(known)} to {max(known)}"
            raise ChartError(
                f"there is no promise {name}: "
                + (between if numbered else f"choose from {', '.join(known)}")
                + "."
            )
        if int(match[3]) > 100:
            raise ChartError(f"{part!r}: a chance goes from 0 to 100 per cent.")
        found[name] = int(match[3])
    return found


def _finding(counts: "pd.Series[int]", colour: str, total: int) -> str:
    most = counts.idxmax()
    if colour == "part":
        return f"Part {most} holds {counts.max()} of the {total} promises, more than any other"
    return f"{counts.max()} of the {total} promises: {most}"


def _counted(drawn: pd.DataFrame, colour: str) -> str:
    before = "part " if colour == "part" else ""
    groups = [
        f"{before}{name}: numbers {join_words([str(number) for number in numbers])}"
        for name, numbers in drawn.groupby(colour, sort=False, observed=True)["number"]
    ]
    return (
        f"{len(drawn)} numbered squares, one for each promise, by {_COLUMNS[colour]}. "
        + "; ".join(groups)
        + "."
    )
