"""Reads the curriculum's files as text, and names what does not belong in one.

Every table, guide, quiz, notebook and course file comes through here, so that each says the
same of a folder in its place, another encoding, an unfinished merge, or a letter unseen.
"""

import json
import re
from pathlib import Path
from typing import Any

from korean_peace.errors import KoreanPeaceError
from korean_peace.resources import shown

# Seven equal signs alone would also be the underline of a heading in Markdown.
_MERGE = re.compile(r"^(?:<{7}|\|{7}|>{7}) \S", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BOM = "\ufeff"


def text(path: Path, error: type[KoreanPeaceError], missing: str = "restore it") -> str:
    """Return what a file holds, as text with the line ends it has.

    Args:
        path: The file, UTF-8.
        error: What is raised.
        missing: What to do where there is no such file.

    Raises:
        KoreanPeaceError: the file cannot be read, or holds what no file of a curriculum does;
            the message names the line. It is the class that was given.
    """
    place = shown(path)
    try:
        found = path.read_bytes().decode("utf-8")
    except FileNotFoundError as fault:
        raise error(f"{place} is missing: {missing}.") from fault
    except OSError as fault:
        raise error(f"{place} {_unreadable(path, fault)}.") from fault
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise error(
            f"{place}, line {line}: byte {fault.object[fault.start]:#04x} is not UTF-8. "
            f"Save the file as UTF-8."
        ) from fault
    if found.startswith(_BOM):
        raise error(
            f"{place}, line 1: the file begins with a byte-order mark. "
            f"Save it as plain UTF-8, without the mark."
        )
    if amiss := stray(found):
        raise error(f"{place}, line {amiss[0]}: {amiss[1]}.")
    return found


def tree(path: Path, error: type[KoreanPeaceError], missing: str = "restore it") -> Any:
    """Return what a JSON file holds.

    Args:
        path: The file, UTF-8.
        error: What is raised.
        missing: What to do where there is no such file.

    Raises:
        KoreanPeaceError: as for `text`, or the file is not JSON.
    """
    content = text(path, error, missing)
    place = shown(path)
    try:
        return json.loads(content)
    except json.JSONDecodeError as fault:
        raise error(
            f"{place}, line {fault.lineno}: this is not JSON: {fault.msg}. Mend that place."
        ) from fault
    except RecursionError as fault:
        raise error(f"{place} is not in order: its brackets are nested too deep.") from fault
    except ValueError as fault:  # a number of thousands of digits
        raise error(f"{place} is not in order: {fault}. Mend that number.") from fault


def stray(content: str) -> tuple[int, str] | None:
    """Return the line and the name of the first thing that no text should hold, or None."""
    if merge := _MERGE.search(content):
        mark = merge[0].split()[0]
        why = (
            f"{mark} is left of a merge that was not finished. Keep one of the two versions, "
            f"and delete the lines with <<<<<<<, ======= and >>>>>>>"
        )
        return _line(content, merge), why
    if control := _CONTROL.search(content):
        why = f"here stands a control character, U+{ord(control[0]):04X}, unseen. Delete it"
        return _line(content, control), why
    return None


def _line(content: str, match: re.Match[str]) -> int:
    return content.count("\n", 0, match.start()) + 1


def _unreadable(path: Path, fault: OSError) -> str:
    if path.is_dir():
        return "is a folder, and a file belongs there: move the folder away and restore the file"
    if isinstance(fault, PermissionError):
        return "cannot be read: you may not open it. Give yourself the right to read it"
    return f"cannot be read: {fault.strerror or fault}. Restore it"
