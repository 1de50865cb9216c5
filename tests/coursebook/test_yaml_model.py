"""Errors in a YAML file name the file, the line and the entry."""

import time

import pytest
from pydantic import model_validator

from coursebook import yaml_model
from coursebook.errors import CourseError
from coursebook.yaml_model import MisplacedError, Strict


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
    return yaml_model.read_yaml(path, Whole)


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
    "a control character": (
        ("Whole", "Wh\x07le"),
        r"line 2: here stands a control character, U\+0007",
    ),
}


DAMAGE |= {
    "a day that does not exist": (
        ("Whole", "2018-13-45"),
        r"line 2: '2018-13-45' is not a date or number that exists. Put it in quotes\.$",
    ),
    "thousands of digits": (
        ("count: 1", f"count: {'9' * 5000}"),
        r"line 5: '9{20}' is not a date or",
    ),
    "an alias": (
        ("title: Whole", "title: &t Whole\nother: *t"),
        r"line 3: \*t repeats another place of the file. Write it out\.$",
    ),
    "an alias of itself": (("Whole", "&t [*t]"), r"line 2: \*t repeats another place"),
    "thousands of brackets": (("Whole", "[" * 5000), r"line 2: this is nested too deep"),
    "an unfinished merge": (
        ("title: Whole", "<<<<<<< HEAD\ntitle: Whole\n=======\ntitle: Part\n>>>>>>> other"),
        r"line 2: <<<<<<< is left of a merge that was not finished",
    ),
    "an escape for what is unseen": (("Whole", r'"Wh\e[1mole"'), r"line 2: .* U\+001B"),
    "a byte-order mark": (("# a comment", "\ufeff# a comment"), r"line 1: .*byte-order mark"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage(tmp_path, kind):
    """A fault is refused with file, line, the nearest id, and the entry."""
    (old, new), said = DAMAGE[kind]
    assert old in SOUND
    with pytest.raises(CourseError, match=rf"(?s)file\.yaml.*{said}"):
        read(tmp_path, SOUND.replace(old, new))


def test_many_aliases_end_at_once(tmp_path):
    """Nine lines of aliases that stand for a thousand million words are refused at once."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    begun = time.perf_counter()
    with pytest.raises(CourseError, match=r"line 2: \*a0 repeats another place"):
        read(tmp_path, "\n".join(lines))
    assert time.perf_counter() - begun < 1


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
    with pytest.raises(CourseError, match=r"file\.yaml, line 2: byte 0xf6 is not UTF-8. Save"):
        read(tmp_path, SOUND.replace("Whole", "Pyöngyang").encode("latin-1"))


def test_missing(tmp_path):
    """A missing file is named."""
    with pytest.raises(CourseError, match=r"none\.yaml: the file is missing\. Restore it"):
        yaml_model.read_yaml(tmp_path / "none.yaml", Whole)
