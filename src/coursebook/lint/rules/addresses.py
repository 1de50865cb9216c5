"""Addresses of sources: a link leads to the publisher or to a library, never to a copy.

The table itself tells whose a site is: the first row that links there names its publisher,
and the first link of a publisher names its site. What does not fit is a copy, which belongs
in the column `read_at`, or a library, which is listed in `word_lists.yaml` or in the style
file.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from coursebook.course import style
from coursebook.data import reader
from coursebook.data.schema import SOURCES
from coursebook.lint.findings import Findings, finding
from coursebook.lint.text.english import word_list


def find() -> Findings:
    """Find links of sources that lead to a copy, and copies that are none."""
    owners: dict[str, str] = {}
    sites: dict[str, str] = {}
    for row in reader.read_rows(SOURCES):
        if url := row.get("url"):
            names = {"publisher": str(row["publisher"]), "host": _host(url), "site": _site(url)}
            names["owner"] = owners.get(names["site"], names["publisher"])
            names["known"] = sites.get(names["publisher"], names["site"])
            for message in _faults(row, **names):
                place = f"datasets/{SOURCES}.csv, {row['id']}"
                yield finding(message, "all lessons", place, str(url), **names)
            if names["site"] not in _unowned():
                owners.setdefault(names["site"], names["publisher"])
                sites.setdefault(names["publisher"], names["site"])


def _faults(
    row: reader.Row, publisher: str, host: str, site: str, owner: str, known: str
) -> Iterator[str]:
    """Yield the messages about a row's link."""
    if row.get("read_at") and _site(row["read_at"]) == site:
        yield "copy-beside"
    if site in word_list("doubtful_sites"):
        if row.get("kind") != "blog" or _letters(publisher) not in _letters(host):
            yield "site-doubtful"
    elif site not in _unowned():
        if _words(owner).isdisjoint(_words(publisher)):
            yield "site-of-another"
        elif known != site:
            yield "site-second"


def _unowned() -> set[str]:
    """Return the sites that are no publisher's own: libraries, and where anybody may write."""
    libraries = style.style().publishers.libraries
    return {*word_list("library_sites"), *word_list("doubtful_sites"), *libraries}


def _host(url: reader.Cell) -> str:
    return urlsplit(str(url)).hostname or ""


def _site(url: reader.Cell) -> str:
    """Return the part of a host that somebody owns: example.com, example.co.uk."""
    parts = _host(url).split(".")
    country = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in word_list("shared_endings")
    return ".".join(parts[-3 if country else -2 :])


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - set(word_list("filling"))
