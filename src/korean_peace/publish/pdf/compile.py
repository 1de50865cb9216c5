"""Compiles Typst's code to a PDF that keeps PDF/UA-1, and makes do with what cannot be set."""

import functools
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from korean_peace.errors import LessonError
from korean_peace.publish.faults import Faults
from korean_peace.publish.pdf.code import array, string
from korean_peace.publish.pdf.pictures import Picture
from korean_peace.publish.pdf.units import Units

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parents[1] / "templates"
FONTS = TEMPLATES / "fonts"

_STANDARD: list[Any] = ["ua-1"]
_ROUNDS = 8
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def compile_pdf(
    source: str,
    pictures: Mapping[str, Picture],
    where: str,
    faults: Faults,
    units: Units | None = None,
) -> bytes:
    """Return a PDF; the same source and pictures give the same bytes.

    A character that no font has becomes its name, or an empty square; a picture that cannot
    be read becomes its text alternative; whatever else Typst refuses becomes plain text. Each
    is a fault of the page.

    Args:
        source: Typst's code; it may use the array `broken`, the names of unreadable pictures.
        pictures: The pictures by the names under which the source calls them.
        where: What a message begins with: `lessons/05-panmunjom.ipynb`.
        faults: Decides what becomes of a fault.
        units: The pieces that the source is made of, and their plain forms.

    Raises:
        LessonError: Typst refuses the page, or a fault stops it.
    """
    import typst  # brings 30 MB

    files = {name: picture.content for name, picture in pictures.items()}
    broken: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for _ in range(_ROUNDS):
            for name, content in files.items():
                (Path(place) / name).write_bytes(content)
            try:
                return _compile(_opened(source, broken), place)
            except typst.TypstError as error:
                refused = error
            if missing := _missing(refused):
                faults.found(where, _no_glyph(missing))
                source, files = _without(missing, source, files)
                continue
            unreadable = [each for each in files if each not in broken and _is_broken(each, place)]
            for each in unreadable:
                faults.found(where, no_picture(pictures[each].alternative))
            broken += unreadable
            if unreadable:
                continue
            plain = _plainer(source, broken, place, units or Units())
            if plain.source == source:
                break
            for words in plain.words:
                faults.found(where, _no_unit(words, refused.message))
            source = plain.source
    raise LessonError(
        f"{where}: the PDF could not be made: {refused.message}. The HTML handout has the same "
        f"content: export that, and tell this package's authors."
    ) from refused


class _Plainer(NamedTuple):
    """A page without what was refused, and the beginnings of what is plain text now."""

    source: str
    words: list[str]


def _plainer(source: str, broken: Sequence[str], place: str, units: Units) -> _Plainer:
    import typst

    def fails(tried: str) -> bool:
        try:
            _compile(_opened(tried, broken), place)
        except typst.TypstError as error:
            return not _missing(error)
        return False

    refused = units.refused(source, fails) if units.all else []
    return _Plainer(units.replaced(source, refused), [units.all[each].words for each in refused])


def _opened(source: str, broken: Sequence[str]) -> str:
    return f"#let broken = {array([*map(string, broken)])}\n{source}"


def _no_unit(words: str, reason: str) -> str:
    shown = f"“{words[:60]}”" if words.strip() else "a part of the page"
    return f"the PDF has {shown} as plain text, because it could not be set: {reason}."


def no_picture(alternative: str) -> str:
    """Return what is said of a picture that paper cannot show."""
    shown = f"“{alternative}”" if alternative else "without a description"
    return f"the PDF cannot show the picture {shown}. Save it again as PNG or SVG."


def _compile(source: str, root: str) -> bytes:
    import typst

    compiler = typst.Compiler(root=root, font_paths=_fonts())
    made = compiler.compile(source.encode(), format="pdf", pdf_standards=_STANDARD, timestamp=0)
    return bytes(made)  # type: ignore[arg-type]


@functools.cache
def _fonts() -> "typst.Fonts":
    """Return the fonts of the handouts and of Typst itself: never those of the machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _missing(error: "typst.TypstError") -> list[str]:
    """Return the texts for which Typst found no letters."""
    found = _NO_GLYPH.findall(error.diagnostic)
    return sorted({_ESCAPED.sub(lambda each: chr(int(each[1], 16)), text) for text in found})


def _no_glyph(missing: list[str]) -> str:
    shown = ", ".join(f"{each} (U+{ord(each[0]):04X})" for each in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return (
        f"no font of the PDF has {shown}{more}. Write it otherwise, or add it to the fonts with "
        f"templates/fonts/make_fonts.py."
    )


def _without(
    missing: list[str], source: str, files: Mapping[str, bytes]
) -> tuple[str, dict[str, bytes]]:
    """Replace what no font has, in the text and in the letters of drawings."""
    table = {each: _instead(each) for each in missing}
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
        bare = "".join(each for each in text if not unicodedata.category(each).startswith("M"))
        return bare if bare != text else "□" * len(text)
    if unicodedata.category(text) == "So" and (name := unicodedata.name(text, "")):
        return f"[{name.lower()}]"
    return "" if unicodedata.category(text).startswith(("M", "C")) else "□"


def _is_broken(name: str, place: str) -> bool:
    import typst

    try:
        _compile(f'#set document(title: "x")\n#image("/{name}", alt: "x")', place)
    except typst.TypstError as error:
        return not _missing(error)
    return False
