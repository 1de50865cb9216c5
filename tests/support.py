"""What several test modules share: small notebooks, a quiz of every kind, ways to damage a file."""

import copy
import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml

from coursebook import installed
from coursebook.installed import Installed
from coursebook.root import FOLDERS

REPO = Path(__file__).resolve().parent.parent
LESSON = "05-panmunjom"
_BASE = {
    "objective": "05-a",
    "difficulty": 1,
    "points": 1,
    "prompt": "What does the table show?",
    "explanation": "Because it says so.",
    "hints": ["Look again."],
    "source": {"id": "crs-2022", "locator": "Overview"},
}
_RUBRIC = {"name": "Claim", "beginning": "tells", "getting_there": "claims", "secure": "limits"}

# One task of each kind; the keys are out of order so that sorting shows.
QUESTIONS = {
    "single": {
        "options": [
            {"text": "one", "feedback": "Not one."},
            {"text": "two", "correct": True, "feedback": "Yes, two."},
            {"text": "three", "feedback": "Not three."},
        ]
    },
    "multiple": {
        "options": [
            {"text": "red", "correct": True, "feedback": "Red is right."},
            {"text": "blue", "feedback": "Blue is wrong."},
            {"text": "green", "correct": True, "feedback": "Green is right."},
        ]
    },
    "grid": {
        "options": [{"label": "N", "text": "north"}, {"label": "S", "text": "south"}],
        "rows": [{"text": "Seoul", "key": "S"}, {"text": "Busan", "key": "S"}],
        "misconceptions": [{"at_position": {2: ["N"]}, "feedback": "Busan is a southern port."}],
    },
    "number": {
        "answer": 117,
        "tolerance": 1,
        "unit": "days",
        "misconceptions": [{"equals": "365", "feedback": "That is the whole year."}],
    },
    "order": {
        "items": ["winter", "spring", "summer"],
        "misconceptions": [{"at_position": {1: ["a"]}, "feedback": "Spring does not come first."}],
    },
    "matching": {
        "pairs": [
            {"left": "Seoul", "right": "South", "feedback": "Seoul is in the South."},
            {"left": "Pyongyang", "right": "North", "feedback": "Pyongyang is in the North."},
        ],
        "extra": ["East"],
    },
    "text": {
        "answer": "armistice",
        "accept": ["truce"],
        "misconceptions": [{"equals": "treaty", "feedback": "No treaty was made."}],
    },
    "forecast": {"rows": [{"label": "5", "text": "The Games"}, {"label": "7"}]},
    "words": {
        "word_count": [20, 40],
        "rubric": [_RUBRIC],
        "examples": {"beginning": "x", "getting_there": "y", "secure": "z"},
    },
}


def uid(ident: str) -> str:
    """Return a uid that belongs to an id: `05-q1` gives `afqbxx`."""
    letters = "".join(chr(97 + int(each)) if each.isdigit() else each for each in ident)
    return letters.replace("-", "").ljust(6, "x")


def question(kind: str, number: int = 1, /, **changes: object) -> dict:
    """Return a task of the exit ticket, with changes; an entry changed to None is left out."""
    ident = f"05-q{number}"
    made = {"id": ident, "uid": uid(ident), "kind": kind, **_BASE, **copy.deepcopy(QUESTIONS[kind])}
    return _changed(made, changes)


def exercise(number: int = 1, **changes: object) -> dict:
    """Return an exercise, with changes; an entry changed to None is left out."""
    made = {
        "id": f"05-{number}",
        "uid": uid(f"05-{number}"),
        "title": "Count",
        "objective": "05-a",
        "kind": "multiple",
        "answer": "5 7 10",
        "hints": ["First nudge.", "Second step.", "Nearly there."],
        "misconceptions": [{"contains": "2", "feedback": "Two is too early."}],
        "explanation": "Three of them.",
        "solution": "kp.check('05-1', '5 7 10')",
    }
    return _changed(made, changes)


def quiz(*questions: dict, exercises: list[dict] | None = None, **changes: object) -> dict:
    """Return the content of a quiz file."""
    made = {
        "lesson": LESSON,
        "exercises": [exercise()] if exercises is None else exercises,
        "questions": list(questions) or [question("single")],
    }
    return _changed(made, changes)


