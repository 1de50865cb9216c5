"""What costs time, memory or the whole PDF ends within its limits, and says what is left out."""

import json
import subprocess
import sys

import pytest
from support import REPO

GROUPS = ("formulas", "odd", "long", "pictures")
SECONDS, MEGABYTES = 10, 1024
PROGRAM = REPO / "tests" / "burdened.py"


@pytest.mark.parametrize("kind", ["html", "pdf"])
@pytest.mark.parametrize("group", GROUPS)  # `long` takes over 5 s, most of it for one table
def test_burden_is_carried(group, kind):
    """Each ends within 10 CPU seconds and 1 GB, as a page and as a PDF, and loses no word.

    The peak of a process only grows, and what runs out of time or memory ends it: none of the
    burdens that share a process hides another.
    """
    done = subprocess.run(
        [sys.executable, str(PROGRAM), group, kind], capture_output=True, text=True, check=False
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    begun = [line["begun"] for line in lines if "begun" in line]
    ended = [line for line in lines if "name" in line]
    assert [each["name"] for each in ended] == begun, done.stderr[-2000:]
    assert done.returncode == 0, done.stderr[-2000:]
    assert [each for each in ended if each["lost"]] == []
    assert [each for each in ended if each["seconds"] > SECONDS] == []
    assert max(each["peak"] for each in ended) < MEGABYTES
    assert len(ended) > 10
