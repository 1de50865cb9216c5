"""A student's forecasts beside what came of them."""

import re
from collections.abc import Hashable, Sequence

import altair as alt
import pandas as pd

from coursebook.charts import evidence, marks
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, BROWN, GREEN, GREY, INK, ORANGE, PINK
from coursebook.charts.words import wrapped
from coursebook.errors import ChartError
from korean_peace.charts.typed import is_typed

_STATES = {
    "done": (GREEN, "circle"),
    "late": (BROWN, "square"),
    "begun": (BLUE, "triangle-up"),
    "not done": (ORANGE, "diamond"),
    "open": (GREY, "cross"),
}
_LOOKS = _STATES | {
    "kept": (GREEN, "circle"),
    "partly": (BLUE, "triangle-up"),
    "reversed": (PINK, "triangle-down"),
    "disputed": (BROWN, "square"),
}


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
) -> alt.TopLevelMixin | None:
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
    if not is_typed(typed, "forecast", "it in place of the dots, such as `7=80 12=50`."):
        return None
    evidence.require_columns(promises, "commitments", [key, "promise", state, note, "status"])
    chances = _chances(str(typed), promises[key].to_list())
    chosen = promises.set_index(key, drop=False).loc[list(chances)].reset_index(drop=True)
    drawn = pd.DataFrame(
        {
            key: chosen[key],
            "name": chosen[key].astype(str),
            "promise": evidence.mark_uncorroborated(chosen["promise"], chosen),
            "chance": list(chances.values()),
            "state": chosen[state].astype(str),
            "note": chosen[note],
        }
    )
    drawn["label"] = (drawn["name"] + "  " + drawn["promise"]).map(lambda text: wrapped(text, 48))
    spoken = "row " + drawn["name"] + ", " + drawn["chance"].astype(str) + " per cent, "
    return annotate(
        _points(drawn, when),
        title=title,
        alt_text=f"Your forecasts: {'; '.join(spoken + drawn['state'])}.",
        table=drawn[["name", "promise", "chance", "state", "note"]].set_axis(
            ["Row", "What, in our words", "Your forecast, %", when, "Why"], axis=1
        ),
        source=source,
    )


def _points(drawn: pd.DataFrame, when: str) -> alt.TopLevelMixin:
    states = set(drawn["state"])
    if unknown := sorted(states - set(_LOOKS)):
        raise ChartError(f"no look for the state {unknown[0]!r}: choose from {', '.join(_LOOKS)}.")
    # The states of 2018 are all in the legend; later ones only where they occur.
    shown = _STATES if states <= set(_STATES) else [name for name in _LOOKS if name in states]
    colour, shape = marks.category("state", {name: _LOOKS[name] for name in shown})
    base = alt.Chart(drawn).encode(
        y=alt.Y("label:N", sort=None, title=None).axis(labelLimit=330, grid=True),
        x=alt.X("chance:Q", title="Your forecast, in per cent").scale(domain=[0, 100]),
    )
    points = base.mark_point(filled=True, size=160, opacity=1).encode(
        color=colour.title(when).legend(orient="right"),
        shape=shape.title(when),
        tooltip=marks.tooltip({"note": "How it stood"}),
    )
    chart = alt.layer(points, base.mark_text(dy=-14, color=INK).encode(text="state:N"))
    chart = chart.properties(width=marks.WIDTH // 2, height=52 * len(drawn))
    broken: alt.TopLevelMixin = chart.configure(lineBreak="\n")
    return broken


def _chances(typed: str, known: Sequence[Hashable]) -> dict[Hashable, int]:
    """Read forecasts; a number may have a letter before it, an id is taken as it is."""
    numbers = [name for name in known if isinstance(name, int)]
    numbered = len(numbers) == len(known)
    form = f"id=per cent, such as {known[0]}=80"
    if numbered:
        form = "number=per cent, such as 7=80 12=50"
    chances: dict[Hashable, int] = {}
    for part in re.split(r"[\s,;]+", typed.strip()):
        match = re.fullmatch(r"([pP]?(\d+)|\w[\w-]*)[=:](\d+)%?", part)
        if not match or (numbered and not match[2]):
            raise ChartError(f"cannot read {part!r}: write {form}.")
        name: Hashable = int(match[2]) if numbered else match[1].lower()
        if name not in known:
            choice = f"choose from {', '.join(map(str, known))}"
            if numbered:
                choice = f"the numbers go from {min(numbers)} to {max(numbers)}"
            raise ChartError(f"there is no promise {name}: {choice}.")
        chances[name] = int(match[3])
        if chances[name] > 100:
            raise ChartError(f"{part!r}: a chance goes from 0 to 100 per cent.")
    return chances
