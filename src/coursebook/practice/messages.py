"""Shows text in a notebook, and prints it elsewhere.

Text goes out as Markdown with a plain twin: JupyterLab shows both in a notebook that was
never run or trusted, which it does not do for SVG or scripts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coursebook.metadata import METADATA_NAMESPACE

# What a task asks, as data, for front ends that draw it as a form; see `task_text.form`.
TASK_MIME = "application/vnd.coursebook.task+json"

# What stands in each cell for a student's words; no page shows it, and nothing that she wrote.
HOW_TO_WRITE = re.compile(
    r"Click here, press Enter, and write (?:\d+ to \d+ words )?(?:below|in place of the dots)\."
)


@dataclass(frozen=True)
class Text:
    """Markdown to show, and what it is, which goes out with it as metadata.

    Attributes:
        markdown: What is shown.
        role: What it is to whoever lays it out: `start`, `terms`, `question`, `questions`,
            `unanswered`, `reply`, `hint`, `seal`, `document`, `card`, `table` or `references`.
        task: The id of the exercise or question that it is about, if it is about one.
        right: Of a reply: whether the answer was right; None where no machine judges.
        parts: Of a reply to a task of several parts: which of them are right, in their order.
        form: Of a question: what it asks, as data.
        sources: Of references: each source in words, by its id.
    """

    markdown: str
    role: str
    task: str = ""
    right: bool | None = None
    parts: tuple[bool, ...] = ()
    form: Mapping[str, object] | None = None
    sources: Mapping[str, str] | None = None

    def __str__(self) -> str:
        """Return the Markdown itself: it reads well enough as plain text."""
        return self.markdown

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {"text/markdown": self.markdown, "text/plain": self.markdown}
        if self.form:
            data[TASK_MIME] = self.form
        said: dict[str, Any] = {"role": self.role}
        if self.task:
            said["task"] = self.task
        if self.right is not None:
            said["right"] = self.right
        if self.parts:
            said["parts"] = list(self.parts)
        if self.sources:
            said["sources"] = dict(self.sources)
        return data, {METADATA_NAMESPACE: said}


def show(text: Text) -> None:
    """Show a text: as an output of the cell in a notebook, as print elsewhere."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        print(text)
        return
    if get_ipython() is None:
        print(text)
    else:
        display(text)


def markdown_table(heading: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; bars and line breaks inside cells do not end them."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )
