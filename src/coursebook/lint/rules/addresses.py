"""Addresses of sources: a link leads to the publisher or to a library, never to a copy.

The table itself tells whose a site is: the first row that links there names its publisher,
and the first link of a publisher names its site. What does not fit is a copy, which belongs
in the column `read_at`, or a library, which is listed in `word_lists.yaml` or in the style file.
"""

import re
from collections.abc import Iterator, Set
from urllib.parse import urlsplit

from coursebook.course import style
from coursebook.data import reader
from coursebook.data.schema import SOURCES
from coursebook.lint.findings import Finding
from coursebook.lint.text.word_lists import word_list

_MOVE = "Move the address to read_at, and give the publisher's own address or none"


def find() -> Iterator[Finding]:
    """Find links of sources that lead to a copy, and copies that are none."""
    owners: dict[str, str] = {}
    sites: dict[str, str] = {}
    libraries = {*word_list("library_sites"), *style.style().publishers.libraries}
    for row in reader.read_rows(SOURCES):
        if row.get("url"):
            for problem, remedy in _faults(row, owners, sites, libraries):
                place = f"datasets/{SOURCES}.csv, {row['id']}"
                yield Finding("all lessons", place, str(row["url"]), problem, remedy)


def _faults(
    row: reader.Row, owners: dict[str, str], sites: dict[str, str], libraries: Set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the problem with a row's link and the remedy; enter whose its site is."""
    publisher, host, site = str(row["publisher"]), _host(row["url"]), _site(row["url"])
    if row.get("read_at") and _site(row["read_at"]) == site:
        problem = f"read_at is on the same site as url, {site}"
        yield problem, "Leave read_at empty: it is for a copy elsewhere"
    if site in word_list("doubtful_sites"):
        if row.get("kind") != "blog" or _letters(publisher) not in _letters(host):
            problem = f"{host} keeps copies, or anyone can publish there"
            also = "a blog that is itself the source has the kind blog and its name as publisher"
            yield problem, f"{_MOVE}; {also}"
    elif site not in libraries:
        remedy = f"{_MOVE}; a library is listed in lessons/style.yaml"
        owner = owners.setdefault(site, publisher)
        known = sites.setdefault(publisher, site)
        if _words(owner).isdisjoint(_words(publisher)):
            yield f"{site} is a site of {owner}, and not of {publisher}", remedy
        elif known != site:
            yield f"{publisher} has the site {known}, and {site} is another", remedy


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
