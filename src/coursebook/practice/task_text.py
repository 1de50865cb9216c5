"""What a task asks, as Markdown: its prompt, rows and options, never its key."""

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
    paragraphs = [
        f"{heading}{task.prompt}",
        _listed(task.listed_rows),
        _listed(task.listed_options),
        task.instruction or f"*{task.how}*",
        _rubric(task) if isinstance(task, Words) else "",
    ]
    return "\n\n".join(filter(None, paragraphs))


def _listed(things: Sequence[Labelled]) -> str:
    """Return a list of what has a text; the lesson shows what has a label alone."""
    return "\n".join(f"- **{thing.label}** {thing.text}" for thing in things if thing.text)


def _rubric(task: Words) -> str:
    return markdown_table(
        ["", "Beginning", "Getting there", "Secure"],
        [[line.name, line.beginning, line.getting_there, line.secure] for line in task.rubric],
    )
