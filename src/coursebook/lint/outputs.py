"""What a cell shows when a lesson is opened: its stored outputs, and the charts among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coursebook.lint.text.word_lists import word_list
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


@dataclass(frozen=True)
class Output:
    """A stored output.

    Attributes:
        kind: As nbformat names it: `stream`, `error`, `display_data`.
        stream: `stdout` or `stderr`, for a stream.
        role: What the engine made it for, such as `table`.
        formats: What is shown, by its MIME type.
    """

    kind: str
    stream: str
    role: str
    formats: Mapping[str, object]

    @property
    def charts(self) -> list[Chart]:
        """The chart that it shows, if it does."""
        return [_chart(spec) for kind, spec in self.formats.items() if kind == _CHART]


def read_output(output: Mapping[str, object]) -> Output:
    """Return an output of a notebook's JSON."""
    formats = output.get("data")
    return Output(
        kind=str(output.get("output_type", "")),
        stream=str(output.get("name", "")),
        role=str(own(output.get("metadata")).get("role", "")),
        formats=formats if isinstance(formats, Mapping) else {},
    )


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
