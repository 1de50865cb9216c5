"""Mathematics as MathML, which a browser sets by itself, without scripts and fonts.

The TeX that was typed stays in it twice: as `alttext`, for those who cannot see it, and as
an annotation, for programs that set it anew.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

_LONGEST = 5_000  # characters; more take seconds
_OPENING = re.compile(r"\$\$|(?<!\\)\$|\\\[|\\\(|\\begin\{([a-zA-Z]+\*?)\}")
_CLOSING = {"$$": "$$", "\\[": "\\]", "\\(": "\\)"}
_DOLLAR = re.compile(r"(?:\\.|[^$\\])+?(?=\$)", re.DOTALL)
_NOT_SHOWN = re.compile(r"\\(?:label|require)\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{\s*([a-zA-Z]+\*?)\s*\}")
# latex2mathml sets the environments on the right, and passes over all others without a word.
_SAME_AS = {
    **dict.fromkeys(["align", "aligned", "eqnarray", "eqnarray*", "flalign", "flalign*"], "align*"),
    **dict.fromkeys(["gather", "gather*", "gathered", "multline", "multline*"], "matrix"),
    **dict.fromkeys(["equation", "equation*", "displaymath", "math"], ""),
}
_PARTS = {"munderover": 3, "msubsup": 3} | dict.fromkeys(
    ["mfrac", "mover", "mroot", "msub", "msup", "munder"], 2
)
_KNOWN = {"align*", "array", "cases", "smallmatrix", "split"} | {
    f"{fence}matrix" for fence in ("", "p", "b", "B", "v", "V")
}


class _Found(NamedTuple):
    """A formula in a text: where it stands, and its TeX."""

    start: int
    end: int
    tex: str
    block: bool


def mathml(tex: str, *, block: bool = False) -> str:
    """Return TeX as MathML, or as code where it cannot be set.

    Args:
        tex: TeX of mathematics, without dollar signs.
        block: Whether it stands on lines of its own.
    """
    tex = tex.strip()
    try:
        formula = _formula(tex, block=block)
    except Exception:  # latex2mathml raises whatever it trips over
        formula = None
    if formula is None:
        kind = "tex block" if block else "tex"
        return f'<code class="{kind}">{html.escape(tex, quote=False)}</code>'
    attributes = {"display": "block" if block else "inline", "alttext": tex}
    math = ElementTree.Element("math", attributes)
    meaning = ElementTree.SubElement(math, "semantics")
    meaning.append(formula)
    note = ElementTree.SubElement(meaning, "annotation", {"encoding": "application/x-tex"})
    note.text = tex
    return ElementTree.tostring(math, encoding="unicode")


def from_latex(latex: str) -> str:
    """Return the LaTeX that a program put out as HTML: text with formulas; else as code."""
    latex = latex.strip()
    found = list(_formulas(latex))
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(latex)):
        return f"<p>{mathml(found[0].tex, block=True)}</p>"
    if not found:
        return f'<pre><code class="tex">{html.escape(latex, quote=False)}</code></pre>'
    return f"<p>{''.join(_pieces(latex, found))}</p>"


def _pieces(latex: str, formulas: Iterable[_Found]) -> Iterator[str]:
    end = 0
    for formula in formulas:
        yield html.escape(latex[end : formula.start], quote=False)
        yield mathml(formula.tex, block=formula.block)
        end = formula.end
    yield html.escape(latex[end:], quote=False)


def _formulas(latex: str) -> Iterator[_Found]:
    """Find the formulas in a text; an end that is not there is looked for once."""
    place, missing = 0, set[str]()
    while opening := _OPENING.search(latex, place):
        start, mark, name = opening.end(), opening[0], opening[1]
        place = start
        if mark == "$":
            inside = _DOLLAR.match(latex, start)
            end, length = (inside.end(), 1) if inside else (-1, 0)
        else:
            closing = f"\\end{{{name}}}" if name else _CLOSING[mark]
            end = -1 if closing in missing else latex.find(closing, start + 1)
            length = len(closing)
            if end < 0:
                missing.add(closing)
        if end >= 0:
            place = end + length
            whole = latex[opening.start() : place]
            yield _Found(
                opening.start(),
                place,
                whole if name else latex[start:end],
                mark != "$" and mark != "\\(",
            )


def _formula(tex: str, *, block: bool) -> ElementTree.Element | None:
    """Return the `<mrow>` of a formula, or None where TeX would be left in it."""
    from latex2mathml.converter import Converter  # reads a table of symbols

    if len(tex) > _LONGEST:
        return None
    plain = _ENVIRONMENT.sub(_renamed, _NOT_SHOWN.sub("", tex)).strip()
    plain = plain.replace("\\mathscr", "\\mathcal")  # which browsers have letters for
    names = {name for _, name in _ENVIRONMENT.findall(plain)}
    if not plain or not names <= _KNOWN:
        return None
    display = "block" if block else "inline"
    formula = Converter(display=display).convert_to_element(plain)[0]
    if formula.find(".//mspace[@linebreak]") is not None:  # browsers do not break there
        lines = f"\\begin{{matrix}}{plain}\\end{{matrix}}"
        formula = Converter(display=display).convert_to_element(lines)[0]
    for element in formula.iter():
        _mend(element)
    return None if any(map(_is_left_over, formula.iter())) else formula


def _renamed(found: re.Match[str]) -> str:
    name = _SAME_AS.get(found[2], found[2])
    return f"\\{found[1]}{{{name}}}" if name else ""


def _mend(element: ElementTree.Element) -> None:
    """Replace the entities that latex2mathml leaves in its texts."""
    text = element.text or ""
    element.text = html.unescape(text)
    # A letter that it wrote as an entity was to stand upright; a lone <mi> would be slanted.
    if (
        element.tag == "mi"
        and text.startswith("&#")
        and element.text.isalpha()
        and element.text.isascii()
    ):
        element.set("mathvariant", "normal")


def _is_left_over(element: ElementTree.Element) -> bool:
    """Return whether TeX stands in an element, or something is missing from it."""
    text = element.text or ""
    command = element.tag == "mi" and (text.startswith("\\") or text in ("&", "{", "}"))
    incomplete = len(element) != _PARTS.get(element.tag, len(element))
    return command or incomplete or "linebreak" in element.attrib
