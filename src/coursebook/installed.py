"""Finds the courses that are installed beside the engine.

A course that is a Python package announces itself by an entry point, which names the package:

    [project.entry-points."coursebook.courses"]
    good-friday = "good_friday"

So the engine finds its folders and says its name, and neither imports nor knows it.
"""

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path

GROUP = "coursebook.courses"


@dataclass(frozen=True)
class Installed:
    """A course that is installed.

    Attributes:
        distribution: What pip installs.
        package: What Python imports.
        content: Where a wheel has the course's datasets, lessons and quizzes.
        checkout: Where they are if the install is an editable one.
        fonts: Where the fonts are that the course brings.
    """

    distribution: str
    package: str
    content: Path
    checkout: Path
    fonts: Path


@functools.cache
def courses() -> tuple[Installed, ...]:
    """Return the courses that are installed, by the names under which they announce themselves."""
    from importlib import metadata  # takes 25 ms, and `--help` needs no course

    announced = sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name)
    return tuple(
        _installed(entry.dist.name if entry.dist else entry.name, entry.value, Path(place))
        for entry in announced
        for place in _places(entry.value)
    )


def distribution() -> str:
    """Return what pip installs to bring the engine: the course's distribution carries it."""
    return next((course.distribution for course in courses()), "coursebook")


def _installed(name: str, package: str, place: Path) -> Installed:
    return Installed(name, package, place / "content", place.parent.parent, place / "fonts")


def _places(package: str) -> list[str]:
    """Return the folder of a package without importing it; nothing where it is gone."""
    spec = importlib.util.find_spec(package)
    return list(spec.submodule_search_locations or ())[:1] if spec else []
