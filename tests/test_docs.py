"""The pages for those who carry on: all that they name exists, and their example runs."""

import importlib
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from support import REPO

PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md"] + [
    path.relative_to(REPO).as_posix() for path in sorted((REPO / "docs").glob("*.md"))
]
EXAMPLE = "13-three-meetings"
MADE = (".venv", "build/", "build-teacher/", "/", "begin.py", "index.html", "charts.js")
FOREIGN_OPTIONS = {"--compile-bytecode", "--no-sync"}
FOREIGN_FILES = {"conf.json", ".gitignore", ".ipynb_checkpoints"}
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
_ENDING = re.compile(r"\.(cff|css|csv|html|ipynb|js|json|md|py|toml|txt|typ|yaml|yml)$")
_MEDIA_TYPE = re.compile(r"(application|image|text)/\w")
_COMMAND = re.compile(r"korean-peace +([a-z]+)([^`\n]*)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")


def page(name):
    """Return the text of a page."""
    return (REPO / name).read_text(encoding="utf-8")


def prose(text):
    """Return a page without its blocks of code."""
    return _FENCE.sub("", text)


@cache
def files():
    """Return the paths of the files and folders of this checkout, made ones left out."""
    left_out = {".venv", ".git", "build", "build-teacher", "dist", "__pycache__"}
    paths = [path.relative_to(REPO) for path in REPO.rglob("*")]
    engine = Path("src", "coursebook", "build")  # a room of the engine, and nothing that is made
    return {
        path.as_posix()
        for path in paths
        if not left_out & set(path.parts) or (path.is_relative_to(engine) and path.suffix != ".pyc")
    }


def is_there(name, room=""):
    """Tell whether a path exists: whole from the top, or as the end of one, below a room."""
    wanted = name.rstrip("/").replace("NN-slug", "*").replace("NN", "*")
    top = wanted.split("/")[0]
    if "/" in wanted and (REPO / top).is_dir():
        return any(REPO.glob(wanted))
    tail = re.escape(wanted).replace(r"\*", "[^/]*")
    pattern = re.compile(f"(.*/)?{tail}")
    return any(path.startswith(room) and pattern.fullmatch(path) for path in files())


def named_paths(text):
    """Yield each path that a text names, and the room of the engine whose row names it."""
    for line in prose(text).splitlines():
        spans = _SPAN.findall(line)
        first = spans[0].rstrip("/") if line.startswith("| `") else ""
        room = f"src/coursebook/{first}/" if (REPO / "src" / "coursebook" / first).is_dir() else ""
        for span in spans:
            is_path = "/" in span or span.startswith(".ci") or _ENDING.search(span)
            made = (span.startswith(MADE) and span.rstrip("/") != first) or EXAMPLE in span
            if is_path and not made and _PATH.fullmatch(span) and not _MEDIA_TYPE.match(span):
                yield span, room if first and room and span.rstrip("/") != first else ""


def missing_paths(text):
    """Return the paths that a text names and that are not there."""
    return [
        name
        for name, room in named_paths(text)
        if name not in FOREIGN_FILES and not is_there(name, room)
    ]


def missing_names(text):
    """Return the names of Python that a text has and that are not there."""
    names = re.findall(r"`((?:kp|korean_peace|coursebook)(?:\.\w+)+)", text)
    return [name for name in names if not _resolves(name)]


def _resolves(name):
    first, *rest = name.split(".")
    holder = importlib.import_module("korean_peace" if first == "kp" else first)
    for step in rest:
        try:
            holder = getattr(holder, step)
        except AttributeError:
            try:
                holder = importlib.import_module(f"{holder.__name__}.{step}")
            except (ImportError, AttributeError):
                return False
    return True


