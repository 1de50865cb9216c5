"""Ways to damage a copy of the curriculum, each by one fault."""

from pathlib import Path

import yaml
from support import LESSON, replace, write_lesson


def missing_table(root: Path) -> None:
    """Delete a table."""
    (root / "datasets" / "events.csv").unlink()


def unknown_column(root: Path) -> None:
    """Rename a column."""
    replace(root / "datasets" / "events.csv", "precision", "exactness")


def impossible_day(root: Path) -> None:
    """Write a day that does not exist."""
    replace(root / "datasets" / "events.csv", ",2018-04-27,", ",2018-02-30,")


def unknown_table(root: Path) -> None:
    """Let the lesson name a table that does not exist."""
    replace(root / "lessons" / "course.yaml", "datasets: [", "datasets: [nope, ")


def unfinished_merge(root: Path) -> None:
    """Leave a line of a merge in the guide."""
    replace(root / "lessons" / "guide" / f"{LESSON}.md", "\n\n", "\n\n>>>>>>> other\n\n")


def unknown_key(root: Path) -> None:
    """Point to a place that does not exist."""
    replace(root / "datasets" / "places.csv", "\npanmunjom,", "\npanmunjon,")


def broken_quiz(root: Path) -> None:
    """Take away the questions."""
    path = root / "quizzes" / f"{LESSON}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**content, "questions": []}), encoding="utf-8")


def raising(root: Path) -> None:
    """Let the lesson raise."""
    write_lesson(root, "1 / 0")


def unknown_source(root: Path) -> None:
    """Cite what does not exist."""
    write_lesson(root, "1", text="# T\n\nA sentence [@nobody-2018, page 1].")


def unknown_section(root: Path) -> None:
    """Cite a section that does not exist."""
    write_lesson(root, "1", text="# T\n\nA sentence [@crs-2022, Nowhere].")
