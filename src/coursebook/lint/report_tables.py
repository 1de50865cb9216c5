"""Lays out the tables of the report, from the templates in `templates/`."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def lay_out(name: str, **values: object) -> str:
    """Return a table as text.

    Args:
        name: Its template.
        values: What the template shows; what can be called is a filter there.
    """
    folder = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(
        loader=folder, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {name: value for name, value in values.items() if callable(value)}
    return environment.get_template(f"{name}.txt.j2").render(values).rstrip()
