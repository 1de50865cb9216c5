"""How long all tables take to load, beside `import pandas`; both in fresh processes.

Run it with `python bench/loading.py`. The ratio should stay below 0.5.
"""

import statistics
import subprocess
import sys

ROUNDS = 7
PANDAS = """
import time
start = time.perf_counter()
import pandas
print(time.perf_counter() - start)
"""
TABLES = """
import time
import pandas
start = time.perf_counter()
from korean_peace import data, datapackage
for name in datapackage.names():
    data.load(name)
print(time.perf_counter() - start)
"""


def seconds(program: str) -> float:
    """Run a program that prints a time in a fresh process, and return it."""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def main() -> None:
    """Measure both in turns, so that a busy moment meets both, and print the ratio."""
    pairs = [(seconds(PANDAS), seconds(TABLES)) for _ in range(ROUNDS)]
    pandas, tables = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"import pandas      {pandas:.3f} s")
    print(f"load all tables    {tables:.3f} s")
    print(f"ratio              {tables / pandas:.2f}")


if __name__ == "__main__":
    main()
