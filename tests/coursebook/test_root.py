"""Where the curriculum is found."""

import json
import shutil

import pytest
from support import LESSON, REPO, install, python

from coursebook import root as resources
from coursebook.errors import ResourceError, UnknownName
from coursebook.root import ROOT_VARIABLE


@pytest.fixture
def unset(monkeypatch):
    """Leave the choice of the copy to the working folder."""
    monkeypatch.delenv(ROOT_VARIABLE)


MARKS = ("datasets/datapackage.json", "lessons/course.yaml", "quizzes/05-panmunjom.yaml")


def other(tmp_path, *marks):
    """Return a second folder that looks like a curriculum, whole or in part."""
    root = tmp_path / "other"
    for mark in marks or MARKS:
        (root / mark).parent.mkdir(parents=True)
        (root / mark).touch()
    return root


def test_the_variable_wins(curriculum, tmp_path, monkeypatch):
    """A root that was named is used, even inside another checkout."""
    monkeypatch.chdir(other(tmp_path))
    assert resources.root() == curriculum


def test_a_relative_root_is_made_whole(curriculum, monkeypatch):
    """A root may be named relative to the working folder; it stays when that changes."""
    monkeypatch.chdir(curriculum.parent)
    monkeypatch.setenv(ROOT_VARIABLE, curriculum.name)
    assert resources.root() == curriculum.resolve()


@pytest.mark.parametrize("below", [".", "lessons", "lessons/guide"])
def test_the_checkout_around_the_working_folder(curriculum, monkeypatch, below):
    """Without a root that was named, the checkout around the working folder is used."""
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    monkeypatch.chdir(curriculum / below)
    assert resources.root() == curriculum


@pytest.mark.parametrize("lost", MARKS)
@pytest.mark.usefixtures("unset")
def test_a_damaged_checkout_is_not_passed_over(tmp_path, monkeypatch, lost):
    """A checkout that lost a folder is still the one in use, so that its fault is named."""
    root = other(tmp_path, *(mark for mark in MARKS if mark != lost))
    monkeypatch.chdir(root)
    assert resources.root() == root
    with pytest.raises(ResourceError, match=rf"{lost.split('/')[0]} is missing: restore it"):
        resources.folder(lost.split("/")[0])


@pytest.mark.parametrize("mark", MARKS)
def test_a_named_root_is_taken_at_its_word(tmp_path, monkeypatch, mark):
    """A root that was named is used with one folder of three, so that the others are missed."""
    root = other(tmp_path, mark)
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    assert resources.root() == root


def test_copied_lessons_are_no_checkout(tmp_path):
    """Lessons in a student's home, with what lies beside them, run on the package's own data."""
    home = tmp_path / "home"
    shutil.copytree(REPO / "lessons", home / "lessons")
    (home / "datasets").mkdir()  # the student's own
    (home / "datasets" / "mine.csv").touch()
    cells = json.loads((home / "lessons" / f"{LESSON}.ipynb").read_text("utf-8"))["cells"]
    code = ["".join(each["source"]) for each in cells if each["cell_type"] == "code"][:2]
    env = {ROOT_VARIABLE: None, "HOME": str(home)}
    said = python("\n".join([*code, "kp.references('05')"]), cwd=home / "lessons", **env)
    assert "What you will be able to do" in said
    assert "`kbs-2018-04-27`" in said


@pytest.mark.parametrize("chosen", ["~nosuchuser/x", "loop"])
def test_a_root_that_is_no_folder(tmp_path, monkeypatch, chosen):
    """A root that the system cannot follow is named, with what to do."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.setenv(ROOT_VARIABLE, chosen)
    with pytest.raises(ResourceError, match=rf"{chosen}'?: .*Choose another with --root"):
        resources.root()


@pytest.mark.usefixtures("unset")
def test_a_working_folder_that_was_deleted(tmp_path, monkeypatch):
    """Where the working folder is gone, the error says so."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(ResourceError, match=r"working folder is no longer there: go to another"):
        resources.root()


@pytest.mark.usefixtures("unset")
def test_elsewhere_the_package_has_its_own(tmp_path, monkeypatch):
    """Outside a checkout the package's own copy is used."""
    monkeypatch.chdir(tmp_path)
    assert (resources.root() / "lessons" / "course.yaml").is_file()


@pytest.mark.usefixtures("unset")
def test_nothing_found(tmp_path, monkeypatch):
    """Where there is no copy at all, the error says where it looked and what to do."""
    monkeypatch.chdir(tmp_path)
    install(monkeypatch)
    with pytest.raises(ResourceError, match=r"(?s)no course is installed: install a.*--root"):
        resources.root()


@pytest.mark.usefixtures("unset")
def test_an_installed_course_without_content(tmp_path, monkeypatch):
    """Where the installed course has lost its content, the error says which to install again."""
    monkeypatch.chdir(tmp_path)
    install(monkeypatch, tmp_path / "no")
    with pytest.raises(ResourceError, match=r"(?s)no curriculum.*install course-1 again.*--root"):
        resources.root()


def test_several_installed_courses(curriculum, tmp_path, monkeypatch):
    """Of several installed courses none is taken in silence: the error names them all."""
    monkeypatch.delenv(ROOT_VARIABLE)
    monkeypatch.chdir(tmp_path)
    install(monkeypatch, curriculum, tmp_path / "another")
    with pytest.raises(ResourceError, match=r"several .*: course-1, course-2\. .*with --root"):
        resources.root()


def test_a_root_without_a_curriculum(tmp_path, monkeypatch):
    """A root that was named by mistake is refused; no other copy is used in silence."""
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    with pytest.raises(ResourceError) as error:
        resources.root()
    assert str(tmp_path) in str(error.value)
    assert "datasets, lessons, quizzes" in str(error.value)


@pytest.mark.parametrize("name", resources.FOLDERS)
def test_folders(curriculum, name):
    """Each of the three folders is found below the root."""
    assert resources.folder(name) == curriculum / name


def test_unknown_folder():
    """A folder that is none of the three is refused, and the three are named."""
    with pytest.raises(UnknownName, match="no folder 'data': choose from datasets, lessons"):
        resources.folder("data")


def test_missing_folder(curriculum):
    """A folder that was deleted is named."""
    for path in (curriculum / "quizzes").iterdir():
        path.unlink()
    (curriculum / "quizzes").rmdir()
    with pytest.raises(ResourceError, match="quizzes is missing"):
        resources.folder("quizzes")


def test_checkout_or_installed(curriculum, monkeypatch):
    """A copy can be edited unless it is the installed package's."""
    assert resources.is_checkout()
    install(monkeypatch, curriculum)
    assert not resources.is_checkout()


def test_paths_are_shown_as_people_read_them(curriculum, tmp_path):
    """A path inside the curriculum is shown from its root on, another one in full."""
    assert resources.display_path(curriculum / "datasets" / "events.csv") == "datasets/events.csv"
    assert resources.display_path(tmp_path / "elsewhere.csv") == str(tmp_path / "elsewhere.csv")
