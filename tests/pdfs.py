"""What tests of PDFs share: pages made small, and a look inside a PDF without a reader."""

import re
import zlib

import nbformat.v4 as nb
from handouts import LESSON, QUESTION, text

from coursebook.errors import LessonError, Place
from coursebook.render.document import Box, Document, Part, Section, Text, parsed
from coursebook.render.pdf.document import pdfs
from coursebook.render.pdf.exporter import HandoutPdfExporter

_NUMBERS = re.compile(rb"<FEFF([0-9A-F]+)>")


def document(*parts, strict=True, edition=""):
    """Return a document of parts, or of boxes of parts, as a notebook would be read."""
    place = Place("x.ipynb")
    boxes = [part if isinstance(part, Box) else Box(False, parts=[part]) for part in parts]
    return Document(place, "Title", strict, edition, None, [Section(boxes=boxes)], [], [], [])


def part(html, role="text"):
    """Return a part of a document that holds this clean HTML."""
    return Part(role, Place("x.ipynb", 1), Text(parsed(html)))


def answer(task="05-1"):
    """Return the room for the answer to a task."""
    return Part("answer", Place("x.ipynb", 1), task)


def made(*parts, warn=None, paper="a4", **more):
    """Return the PDF of a document of parts or HTML; without `warn`, a fault is an error."""
    read = [part(each) if isinstance(each, str) else each for each in parts]
    (content,) = pdfs(document(*read, strict=warn is None, **more), [paper], warn=warn)
    return content


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
