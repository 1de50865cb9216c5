"""The command `korean-peace`, also as `python -m korean_peace`."""

import sys
from collections.abc import Sequence

from coursebook import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command under this course's name, and return how it ended."""
    return cli.main(
        arguments,
        prog="korean-peace",
        description="Lessons on the Korean peace process of 2018-19: build them, run them.",
    )


if __name__ == "__main__":
    sys.exit(main())
