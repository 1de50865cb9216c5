"""Files are written whole or not at all."""

import errno
import os

import pytest
from support import python

from coursebook import files
from coursebook.errors import WriteError


@pytest.fixture
def target(tmp_path):
    """Return a file that holds something already."""
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    return path


def only(path):
    """Tell whether a file is alone in its folder: no temporary file stayed."""
    return list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "expected"),
    [("판문점\n", "판문점\n".encode()), ("a\r\nb\n", b"a\r\nb\n"), (b"\x00\xff", b"\x00\xff")],
)
def test_content(target, content, expected):
    """Text goes out as UTF-8 with the line ends it has, bytes as they are."""
    assert files.write(target, content) is True
    assert target.read_bytes() == expected
    assert only(target)


def test_folders_are_made(tmp_path):
    """Missing folders above the file are made."""
    path = tmp_path / "a" / "b" / "page.html"
    assert files.write(path, "x")
    assert path.read_text(encoding="utf-8") == "x"


def test_the_same_bytes_are_not_written_again(target):
    """A file that holds the same bytes keeps its time stamp, and counts as unchanged."""
    os.utime(target, (1, 1))
    assert files.write(target, "old") is False
    assert target.stat().st_mtime == 1


@pytest.mark.skipif(os.name != "posix", reason="file modes are a matter of POSIX")
def test_others_may_read(target):
    """A file is readable for all: the temporary one, which is private, does not show through."""
    files.write(target, "new")
    assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("failing", ["mkstemp", "fdopen", "replace"])
def test_a_full_disk(target, monkeypatch, failing):
    """A disk that fills up at any step leaves the old content, no other file, and a clear error."""

    def full(*_arguments, **_named):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    module = {"mkstemp": files.tempfile, "fdopen": files.os, "replace": files.Path}[failing]
    monkeypatch.setattr(module, failing, full)
    with pytest.raises(WriteError) as error:
        files.write(target, "new")
    monkeypatch.undo()
    assert str(target) in str(error.value)
    assert "No space left" in str(error.value)
    assert target.read_bytes() == b"old"
    assert only(target)


def test_a_real_limit(target):
    """When the system itself refuses more bytes, the old content stays and nothing else."""
    pytest.importorskip("resource", reason="a limit on file sizes is a matter of POSIX")
    said = python(
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from coursebook import errors, files\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    files.write(Path(sys.argv[1]), 'x' * 100_000)\n"
        "except errors.WriteError as error:\n"
        "    print(error)\n",
        str(target),
    )
    assert f"cannot write {target}: File too large" in said
    assert target.read_bytes() == b"old"
    assert only(target)


def test_a_file_in_the_way_of_the_folder(target):
    """Where a file stands in the place of the folder, the error says what to do; it stays."""
    with pytest.raises(WriteError, match=r"cannot write .*choose a folder that you may write in"):
        files.write(target / "page.html", "new")
    assert target.read_bytes() == b"old"
    assert only(target)


def test_a_folder_in_the_way_of_the_file(tmp_path):
    """Where a folder stands in the place of the file, nothing is lost and nothing stays."""
    path = tmp_path / "page.html"
    path.mkdir()
    with pytest.raises(WriteError, match=r"cannot write .*page\.html"):
        files.write(path, "new")
    assert only(path)


def test_a_folder_is_tried_and_left_as_it_was(tmp_path):
    """A folder that can be written, or made, passes; nothing is made or left there."""
    files.try_folder(tmp_path)
    files.try_folder(tmp_path / "new" / "newer")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file_is_refused(tmp_path):
    """Where a file stands in the way, the folder that was asked for is named."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match=r"cannot write .*file/new: Not a directory\. Close"):
        files.try_folder(tmp_path / "file" / "new")
