"""Why did the talks stop? The causes that a student typed."""

import re
from collections.abc import Collection
from typing import NamedTuple

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


class _Cause(NamedTuple):
    kind: str
    text: str
    documents: list[int]

    @property
    def label(self) -> str:
        return f"{self.kind}: {self.text}"


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
    found = sorted(_read(str(typed), documents.index), key=lambda cause: _KINDS.index(cause.kind))
    bare = sum(not cause.documents for cause in found)
    speakers = documents["number"].astype(str) + " " + documents["who"]
    spoken = [f"{each.label}, documents {join_words(each.documents) or 'none'}" for each in found]
    named = ["; ".join(speakers[cause.documents]) or "none yet" for cause in found]
    return annotate(
        _boxes(documents, found),
        title=f"Your {counted(len(found), 'cause')}: "
        + (f"{bare} without a document" if bare else "each with a document"),
        subtitle="A box is one document, by its number and side. More boxes are not more proof.",
        alt_text=f"Your causes: {'; '.join(spoken)}.",
        table=pd.DataFrame({"Cause": [cause.label for cause in found], "Documents": named}),
        source="Source: what you typed, and the course's table of positions.",
    )


def _boxes(documents: pd.DataFrame, found: list[_Cause]) -> alt.TopLevelMixin:
    labels = [wrapped(cause.label, 42) for cause in found]
    columns = max(3, *(len(cause.documents) for cause in found))
    drawn = pd.concat(
        documents.loc[cause.documents, ["number", "side", "who"]].assign(cause=label)
        for label, cause in zip(labels, found, strict=True)
    )
    sides = drawn["side"].astype(str)
    drawn = drawn.assign(
        side=sides, text=drawn["number"].astype(str) + " " + sides.map(lambda side: SIDES[side][0])
    )
    chart: alt.TopLevelMixin = grid(
        drawn,
        labels,
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
    found = []
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
        found.append(_Cause(kind, match[2], documents))
    return found
