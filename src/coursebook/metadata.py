"""What the engine writes beside cells, outputs and charts, under one name of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from coursebook import installed

METADATA_NAMESPACE = "coursebook"


def own(metadata: object) -> Mapping[str, Any]:
    """Return what the engine wrote into the metadata of a cell, an output or a chart.

    Notebooks that were made before the engine had a name have it under the name of their
    course's package; a student's older copy is read like a new one.

    Args:
        metadata: A notebook's metadata, or a chart's `usermeta`, as a stranger may write them.
    """
    entries = metadata if isinstance(metadata, Mapping) else {}
    written = (entries.get(name) for name in _names())
    return next((entry for entry in written if isinstance(entry, Mapping)), {})


def _names() -> Iterator[str]:
    """Yield the engine's name, then the older ones, which take a look at what is installed."""
    yield METADATA_NAMESPACE
    yield from (course.package for course in installed.courses())
