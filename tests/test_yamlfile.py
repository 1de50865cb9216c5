"""Errors in a YAML file name the file, the line and the entry."""

import pytest
from pydantic import model_validator

from korean_peace import yamlfile
from korean_peace.errors import CourseError
from korean_peace.yamlfile import MisplacedError, Strict


class Item(Strict):
    """A part with an id."""

    id: str
    count: int = 0


class Whole(Strict):
    """A file with parts."""

    title: str
    items: list[Item]

    @model_validator(mode="after")
    def _in_order(self):
        for place, each in enumerate(self.items):
            if each.id == "wrong":
                raise MisplacedError("this one is wrong", "items", place, "id")
        return self


SOUND = """# a comment
title: Whole
items:
  - id: one
    count: 1
  - id: two
    count: 2
"""


def read(tmp_path, content):
    """Read a file with this content."""
    path = tmp_path / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return yamlfile.read(path, Whole)


def test_sound(tmp_path):
    """A sound file becomes the model, and cannot be changed afterwards."""
    whole = read(tmp_path, SOUND)
    assert [each.count for each in whole.items] == [1, 2]
    with pytest.raises(ValueError, match="frozen"):
        whole.title = "Other"


DAMAGE = {
    "a wrong value": (("count: 2", "count: two"), r"line 7 \(two\), items\.1\.count: .*integer"),
    "an unknown entry": (
        ("    count: 2", "    amount: 2"),
        r"line 7 \(two\), items\.1\.amount: Extra inputs are not permitted",
    ),
    "a missing entry": (("id: two\n    ", ""), r"line 6, items\.1\.id: Field required"),
    "a missing title": (("title: Whole\n", ""), r"line 1, title: Field required"),
    "nothing in a list": (("  - id: one\n    count: 1\n", "  -\n"), r"line 4, items\.0: "),
    "a rule of the whole": (("id: two", "id: wrong"), r"line 6 \(wrong\), items\.1\.id: this one"),
    "an entry that ends too early": (("title: Whole", "title: 'Whole"), r"line \d+: .*quote"),
    "wrong indentation": (("    count: 1", "   count: 1"), r"line 5: .*indentation"),
    "a tab": (("    count: 1", "\tcount: 1"), r"line 5: .*Check the indentation"),
    "a second colon": (("Whole", "Whole: part"), r"line 2: mapping values are not allowed"),
    "an entry twice": (
        ("    count: 2", "    count: 2\n    count: 3"),
        r"line 8: the entry 'count' stands twice",
    ),
    "a control character": (("Whole", "Wh\x07le"), r"is not YAML: .*"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage(tmp_path, kind):
    """A fault is refused with file, line, the nearest id, and the entry."""
    (old, new), said = DAMAGE[kind]
    assert old in SOUND
    with pytest.raises(CourseError, match=rf"(?s)file\.yaml.*{said}"):
        read(tmp_path, SOUND.replace(old, new))


def test_all_faults_at_once(tmp_path):
    """All faults of a file are told, one a line."""
    with pytest.raises(CourseError) as error:
        read(tmp_path, SOUND.replace("count: 1", "count: x").replace("count: 2", "count: y"))
    assert [line.split(",")[1] for line in str(error.value).splitlines()] == [
        " line 5 (one)",
        " line 7 (two)",
    ]


@pytest.mark.parametrize("content", ["", "just words", "- a\n- list\n"])
def test_not_a_mapping(tmp_path, content):
    """A file that is empty or holds something else is refused, not taken for an empty one."""
    with pytest.raises(CourseError, match=r"file\.yaml, line 1, the file: "):
        read(tmp_path, content)


def test_not_utf8(tmp_path):
    """A file in another encoding is refused with the cure."""
    with pytest.raises(CourseError, match=r"file\.yaml is not UTF-8: save it as UTF-8"):
        read(tmp_path, SOUND.replace("Whole", "Pyöngyang").encode("latin-1"))


def test_missing(tmp_path):
    """A missing file is named."""
    with pytest.raises(CourseError, match=r"none\.yaml is missing: restore it"):
        yamlfile.read(tmp_path / "none.yaml", Whole)
