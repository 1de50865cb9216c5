"""The package: light to import, whole when installed."""

import ast
import json
import re
import shutil
import zipfile

import pytest
from support import REPO, python

import coursebook
import korean_peace as kp
from coursebook.root import FOLDERS, ROOT_VARIABLE

SOURCE = REPO / "src"
PACKAGES = ("coursebook", "korean_peace")


@pytest.mark.parametrize(
    "module", ["korean_peace", "coursebook.cli", "coursebook.render.html.exporter"]
)
def test_light_to_import(module):
    """The face, the command and the exporter load neither pandas nor Altair."""
    said = python(
        f"import sys, {module}\n"
        "print([m for m in ('pandas', 'altair', 'vl_convert') if m in sys.modules])"
    )
    assert said == "[]"


def test_names_are_loaded_when_used():
    """A name that needs no Altair is loaded without it."""
    said = python(
        "import sys, korean_peace as kp\n"
        "kp.cite('crs-2022')\n"
        "print('altair' in sys.modules, 'pandas' in sys.modules)\n"
        "kp.charts.timeline\n"
        "print('altair' in sys.modules)"
    )
    assert said.split() == ["False", "False", "True"]


@pytest.mark.parametrize("name", kp.__all__)
def test_each_public_name_resolves(name):
    """Each public name is there, is shown by dir, and what can be called says what it does."""
    value = getattr(kp, name)
    assert name in dir(kp)
    if callable(value):
        assert value.__doc__
        assert value.__module__.startswith("coursebook.")


def stubbed(package):
    """Return the names in a package's stubs: those with a home, and the others."""
    homes, others = {}, set()
    for node in ast.parse((SOURCE / package / "__init__.pyi").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign):
            others.add(node.target.id)
            continue
        for alias in node.names:
            assert alias.asname == alias.name
            module = node.module.removeprefix("coursebook").lstrip(".")
            if module:
                homes[alias.name] = module
            else:
                others.add(alias.name)
    return homes, others


def test_stubs_name_the_same():
    """The engine's stubs, which editors read, name the same homes as the package."""
    homes, others = stubbed("coursebook")
    assert homes == coursebook._HOMES
    assert homes.keys() | others == set(coursebook.__all__)


def test_the_face_of_the_course_is_the_engines():
    """What lessons import is the engine's face, and this course's charts besides."""
    homes, others = stubbed("korean_peace")
    assert homes.keys() | others == set(kp.__all__) == {*coursebook.__all__, "charts"}
    assert kp.load is coursebook.load


def test_an_unknown_name():
    """A name that does not exist is refused, and those that do are named."""
    known = "choose from ask, card, charts"
    with pytest.raises(AttributeError, match=f"korean_peace has no 'plot': {known}"):
        kp.plot  # noqa: B018 - the attempt is the test


