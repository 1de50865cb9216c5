"""The uids of tasks: each is one task's for all time, in the whole course."""

from collections.abc import Iterable

from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import Findings


def find(corpora: Iterable[LessonCorpus]) -> Findings:
    """Find tasks that have the uid of an earlier task."""
    first_with: dict[str, str] = {}
    for corpus in corpora:
        for task in corpus.quiz.tasks:
            if first := first_with.get(task.uid):
                yield corpus.about_task("uid-twice", task, first=first)
            first_with[task.uid] = task.id
