"""The uids of tasks: each is one task's for all time, in the whole course."""

from collections.abc import Iterable, Iterator

from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import Finding


def find(corpora: Iterable[LessonCorpus]) -> Iterator[Finding]:
    """Find tasks that have the uid of an earlier task."""
    first_with: dict[str, str] = {}
    for corpus in corpora:
        for task in corpus.quiz.tasks:
            if task.uid in first_with:
                problem = f"{first_with[task.uid]} has the same uid, {task.uid}"
                yield corpus.about_task(task.id, task.name, problem, "Give the newer one another")
            first_with[task.uid] = task.id
