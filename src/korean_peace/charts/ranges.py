"""Numbers with their doubt: ranges as ranges, a poll with its error."""

from typing import Any

import altair as alt
import pandas as pd

from korean_peace.charts.frame import (
    WIDTH,
    annotate,
    citations,
    join_words,
    mark_uncorroborated,
    number,
    records,
    require_columns,
    source_line,
    wrapped,
)
from korean_peace.errors import ChartError
from korean_peace.theme import BLUE, BROWN, INK

_FIGURES = ["id", "label", "low", "high", "value_text", "unit", "source_id", "locator", "status"]
_POLL = {
    "poll-support": "for the meeting",
    "poll-against": "against",
    "poll-neutral": "did not know",
}
_SMALL = 20  # per cent; below it the margin that a poll names is far too wide


def ranges(figures: pd.DataFrame, title: str) -> Any:
    """Draw numbers as exactly as they are known: a bar for a range, an open bar for a limit.

    No middle is drawn. One number alone is a short line; `more than` opens to the right,
    `at most` to the left.

    Args:
        figures: Rows of the table `figures`, all in one unit, such as the row `arsenal-2017`.
        title: The finding, as a short sentence.

    Returns:
        An Altair chart.

    Raises:
        ChartError: the rows have several units or no number, or are no figures.
    """
    require_columns(figures, "figures", _FIGURES)
    units = sorted(figures["unit"].unique())
    if len(units) > 1:
        raise ChartError(
            f"these figures have several units, {join_words(units)}: draw one at a time."
        )
    drawn = figures[["value_text", "low", "high"]].assign(
        label=[wrapped(each, 44) for each in mark_uncorroborated(figures["label"], figures)]
    )
    if drawn[["low", "high"]].isna().all(axis=1).any():
        raise ChartError("a figure has neither a lowest nor a highest value: leave it out.")
    most = float(pd.concat([drawn["low"], drawn["high"]]).max())
    drawn["text"] = [_said(row) for row in records(drawn)]
    drawn["kind"] = [_kind(row) for row in records(drawn)]
    drawn["from"] = drawn["low"].fillna(0)
    drawn["to"] = drawn["high"].fillna(most * 1.15)
    base = alt.Chart(drawn).encode(
        y=alt.Y("label:N", sort=list(drawn["label"]), title=None, axis=alt.Axis(labelLimit=400)),
        x=alt.X("from:Q", title=units[0].capitalize(), scale=alt.Scale(domainMin=0, nice=False)),
        tooltip=["label:N", alt.Tooltip("value_text:N", title="In the source's words")],
    )
    bars = [
        base.transform_filter(f"datum.kind == '{kind}'").mark_bar(height=16, **look)
        for kind, look in (
            ("range", {"color": BLUE, "cornerRadius": 3}),
            ("limit", {"color": BLUE, "fillOpacity": 0.15, "stroke": BLUE, "strokeDash": [4, 3]}),
        )
    ]
    ticks = base.transform_filter("datum.kind == 'one'").mark_tick(
        thickness=4, size=22, color=BROWN, opacity=1
    )
    texts = base.mark_text(align="left", dx=8).encode(x="to:Q", text="text:N")
    return annotate(
        alt.layer(*(each.encode(x2="to:Q") for each in bars), ticks, texts)
        .properties(width=WIDTH // 2, height=46 * len(drawn))
        .configure(lineBreak="\n"),
        title=title,
        subtitle="A full bar is a range, a short line one number, a dashed bar a limit.",
        alt_text="; ".join(f"{row.label}: {row.text}" for row in records(drawn)).replace("\n", " ")
        + f" {units[0]}.",
        table=pd.DataFrame(
            {
                "What": mark_uncorroborated(figures["label"], figures),
                "Value": [f"{text} {units[0]}" for text in drawn["text"]],
                "In the source's words": figures["value_text"],
                "Source": citations(figures),
            }
        ),
        source=source_line("the course's table of figures", figures),
    )


def _said(row: Any) -> str:
    if pd.isna(row.low):
        return f"at most {number(row.high)}"
    if pd.isna(row.high):
        return f"more than {number(row.low)}"
    return number(row.low) if row.low == row.high else f"{number(row.low)} to {number(row.high)}"


def _kind(row: Any) -> str:
    if pd.isna(row.low) or pd.isna(row.high):
        return "limit"
    return "one" if row.low == row.high else "range"


def poll(figures: pd.DataFrame) -> Any:
    """Draw the poll of February 2018 on a meeting of the two leaders, with its error.

    Args:
        figures: The table `figures`, or its rows `poll-support`, `poll-against`,
            `poll-neutral`, `poll-sample` and `poll-margin`.

    Returns:
        An Altair chart: each share as a point, those of 20 per cent and more with the margin
        of error that the poll names.

    Raises:
        ChartError: one of the five rows is missing, or these are no figures.
    """
    require_columns(figures, "figures", _FIGURES)
    rows = figures.drop_duplicates("id").set_index("id", drop=False)
    missing = [name for name in (*_POLL, "poll-sample", "poll-margin") if name not in rows.index]
    if missing:
        raise ChartError(f"no row {missing[0]!r} among these figures: pass kp.load('figures').")
    margin, sample = rows.loc[["poll-margin", "poll-sample"], "low"].astype(float).to_list()
    shares = rows.loc[list(_POLL)]
    drawn = pd.DataFrame(
        {
            "answer": mark_uncorroborated(list(_POLL.values()), shares),
            "share": shares["low"].astype(float).to_list(),
        }
    )
    # A poll names its largest margin, that of a share near one half: too wide for a few per cent.
    margins = (drawn["share"] >= _SMALL) * margin
    drawn["low"], drawn["high"] = drawn["share"] - margins, drawn["share"] + margins
    drawn["text"] = [
        f"{number(row.share)} % ({number(round(row.low, 1))} to {number(round(row.high, 1))})"
        if row.low < row.high
        else f"{number(row.share)} %"
        for row in records(drawn)
    ]
    yes = drawn.iloc[0]
    sure = "more than half, even at the low end"
    if yes["low"] <= 50:
        sure = "at the low end not more than half"
    half = alt.Chart(pd.DataFrame({"half": [50]})).mark_rule(color=INK, strokeDash=[4, 4])
    return annotate(
        alt.layer(half.encode(x="half:Q"), *_errors(drawn, "answer")).properties(
            width=WIDTH - 60, height=56 * len(drawn)
        ),
        title=f"{number(yes['share'])} %, give or take {number(margin)}, were for a meeting: "
        + sure,
        subtitle=(
            f"{number(sample)} people were asked. The dashed line is one half.\n"
            "The poll names one margin, which is the largest; a small share has a smaller one."
        ),
        alt_text=f"Poll of {number(sample)} people on a meeting of the two leaders, margin "
        f"at most {number(margin)} points: "
        + "; ".join(f"{row.answer} {row.text}" for row in records(drawn))
        + ".",
        table=drawn[["answer", "share", "text"]]
        .assign(source=citations(shares))
        .set_axis(["Answer", "Share, %", "With the margin", "Source"], axis=1),
        source=source_line("the course's table of figures", shares),
    )


def _errors(drawn: pd.DataFrame, rows: str) -> list[Any]:
    base = alt.Chart(drawn).encode(
        y=alt.Y(f"{rows}:N", sort=list(drawn[rows]), title=None),
        x=alt.X(
            "low:Q",
            title="Per cent of those asked",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(tickCount=6),
        ),
    )
    return [
        base.mark_rule(strokeWidth=4, color=BLUE, opacity=0.5).encode(x2="high:Q"),
        base.mark_point(filled=True, size=130, color=BLUE, opacity=1).encode(x="share:Q"),
        base.mark_text(align="left", dy=-18).encode(text="text:N"),
    ]
