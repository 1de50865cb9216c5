"""The command `korean-peace`.

Only what a subcommand needs is imported, when it runs: `--help` must answer at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from coursebook import __version__, terminal
from coursebook.build.output_paths import EDITIONS, FORMATS, FRONT_PAGE, folder
from coursebook.errors import KoreanPeaceError
from coursebook.root import ROOT_VARIABLE, is_checkout, root

_DONE, _FAILED = 0, 1  # argparse itself exits with 2 for wrong use


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What follows the command's name; by default what was typed.

    Returns:
        0 when done, 1 when something failed. Wrong use exits with 2.
    """
    with terminal.polite():
        return _run(_parser().parse_args(arguments))


def _run(options: argparse.Namespace) -> int:
    if options.debug:
        return _chosen(options)
    try:
        return _chosen(options)
    except KoreanPeaceError as error:
        return _fail(str(error))
    except ModuleNotFoundError as error:
        return _fail(
            f"the Python package {error.name!r} is not installed: "
            f'run  python -m pip install "korean-peace[publish]"'
        )
    except KeyboardInterrupt:
        return _fail("stopped; files that were not yet in place are as they were.")
    except Exception as error:
        return _fail(terminal.explained(error))


def _chosen(options: argparse.Namespace) -> int:
    if options.root:
        os.environ[ROOT_VARIABLE] = str(Path(options.root).resolve())
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="korean-peace",
        description="Lessons on the Korean peace process of 2018-19: build them, run them.",
    )
    parser.add_argument("--version", action="version", version=f"korean-peace {__version__}")
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
        building.add_argument(
            option,
            type=_some_of(choices),
            default=choices,
            metavar=",".join(choices),
            help=meaning,
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
        usage="korean-peace lab [-h] [FOLDER] [-- ARGUMENT ...]",
        help="open the lessons in JupyterLab, to work in them",
        description="Open the lessons in JupyterLab, set up so that typing never harms a cell.",
    )
    opening.add_argument(
        "folder",
        nargs=argparse.REMAINDER,
        action=_FolderAndRest,
        help="another folder of notebooks; what follows -- is for JupyterLab, such as --no-browser",
    )
    opening.set_defaults(run=_lab, rest=[])

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


class _FolderAndRest(argparse.Action):
    """Reads one folder at most, and after `--` what another program is told."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        end = values.index("--") if "--" in values else len(values)
        if end > 1 or any(each.startswith("-") for each in values[:end]):
            parser.error("name one folder at most; put -- before what is for JupyterLab")
        namespace.folder = Path(values[0]) if end else None
        namespace.rest = values[end + 1 :]


def _some_of(permitted: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads a list with commas of permitted words."""

    def read(text: str) -> tuple[str, ...]:
        given = [each.strip() for each in text.split(",")]
        unknown = [each for each in given if each not in permitted]
        if unknown:
            raise argparse.ArgumentTypeError(
                f"no {unknown[0]!r}: choose from {', '.join(permitted)}, with commas between them"
            )
        return tuple(each for each in permitted if each in given)

    return read


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of jobs: give 1 or more")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from coursebook.build.build import build

    kind = "the checkout" if is_checkout() else "the installed package's copy"
    print(f"Building {kind} in {root()}")
    out = options.out.resolve()
    with _Progress() as report:
        made = build(
            options.lessons,
            out,
            report,
            formats=options.to,
            editions=options.edition,
            jobs=options.jobs,
        )
    for edition, paths in made.items():
        note = ": they hold the answers, keep them for yourself" if edition == "teacher" else ""
        print(f"{len(paths)} files for {edition}s{note}\nOpen {folder(out, edition) / FRONT_PAGE}")
    return _DONE


def _lab(options: argparse.Namespace) -> int:
    from coursebook.classroom.lab import lab

    return lab(options.folder, options.rest)


def _refresh(options: argparse.Namespace) -> int:
    from coursebook.notebooks.refresh import refresh
    from coursebook.site import codebook

    with _Progress() as report:
        changed = refresh(options.lessons, report)
    if codebook.refresh():
        changed.append("datasets/README.md")
    print(f"Changed: {', '.join(changed)}" if changed else "Nothing changed.")
    return _DONE


def _check(options: argparse.Namespace) -> int:
    from coursebook import lint

    if not is_checkout():
        return _fail("check is for authors: run it in a checkout, or name one with --root.")
    report = lint.check(options.lessons or None)
    print(report)
    if options.tables:
        for name, table in report.tables.items():
            print(f"\n{name.capitalize()}\n\n{table}")
    return _DONE if report.passed else _FAILED


class _Progress:
    """Says what is going on: a moving line in a terminal, one line a step elsewhere."""

    def __enter__(self) -> Callable[[str], None]:
        from rich.console import Console

        console = Console()
        if not console.is_terminal:
            self._status = None
            return lambda step: print(step, flush=True)
        self._status = console.status("starting")
        self._status.start()
        return self._status.update

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()


def _fail(message: str) -> int:
    print(f"korean-peace: {message}", file=sys.stderr)
    return _FAILED
