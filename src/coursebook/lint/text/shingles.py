"""Runs of nine words of documents whose wording a course does not reuse, as hashes.

The documents themselves are no part of the project. From their texts this module makes the
file of hashes that the style file names, by which a copied run is recognised without a word
of theirs being kept:

    python -m coursebook.lint.text.shingles FIRST.txt SECOND.txt
"""

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from coursebook import files
from coursebook.course import style
from coursebook.errors import CourseError, Place
from coursebook.root import display_path, folder

LENGTH = 9  # words: a shared run of eight is permitted
_BYTES = 6


def shingles(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield each run of nine words of a text and its hash; marks and capitals do not count."""
    words = re.findall(r"[^\W_]+", text.casefold())
    for place in range(len(words) - LENGTH + 1):
        run = " ".join(words[place : place + LENGTH])
        yield run, hashlib.blake2b(run.encode(), digest_size=_BYTES).digest()


def path() -> Path | None:
    """Return the file of hashes, or None where the course names no such documents."""
    unshared = style.style().unshared
    return folder("lessons") / unshared.hashes if unshared else None


def known() -> frozenset[bytes]:
    """Return the hashes of the documents.

    Raises:
        CourseError: the file that the style file names is not there.
    """
    file = path()
    try:
        data = file.read_bytes() if file else b""
    except OSError as error:
        place, problem = Place(display_path(Path(error.filename))), "the file of hashes is missing"
        remedy = f"Make it with python -m {__spec__.name}, or remove it from {style.FILE}"
        raise CourseError(place, problem, remedy) from error
    return frozenset(data[start : start + _BYTES] for start in range(0, len(data), _BYTES))


def shared(text: str, hashes: Set[bytes]) -> str:
    """Return the first run of words that a text shares with the documents, as long as it goes."""
    run: list[str] = []
    for words, digest in shingles(text):
        if digest in hashes:
            run = [*run, words.split()[-1]] if run else words.split()
        elif run:
            break
    return " ".join(run)


def write(file: Path, paths: Sequence[Path]) -> int:
    """Make the file of hashes from the documents' texts; return how many hashes it holds."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    # A word that is parted at a line's end stands in both forms.
    texts += [re.sub(r"-\s*\n\s*", "", text) for text in texts]
    hashes = {digest for text in texts for _, digest in shingles(text)}
    files.write(file, b"".join(sorted(hashes)))
    return len(hashes)


if __name__ == "__main__":
    target = path()
    if target is None:
        sys.exit(f"{style.FILE} names no file of hashes: add the entry `unshared`")
    count = write(target, list(map(Path, sys.argv[1:])))
    print(f"{count} runs of {LENGTH} words in {target}")
