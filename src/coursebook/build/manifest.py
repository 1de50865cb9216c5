"""The list of what builds put into a folder: it says what a later build may take away."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from coursebook import __version__
from coursebook.editions.output_paths import MANIFEST
from coursebook.errors import WriteError


def read_manifest(folder: Path, edition: str) -> set[str]:
    """Return the names of the files that earlier builds put into a folder.

    Args:
        folder: The folder of a build; it may be missing or new.
        edition: The edition that is to go there.

    Raises:
        WriteError: another edition lies there, or the list is damaged, so that nobody knows
            what is a build's own.
    """
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        lies_there = listed.get("edition", edition)  # lists of version 0.1.0 do not say
        names = {str(name) for name in listed["files"]}
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise WriteError(
            f"{folder / MANIFEST} cannot be read, and it says which files an earlier build made: "
            f"nothing was changed. Delete {folder}, or choose another folder with --out."
        ) from error
    if lies_there != edition:
        raise WriteError(
            f"{folder} holds the {lies_there}'s edition: editions never share a folder. "
            f"Choose another with --out."
        )
    return names


def remove(folder: Path, names: Iterable[str]) -> list[str]:
    """Take files away, and the folders that become empty by it.

    Args:
        folder: The folder of a build.
        names: Files below it; a name that leads out of it is passed over.

    Returns:
        The names of the files that are in use and so are still there.
    """
    kept = []
    for name in sorted(names):
        path = folder / name
        outside = not path.parent.resolve().is_relative_to(folder.resolve())
        if outside or ".." in Path(name).parts or not (path.is_file() or path.is_symlink()):
            continue
        try:
            path.unlink()
        except OSError:
            kept.append(name)
        else:
            _remove_empty(path.parent, folder)
    return kept


def _remove_empty(path: Path, folder: Path) -> None:
    while path != folder and path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        path = path.parent


def text(folder: Path, edition: str, names: Iterable[str], kept: Sequence[str]) -> str:
    """Return the list as JSON: version, edition, size and checksum of each file that is there.

    Args:
        folder: The folder of a build.
        edition: The edition that lies there.
        names: The files that are the build's own, also of earlier calls.
        kept: Those that could not be replaced or removed; they are listed once more.
    """
    described: dict[str, dict[str, int | str]] = {}
    for name in sorted({*names, *kept}):
        content = (folder / name).read_bytes()
        described[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    listed = {"version": __version__, "edition": edition, "files": described}
    if kept:
        listed["kept"] = list(kept)
    return json.dumps(listed, indent=1) + "\n"
