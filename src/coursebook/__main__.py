"""`python -m coursebook` is the same command as `korean-peace`, for any course."""

import sys

from coursebook.cli import main

if __name__ == "__main__":
    sys.exit(main())
