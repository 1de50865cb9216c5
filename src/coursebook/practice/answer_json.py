"""Reads an answer that is written as JSON, the one form that every kind of task can have.

| kind | JSON | typed |
|---|---|---|
| single | `"b"` | `b` |
| multiple | `["a", "c"]`, in any order | `a c` |
| grid, matching, forecast | `{"1": "a", "2": "c"}`, by the labels; or `["a", "c"]` | `a c` |
| order | `["c", "a", "b"]` | `c a b` |
| number | `117` or `"117 days"` | `117` |
| text | `"armistice"` | `armistice` |
| words | `"own words"`, or the names of the fields with their words: `{"Who?": "…"}` | the words |

It stands in the same place as what is typed, `kp.check("05-1", '{"1": "a"}')`, and is judged
like it. A row that is left out is open.
"""

import json
from collections.abc import Mapping

from coursebook.course.tasks import Task
from coursebook.practice.marking import Given

_OPEN = "?"


def plain(task: Task, answer: Given) -> Given:
    """Return an answer in JSON as it would be typed; any other as it is.

    Args:
        task: The task, whose rows a JSON object names.
        answer: What the student gave.
    """
    if not isinstance(answer, str) or answer.strip()[:1] not in ("[", "{", '"'):
        return answer
    try:
        value = json.loads(answer)
    except ValueError:  # typed, though it begins like JSON
        return answer
    if isinstance(value, Mapping):
        value = _by_row(task, {str(name).casefold(): said for name, said in value.items()})
    return list(map(str, value)) if isinstance(value, list) else str(value)


def _by_row(task: Task, given: Mapping[str, object]) -> list[object]:
    """Return what was given to each row, which is named by its label or by its text."""
    if not any(given.values()):
        return []
    rows = ((row.label.casefold(), row.text.casefold()) for row in task.listed_rows)
    return [given.get(label, given.get(text, _OPEN)) or _OPEN for label, text in rows]
