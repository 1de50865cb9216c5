"""Runs of nine words of the two documents of the course, as hashes.

The documents themselves are no part of the project. From their texts this module makes a
file of hashes, by which a copied run is recognised without a word of theirs being kept:

    python -m coursebook.lint.text.shingles WIKIPEDIA.txt REPORT.txt
"""

import functools
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from coursebook import files

LENGTH = 9  # words: a shared run of eight is permitted
FILE = Path(__file__).with_name("shingles.bin")
_BYTES = 6


def shingles(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield each run of nine words of a text and its hash; marks and capitals do not count."""
    words = re.findall(r"[^\W_]+", text.casefold())
    for place in range(len(words) - LENGTH + 1):
        run = " ".join(words[place : place + LENGTH])
        yield run, hashlib.blake2b(run.encode(), digest_size=_BYTES).digest()


@functools.cache
def known() -> frozenset[bytes]:
    """Return the hashes of the two documents."""
    data = FILE.read_bytes()
    return frozenset(data[place : place + _BYTES] for place in range(0, len(data), _BYTES))


def shared(text: str) -> str:
    """Return the first run of words that a text shares with the documents, as long as it goes."""
    run: list[str] = []
    for words, digest in shingles(text):
        if digest in known():
            run = [*run, words.split()[-1]] if run else words.split()
        elif run:
            break
    return " ".join(run)


def write(paths: Sequence[Path]) -> int:
    """Make the file of hashes from the documents' texts; return how many hashes it holds."""
    found = {
        digest
        for path in paths
        for _, digest in shingles(re.sub(r"-\s*\n\s*", "", path.read_text(encoding="utf-8")))
    } | {
        digest for path in paths for _, digest in shingles(path.read_text(encoding="utf-8"))
    }  # a word parted at a line's end stands in both forms
    files.write(FILE, b"".join(sorted(found)))
    return len(found)


if __name__ == "__main__":
    print(f"{write([Path(each) for each in sys.argv[1:]])} runs of {LENGTH} words in {FILE.name}")
