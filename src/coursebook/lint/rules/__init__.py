"""The rules, a module each: `find` yields what a lesson breaks, as a `Rule`.

Where a rule knows more than the lesson (names, quotations, sources), a class or a partial
function carries that knowledge. `balance` and `task_uids` look at all lessons together,
`addresses` at the table of sources.
"""

from collections.abc import Iterator
from typing import Protocol

from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import Finding


class Rule(Protocol):
    """What finds faults of one kind in one lesson."""

    def __call__(self, corpus: LessonCorpus, /) -> Iterator[Finding]:
        """Yield the findings, in the order of the lesson."""
