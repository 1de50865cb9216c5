"""What the command says, wherever it says it: odd terminals, closed pipes, full disks, Ctrl-C."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import LESSON, files_in, replace, write_lesson, write_small

from coursebook import root as resources
from coursebook import terminal

posix = pytest.mark.skipif(os.name != "posix", reason="streams and signals of POSIX")


@pytest.fixture
def small(curriculum):
    """Return a curriculum whose lesson is small."""
    write_small(curriculum)
    return curriculum


def run(line, tmp_path, **env):
    """Run a line in a shell, `$KP` being the command; return code, output and complaints."""
    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", line],
        env={**os.environ, "KP": f"{sys.executable} -m korean_peace", **env},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@posix
@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({"PYTHONIOENCODING": "ascii"}, r"\ud55c"),
        # Here the names of files are bytes to Python, and each byte is an escape.
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, r"\udced\udc95\udc9c"),
    ],
)
def test_letters_that_a_terminal_has_not(small, tmp_path, env, shown):
    """A letter that a terminal cannot show is written as an escape; the command is not lost."""
    out = tmp_path / "한"
    code, said, complained = run(
        f"$KP build --to notebooks --edition student --out {out}", tmp_path, **env
    )
    assert (code, complained) == (0, "")
    assert said.endswith(f"/{shown}/index.html\n")
    assert (out / "manifest.json").is_file()
    replace(small / "lessons" / "course.yaml", f"- id: {LESSON}", "- id: 05-판문점")
    code, said, complained = run("$KP refresh", tmp_path, **env)
    assert (code, said) == (1, "")
    assert r"line 10 (05-\ud310\ubb38\uc810), lessons.0.id: " in complained
    assert "Error" not in complained


@posix
def test_nobody_listens(small, tmp_path):
    """Where the reader of a pipe has gone, the build is made all the same, without a word."""
    line = "$KP build --to notebooks --edition student --out out | head -1"
    code, said, complained = run(line, tmp_path)
    assert (code, complained) == (0, "")
    assert said == f"Building the checkout in {small}\n"
    assert (tmp_path / "out" / "manifest.json").is_file()


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["build --to notebooks --edition student --out out", "--help"])
def test_a_full_disk_for_what_is_said(small, tmp_path, command):
    """Where what is said cannot be kept, the work is done, and one sentence says what is lost."""
    code, _, complained = run(f"$KP {command} > /dev/full", tmp_path)
    assert code == 1
    assert complained == "korean-peace: what it said is lost: No space left on device.\n"
    if "build" in command:
        assert (tmp_path / "out" / "manifest.json").is_file()
        assert run("$KP refresh 99 > /dev/full 2>&1", tmp_path) == (1, "", "")


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&- 2>&-"])
def test_closed_streams(small, tmp_path, closed):
    """With standard streams closed the command works, charts included."""
    write_lesson(
        small,
        "import korean_peace as kp",
        "import pandas as pd\nkp.charts.timeline(kp.load('events').head(3), title='Three')",
    )
    line = f"$KP build --to html --edition student --out out {closed}"
    code, _, complained = run(line, tmp_path)
    assert (code, complained) == (0, ""), complained
    assert "<svg" in (tmp_path / "out" / "lessons" / f"{LESSON}.html").read_text("utf-8")


def kernels(root):
    """Return the processes of kernels that read a curriculum."""
    sought = f"{resources.ROOT_VARIABLE}={root}\0".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            kernel = b"ipykernel_launcher" in (process / "cmdline").read_bytes()
            if kernel and sought in (process / "environ").read_bytes() + b"\0":
                found.append(int(process.name))
        except OSError:  # it ended meanwhile
            continue
    return found


@posix
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
@pytest.mark.parametrize("begun", [True, False])
def test_stopped_while_it_refreshes(small, begun):
    """Ctrl-C ends a refresh in order: a sentence, nothing changed, no kernel left."""
    write_small(small, "import pathlib, time\npathlib.Path('begun').touch()\ntime.sleep(3)\n'한'")
    mark = small / "lessons" / "begun"
    before = files_in(small)
    process = subprocess.Popen(
        [sys.executable, "-m", "korean_peace", "refresh"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout.readline() == f"{LESSON}: running\n"
    until = time.monotonic() + 60
    while not (mark.exists() if begun else kernels(small)):  # before it, the kernel only starts
        assert time.monotonic() < until, "no cell was begun"
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == ""
    assert complained == (
        "korean-peace: stopped; files that were not yet in place are as they were.\n"
    )
    mark.unlink()
    assert files_in(small) == before
    assert kernels(small) == []


@posix
@pytest.mark.parametrize("said", ["", "no home for this one"])
def test_a_kernel_that_does_not_start(small, tmp_path, said):
    """A kernel that ends before it begins is told in a sentence, with its own last word."""
    startup = tmp_path / "home" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    complaint = f"os.write(2, b'ValueError: {said}\\n'); " if said else ""
    end = f"import os; {complaint}os._exit(3)"
    (startup / "00.py").write_text(end, encoding="utf-8")
    code, _, complained = run("$KP refresh", tmp_path, IPYTHONDIR=str(tmp_path / "home"))
    why = f"ValueError: {said}" if said else "Kernel died before replying to kernel_info"
    assert code == 1
    assert complained.startswith(
        f"korean-peace: lessons/{LESSON}.ipynb: no kernel could be started to run it: {why}. See"
    )
    assert complained.count("\n") == 1


EXPLAINED = {
    "a file that may not be read": (
        PermissionError(errno.EACCES, "Permission denied", "out/index.html"),
        "out/index.html: Permission denied. Give yourself the right to read and write there, or",
    ),
    "a folder in place of a file": (
        IsADirectoryError(errno.EISDIR, "Is a directory", "x"),
        "x: Is a directory. A folder stands in the place of a file: move it away.",
    ),
    "too many files": (
        OSError(errno.EMFILE, "Too many open files"),
        "Too many open files. Permit more open files (ulimit -n 1024), or build with --jobs 1.",
    ),
    "no working folder": (
        FileNotFoundError(errno.ENOENT, "No such file or directory"),
        "the working folder is no longer there: go to another one.",
    ),
    "a link to itself": (RuntimeError("Symlink loop from 'x'"), "it leads to itself. Choose anoth"),
    "another error of the system": (
        OSError(errno.EIO, "Input/output error", "x"),
        "x: Input/output error. Add --debug to see where it happened.",
    ),
    "no memory": (MemoryError(), "there is not enough memory. Close other programs"),
}


@pytest.mark.parametrize("kind", EXPLAINED)
def test_errors_of_the_system(kind):
    """An error of the system is told with its file and what to do, not with its class."""
    error, said = EXPLAINED[kind]
    assert said in terminal.explained(error)
    assert type(error).__name__ not in terminal.explained(error)


@posix
@pytest.mark.parametrize("command", ["build", "--root . build", "--root there refresh"])
def test_a_working_folder_that_was_deleted(small, tmp_path, command):
    """Where the working folder is gone, the command says so, whichever step needs it first."""
    line = f"unset {resources.ROOT_VARIABLE}; mkdir gone; cd gone; rmdir ../gone; $KP {command}"
    code, _, complained = run(line, tmp_path)
    assert code == 1
    assert complained.startswith("korean-peace: the working folder is no longer there: go to")


@posix
def test_an_output_that_leads_to_itself(small, tmp_path):
    """A link to itself is no folder to write to."""
    code, _, complained = run("ln -s loop loop; $KP build --out loop", tmp_path)
    assert code == 1
    assert complained.startswith("korean-peace: ")
    assert "/loop" in complained
    assert "choose a" in complained.lower()  # later versions of Python find it when they write
    assert "Error" not in complained
