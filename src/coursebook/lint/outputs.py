"""What a cell shows when a lesson is opened: its stored outputs, and the charts among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coursebook.lint.text.english import word_list
from coursebook.metadata import own

_CHART = "application/vnd.vegalite.v5+json"


@dataclass(frozen=True)
class Chart:
    """The texts of a chart; empty where it has none.

    Attributes:
        title: Its title.
        alt: Its alt text.
        source: The line that names its sources.
        table: Its data, a row a line, without columns that only number rows.
    """

    title: str
    alt: str
    source: str
    table: str


def formats(output: Mapping[str, object]) -> Mapping[str, object]:
    """Return what an output shows, by its MIME type."""
    shown = output.get("data")
    return shown if isinstance(shown, Mapping) else {}


def charts(outputs: Iterable[Mapping[str, object]]) -> list[Chart]:
    """Return the charts among some outputs."""
    return [_chart(formats(output)[_CHART]) for output in outputs if _CHART in formats(output)]


def table_text(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as text, a row a line, without columns that only number them."""
    numbering = word_list("numbering_columns")
    told = [place for place, name in enumerate(columns) if name.casefold() not in numbering]
    return "\n".join(
        " | ".join(str(row[place]) for place in told if place < len(row)) for row in rows
    )


def _chart(spec: object) -> Chart:
    entries = spec if isinstance(spec, Mapping) else {}
    title = entries.get("title", "")
    title = title.get("text", "") if isinstance(title, Mapping) else title
    beside = own(entries.get("usermeta"))
    table = beside.get("table", {})
    return Chart(
        title=" ".join(title) if isinstance(title, list) else str(title),
        alt=str(entries.get("description", "")),
        source=str(beside.get("source", "")),
        table=table_text(list(map(str, table.get("columns", []))), table.get("rows", [])),
    )
