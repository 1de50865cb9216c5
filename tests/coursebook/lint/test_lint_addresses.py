"""Addresses of sources: where a link may lead, and how a copy is told apart."""

import mini_lesson
import pytest

from coursebook.lint.rules import addresses


@pytest.fixture
def problems_in(curriculum, monkeypatch):
    """Return a function that checks a table of sources, each told by what matters here."""

    def check(*sources):
        monkeypatch.setitem(mini_lesson.TABLES, "sources", [row(*source) for source in sources])
        mini_lesson.write(curriculum)
        return [
            f"{finding.place}: {finding.sentence}: {finding.problem}"
            for finding in addresses.find()
        ]

    return check


def row(ident, publisher, url="", read_at="", kind="newspaper"):
    return {
        "id": ident,
        "kind": kind,
        "publisher": publisher,
        "title": "A title",
        "url": url,
        "read_at": read_at,
    }


POST = "https://my-notes.blogspot.com/2018/06/text.html"


@pytest.mark.parametrize(
    "sources",
    [
        [
            ("a", "The Daily", "https://www.daily.com/1"),
            ("b", "The Daily", "https://m.daily.com/2"),
        ],
        [("a", "The Daily")],
        [("a", "The Daily", "", POST)],
        [("a", "The Daily", "https://daily.com/1", POST)],
        [("a", "My Notes", POST, "", "blog")],
        [("a", "KBS World", "https://world.kbs.co.kr/1"), ("b", "KBS", "https://news.kbs.co.kr/2")],
        [("a", "One", "https://one.co.kr/1"), ("b", "Two", "https://two.co.kr/2")],
        [("a", "KCNA", "https://kcnawatch.org/1"), ("b", "Ministry", "https://kcnawatch.org/2")],
        [("a", "KCNA", "https://kcnawatch.org/1"), ("b", "KCNA", "http://kcna.co.jp/2")],
        [("a", "The Daily", "https://daily.com/1"), ("b", "AFP", "", "https://daily.com/2")],
    ],
)
def test_addresses_of_publishers_and_libraries_are_permitted(problems_in, sources):
    """A publisher's own site, an archive, a blog's own page, and any copy in its own column."""
    assert problems_in(*sources) == []


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        ([("a", "The Daily", POST)], "my-notes.blogspot.com keeps copies, or anyone can publish"),
        ([("a", "The Daily", POST, "", "blog")], "my-notes.blogspot.com keeps copies"),
        ([("a", "My Notes", POST)], "my-notes.blogspot.com keeps copies"),
        ([("a", "RAND", "https://docslib.org/doc/1/x")], "docslib.org keeps copies"),
        (
            [("a", "The Daily", "https://daily.com/1", "https://m.daily.com/1")],
            "read_at is on the same site as url, daily.com",
        ),
        (
            [("z", "The Daily", "https://daily.com/1"), ("a", "AFP", "https://daily.com/2")],
            "daily.com is a site of The Daily, and not of AFP",
        ),
        (
            [("z", "AFP", "https://afp.com/1"), ("a", "AFP", "https://www.mirror.io/2")],
            "AFP has the site afp.com, and mirror.io is another",
        ),
    ],
)
def test_a_link_to_a_copy_is_refused(problems_in, sources, problem):
    """A link to a copy is found, at its row, with what is wrong with it."""
    places = problems_in(*sources)
    assert [problem in line for line in places].count(True) == 1, places
    assert any(line.startswith("datasets/sources.csv, a: http") for line in places)
