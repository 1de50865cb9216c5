"""What tests of PDFs share: pages made small, and a look inside a PDF without a reader."""

import re
import zlib

import nbformat.v4 as nb
from handouts import LESSON, QUESTION, text

from coursebook.errors import LessonError
from coursebook.render.diagnostics import Faults
from coursebook.render.pdf.document import pdf
from coursebook.render.pdf.exporter import HandoutPdfExporter

_NUMBERS = re.compile(rb"<FEFF([0-9A-F]+)>")


def made(body, warn=None, **more):
    """Return the PDF of a page with this body; without `warn`, a fault is an error."""
    page = f"<html lang='en'><title>T</title><body><h1>Title</h1>{body}</body></html>"
    return pdf(page, "x.ipynb", faults=Faults(strict=warn is None, warn=warn), **more)


def inside(content):
    """Return a PDF's bytes with its streams unpacked and its texts readable."""
    parts = [content]
    for found in re.finditer(rb"stream\r?\n", content):
        try:
            parts.append(zlib.decompressobj().decompress(content[found.end() :]))
        except zlib.error:
            continue  # not packed
    return _NUMBERS.sub(
        lambda each: b"(" + bytes.fromhex(each[1].decode()).decode("utf-16-be").encode() + b")",
        b"\n".join(parts),
    )


def tags(content):
    """Return how often each tag stands in a PDF's structure."""
    names = re.findall(rb"/StructElem/S/(\w+)", inside(content))
    return {name.decode(): names.count(name) for name in names}


def alternatives(content):
    """Return the text alternatives in a PDF."""
    return sorted(set(re.findall(r"/Alt\((.*?)\)[/>]", inside(content).decode("utf-8", "replace"))))


def pages(content):
    """Return the sizes of a PDF's pages, in points."""
    boxes = re.findall(rb"/Type/Page\b.*?/MediaBox\[([\d. ]+)\]", inside(content), re.DOTALL)
    return [tuple(round(float(each)) for each in box.split()[2:]) for box in boxes]


def export(*cells, name="a-stranger", path=None, **traits):
    """Export cells as a notebook, and return the PDF."""
    metadata = {"name": name} | ({"path": str(path)} if path else {})
    notebook = nb.new_notebook(cells=list(cells))
    exporter = HandoutPdfExporter(**traits)
    content, _ = exporter.from_notebook_node(notebook, {"metadata": metadata})
    return content


def lesson(*cells, **more):
    """Export cells as the lesson of the test's curriculum."""
    return export(text(f"# 5 · Panmunjom\n\n**{QUESTION}**"), *cells, name=LESSON, **more)


def fault_of(action):
    """Return the message with which an action is refused."""
    try:
        action()
    except LessonError as error:
        return str(error)
    raise AssertionError("nothing was refused")
