"""Shows text in a notebook, and prints it elsewhere.

Text goes out as Markdown with a plain twin: JupyterLab shows both in a notebook that was
never run or trusted, which it does not do for SVG or scripts.
"""

import re
from dataclasses import dataclass
from typing import Any

# What stands in each cell for a student's words; no page shows it, and nothing that she wrote.
HOW_TO_WRITE = re.compile(
    r"Click here, press Enter, and write (?:\d+ to \d+ words )?(?:below|in place of the dots)\."
)
RIGHT = "**Right.**"  # what the reply to a right answer begins with


@dataclass(frozen=True)
class Text:
    """Markdown to show; `role` tells the handout what it is."""

    markdown: str
    role: str

    def __str__(self) -> str:
        """Return the Markdown itself: it reads well enough as plain text."""
        return self.markdown

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"text/markdown": self.markdown, "text/plain": self.markdown}
        return data, {"korean_peace": {"role": self.role}}


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


def table(heading: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; bars and line breaks inside cells do not end them."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )
