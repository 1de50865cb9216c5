"""Reads the curriculum's files as text, and names what does not belong in one.

Every table, guide, quiz, notebook and course file comes through here, so that each says the
same of a folder in its place, another encoding, an unfinished merge, or a letter unseen.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

from coursebook.errors import ContentError, Place
from coursebook.root import display_path

# Seven equal signs alone would also be the underline of a heading in Markdown.
_MERGE = re.compile(r"^(<{7}|\|{7}|>{7}) \S", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BOM = "\ufeff"


def text(path: Path, error: type[ContentError], missing: str = "Restore it") -> str:
    """Return what a file holds, as text with the line ends it has.

    Args:
        path: The file, UTF-8.
        error: What is raised.
        missing: What to do where there is no such file.

    Raises:
        ContentError: the file cannot be read, or holds what no file of a curriculum does;
            the message names the line. It is the class that was given.
    """
    file = display_path(path)
    try:
        found = path.read_bytes().decode("utf-8")
    except FileNotFoundError as fault:
        raise error(Place(file), "the file is missing", missing) from fault
    except OSError as fault:
        raise error(Place(file), *_unreadable(path, fault)) from fault
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        why = f"byte {fault.object[fault.start]:#04x} is not UTF-8"
        raise error(Place(file, line=line), why, "Save the file as UTF-8") from fault
    if found.startswith(_BOM):
        why = "the file begins with a byte-order mark"
        raise error(Place(file, line=1), why, "Save it as plain UTF-8, without the mark")
    if amiss := stray(found):
        raise error(Place(file, line=amiss.line), amiss.problem, amiss.remedy)
    return found


def state(path: Path, error: type[ContentError], missing: str = "Restore it") -> tuple[int, int]:
    """Return when a file last changed, and its size: what caches of what it holds go by.

    Raises:
        ContentError: there is no such file. It is the class that was given.
    """
    try:
        found = path.stat()
    except OSError as fault:
        raise error(Place(display_path(path)), "the file is missing", missing) from fault
    return found.st_mtime_ns, found.st_size


def tree(path: Path, error: type[ContentError], missing: str = "Restore it") -> object:
    """Return what a JSON file holds.

    Args:
        path: The file, UTF-8.
        error: What is raised.
        missing: What to do where there is no such file.

    Raises:
        ContentError: as for `text`, or the file is not JSON.
    """
    content = text(path, error, missing)
    line = 0
    try:
        parsed: object = json.loads(content)
    except json.JSONDecodeError as fault:
        line = fault.lineno
        amiss = f"this is not JSON: {fault.msg}", "Correct that place"
    except RecursionError:
        amiss = "its brackets are nested too deep", "Close them"
    except ValueError as fault:  # a number of thousands of digits
        amiss = f"not in order, {fault}", "Correct that number"
    else:
        return parsed
    raise error(Place(display_path(path), line=line), *amiss)


class Stray(NamedTuple):
    """Something that no text should hold: its line, what it is, and what to do."""

    line: int
    problem: str
    remedy: str


def stray(content: str) -> Stray | None:
    """Return the first thing that no text should hold, or None."""
    if merge := _MERGE.search(content):
        why = f"{merge[1]} is left of a merge that was not finished"
        marks = "<<<<<<<, ======= and >>>>>>>"
        cure = f"Keep one of the two versions, and delete the lines with {marks}"
        return Stray(_line(content, merge), why, cure)
    if control := _CONTROL.search(content):
        why = f"here stands a control character, U+{ord(control[0]):04X}, unseen"
        return Stray(_line(content, control), why, "Delete it")
    return None


def _line(content: str, match: re.Match[str]) -> int:
    return content.count("\n", 0, match.start()) + 1


def _unreadable(path: Path, fault: OSError) -> tuple[str, str]:
    """Say why a file cannot be read, and what to do."""
    if path.is_dir():
        return "a folder stands in the place of this file", "Move it away and restore the file"
    if isinstance(fault, PermissionError):
        return "it cannot be read: you may not open it", "Give yourself the right to read it"
    return f"it cannot be read: {fault.strerror or fault}", "Restore it"
