"""The command that builds, runs and checks a course.

A course gives it its own name; `python -m coursebook` is the same command for any course.

Only what a subcommand needs is imported, when it runs: `--help` must answer at once.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from coursebook import __version__, terminal
from coursebook.editions.output_paths import EDITIONS, FORMATS, FRONT_PAGE, folder
from coursebook.errors import ResourceError
from coursebook.root import ROOT_VARIABLE, is_checkout, root

_DONE, _FAILED = 0, 1  # argparse itself exits with 2 for wrong use


def main(
    arguments: Sequence[str] | None = None,
    *,
    prog: str = "coursebook",
    description: str = "A course in notebooks: build it, run it, check it.",
) -> int:
    """Run the command.

    Args:
        arguments: What follows the command's name; by default what was typed.
        prog: The command's name.
        description: What `--help` says that it is for.

    Returns:
        0 when done, 1 when something failed. Wrong use exits with 2.
    """
    with terminal.polite(prog):
        options = _parser(prog, description).parse_args(arguments)
        if options.debug:
            return _chosen(options)
        try:
            return _chosen(options)
        except (Exception, KeyboardInterrupt) as error:
            print(f"{prog}: {terminal.explained(error)}", file=sys.stderr)
            return _FAILED


def _chosen(options: argparse.Namespace) -> int:
    if options.root:
        os.environ[ROOT_VARIABLE] = str(Path(options.root).resolve())
    return int(options.run(options))


def _parser(prog: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--root", metavar="DIR", help="use the lessons and datasets in DIR")
    parser.add_argument("--debug", action="store_true", help="show where an error happened")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    building = commands.add_parser(
        "build", help="make handouts and notebooks, for students and teachers"
    )
    _lessons(building)
    building.add_argument(
        "--out",
        type=Path,
        default=Path("build"),
        metavar="DIR",
        help="folder of the student's edition (default: build); the teacher's is DIR-teacher",
    )
    for option, choices, meaning in (
        ("--to", FORMATS, "what to make (default: all)"),
        ("--edition", EDITIONS, "for whom (default: both)"),
    ):
        shown = ",".join(choices)
        building.add_argument(
            option, type=_some_of(choices), default=choices, metavar=shown, help=meaning
        )
    building.add_argument(
        "--jobs",
        type=_count,
        default=min(4, os.cpu_count() or 1),
        metavar="N",
        help="how many notebooks run side by side (default here: %(default)s)",
    )
    building.set_defaults(run=_build)

    opening = commands.add_parser(
        "lab",
        usage="%(prog)s [-h] [FOLDER] [-- ARGUMENT ...]",
        help="open the lessons in JupyterLab, to work in them",
        description="Open the lessons in JupyterLab, set up so that typing never harms a cell.",
    )
    meaning = "another folder of notebooks; what follows -- is for JupyterLab, such as --no-browser"
    opening.add_argument("folder", nargs=argparse.REMAINDER, help=meaning)
    opening.set_defaults(run=_lab, refuse=opening.error)

    refreshing = commands.add_parser("refresh", help="for authors: run lessons, keep their outputs")
    _lessons(refreshing)
    refreshing.set_defaults(run=_refresh)

    checking = commands.add_parser("check", help="for authors: look for faults in the content")
    _lessons(checking)
    checking.add_argument(
        "--tables", action="store_true", help="also print measure, balance, skills and coverage"
    )
    checking.set_defaults(run=_check)
    return parser


def _lessons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "lessons", nargs="*", metavar="LESSON", help="a number such as 05 (default: all)"
    )


def _some_of(permitted: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads a list with commas of permitted words."""

    def read(text: str) -> tuple[str, ...]:
        words = [word.strip() for word in text.split(",")]
        for word in words:
            if word not in permitted:
                choices = ", ".join(permitted)
                why = f"no {word!r}: choose from {choices}, with commas between them"
                raise argparse.ArgumentTypeError(why)
        return tuple(word for word in permitted if word in words)

    return read


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of jobs: give 1 or more")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from coursebook.build.build import build

    kind = "the checkout" if is_checkout() else "the installed package's copy"
    print(f"Building {kind} in {root()}")
    out = options.out.resolve()
    with _progress() as report:
        choice = {"formats": options.to, "editions": options.edition, "jobs": options.jobs}
        files = build(options.lessons, out, report, **choice)
    for edition, paths in files.items():
        note = ": they hold the answers, keep them for yourself" if edition == "teacher" else ""
        print(f"{len(paths)} files for {edition}s{note}\nOpen {folder(out, edition) / FRONT_PAGE}")
    return _DONE


def _lab(options: argparse.Namespace) -> int:
    from coursebook.classroom.lab import lab

    typed = options.folder
    end = typed.index("--") if "--" in typed else len(typed)
    if end > 1 or any(word.startswith("-") for word in typed[:end]):
        options.refuse("name one folder at most; put -- before what is for JupyterLab")
    return lab(Path(typed[0]) if end else None, typed[end + 1 :])


def _refresh(options: argparse.Namespace) -> int:
    from coursebook.build.refresh import refresh
    from coursebook.site import codebook

    with _progress() as report:
        changed = refresh(options.lessons, report)
    if codebook.refresh():
        changed.append("datasets/README.md")
    print(f"Changed: {', '.join(changed)}" if changed else "Nothing changed.")
    return _DONE


def _check(options: argparse.Namespace) -> int:
    from coursebook import lint

    if not is_checkout():
        raise ResourceError("check is for authors: run it in a checkout, or name one with --root.")
    report = lint.check(options.lessons or None)
    print(report)
    if options.tables:
        for name, table in report.tables.items():
            print(f"\n{name.capitalize()}\n\n{table}")
    return _DONE if report.passed else _FAILED


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Say what is going on: a moving line in a terminal, one line a step elsewhere."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        yield lambda step: print(step, flush=True)
        return
    with console.status("starting") as status:
        yield status.update
