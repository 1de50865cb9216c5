"""`python -m korean_peace` is the command `korean-peace`."""

import sys

from coursebook.cli import main

if __name__ == "__main__":
    sys.exit(main())