def test_the_lesson_wing_stands_alone():
    """What lessons import needs nothing that only publishing needs."""
    said = python(
        "import sys, korean_peace as kp\n"
        "kp.start('05'); kp.ask('05'); kp.check('05-1', '5'); kp.references('05')\n"
        "kp.charts.timeline(kp.load('events').head(2), title='T').to_dict()\n"
        "print(); print([m for m in ('nbformat', 'nbconvert', 'nbclient', 'rich', 'vl_convert',"
        " 'coursebook.notebooks.execute', 'coursebook.render', 'coursebook.build',"
        " 'coursebook.site') if m in sys.modules])"
    )
    assert said.splitlines()[-1] == "[]"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build a wheel from a copy of this checkout that holds strays, and return its path."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("src", *FOLDERS, "LICENSES"):
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(REPO / name, copy / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(REPO / name, copy / name)
    stray = copy / "lessons" / ".ipynb_checkpoints" / "05-panmunjom-checkpoint.ipynb"
    stray.parent.mkdir()
    stray.write_text("{}", encoding="utf-8")
    (copy / "src" / "korean_peace" / "__pycache__").mkdir()
    (copy / "src" / "korean_peace" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (copy / "build").mkdir()
    (copy / "build" / "index.html").write_text("x", encoding="utf-8")
    target = tmp_path_factory.mktemp("wheel")
    code = "import sys\nfrom hatchling.build import build_wheel\nprint(build_wheel(sys.argv[1]))"
    return target / python(code, str(target), cwd=copy).splitlines()[-1]


def test_the_wheel_is_whole(wheel):
    """A wheel holds both packages, all content below korean_peace/content, and nothing stray."""
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in FOLDERS:
        for path in (REPO / folder).rglob("*"):
            if path.is_file() and not {".ipynb_checkpoints", "__pycache__"} & set(path.parts):
                assert f"korean_peace/content/{path.relative_to(REPO).as_posix()}" in held
    for package in PACKAGES:
        for path in (SOURCE / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert path.relative_to(SOURCE).as_posix() in held
    assert not [name for name in held if "checkpoint" in name or "__pycache__" in name]
    tops = {name.split("/")[0] for name in held}
    own = {top for top in tops if not top.endswith((".dist-info", ".data"))}
    assert own == set(PACKAGES)


def test_the_wheel_brings_the_forms(wheel):
    """Installing the wheel puts the forms where Jupyter looks for extensions, and all they load."""
    archive = zipfile.ZipFile(wheel)
    place = ".data/data/share/jupyter/labextensions/coursebook/"
    brought = {
        name.partition(place)[2]: archive.read(name) for name in archive.namelist() if place in name
    }
    extension = SOURCE / "coursebook" / "forms" / "labextension"
    files = {path for path in extension.rglob("*") if path.is_file()}
    assert brought == {path.relative_to(extension).as_posix(): path.read_bytes() for path in files}
    about = json.loads(brought["package.json"])
    assert about["jupyterlab"]["_build"]["load"] in brought
    loaded = {
        name
        for path in files
        if path.suffix == ".js"
        for name in re.findall(r'"(?:\./)?([\w-]+\.(?:js|css))"', path.read_text(encoding="utf-8"))
    }
    assert len(loaded) >= 4
    assert {f"static/{name}" for name in loaded} <= set(brought)


def test_the_wheel_finds_its_own_content(wheel, tmp_path):
    """Unpacked somewhere else, the package reads its own copy, and does not change it."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    said = python(
        "import korean_peace as kp\n"
        "from coursebook import root\n"
        "from korean_peace.__main__ import main\n"
        "print(kp.__file__)\n"
        "print(root.root(), root.is_checkout(), len(kp.load('events')) > 0)\n"
        "import sys; sys.stderr = sys.stdout\n"
        "print(main(['refresh']))\n",
        cwd=elsewhere,
        PYTHONPATH=str(site),
        **{ROOT_VARIABLE: None},
    ).splitlines()
    assert said[0] == str(site / "korean_peace" / "__init__.py")
    assert said[1] == f"{site / 'korean_peace' / 'content'} False True"
    assert "run it in a checkout" in said[2]
    assert said[3] == "1"


def test_the_wheel_names_its_command_and_exporters(wheel):
    """Installing the wheel brings the command, and the exporters for Jupyter's menus."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (each for each in archive.namelist() if each.endswith("entry_points.txt"))
    entries = archive.read(name).decode()
    assert "korean-peace = korean_peace.__main__:main" in entries
    assert "[coursebook.courses]\nkorean-peace = korean_peace\n" in entries
    assert "handout = coursebook.render.exporters:HandoutExporter" in entries
    assert "handout_pdf = coursebook.render.exporters:HandoutPdfExporter" in entries


def test_others_export_without_the_extra():
    """Where only lessons are installed, Jupyter's other exporters work and ours are not offered."""
    said = python(
        "import sys; sys.modules['nh3'] = None\n"
        "import nbformat.v4 as nb\n"
        "from nbconvert.exporters.base import (\n"
        "    ExporterDisabledError, get_export_names, get_exporter)\n"
        "names = get_export_names()\n"
        "print('html' in names, [name for name in names if 'handout' in name])\n"
        "page, _ = get_exporter('html')().from_notebook_node(nb.new_notebook())\n"
        "print(page[:15])\n"
        "try: get_exporter('handout')\n"
        "except ExporterDisabledError as error: print(error)\n"
    )
    listed, page, refused = said.splitlines()
    assert listed == "True []"
    assert page == "<!DOCTYPE html>"
    assert "'nh3', which is not installed: run " in refused