class _WrittenOut(yaml.SafeDumper):
    """Writes what stands twice twice: aliases are not permitted in the files of a course."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def write_quiz(root: Path, content: dict) -> Path:
    """Put a quiz in the place of the lesson's."""
    path = root / "quizzes" / f"{LESSON}.yaml"
    text = yaml.dump(content, Dumper=_WrittenOut, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return path


def shuffled(content):
    """Return a quiz file in which every key and all that tells of it is another."""
    made = copy.deepcopy(content)
    for task in (*made["exercises"], *made["questions"]):
        task |= {"explanation": "other", "hints": ["h", "i", "j"][: len(task["hints"])]}
        if "solution" in task:
            task["solution"] = "y"
        task |= {name: "other" for name in ("why", "outcome") if name in task}
        for name in ("verify", "misconceptions", "accept"):
            task.pop(name, None)
        _change_key(task)
    return made


def _change_key(task):
    kind = task["kind"]
    if "answer" in task:
        task |= {"answer": "1", "accept": ["2"]}
    if kind == "number":
        task["tolerance"] = 0
    elif kind in ("single", "multiple"):
        options = task.get("options", [])
        keys = [bool(option.get("correct")) for option in options]
        for option, key in zip(options, [*keys[1:], *keys[:1]], strict=True):
            option |= {"correct": key, "feedback": f"other {key}"}
    elif kind == "grid":
        labels = [option["label"] for option in task.get("options", [])]
        for row in task.get("rows", []):
            row["key"] = labels[labels.index(row["key"]) - 1]
    elif kind == "order" and "items" in task:
        task["items"] = task["items"][::-1]
    elif kind == "matching":
        rights = [pair["right"] for pair in task["pairs"]]
        for pair, right in zip(task["pairs"], rights[::-1], strict=True):
            pair |= {"right": right, "feedback": "other"}
    elif kind == "words":
        task["examples"] = dict.fromkeys(task["examples"], "other")


def line_of(path: Path, text: str) -> int:
    """Return the number of the line where a text first begins."""
    content = path.read_text(encoding="utf-8")
    return content.count("\n", 0, content.index(text)) + 1


def replace(path: Path, old: str, new: str, times: int = 1) -> None:
    """Change a text that a file holds."""
    content = path.read_text(encoding="utf-8")
    assert old in content, f"{path.name} does not hold {old!r}: choose another text to change"
    path.write_text(content.replace(old, new, times), encoding="utf-8")


def notebook(*cells: str | tuple[str, list[str]], text: str = "# Title") -> nbformat.NotebookNode:
    """Return a notebook: a text, then code cells, each a source or a source with tags."""
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_markdown_cell(text, id="title")]
    for number, cell in enumerate(cells, start=1):
        source, tags = (cell, []) if isinstance(cell, str) else cell
        metadata = {"tags": tags} if tags else {}
        made.cells.append(nbformat.v4.new_code_cell(source, id=f"code{number}", metadata=metadata))
    return made


def write_lesson(root: Path, *cells: str | tuple[str, list[str]], text: str = "# Title") -> Path:
    """Put a small notebook in the place of the lesson's."""
    path = root / "lessons" / f"{LESSON}.ipynb"
    path.write_text(nbformat.writes(notebook(*cells, text=text)) + "\n", encoding="utf-8")
    return path


def write_small(root: Path, first: str = "print('판문점')") -> None:
    """Put a small lesson in the place of the lesson's, with a quiz that fits it."""
    asked = ('import korean_peace as kp\nkp.check("05-1", "...")', 'kp.ask("05")')
    write_lesson(root, first, *asked, text="# 5 · Panmunjom: eighteen promises")
    write_quiz(root, quiz())


def denied(monkeypatch, name: str) -> None:
    """Let the system refuse to open files of a name; modes do not bind the administrator."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)


def install(monkeypatch, *contents: Path) -> None:
    """Let courses be installed whose content lies in some folders, and no others."""
    courses = tuple(
        Installed(f"course-{number}", f"course_{number}", path, path / "no", path / "fonts")
        for number, path in enumerate(contents, start=1)
    )
    monkeypatch.setattr(installed, "courses", lambda: courses)


def silent(_step: str) -> None:
    """Say nothing: for what reports its steps."""


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder and what they hold."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def python(code: str, *arguments: str, cwd: Path | None = None, **env: str | None) -> str:
    """Run Python code in a process of its own and return what it prints; None unsets a variable."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **env}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _changed(made: dict, changes: dict) -> dict:
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def copy_course(root: Path) -> None:
    """Copy this curriculum."""
    for name in FOLDERS:
        shutil.copytree(
            REPO / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )


def leave_one_lesson(root: Path) -> None:
    """Take all lessons but 05 out of a curriculum."""
    course = root / "lessons" / "course.yaml"
    head, *lessons = re.split(r"(?m)^(?=  - id: )", course.read_text(encoding="utf-8"))
    (kept,) = (lesson for lesson in lessons if lesson.startswith(f"  - id: {LESSON}\n"))
    course.write_text(head + kept, encoding="utf-8")
    for pattern in ("lessons/[0-9]*.ipynb", "lessons/guide/*.md", "quizzes/*.yaml"):
        for path in root.glob(pattern):
            if path.stem != LESSON:
                path.unlink()
