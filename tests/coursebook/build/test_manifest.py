"""What a build leaves in its folders and takes out of them, and the list that it keeps."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from support import LESSON, files_in, silent

from coursebook import files
from coursebook.build.build import build
from coursebook.editions import output_paths
from coursebook.errors import WriteError
from coursebook.site import pages

QUICK = {"formats": ["html", "notebooks"], "editions": ["student"]}


def teachers(out):
    """Return the folder of the teacher's edition."""
    return output_paths.folder(out, "teacher")


def listed(out):
    """Return the names in the list of a build."""
    return set(json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"])


def test_the_list_grows(out):
    """The list names what earlier builds made of other formats, as long as it is there."""
    build([], out, silent, formats=["notebooks"], editions=["student"])
    build([], out, silent, formats=["html"], editions=["student"])
    assert listed(out) == {
        *pages.page_names(),
        "charts.js",
        "index.html",
        f"lessons/{LESSON}.html",
        f"notebooks/{LESSON}.ipynb",
    }
    (out / "notebooks" / f"{LESSON}.ipynb").unlink()
    build([], out, silent, formats=["html"], editions=["student"])
    assert f"notebooks/{LESSON}.ipynb" not in listed(out)


def test_no_way_from_students_to_answers(out):
    """After a build of all, no file of students names the teacher's folder or edition."""
    build([], out, silent, formats=["html", "notebooks"])
    for name, content in files_in(out).items():
        assert b"-teacher" not in content, name
        assert "eacher’s edition".encode() not in content, name


def put_as_made(out, *names):
    """Put files into a folder as an earlier build would have left them, with its list."""
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("old", encoding="utf-8")
    content = json.dumps({"version": "0.1.0", "files": dict.fromkeys(names)})
    (out / "manifest.json").write_text(content, encoding="utf-8")


def test_what_no_build_makes_any_more_is_removed(out):
    """Pages of teachers that lay beside those of students, and of a lesson that is gone."""
    put_as_made(out, "teacher/05-panmunjom.html", "lessons/04-gone.html", "index.html")
    (out / "lessons" / "mine.html").write_text("mine", encoding="utf-8")
    build([], out, silent, formats=["notebooks"], editions=["student"])
    assert set(files_in(out)) == {
        f"notebooks/{LESSON}.ipynb",
        "lessons/mine.html",
        "index.html",
        "manifest.json",
    }
    assert not (out / "teacher").exists()
    assert "04-gone" not in (out / "index.html").read_text(encoding="utf-8")
    assert "lessons/04-gone.html" not in listed(out)


def test_nothing_outside_the_folder_is_removed(out, tmp_path):
    """A list that names files elsewhere, by dots, from the root or through a link, does no harm."""
    outside = tmp_path / "outside"
    outside.mkdir()
    precious = outside / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    put_as_made(out, "a.html", "lessons/mine.html")
    (out / "linked").symlink_to(outside)
    names = [
        "../outside/precious.txt",
        str(precious),
        "linked/precious.txt",
        "a.html/b",
        ".",
        "lessons",
    ]
    content = {"version": "0.1.0", "files": dict.fromkeys(names)}
    (out / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    build([], out, silent, formats=["notebooks"], editions=["student"])
    assert precious.read_text(encoding="utf-8") == "mine"
    assert (out / "a.html").is_file()


@pytest.mark.parametrize("content", ["{", "[]", '{"files": 5}', '{"version": "0.1.0"}'])
def test_a_damaged_list(out, content):
    """Where nobody knows what is a build's own, nothing is run or changed, and this is said."""
    out.mkdir()
    (out / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(WriteError, match=r"manifest.json cannot be read.*Delete .*out, or choose"):
        build([], out, pytest.fail)
    assert files_in(out) == {"manifest.json": content.encode()}


def test_editions_never_share_a_folder(out):
    """A folder of one edition is refused to the other, before anything is run."""
    build([], out, silent, formats=["notebooks"])
    before = files_in(teachers(out))
    with pytest.raises(WriteError, match=r"out-teacher holds the teacher's edition"):
        build([], teachers(out), pytest.fail, editions=["student"])
    assert files_in(teachers(out)) == before


def test_a_folder_without_a_name(out):
    """The root of a disk is refused: no folder could be named after it."""
    with pytest.raises(WriteError, match="name a folder of its own"):
        build([], Path(out.anchor), pytest.fail)


def test_a_file_in_use(out, monkeypatch):
    """A file that Windows does not let go keeps its old version and is named; the rest is new."""
    locked = teachers(out) / "lessons" / f"{LESSON}.html"
    locked.parent.mkdir(parents=True)
    locked.write_text("old", encoding="utf-8")
    move = Path.replace

    def replace_unless_locked(self, target):
        if Path(target) == locked:
            raise PermissionError(13, "Access is denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replace_unless_locked)
    with pytest.raises(
        WriteError, match=f"keep their old version: {re.escape(str(locked))}. Close"
    ):
        build([], out, silent, formats=["html"])
    assert locked.read_text(encoding="utf-8") == "old"
    assert (out / "lessons" / f"{LESSON}.html").is_file()
    manifest = json.loads((teachers(out) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kept"] == [f"lessons/{LESSON}.html"]
    assert manifest["files"][f"lessons/{LESSON}.html"]["bytes"] == 3
    assert not [name for name in files_in(out.parent) if "/." in name]


def test_an_old_file_in_use(out, monkeypatch):
    """An old file that Windows does not let go is named and stays in the list; then it goes."""
    put_as_made(out, "teacher/old.html")
    unlink = Path.unlink

    def refuse(self, **options):
        if self.name == "old.html":
            raise PermissionError(13, "Access is denied")
        unlink(self, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(WriteError, match=r"in use .*old\.html\. Close"):
            build([], out, silent, **QUICK)
    assert "teacher/old.html" in listed(out)
    build([], out, silent, **QUICK)
    assert "teacher/old.html" not in listed(out)
    assert not (out / "teacher").exists()


def test_the_manifest_is_true(out):
    """The list names each file but itself, with its true size and checksum."""
    build(["05"], out, silent)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    held = files_in(out)
    del held["manifest.json"]
    assert manifest == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in held.items()
    }


def test_the_manifest_is_written_last(out, monkeypatch):
    """Who sees the list sees all that it names: it is written after everything else."""
    order = []
    write = files.write
    monkeypatch.setattr(
        files, "write", lambda path, content: order.append(path.name) or write(path, content)
    )
    build([], out, silent, **QUICK)
    assert order[-2:] == ["index.html", "manifest.json"]


def test_other_files_stay(out):
    """What a person put into the folder stays."""
    (out / "lessons").mkdir(parents=True)
    (out / "lessons" / "mine.html").write_text("mine", encoding="utf-8")
    build([], out, silent, **QUICK)
    assert (out / "lessons" / "mine.html").read_text(encoding="utf-8") == "mine"