@cache
def help_of(*command):
    """Return what the command says of itself, or nothing where it does not exist."""
    words = [sys.executable, "-m", "korean_peace", *command, "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def missing_commands(text):
    """Return the subcommands and options that a text names and that do not exist."""
    missing = []
    for name, rest in _COMMAND.findall(text):
        if not help_of(name):
            missing.append(name)
            continue
        ours = rest.split(" -- ")[0].split("&&")[0]
        known = help_of() + help_of(name)
        missing += [f"{name} {option}" for option in _OPTION.findall(ours) if option not in known]
    alone = {option for span in _SPAN.findall(text) for option in re.findall(r"^--[a-z-]+", span)}
    known = help_of() + "".join(map(help_of, ("build", "lab", "refresh", "check")))
    return missing + sorted(each for each in alone - FOREIGN_OPTIONS if each not in known)


def missing_links(name, text):
    """Return the links of a page within this checkout that lead nowhere."""
    missing = []
    for target in _LINK.findall(prose(text)):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        leads = (REPO / name).parent / path if path else REPO / name
        found = leads.exists()
        if found and anchor:
            found = anchor in anchors(leads.read_text(encoding="utf-8"))
        if not found:
            missing.append(target)
    return missing


def anchors(text):
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("name", PAGES)
def test_paths_exist(name):
    """Each path in backticks exists; in the table of rooms, in that room."""
    assert missing_paths(page(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_names_of_python_exist(name):
    """Each name of the packages in backticks can be had."""
    assert missing_names(page(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_commands_exist(name):
    """Each subcommand and option that a page names exists, in blocks of code too."""
    assert missing_commands(page(name)) == []


@pytest.mark.parametrize("name", [*PAGES, "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    """Each link to a file or heading of this checkout has its target."""
    assert missing_links(name, page(name)) == []


def test_what_is_missing_is_found():
    """The tests above are not blind: a wrong path, name, command, option or link is told."""
    assert missing_paths("See `docs/nowhere.md`, `nowhere.py` and `src/nowhere/`.") == [
        "docs/nowhere.md",
        "nowhere.py",
        "src/nowhere/",
    ]
    assert missing_paths("See `docs/authors.md`, `datasets/*.csv` and `NN-slug.yaml`.") == []
    assert missing_names("`kp.nowhere()`, `kp.check(1)`, `korean_peace.charts`") == ["kp.nowhere"]
    assert missing_commands("korean-peace fly\n`korean-peace build --fly --out x`, `--swim`") == [
        "fly",
        "build --fly",
        "--swim",
    ]
    links = "[a](nowhere.md) [b](authors.md) [c](authors.md#nowhere) [d](#here)\n# Here\n"
    assert missing_links("docs/decisions.md", links)[:2] == ["nowhere.md", "authors.md#nowhere"]


def test_workflow_and_readme_agree():
    """On Windows the workflow runs the README's lines, but for the launcher `py`."""
    jobs = yaml.safe_load(page(".github/workflows/ci.yml"))["jobs"]
    lines = [
        step["run"]
        for step in jobs["systems"]["steps"]
        if "run" in step and step.get("if") == "runner.os == 'Windows'"
    ]
    assert len(lines) == 5
    given = page("README.md").splitlines()
    for line in lines:
        assert line.replace("python -m venv", "py -m venv") in given


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Write the files of the page for authors into a copy of the course, and return the copy."""
    copy = tmp_path_factory.mktemp("course")
    for folder in ("datasets", "lessons", "quizzes"):
        shutil.copytree(REPO / folder, copy / folder)
    blocks = dict(
        re.findall(r"^```\w+ (\S+)\n(.*?)^```$", page("docs/authors.md"), re.MULTILINE | re.DOTALL)
    )
    blocks.pop("README.md")
    course = copy / "lessons" / "course.yaml"
    whole = course.read_text(encoding="utf-8")
    entry = blocks.pop("lessons/course.yaml")
    whole = whole.replace("\nroutes:", f"\n{entry}\nroutes:", 1)
    course.write_text(whole, encoding="utf-8", newline="\n")
    for name, content in blocks.items():
        (copy / name).write_text(content, encoding="utf-8", newline="\n")
    subprocess.run([sys.executable, "begin.py"], cwd=copy, check=True)
    return copy


def ran(folder, *arguments):
    """Run the command in a folder, and return what it says and how it ended."""
    words = [sys.executable, "-m", "korean_peace", "--root", str(folder), *arguments]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode


def test_the_example_runs(example):
    """The lesson of the page for authors is run, checked and built, as that page says."""
    said, ended = ran(example, "refresh", "13")
    assert ended == 0, said
    assert EXAMPLE in said
    said, _ = ran(example, "check", "13")
    places = [line for line in said.splitlines() if line.startswith(("lessons/", "quizzes/"))]
    assert places == [f"lessons/{EXAMPLE}.ipynb"] * 6, said
    said, ended = ran(example, "build", "13")
    assert ended == 0, said
    for name in (f"lessons/{EXAMPLE}.html", f"lessons/{EXAMPLE}.pdf", f"notebooks/{EXAMPLE}.ipynb"):
        assert (example / "build" / name).is_file()
        assert (example / "build-teacher" / name).is_file()
