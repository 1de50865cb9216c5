"""Why did the talks stop? The causes that a student typed."""

import re
from typing import Any

import altair as alt
import pandas as pd

from coursebook.charts.annotate import annotate, require_columns
from coursebook.charts.colours import INK
from coursebook.charts.marks import WIDTH
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import ChartError
from coursebook.practice.marking import is_blank
from coursebook.practice.messages import show_message
from korean_peace.charts.positions import COLUMNS, SIDES, ordered

_KINDS = ["long-term", "condition", "trigger"]


def causes(rows: pd.DataFrame, typed: str) -> Any:
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
    require_columns(rows, "positions", COLUMNS)
    if is_blank(typed):
        show_message(
            "*No cause yet.* Type one in place of the dots, such as "
            "`trigger: your cause = 3 5`; part two causes by a semicolon.",
            "unanswered",
        )
        return None
    known = ordered(rows).set_index("number", drop=False)
    found = sorted(_causes(str(typed), set(known.index)), key=lambda each: _KINDS.index(each[0]))
    labels = [f"{kind}: {text}" for kind, text, _ in found]
    drawn = pd.DataFrame(
        [
            {
                "cause": label,
                "place": place,
                "text": _mark(known, number),
                "side": str(known.loc[number, "side"]),
                "who": known.loc[number, "who"],
                "number": number,
            }
            for label, (_, _, numbers) in zip(labels, found, strict=True)
            for place, number in enumerate(numbers)
        ],
        columns=["cause", "place", "text", "side", "who", "number"],
    )
    bare = [label for label, (_, _, numbers) in zip(labels, found, strict=True) if not numbers]
    return annotate(
        _evidence(drawn, labels, bare),
        title=f"Your {len(found)} cause{'s' if len(found) > 1 else ''}: "
        + (f"{len(bare)} without a document" if bare else "each with a document"),
        subtitle="A box is one document, by its number and side. More boxes are not more proof.",
        alt_text="Your causes: "
        + "; ".join(
            f"{label}, documents {join_words([str(each) for each in numbers]) or 'none'}"
            for label, (_, _, numbers) in zip(labels, found, strict=True)
        )
        + ".",
        table=pd.DataFrame(
            {
                "Cause": labels,
                "Documents": [
                    "; ".join(f"{each} {known['who'][each]}" for each in numbers) or "none yet"
                    for _, _, numbers in found
                ],
            }
        ),
        source="Source: what you typed, and the course's table of positions.",
    )


def _mark(known: pd.DataFrame, number: int) -> str:
    return f"{number} {SIDES[str(known.loc[number, 'side'])][0]}"


def _evidence(drawn: pd.DataFrame, labels: list[str], bare: list[str]) -> Any:
    most = max(int(drawn["place"].max()) + 1 if len(drawn) else 1, 3)
    broken = {label: wrapped(label, 42) for label in labels}
    scale = alt.Scale(domain=[broken[label] for label in labels])
    rows = alt.Y(
        "cause:N", title=None, scale=scale, axis=alt.Axis(labelLimit=360, domain=False, ticks=False)
    )
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False))
    boxes = drawn.assign(
        cause=drawn["cause"].map(broken),
        left=drawn["place"] + 0.04,
        right=drawn["place"] + 0.96,
        middle=drawn["place"] + 0.5,
    )
    empty = pd.DataFrame(
        {"cause": [broken[label] for label in bare], "left": 0.04, "text": "no document yet"}
    )
    sides = {name: colour for name, (_, colour) in SIDES.items()}
    base = alt.Chart(boxes).encode(y=rows)
    layers = [
        base.mark_bar(height=34, cornerRadius=5).encode(
            x=x,
            x2="right:Q",
            color=alt.Color(
                "side:N",
                legend=None,
                scale=alt.Scale(domain=list(sides), range=list(sides.values())),
            ),
            tooltip=["who:N"],
        ),
        base.mark_text(color="white", fontWeight="bold").encode(x="middle:Q", text="text:N"),
        alt.Chart(empty)
        .mark_text(align="left", color=INK)
        .encode(y=rows, x="left:Q", text="text:N"),
    ]
    return (
        alt.layer(*layers)
        .properties(width=max(82 * most, WIDTH // 2), height=58 * len(labels))
        .configure(lineBreak="\n")
    )


def _causes(typed: str, numbers: set[int]) -> list[tuple[str, str, list[int]]]:
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
        given = list(dict.fromkeys(int(each) for each in re.findall(r"\d+", match[3] or "")))
        for number in given:
            if number not in numbers:
                raise ChartError(
                    f"there is no document {number}: "
                    f"the numbers go from {min(numbers)} to {max(numbers)}."
                )
        found.append((kind, match[2], given))
    return found
