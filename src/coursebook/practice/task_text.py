"""What a task asks, as Markdown and as data: its prompt, rows and options, never its key."""

from collections.abc import Sequence

from coursebook.course.kinds import Words
from coursebook.course.tasks import Labelled, Task
from coursebook.practice.messages import markdown_table


def prompt(task: Task) -> str:
    """Return what a task asks, and how to answer.

    Args:
        task: A task whose prompt stands in the quiz file.
    """
    heading = f"**{task.id} · {task.title}**\n\n"
    if task.in_ticket:
        heading = f"**{task.id}** ({task.worth}) "
    rows, options = _listed(task.listed_rows), _listed(task.listed_options)
    how = task.instruction or f"*{task.how}*"
    # What to do stands between two lists, which would be one list otherwise.
    middle = [rows, how, options] if rows and options else [rows, options, how]
    paragraphs = [
        f"{heading}{task.prompt}",
        *middle,
        _rubric(task) if isinstance(task, Words) else "",
    ]
    return "\n\n".join(filter(None, paragraphs))


def form(task: Task) -> dict[str, object]:
    """Return what a task asks as data, for front ends that draw it as a form.

    An answer that is given by clicking is written as one types it: the labels of what was
    chosen, with a space between two; in rows, one for each row in order.

    Args:
        task: A task whose prompt stands in the quiz file.
    """
    asked: dict[str, object] = {
        "id": task.id,
        "uid": task.uid,
        "kind": task.kind,
        "title": task.title,
        "prompt": task.prompt,
        "how": task.instruction or task.how,
        "rows": _as_data(task.listed_rows),
        "options": _as_data(task.listed_options),
        "hints": len(task.hints),
        "points": task.points if task.in_ticket else 0,
    }
    if isinstance(task, Words):
        asked["words"] = list(task.word_count)
        asked["rubric"] = _rubric(task)
    return asked


def solved(task: Task) -> str:
    """Return the answer to a task in words, and why; for who has tried."""
    if not task.judged:
        return "**There is no one answer.** Compare yours with a partner's, and with the rubric."
    texts = {option.label: option.text or option.label for option in task.listed_options}
    chosen = [texts.get(label, label) for label in task.key.split()] if texts else [task.key]
    if task.listed_rows:
        named = [row.text or row.label for row in task.listed_rows]
        pairs = zip(named, chosen, strict=False)
        answer = "\n" + "\n".join(f"- {row}: **{option}**" for row, option in pairs)
    else:
        answer = f" {(', then ' if task.ordered else '; ').join(chosen)}."
    return f"**The answer:**{answer}\n\n{task.explanation}"


def _as_data(things: Sequence[Labelled]) -> list[dict[str, str]]:
    return [{"label": thing.label, "text": thing.text} for thing in things]


def _listed(things: Sequence[Labelled]) -> str:
    """Return a list of what has a text; the lesson shows what has a label alone."""
    return "\n".join(f"- **{thing.label}** {thing.text}" for thing in things if thing.text)


def _rubric(task: Words) -> str:
    return markdown_table(
        ["", "Beginning", "Getting there", "Secure"],
        [[line.name, line.beginning, line.getting_there, line.secure] for line in task.rubric],
    )
