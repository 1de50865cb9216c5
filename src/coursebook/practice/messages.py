"""Shows text in a notebook, and prints it elsewhere.

Text goes out as Markdown with a plain twin: JupyterLab shows both in a notebook that was
never run or trusted, which it does not do for SVG or scripts.
"""

import re
from dataclasses import dataclass

from coursebook.metadata import METADATA_NAMESPACE

# What stands in each cell for a student's words; no page shows it, and nothing that she wrote.
HOW_TO_WRITE = re.compile(
    r"Click here, press Enter, and write (?:\d+ to \d+ words )?(?:below|in place of the dots)\."
)


@dataclass(frozen=True)
class Message:
    """Markdown to show, and what it is, which goes out with it as metadata.

    Attributes:
        markdown: What is shown.
        role: What it is to whoever lays it out: `start`, `terms`, `questions`, `unanswered`,
            `reply`, `hint`, `table` or `references`.
        task: The id of the exercise or question that it is about, if it is about one.
        right: Of a reply: whether the answer was right; None where no machine judges.
    """

    markdown: str
    role: str
    task: str = ""
    right: bool | None = None

    def __str__(self) -> str:
        """Return the Markdown itself: it reads well enough as plain text."""
        return self.markdown

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, dict[str, str | bool]]]:
        own: dict[str, str | bool] = {"role": self.role}
        if self.task:
            own["task"] = self.task
        if self.right is not None:
            own["right"] = self.right
        data = {"text/markdown": self.markdown, "text/plain": self.markdown}
        return data, {METADATA_NAMESPACE: own}


def show_message(markdown: str, role: str, task: str = "", right: bool | None = None) -> None:
    """Show a `Message`: as an output of the cell in a notebook, as print elsewhere."""
    message = Message(markdown, role, task, right)
    try:
        from IPython import display, get_ipython
    except ImportError:
        print(message)
        return
    if get_ipython() is None:
        print(message)
    else:
        display.display(message)


def markdown_table(heading: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; bars and line breaks inside cells do not end them."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )
