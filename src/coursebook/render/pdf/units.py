"""Keeps the pieces of a PDF apart, so that one that cannot be set is found and replaced by text."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

# Characters that no literal of `code.string` holds: a stranger's text cannot be taken for these.
_UNIT = re.compile(r"/\*\x01(\d+)\*/(.*?)/\*\x02\*/", re.DOTALL)
_MOST_TRIES = 40


@dataclass(frozen=True)
class Unit:
    """A piece of the page that stands by itself: what it says, and code that says so plainly."""

    words: str
    plain: str
    is_heading: bool = False


class Units:
    """The pieces of one page, in the order in which they were written."""

    def __init__(self) -> None:
        """Start with none."""
        self.all: list[Unit] = []

    def marked(self, code: str, unit: Unit) -> str:
        """Return a piece's code between marks, and remember its plain form."""
        self.all.append(unit)
        return f"/*\x01{len(self.all) - 1}*/{code}/*\x02*/"

    def replaced(self, source: str, numbers: Collection[int]) -> str:
        """Return the page's code with the plain form of some pieces in their place."""
        return self._rewritten(source, lambda number: number in numbers)

    def refused(self, source: str, fails: Callable[[str], bool]) -> list[int]:
        """Return the numbers of the pieces for which a page is refused.

        Halves of the page are tried without the other half; headings stay, because a skipped
        level would be refused for itself. What was not tried when the tries are used up counts
        as refused.

        Args:
            source: The page's code.
            fails: Tells whether such code is refused.
        """
        tries = _MOST_TRIES

        def among(numbers: list[int]) -> list[int]:
            nonlocal tries
            tries -= 1
            kept = set(numbers)
            alone = self._rewritten(source, lambda number: number not in kept, "[]")
            if tries >= 0 and not fails(alone):
                return []
            if len(numbers) < 2 or tries < 0:
                return numbers
            half = len(numbers) // 2
            return among(numbers[:half]) + among(numbers[half:])

        return among(list(range(len(self.all))))

    def _rewritten(
        self, source: str, chosen: Callable[[int], bool], instead: str | None = None
    ) -> str:
        def written(found: re.Match[str]) -> str:
            number = int(found[1])
            if not chosen(number):
                return found[0]
            unit = self.all[number]
            return unit.plain if instead is None or unit.is_heading else instead

        return _UNIT.sub(written, source)
