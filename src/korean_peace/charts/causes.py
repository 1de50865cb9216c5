"""Why did the talks stop? The causes that a student typed."""

import re
from collections.abc import Collection
from itertools import chain

import altair as alt
import pandas as pd

from coursebook.charts import evidence, marks
from coursebook.charts.annotate import annotate
from coursebook.charts.grid import grid
from coursebook.charts.words import counted, join_words, wrapped
from coursebook.errors import ChartError
from korean_peace.charts.positions import COLUMNS, SIDES, ordered
from korean_peace.charts.typed import is_typed

_KINDS = ["long-term", "condition", "trigger"]
_HOW = (
    "one in place of the dots, such as `trigger: your cause = 3 5`; part two causes by a semicolon."
)


_Cause = tuple[str, list[int]]  # what it says, and the numbers of its documents


def causes(rows: pd.DataFrame, typed: str) -> alt.TopLevelMixin | None:
    """Draw the causes that a student typed, each with the documents that speak for it.

    Only what was typed is drawn.

    Args:
        rows: Rows of the table `positions`, numbered as `positions` numbers them.
        typed: Causes, each with its kind and the numbers of its documents, such as
            `trigger: all or nothing = 3 5; condition: no shared words = 15`.
            Kinds are `long-term`, `condition` and `trigger`.

    Returns:
        An Altair chart; None while nothing is typed.

    Raises:
        ChartError: a part cannot be read, or a number is no document; or these are no positions.
    """
    evidence.require_columns(rows, "positions", COLUMNS)
    if not is_typed(typed, "cause", _HOW):
        return None
    documents = ordered(rows).set_index("number", drop=False)
    stated = _read(str(typed), documents.index)
    bare = sum(not numbers for _, numbers in stated)
    speakers = documents["number"].astype(str) + " " + documents["who"]
    named = ["; ".join(speakers[numbers]) or "none yet" for _, numbers in stated]
    spoken = [f"{cause}, documents {join_words(numbers) or 'none'}" for cause, numbers in stated]
    return annotate(
        _boxes(documents, stated),
        title=f"Your {counted(len(stated), 'cause')}: "
        + (f"{bare} without a document" if bare else "each with a document"),
        subtitle="A box is one document, by its number and side. More boxes are not more proof.",
        alt_text=f"Your causes: {'; '.join(spoken)}.",
        table=pd.DataFrame({"Cause": [cause for cause, _ in stated], "Documents": named}),
        source="Source: what you typed, and the course's table of positions.",
    )


def _boxes(documents: pd.DataFrame, stated: list[_Cause]) -> alt.TopLevelMixin:
    broken = [(wrapped(cause, 42), numbers) for cause, numbers in stated]
    columns = max(3, *(len(numbers) for _, numbers in stated))
    drawn = pd.concat(
        documents.loc[numbers, ["number", "side", "who"]].assign(cause=cause)
        for cause, numbers in broken
    ).astype({"side": str, "number": str})
    short = {side: name for side, (name, _) in SIDES.items()}
    chart: alt.TopLevelMixin = grid(
        drawn.assign(text=drawn["number"] + " " + drawn["side"].map(short)),
        [cause for cause, _ in broken],
        marks.colour("side", {side: colour for side, (_, colour) in SIDES.items()}),
        ["who:N"],
        row="cause",
        text="text",
        cell=(max(82, marks.WIDTH / 2 / columns), 58),
        gap=(0.03, 0.34),
        columns=columns,
        missing="no document yet",
    ).configure(lineBreak="\n")
    return chart


def _read(typed: str, numbers: Collection[int]) -> list[_Cause]:
    """Return the causes that were typed, those of the long term first."""
    causes: dict[str, list[_Cause]] = {kind: [] for kind in _KINDS}
    for part in filter(None, map(str.strip, re.split(r"[;\n]+", typed))):
        match = re.fullmatch(r"([\w -]+?)\s*:\s*([^=]+?)\s*(?:=\s*([\d,\s]*))?", part)
        if not match:
            raise ChartError(
                f"cannot read {part!r}: write kind: cause = numbers, "
                "such as trigger: all or nothing = 3 5."
            )
        kind = match[1].strip().lower().replace(" ", "-")
        if kind not in _KINDS:
            raise ChartError(f"no kind of cause {match[1]!r}: choose from {', '.join(_KINDS)}.")
        documents = list(dict.fromkeys(map(int, re.findall(r"\d+", match[3] or ""))))
        if missing := [number for number in documents if number not in numbers]:
            raise ChartError(
                f"there is no document {missing[0]}: "
                f"the numbers go from {min(numbers)} to {max(numbers)}."
            )
        causes[kind].append((f"{kind}: {match[2]}", documents))
    return list(chain.from_iterable(causes.values()))
