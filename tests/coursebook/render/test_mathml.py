"""Mathematics on a page: MathML that a browser sets, TeX for whoever cannot see it."""

import pytest
from handouts import code, export, parsed, shown, text

from coursebook.render.mathml import mathml


def formulas(*cells):
    """Return the formulas of a page."""
    return parsed(export(*cells)).find_all("math")


class TestMarkdown:
    def test_formula_keeps_its_tex(self):
        """TeX becomes MathML; as typed it stays as text alternative and as annotation."""
        (math,) = formulas(text(r"Take $\frac{a}{b} < c$."))
        assert math.mfrac.get_text() == "ab"
        assert math["alttext"] == math.annotation.get_text() == r"\frac{a}{b} < c"
        assert math.annotation["encoding"] == "application/x-tex"
        assert math["display"] == "inline"

    @pytest.mark.parametrize(
        "source",
        ["$$\n\\sum x_i\n$$", "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", r"$$x$$"],
    )
    def test_displayed_formula_scrolls_by_itself(self, source):
        """A formula on lines of its own stands in a place that scrolls and takes the keyboard."""
        (math,) = formulas(text(source))
        assert math["display"] == "block"
        assert math.parent["tabindex"] == "0"
        assert math.parent["aria-label"] == "Formula"

    @pytest.mark.parametrize(
        "source",
        ["from $5 to $10", "$5, and $x", r"\$x\$", "`$x$`", "```\n$x$\n```", "$200 and $300 more"],
    )
    def test_money_and_code_are_no_mathematics(self, source):
        """Sums of money, escaped dollars and code stay as typed."""
        assert not formulas(text(source))

    def test_nothing_in_a_formula_is_a_citation(self, small_course):
        """Brackets and Hangul in TeX belong to the formula."""
        (math,) = formulas(text(r"$\text{개성 [@kbs]}$"))
        assert not math.find_all(["a", "span"])

    def test_heading_with_a_formula(self):
        """Contents and ids name a formula once, by its TeX."""
        page = parsed(export(text("# T\n\n## The $x^2$ law\n\n## Next")))
        assert page.nav.a.get_text() == "The x^2 law"
        assert page.find(id="the-x-2-law")

    def test_output_in_latex(self):
        """What a program puts out as LaTeX is set; text between formulas stays text."""
        sole = shown(text_latex=r"$\displaystyle x^2$", text_plain="x**2")
        mixed = shown(text_latex="so <b> $x$ and $$y$$")
        page = parsed(export(code(outputs=[sole, mixed])))
        assert [each["display"] for each in page.find_all("math")] == ["block", "inline", "block"]
        assert "so <b> " in page.get_text()


class TestTeX:
    @pytest.mark.parametrize(
        "tex",
        [
            *(r"\frac{a", r"\nosuchcommand{x}", r"\begin{tikzpicture}x\end{tikzpicture}"),
            *(r"\left( x", "", "x^", "}", "{" * 3000, r"\def\a{\a\a}\a", "x+" * 3000),
        ],
        ids=str.strip,
    )
    def test_broken_tex_is_shown_as_code(self, tex):
        """TeX that cannot be set whole is shown as typed, and never stops the page."""
        assert mathml(tex).startswith('<code class="tex">')
        assert parsed(mathml(tex)).get_text() == tex.strip()

    @pytest.mark.parametrize(
        "tex",
        [
            r"\begin{aligned}a&=b\\&=c\end{aligned}",
            r"\begin{equation*}x\end{equation*}",
            r"\begin{gather}a\\b\end{gather}",
            r"\begin{cases}1&x>0\\0&\text{else}\end{cases}\quad\begin{pmatrix}1&2\end{pmatrix}",
            r"a \\ b",
            r"\label{eq:1} x \nonumber",
            r"\left\{ x \middle| y \right\}",
        ],
    )
    def test_common_environments_are_set(self, tex):
        """What Jupyter sets, and latex2mathml alone does not, is set: no TeX is left in it."""
        math = parsed(mathml(tex, block=True)).math
        math.annotation.decompose()
        assert math
        assert not {"&", "\\"} & set(math.get_text())

    def test_letters_of_a_name_stand_upright(self):
        r"""A lone letter under `\mathrm` is not slanted as a variable is."""
        upright, slanted = parsed(mathml(r"\mathrm{d}x")).find_all("mi")
        assert upright["mathvariant"] == "normal"
        assert not slanted.has_attr("mathvariant")

    def test_tex_cannot_bring_html(self):
        """What looks like HTML in TeX is text; what links, dresses or stretches is dropped."""
        tex = r"\text{<b>&lt;i&gt;</b>}\href{https://example.org}{x}\rule{9999px}{9px}\class{a}{y}"
        (math,) = formulas(text(f"${tex}$"))
        assert not math.find_all(["a", "b", "i"])
        assert not math.find_all(["mrow", "mspace"], attrs={"href": True, "width": True})
