"""Compiles Typst's code to a PDF that keeps PDF/UA-1, and makes do with what cannot be set."""

import contextlib
import functools
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import typst

from coursebook import installed
from coursebook.errors import LessonError, Place, ResourceError
from coursebook.render.diagnostics import Diagnostics, Fault
from coursebook.render.pdf.images import Picture
from coursebook.render.pdf.typst import array, string
from coursebook.render.pdf.units import Units
from coursebook.root import root

FONTS = Path(__file__).parent / "fonts"

_ROUNDS = 8
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def compile_pdf(
    source: str,
    pictures: Mapping[str, Picture],
    where: Place,
    faults: Diagnostics,
    units: Units | None = None,
) -> bytes:
    """Return a PDF; the same source and pictures give the same bytes.

    A character that no font has becomes its name, or an empty square; a picture that cannot
    be read becomes its text alternative; whatever else Typst refuses becomes plain text. Each
    is a fault of the page.

    Args:
        source: Typst's code; it may use the array `broken`, the names of unreadable pictures.
        pictures: The pictures by the names under which the source calls them.
        where: The notebook.
        faults: Decides what becomes of a fault.
        units: The pieces that the source is made of, and their plain forms.

    Raises:
        LessonError: Typst refuses the page, or a fault stops it.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        page = _Page(source, pictures, units or Units(), place)
        for _ in range(_ROUNDS):
            try:
                return page.compiled()
            except typst.TypstError as error:
                refused = error
            cures = page.cured(refused)
            for fault in cures:
                faults.found(where, *fault)
            if not cures:
                break
    why = f"the PDF could not be made: {refused.message.rstrip('.')}"
    cure = "The HTML handout has the same content: export that, and tell this package's authors"
    raise LessonError(where, why, cure) from refused


class _Page:
    """A page on its way to a PDF, made plainer where Typst refuses it."""

    def __init__(
        self, source: str, pictures: Mapping[str, Picture], units: Units, place: str
    ) -> None:
        self._source, self._pictures, self._units, self._place = source, pictures, units, place
        self._files = {name: picture.content for name, picture in pictures.items()}
        self._broken: list[str] = []

    def compiled(self) -> bytes:
        for name, content in self._files.items():
            (Path(self._place) / name).write_bytes(content)
        return _compile(self._whole(self._source), self._place)

    def cured(self, refused: typst.TypstError) -> list[Fault]:
        """Do without what is refused, and return what is to be said of it; nothing is no cure."""
        if missing := _missing(refused):
            self._source, self._files = _without(missing, self._source, self._files)
            return [_no_glyph(missing)]
        tried = [name for name in self._files if name not in self._broken]
        if unreadable := [name for name in tried if self._is_broken(name)]:
            self._broken += unreadable
            return [no_picture(self._pictures[name].alternative) for name in unreadable]
        units = self._units.all
        numbers = self._units.refused(self._source, self._fails) if units else []
        numbers = numbers or [*range(len(units))]  # no piece is refused without another
        before, self._source = self._source, self._units.replaced(self._source, numbers)
        if self._source == before:
            return []
        return [_no_unit(units[number].words, refused.message) for number in numbers]

    def _whole(self, source: str) -> str:
        return f"#let broken = {array([*map(string, self._broken)])}\n{source}"

    def _fails(self, source: str) -> bool:
        try:
            _compile(self._whole(source), self._place)
        except typst.TypstError as error:
            return not _missing(error)
        return False

    def _is_broken(self, name: str) -> bool:
        return self._fails(f'#set document(title: "x")\n#image("/{name}", alt: "x")')


def _no_unit(words: str, reason: str) -> Fault:
    shown = f"“{words[:60]}”" if words.strip() else "a part of the page"
    return Fault(f"the PDF has {shown} as plain text, because it could not be set: {reason}")


def no_picture(alternative: str) -> Fault:
    """Return what is said of a picture that paper cannot show."""
    shown = f"“{alternative}”" if alternative else "without a description"
    return Fault(f"the PDF cannot show the picture {shown}", "Save it again as PNG or SVG")


def _compile(source: str, root: str) -> bytes:
    compiler = typst.Compiler(root=root, font_paths=_fonts(_font_folders()))
    made = compiler.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    return bytes(made)  # type: ignore[arg-type]


@functools.cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """Return the fonts of some folders and of Typst itself: never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[*map(str, folders)])


def _font_folders() -> tuple[Path, ...]:
    """Return where fonts lie: the engine's, those of courses, those beside the lessons."""
    folders = [FONTS, *(course.fonts for course in installed.courses())]
    with contextlib.suppress(ResourceError):
        folders.append(root() / "fonts")
    return tuple(folder for folder in folders if folder.is_dir())


def _missing(error: typst.TypstError) -> list[str]:
    """Return the texts for which Typst found no letters."""
    found = _NO_GLYPH.findall(error.diagnostic)
    return sorted({_ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text) for text in found})


def _no_glyph(missing: list[str]) -> Fault:
    shown = ", ".join(f"{text} (U+{ord(text[0]):04X})" for text in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    cure = "Write it otherwise, or add it to the fonts with tools/make_fonts.py"
    return Fault(f"no font of the PDF has {shown}{more}", cure)


def _without(
    missing: list[str], source: str, files: Mapping[str, bytes]
) -> tuple[str, dict[str, bytes]]:
    """Replace what no font has, in the text and in the letters of drawings."""
    table = {text: _instead(text) for text in missing}
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))

    def replaced(text: str) -> str:
        return pattern.sub(lambda found: table[found[0]], text)

    drawn = {
        name: replaced(content.decode("utf-8", "replace")).encode()
        if name.endswith(".svg")
        else content
        for name, content in files.items()
    }
    return replaced(source), drawn


def _instead(text: str) -> str:
    if len(text) > 1:  # marks upon a letter: the letter itself may be there
        bare = "".join(sign for sign in text if not unicodedata.category(sign).startswith("M"))
        return bare if bare != text else "□" * len(text)
    if unicodedata.category(text) == "So" and (name := unicodedata.name(text, "")):
        return f"[{name.lower()}]"
    return "" if unicodedata.category(text).startswith(("M", "C")) else "□"
