"""The command `korean-peace lab`: which folder it opens, with which settings, and how it ends."""

import json
import os
import re
import signal
import time
import urllib.request
from pathlib import Path

import pytest
from servers import running
from support import REPO

from coursebook import root
from coursebook.classroom import lab
from coursebook.cli import main

LESSONS = REPO / "lessons"
OVERRIDES = lab.SETTINGS / "labconfig" / "default_setting_overrides.json"
SHORTCUTS = "@jupyterlab/shortcuts-extension:shortcuts"


@pytest.fixture
def ran(monkeypatch):
    """Stand in for the child, and return what it was told: command and environment."""
    told = []
    monkeypatch.setattr(lab, "_run", lambda *each: told.append(each) or 0)
    return told


def opened(ran):
    """Return the folder that JupyterLab was told to open, and what else it was told."""
    ((command, _),) = ran
    assert command[1:3] == ["-m", "jupyterlab"]
    return Path(command[3]), command[4:]


def test_the_lessons_of_a_checkout(ran, capsys):
    """Without a folder, a checkout's lessons are opened where they are, and it is said where."""
    assert main(["lab"]) == 0
    assert opened(ran) == (LESSONS, [])
    assert str(LESSONS) in capsys.readouterr().out


def test_another_folder(ran, tmp_path, monkeypatch):
    """A folder is opened as it is, and nothing is put into it."""
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["lab", "mine"]) == 0
    assert opened(ran) == (tmp_path / "mine", [])
    assert list((tmp_path / "mine").iterdir()) == []


@pytest.mark.parametrize("folder", [[], [str(LESSONS)]])
def test_arguments_for_jupyterlab(ran, folder):
    """What follows -- is passed on as it is, with a folder and without one."""
    rest = ["--no-browser", "--port", "8899", "--", "x"]
    assert main(["lab", *folder, "--", *rest]) == 0
    assert opened(ran) == (LESSONS, rest)


@pytest.mark.parametrize("wrong", [["a", "b"], ["--port=1"], ["a", "--port=1"], ["a", "b", "--"]])
def test_wrong_use(ran, wrong, capsys):
    """Two folders, or options of JupyterLab's without --, are refused before anything starts."""
    with pytest.raises(SystemExit) as end:
        main(["lab", *wrong])
    assert end.value.code == 2
    assert "usage: korean-peace" in capsys.readouterr().err
    assert not ran


def test_no_such_folder(ran, tmp_path, capsys):
    """A folder that does not exist is named; it is not made."""
    assert main(["lab", str(tmp_path / "nowhere")]) == 1
    assert f"there is no folder {tmp_path / 'nowhere'}: name" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()
    assert not ran


def test_without_jupyterlab(ran, monkeypatch, capsys):
    """Without JupyterLab the command says what to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["lab"]) == 1
    assert 'pip install "korean-peace[publish]"' in capsys.readouterr().err
    assert not ran


@pytest.fixture
def installed(whole_curriculum, tmp_path, monkeypatch):
    """Let the copy in use be an installed package's, and work in an empty folder."""
    monkeypatch.setattr(root, "_INSTALLED", whole_curriculum)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def test_copies_of_an_installed_package(installed, ran):
    """Where there is no checkout, the notebooks are copied beside, without guides or answers."""
    assert main(["lab"]) == 0
    own, _ = opened(ran)
    assert own == installed / "korean-peace-lessons"
    held = {path.name: path.read_bytes() for path in own.iterdir()}
    assert held == {path.name: path.read_bytes() for path in LESSONS.glob("*.ipynb")}
    assert f"/{own.name}/" in (REPO / ".gitignore").read_text(encoding="utf-8").split()


def test_own_work_is_never_overwritten(installed, ran):
    """What a student wrote stays; only a notebook that is missing is copied again."""
    main(["lab"])
    own, _ = opened(ran)
    mine, lost = own / "05-panmunjom.ipynb", own / "06-singapore.ipynb"
    mine.write_text("my work", encoding="utf-8")
    lost.unlink()
    main(["lab"])
    assert mine.read_text(encoding="utf-8") == "my work"
    assert lost.read_bytes() == (LESSONS / lost.name).read_bytes()


@pytest.mark.parametrize("before", [None, "/one:/two"])
def test_settings_in_front(ran, monkeypatch, before):
    """Our settings come first, those of the user's own path after them; kernels read this copy."""
    monkeypatch.delenv("JUPYTER_CONFIG_PATH", raising=False)
    if before:
        monkeypatch.setenv("JUPYTER_CONFIG_PATH", before)
    main(["lab"])
    ((_, environment),) = ran
    first, *others = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert Path(first) == lab.SETTINGS
    assert others == (before.split(":") if before else [])
    assert environment[root.ROOT_VARIABLE] == str(REPO)
    assert os.environ.get("JUPYTER_CONFIG_PATH") == before


def single_keys():
    """Return the shortcuts of the installed JupyterLab that one letter or digit calls."""
    from jupyterlab.commands import get_app_dir

    for path in sorted(Path(get_app_dir(), "schemas").glob("@jupyterlab/*/*.json")):
        known = json.loads(path.read_text(encoding="utf-8")).get("jupyter.lab.shortcuts", [])
        for each in known:
            keys = each.get("keys", [])
            if keys and all(re.fullmatch(r"(Shift )?[A-Z0-9]", key) for key in keys):
                yield each["command"], tuple(keys), each["selector"]


def test_no_key_of_a_notebook_is_a_command():
    """Every command that a letter or digit calls in a notebook is switched off, and no other."""
    settings = json.loads(OVERRIDES.read_text(encoding="utf-8"))
    assert set(settings) == {SHORTCUTS, "@jupyterlab/apputils-extension:notification"}
    off = settings[SHORTCUTS]["shortcuts"]
    assert all(each.pop("disabled") is True for each in off)
    told = [(each["command"], tuple(each["keys"]), each["selector"]) for each in off]
    known = [each for each in single_keys() if not each[0].startswith("imageviewer:")]
    assert len(known) > 20
    assert sorted(told) == sorted(known)


def test_a_real_one(tmp_path):
    """JupyterLab starts with our settings; what ends the command ends JupyterLab with it.

    A terminal sends Ctrl+C to both, and JupyterLab asks before it ends: the command waits for it.
    """
    (tmp_path / "mine").mkdir()
    with running(tmp_path, "-m", "korean_peace", "lab", "mine", "--") as server:
        address = f"{server.address}/lab/api/settings/{SHORTCUTS}"
        asked = json.loads(urllib.request.urlopen(address, timeout=30).read())
        deletes = [
            each
            for each in asked["schema"]["properties"]["shortcuts"]["default"]
            if each["command"] == "notebook:delete-cell"
        ]
        assert deletes
        assert all(each["disabled"] for each in deletes)
        server.process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert server.process.poll() is None
        assert server.answers()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=30)
        assert not server.answers()
