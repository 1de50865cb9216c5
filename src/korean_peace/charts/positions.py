"""What each side offered and asked at Hanoi, document by document."""

import altair as alt
import pandas as pd

from coursebook.charts import dates, evidence
from coursebook.charts.annotate import annotate
from coursebook.charts.colours import BLUE, BROWN, DARK_GREEN, DARK_ORANGE
from coursebook.charts.marks import WIDTH
from coursebook.charts.matrix import LINE, matrix, slots
from coursebook.charts.words import join_words, wrapped
from coursebook.errors import UnknownName

# Columns of the table: the heading of each, and how the title counts it.
_CELLS = {
    "offered": ("Says that its own side offered", "say what their side offered"),
    "asked": ("Says that its own side asked", "say what it asked"),
    "says": ("Says of the other side or the talks", "speak of the other side or the talks"),
}
SIDES = {
    "DPRK": ("North", BLUE),
    "US": ("US", DARK_ORANGE),
    "China": ("China", BROWN),
    "third party": ("third", DARK_GREEN),
}
COLUMNS = ["id", "side", "speaker", "date", "precision", "document", *_CELLS, "status"]
_HEAD = 190  # pixels of the column that names the speaker
_SILENT = "–"


def positions(
    rows: pd.DataFrame, cells: tuple[str, ...] = ("offered", "asked")
) -> alt.TopLevelMixin:
    """Draw what each document says was offered and asked at Hanoi, word for word of the table.

    An empty cell is a silence of the document, not proof that nothing was offered or asked.

    Args:
        rows: Rows of the table `positions`; their numbers stay the same in a selection.
        cells: Which columns to draw: some of `offered`, `asked` and `says`.

    Returns:
        An Altair chart: a row a document, by side and date, with the number that `causes` asks
        for.

    Raises:
        UnknownName: a cell is none of the three.
        ChartError: there is no document to draw, or these are no positions.
    """
    for cell in cells:
        if cell not in _CELLS:
            raise UnknownName("cell", cell, _CELLS)
    evidence.require_columns(rows, "positions", COLUMNS)
    drawn = ordered(rows)
    counts = [f"{drawn[cell].notna().sum()} {_CELLS[cell][1]}" for cell in cells]
    texts = drawn[list(cells)].fillna(_SILENT)
    return annotate(
        _accounts(drawn, texts),
        title=f"Of {len(drawn)} accounts of Hanoi, {join_words(counts)}",
        subtitle="– : the document does not say. Each row is one account, in our words.",
        alt_text=f"{len(drawn)} accounts. {_in_words(drawn, cells)}",
        table=evidence.table(
            drawn,
            {
                "No": drawn["number"],
                "Who and what": drawn["who"] + ", " + drawn["document"],
                "When": drawn["when"],
                "Side": drawn["side"],
                **{_CELLS[cell][0]: texts[cell] for cell in cells},
            },
        ),
        source=evidence.source_line("the course's table of positions", rows),
    )


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the documents by side and date, with numbers and words for charts.

    The number of a row is its place in the table, which a selection keeps in its index.
    """
    whole = pd.api.types.is_integer_dtype(rows.index) and rows.index.is_unique
    numbered = rows.assign(
        number=rows.index + 1 if whole else range(1, len(rows) + 1),
        who=evidence.mark_uncorroborated(rows["speaker"], rows),
        when=dates.days(rows, "date"),
        brief=list(map(dates.short, rows["date"], rows["precision"])),
        rank=rows["side"].astype(str).map(list(SIDES).index),
    )
    return numbered.sort_values(["rank", "date"], kind="stable", ignore_index=True)


def _accounts(drawn: pd.DataFrame, texts: pd.DataFrame) -> alt.TopLevelMixin:
    wide = (WIDTH + 90 - _HEAD) // len(texts.columns)
    texts = texts.map(lambda text: wrapped(text, int(wide / 7.6) - 1))
    names = (drawn["number"].astype(str) + "  " + drawn["who"]).map(lambda name: wrapped(name, 22))
    names += "\n" + drawn["brief"] + ", " + drawn["side"].astype(str)
    lines = texts.assign(name=names).map(lambda text: text.count("\n") + 1).max(axis=1)
    rows = slots(LINE * lines + 12)
    columns = slots(pd.Series(wide, texts.columns), _HEAD)
    cells = texts.rename_axis("row").melt(var_name="column", value_name="text", ignore_index=False)
    cells = cells.reset_index().sort_values("row", kind="stable")  # read row by row
    heads = pd.DataFrame(
        {"text": [_CELLS[str(cell)][0] for cell in texts], "left": columns["begin"]}
    )
    speakers = alt.Chart(pd.DataFrame({"text": names, "top": rows["begin"]}))
    return matrix(
        cells.assign(filled=cells["text"] != _SILENT),
        rows,
        columns,
        speakers.mark_text(
            lineBreak="\n", lineHeight=LINE, align="left", baseline="top", dy=6, fontWeight="bold"
        ).encode(x=alt.value(0), y="top:Q", text="text:N"),
        alt.Chart(heads)
        .mark_text(align="left", baseline="bottom", dx=6, dy=-6, fontWeight="bold")
        .encode(x="left:Q", y=alt.value(0), text="text:N"),
        inset=2,
        shade=0.4,
    )


def _in_words(drawn: pd.DataFrame, cells: tuple[str, ...]) -> str:
    parts = drawn["number"].astype(str) + " " + drawn["who"] + ", " + drawn["when"] + ": "
    words = [cell + " " + drawn[cell].fillna("nothing said") for cell in cells]
    parts += pd.concat(words, axis=1).agg(", ".join, axis=1)
    return " ".join(part.rstrip(".") + "." for part in parts)
