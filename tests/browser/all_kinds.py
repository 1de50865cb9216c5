"""A lesson with one task of each kind, as its notebook and its quiz."""

from pathlib import Path

import nbformat
from support import question, quiz, write_quiz

from coursebook import files
from coursebook.notebooks.execute import run

KINDS = (
    *("single", "multiple", "grid", "matching", "order"),
    *("number", "text", "forecast", "words"),
)
IDS = {kind: f"05-q{number}" for number, kind in enumerate(KINDS, 1)}
OUTCOME = "What happened by the end of the year."


def write_all_kinds(root: Path, folder: Path) -> Path:
    """Write the quiz into a curriculum, and the notebook, run once, into a folder."""
    tasks = [question(kind, number) for number, kind in enumerate(KINDS, 1)]
    tasks[KINDS.index("forecast")]["outcome"] = OUTCOME
    write_quiz(root, quiz(*tasks))
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["coursebook"] = {"lesson": "05"}
    cited = "[@britannica-armistice, opening; @crs-2022, Overview]"
    title = f"# All kinds\n\nThe war stopped in 1953. {cited}"
    notebook.cells.append(nbformat.v4.new_markdown_cell(title, id="title"))
    for kind, ident in IDS.items():
        source = f'import korean_peace as kp\nkp.ask("{ident}")'
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=f"ask-{kind}"))
        if kind == "words":
            metadata = {"tags": ["response"], "coursebook": {"task": ident}}
            cell = nbformat.v4.new_markdown_cell("", id="answer-words", metadata=metadata)
        else:
            cell = nbformat.v4.new_code_cell(f'kp.check("{ident}", "")', id=f"answer-{kind}")
        notebook.cells.append(cell)
    seal = nbformat.v4.new_code_cell(f'kp.seal("{IDS["forecast"]}")', id="seal")
    notebook.cells.append(seal)
    path = folder / "all-kinds.ipynb"
    run(notebook, path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = None  # a fresh copy carries no run numbers
    files.write(path, nbformat.writes(notebook).encode("utf-8"))
    return path
