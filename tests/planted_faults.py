"""Ways to plant a fault in a small lesson: each is a function that damages a curriculum."""

import nbformat
import yaml
from mini_lesson import GUIDE, NOTEBOOK, QUIZ, TEXTS, chart, quiz, write_notebook
from support import replace


def texted(name, old, new):
    """Return a fault: a text of the notebook in which something is another."""

    def plant(root):
        assert old in TEXTS[name]
        write_notebook(root, {**TEXTS, name: TEXTS[name].replace(old, new, 1)})

    return plant


def filed(path, old, new):
    """Return a fault: a file in which something is another."""
    return lambda root: replace(root / path, old, new)


def guide_telling(key):
    """Return a fault: a line of the guide that tells a key."""
    return filed(GUIDE, "Kim and Moon met", f"{key}\n\nKim and Moon met")


def quizzed(change):
    """Return a fault: a quiz that a function changed."""

    def plant(root):
        content = quiz()
        change(content)
        (root / QUIZ).write_text(yaml.safe_dump(content), encoding="utf-8")

    return plant


def celled(ident, change):
    """Return a fault: a cell of the notebook that a function changed."""

    def plant(root):
        notebook = nbformat.read(root / NOTEBOOK, as_version=4)
        for cell in notebook.cells:
            if cell.id == ident:
                change(cell)
        (root / NOTEBOOK).write_text(nbformat.writes(notebook), encoding="utf-8")

    return plant


def charted(**changes):
    """Return a fault: a chart that has other texts."""
    return celled("chart1", lambda cell: cell.update(outputs=[chart(**changes)]))


def untaught(root):
    """Use a term that the course file does not list."""
    filed("lessons/course.yaml", "[truce]", "[]")(root)
    texted("evidence", "The chart", "A truce holds.\nThe chart")(root)


def merged(path):
    """Return a fault: a merge that was not finished, after a file's first line."""

    def plant(root):
        lines = (root / path).read_text(encoding="utf-8").splitlines()
        lines[1:1] = ["<<<<<<< HEAD", *lines[1:2], "=======", *lines[1:2], ">>>>>>> other"]
        (root / path).write_text("\n".join(lines) + "\n", encoding="utf-8")

    return plant


def unseen(path, character):
    """Return a fault: a control character at the end of a file's second line."""

    def plant(root):
        lines = (root / path).read_text(encoding="utf-8").split("\n")
        lines[1] += character
        (root / path).write_text("\n".join(lines), encoding="utf-8")

    return plant


def twins(root):
    """Give two cells one id; nbformat would not write such a file."""
    replace(root / NOTEBOOK, '"id": "hook"', '"id": "title"')
