"""Exports burdens one after the other, each within its limits: `burdened.py GROUP html|pdf`.

A program of its own, because what runs out of time or memory ends its process.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parent / "browser")]

import nbformat.v4 as nb
from bs4 import BeautifulSoup
from burdens import cells

from coursebook.render.html.exporter import HandoutExporter
from coursebook.render.pdf import compiler as compiling
from coursebook.render.pdf.exporter import HandoutPdfExporter

SECONDS = 10
SPACE = 6 << 30  # Typst's threads and the fonts reserve more than they use
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def _said_by_pdf(kept):
    """Return the words of the Typst code that was set at last."""
    return "".join(_STRING.findall(kept[-1])).replace("\u200b", "")


def _run(name, made, kind, kept):
    begun = time.process_time()
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(begun) + SECONDS + 1, hard))
    print(json.dumps({"begun": name}), flush=True)
    exporter = HandoutPdfExporter() if kind == "pdf" else HandoutExporter()
    notebook = nb.new_notebook(cells=made)
    content, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": "x"}})
    spent = time.process_time() - begun
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
    if kind == "pdf":
        assert content.startswith(b"%PDF")
    said = _said_by_pdf(kept) if kind == "pdf" else BeautifulSoup(content, "html.parser").get_text()
    return spent, said


def _peak():
    """Return the most memory that this process had, in megabytes.

    Not `ru_maxrss` where there is another way: that also counts who started this process.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(group, kind):
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    kept, compiled = [], compiling._compile
    compiling._compile = lambda source, root: (kept.append(source), compiled(source, root))[1]
    for name, words, made in cells(group):
        spent, said = _run(name, made, kind, kept)
        lost = words.replace(" ", "") not in re.sub(r"\s", "", said)
        line = {"name": name, "seconds": round(spent, 2), "peak": _peak(), "lost": lost}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
