"""Promises on the two scales: what became of them, and how that is known."""

import altair as alt
import pandas as pd

from coursebook.charts import evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, DARK_GREEN, DARK_ORANGE
from coursebook.charts.marks import category
from coursebook.charts.matrix import matrix, slots
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import UnknownName

STATES = {
    "state_2018_12_31": ("on 31 December 2018", ["open", "not done", "begun", "late", "done"]),
    "outcome": (
        "later, as judged in the table",
        ["open", "not done", "disputed", "reversed", "partly", "kept"],
    ),
}
_UNKNOWN = "nothing done that could be known"
_CLAIMED, _CHECKED = "claimed by the doer", "checked by agreed inspectors"
_KNOWN = [_UNKNOWN, _CLAIMED, "reported by others", "seen by outsiders", _CHECKED]
# Shapes wide enough to hold an id.
_LOOKS = {
    "goal": (BLUE, "circle"),
    "process": (DARK_ORANGE, "M-1.1,0L-0.55,-0.85L0.55,-0.85L1.1,0L0.55,0.85L-0.55,0.85Z"),
    "act": (DARK_GREEN, "square"),
}
_SIDE, _GAP, _WIDE = 40, 12, 4  # pixels of a mark and between cells; marks beside each other
_COLUMNS = "id promise kind state_2018_12_31 outcome outcome_note known_by source_id status"


def scales(promises: pd.DataFrame, state: str = "outcome") -> alt.TopLevelMixin:
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
    evidence.require_columns(promises, "commitments", _COLUMNS.split())
    when, order = STATES[state]
    doubtful = promises["status"] == "uncorroborated"
    drawn = pd.DataFrame(
        {
            "id": promises["id"],
            "mark": promises["id"].mask(doubtful, promises["id"] + "*"),
            "kind": promises["kind"].astype(str),
            "state": promises[state].astype(str),
            "known": promises["known_by"].astype("object").fillna(_UNKNOWN),
            "promise": evidence.mark_uncorroborated(promises["promise"], promises),
            "source": evidence.citations(promises),
        }
    )
    states = [state for state in order if state in set(drawn["state"])]
    counts = pd.crosstab(drawn["state"], drawn["known"])
    counts = counts.reindex(index=states, columns=_KNOWN, fill_value=0)
    ways = drawn["known"].value_counts()
    return annotate(
        _marks(drawn, counts),
        title=f"Of {len(drawn)} promises, agreed inspectors checked {ways.get(_CHECKED, 'none')}; "
        f"for {ways.get(_CLAIMED, 'none')} our sources have only the doer's claim",
        subtitle=f"Rows: what became of the promise {when}."
        + ("\n* not corroborated.\n" if doubtful.any() else "\n")
        + "Columns: the strongest way in which the outcome is known. Both are our judgement.",
        alt_text=f"{len(drawn)} promises by what became of them {when} and by how that is known "
        f"({_in_words(drawn, counts)}.",
        table=drawn[["mark", "promise", "kind", "state", "known", "source"]].set_axis(
            ["Id", "Promise, in our words", "Kind", f"State {when}", "Known by", "Source"], axis=1
        ),
        source=evidence.source_line("the course's table of commitments", promises),
    )


def _in_words(drawn: pd.DataFrame, counts: pd.DataFrame) -> str:
    kinds = join_words(f"{count} {kind}" for kind, count in drawn["kind"].value_counts().items())
    ways = join_words(f"{count} {way}" for way, count in counts.sum().items() if count)
    cells = "; ".join(
        f"{state}, {way}: {join_words(marks)}"
        for state in counts.index
        for way in _KNOWN
        if any(marks := drawn["mark"][(drawn["state"] == state) & (drawn["known"] == way)])
    )
    return f"{kinds}; {ways}). {cells}"


def _marks(drawn: pd.DataFrame, counts: pd.DataFrame) -> alt.TopLevelMixin:
    """Draw each promise as a mark in its cell; cells are as large as the fullest one needs."""
    wide = counts.max().clip(2, _WIDE)
    high = (-(-counts // wide)).max(axis=1).clip(lower=1)
    columns, rows = slots(_SIDE * wide + _GAP), slots(_SIDE * high + _GAP)
    kinds = [kind for kind in _LOOKS if kind in set(drawn["kind"])]
    placed = drawn.assign(rank=drawn["kind"].map(kinds.index)).sort_values(["rank", "id"])
    place = placed.groupby(["state", "known"]).cumcount()
    width = placed["known"].map(wide)
    margin = (_GAP + _SIDE) / 2
    marks = drawn.drop(columns="source").assign(
        x=placed["known"].map(columns["begin"]) + margin + _SIDE * (place % width),
        y=placed["state"].map(rows["begin"]) + margin + _SIDE * (place // width),
    )
    colour, shape = category("kind", {kind: _LOOKS[kind] for kind in kinds})
    legend = alt.Legend(orient="bottom", title="Kind of promise", symbolSize=300)
    base = alt.Chart(marks).encode(
        x="x:Q", y="y:Q", tooltip=["mark:N", "promise:N", "kind:N", "state:N", "known:N"]
    )
    cells = counts.rename_axis("row").melt(var_name="column", ignore_index=False)
    ways = [wrapped(way, max(_SIDE * wide[way] // 7, 10)) for way in _KNOWN]
    heads = pd.DataFrame({"text": ways, "middle": columns.mean(axis=1)})
    heads["above"] = -8 - 15 * (heads["text"].str.count("\n") + 1)
    sides = pd.DataFrame({"text": rows.index, "middle": rows.mean(axis=1)})
    words = alt.Chart(heads).mark_text(lineBreak="\n", lineHeight=15, baseline="top")
    return matrix(
        cells.reset_index().assign(text="", filled=True),
        rows,
        columns,
        base.mark_point(filled=True, size=1150, opacity=1).encode(
            color=colour.legend(legend), shape=shape.legend(legend)
        ),
        base.mark_text(color="white", fontWeight="bold", fontSize=12).encode(text="mark:N"),
        words.encode(x="middle:Q", y="above:Q", text="text:N"),
        alt.Chart(sides)
        .mark_text(align="right", dx=-8, fontWeight="bold")
        .encode(x=alt.value(0), y="middle:Q", text="text:N"),
        inset=3,
        shade=0.35,
    )
