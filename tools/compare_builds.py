"""Compare two builds as their readers meet them: what differs that a person or a program sees.

    python tools/compare_builds.py BEFORE AFTER [--screens] [--show N]

Counts for each kind how many files differ, and shows the first lines that do. Compared are, of
pages: visible text, headings, links, alternative texts, tables; of PDFs: pages, text in reading
order, tags, alternative texts; of notebooks: cells and outputs; of all else: bytes. Names of
files, ids, classes, hashes and metadata do not count, so that a change of the inside shows what
it changed outside. With --screens each page is also photographed, 360 and 1440 pixels wide, and
must be the same to 0.2 per cent of its pixels.

Exits with 1 where anything differs. Needs the extra `tools`, and --screens a Chromium.
"""

import argparse
import difflib
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

Lines = list[str]
WIDTHS = (360, 1440)
MOST = 0.002  # the share of pixels that may differ
_BLOCKS = "p li td th h1 h2 h3 h4 h5 h6 summary figcaption pre text button label dt dd".split()
_UNSEEN = ["style", "script", "head", "title", "desc"]


def main() -> int:
    """Run the comparison and return 1 where anything differs, else 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--screens", action="store_true", help="also photograph the pages")
    parser.add_argument("--show", type=int, default=6, metavar="N", help="lines shown of a file")
    options = parser.parse_args()
    found = list(differences(options.before, options.after))
    if options.screens:
        found += screens(options.before, options.after)
    for kind, name, lines in found:
        print(f"\n{kind}: {name}")
        print("\n".join(f"  {line[:160]}" for line in lines[: options.show]))
    kinds = [kind for kind, _, _ in found]
    print("\n" + "\n".join(f"{kinds.count(kind):4} {kind}" for kind in dict.fromkeys(kinds)))
    print(f"{len(found)} differences in {len(_files(options.before))} files")
    return 1 if found else 0


def differences(before: Path, after: Path) -> Iterator[tuple[str, str, Lines]]:
    """Yield kind, file and differing lines of all that two builds do not share."""
    old, new = _files(before), _files(after)
    for name in sorted(old.keys() ^ new.keys()):
        yield "file", name, ["only before" if name in old else "only after"]
    for name in sorted(old.keys() & new.keys()):
        read = _READERS.get(Path(name).suffix, _bytes)
        one, two = read(old[name].read_bytes()), read(new[name].read_bytes())
        for kind in one:
            if one[kind] != two[kind]:
                changed = difflib.unified_diff(one[kind], two[kind], lineterm="", n=0)
                lines = [line for line in changed if line[:3] not in ("---", "+++", "@@ ")]
                yield kind, name, lines


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path for name, path in found.items() if path.is_file() and name != "manifest.json"
    }


def _page(content: bytes) -> dict[str, Lines]:
    soup = BeautifulSoup(content, "html.parser")
    titles = [soup.title.get_text()] if soup.title else []
    labels = [_label(tag) for tag in soup.find_all(attrs={"aria-label": True})]
    pictures = [str(tag.get("alt", "no alt")) for tag in soup.find_all("img")]
    for tag in soup(_UNSEEN):
        tag.decompose()
    return {
        "text of a page": titles + [_words(tag) for tag in soup.find_all(_BLOCKS) if _is_last(tag)],
        "headings": [f"{tag.name} {_words(tag)}" for tag in soup.find_all(re.compile("^h[1-6]$"))],
        "links": [f"{_words(tag)} → {_address(tag)}" for tag in soup.find_all("a", href=True)],
        "alternative texts": labels + pictures,
        "tables": [_words(row, " | ") for row in soup.find_all("tr")],
        "all text": " ".join(soup.get_text(" ").split()).split(". "),
    }


def _is_last(tag: Tag) -> bool:
    """Tell whether no smaller block stands in a block, so that its text is told once."""
    return tag.find(_BLOCKS) is None


def _label(tag: Tag) -> str:
    return f"{tag.name} {tag['aria-label']}"


def _words(tag: Tag, between: str = " ") -> str:
    if tag.name == "tr":
        return between.join(_words(cell) for cell in tag.find_all(["td", "th"]))
    return " ".join(tag.get_text(" ").split())


def _address(tag: Tag) -> str:
    """Return where a link leads; within a page, that it leads there: ids do not count."""
    address = str(tag["href"])
    return "#" if address.startswith("#") else address.split("#")[0][:200]


def _pdf(content: bytes) -> dict[str, Lines]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    texts = [page.extract_text() for page in reader.pages]
    tags, alternatives = [], []
    for element in _elements(reader.trailer["/Root"].get("/StructTreeRoot")):
        tags.append(str(element.get("/S")))
        if "/Alt" in element:
            alternatives.append(str(element["/Alt"]))
    return {
        "pages of a PDF": [str(page.mediabox[2:]) for page in reader.pages],
        "text of a PDF": [" ".join(line.split()) for text in texts for line in text.splitlines()],
        "tags of a PDF": tags,
        "alternative texts of a PDF": alternatives,
    }


def _elements(node: Any) -> Iterator[Any]:
    """Yield the elements of a PDF's structure in reading order."""
    from pypdf.generic import ArrayObject, DictionaryObject

    node = node.get_object() if node is not None else None
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def _notebook(content: bytes) -> dict[str, Lines]:
    cells = json.loads(content)["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    for output in outputs:
        output.pop("metadata", None)
    sources = [f"{cell['cell_type']}: {''.join(cell['source'])}" for cell in cells]
    return {
        "cells of a notebook": "\n".join(sources).splitlines(),
        "outputs of a notebook": json.dumps(outputs, indent=1, ensure_ascii=False).splitlines(),
    }


def _bytes(content: bytes) -> dict[str, Lines]:
    return {"bytes": content.decode("utf-8", "replace").splitlines()}


_READERS: dict[str, Callable[[bytes], dict[str, Lines]]] = {
    ".html": _page,
    ".pdf": _pdf,
    ".ipynb": _notebook,
}


def screens(before: Path, after: Path) -> Iterator[tuple[str, str, Lines]]:
    """Yield the pages that look different, with the share of pixels that do."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))))
    names = sorted(name for name in _files(before) if name.endswith(".html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900})
            for name in names:
                print(f"photographing {name}, {width} pixels wide", file=sys.stderr)
                if (after / name).is_file():
                    share, what = _changed(*(_photo(page, each / name) for each in (before, after)))
                    if share > MOST:
                        yield f"picture at {width} pixels", name, [f"{share:.2%} {what}"]
        browser.close()


def _photo(page: Any, path: Path) -> Any:
    from PIL import Image

    page.goto(path.resolve().as_uri())
    return Image.open(io.BytesIO(page.screenshot(full_page=True, timeout=60_000))).convert("RGB")


def _changed(one: Any, two: Any) -> tuple[float, str]:
    from PIL import ImageChops

    if one.size != two.size:
        return 1.0, f"of another size: {one.size} and {two.size}"
    apart = ImageChops.difference(one, two).convert("L").point(lambda value: value > 8 and 255)
    return sum(apart.histogram()[1:]) / (
        one.width * one.height
    ), f"of the pixels, in {apart.getbbox()}"


if __name__ == "__main__":
    raise SystemExit(main())
