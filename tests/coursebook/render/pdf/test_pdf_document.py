"""Handouts as PDFs: the same bytes, two sizes of paper, and faults that stop only lessons."""

import json
import re
import subprocess
import sys
from base64 import b64encode

import nbformat.v4 as nb
import pytest
from handouts import LESSON, PIXEL, QUESTION, chart, code, shown, text
from pdfs import alternatives, export, fault_of, inside, lesson, made, pages, tags
from support import REPO

from coursebook.render import from_notebook
from coursebook.render.diagnostics import Diagnostics
from coursebook.render.html import page
from coursebook.render.pdf import compiler as compiling
from coursebook.render.pdf.compiler import FONTS, compile_pdf
from coursebook.render.pdf.document import pdfs
from coursebook.render.pdf.inlines import InlineWriter
from coursebook.render.pdf.typst import block, string
from coursebook.render.pdf.units import Unit, Units

BROKEN = f'<p><img src="data:image/png;base64,{PIXEL[:40]}" alt="A torn dot"></p>'


def compiled(source):
    """Compile Typst's code for which any fault is an error."""
    where = "lessons/05-panmunjom.ipynb"
    return compile_pdf(source, {}, where, Diagnostics(strict=True))


class TestLesson:
    def test_says_what_it_is(self, small_course):
        """Title, author, question and language stand in the file, for readers and catalogues."""
        content = inside(lesson(text("## Hook · 5 min")))
        assert b"Panmunjom: eighteen promises \xc2\xb7 The Korean peace process" in content
        assert QUESTION.encode() in content
        assert b"<pdfuaid:part>1</pdfuaid:part>" in content
        assert b"/DisplayDocTitle true" in content

    def test_bookmarks(self, small_course):
        """The headings are the bookmarks."""
        content = inside(lesson(text("## Hook · 5 min"), text("### More")))
        for each in ("Lesson 5 Panmunjom: eighteen promises", "Hook · 5 min", "More"):
            assert f"/Title({each})".encode() in content

    def test_chart_and_sources(self, small_course):
        """A chart keeps its alternative, its citation leads to the list of sources."""
        content = lesson(text("## Evidence"), code(outputs=[chart()]), text("Said [@mnd]."))
        assert alternatives(content) == ["One dot."]
        assert tags(content)["Link"] >= 3  # two citations and one printed address

    @pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
    def test_paper(self, small_course, paper, size):
        """The same handout fits both sizes of paper."""
        assert set(pages(lesson(text("## Hook\n\n" + "Words. " * 1500), paper=paper))) == {size}

    def test_same_bytes(self, small_course):
        """A build can be compared with an earlier one."""
        cells = [
            text("## Hook\n\n정전협정 $x^2$"),
            code(outputs=[chart(), shown(text_html="<b>x</b>")]),
        ]
        assert lesson(*cells) == lesson(*cells)

    def test_document_stays_as_it_is(self, small_course):
        """A page is the same before and after PDFs were made of its document."""
        table = "| a | b |\n|---|---|\n| … | " + "long " * 99 + "|"
        cells = [text(f"Words[^1] $x$\n\n{table}\n\n[^1]: Note.", "response")]
        cells += [code("x", outputs=[chart()]), text("## Solution\n\n## Again", "teacher")]
        notebook = nb.new_notebook(cells=cells)
        document = from_notebook.read_document(notebook, from_notebook.origin(LESSON))
        before = page.page(document)
        assert [each[:4] for each in pdfs(document, ["a4", "us-letter"])] == [b"%PDF"] * 2
        assert page.page(document) == before

    def test_character_without_glyph_is_refused(self, small_course):
        """A lesson shows every letter; the message names file, letter and cure."""
        message = fault_of(lambda: lesson(text("A horse: 馬.")))
        assert message.startswith("lessons/05-panmunjom.ipynb: no font of the PDF has 馬 (U+99AC)")
        assert "make_fonts.py" in message

    def test_copy_elsewhere_is_exported(self, small_course, tmp_path):
        """A student's own copy may hold what a lesson must not."""
        assert lesson(text("A horse: 馬."), path=tmp_path).startswith(b"%PDF")


class TestStrangers:
    def test_everything_at_once(self, caplog):
        """Pictures, tables, errors, letters of every kind: a PDF comes out, with warnings."""
        rows = "".join(f"<tr><th>{n}</th><td>{n * n}</td></tr>" for n in range(99))
        error = nb.new_output("error", ename="E", evalue="x", traceback=["\x1b[31mx\x1b[0m" * 99])
        content = export(
            text("# Mine 😀 馬 \ue000 한\u0301 سلام\n\n![gone](gone.png)\n\n$$x^2$$ and $\\frac{$"),
            code(outputs=[shown(image_png=PIXEL), error]),
            code(outputs=[shown(text_html=f"<table border=1>{rows}</table>")]),
            code(outputs=[shown(text_plain="plain"), nb.new_output("stream", text="─" * 500)]),
            text("<div>" * 300 + "deep"),
        )
        assert b"[grinning face]" in inside(content)
        assert {"Figure": 1, "Formula": 1}.items() <= tags(content).items()
        assert "馬 (U+99AC)" in caplog.text

    def test_torn_picture_is_told(self):
        """A picture that cannot be read becomes its text alternative, and is warned of."""
        warnings = []
        content = made(BROKEN + "<p>after</p>", warn=warnings.append)
        assert warnings == [
            "x.ipynb: the PDF cannot show the picture “A torn dot”. Save it again as PNG or SVG."
        ]
        assert "Figure" not in tags(content)

    def test_drawing_with_foreign_letters(self):
        """A drawing whose letters no font has is drawn without them."""
        letters = "<text y='9'>馬&#128512;</text>"
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{letters}</svg>"
        address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
        content = made(f'<img src="{address}" alt="Horse">', warn=lambda _: None)
        assert alternatives(content) == ["Horse"]

    def test_kind_of_picture_that_paper_has_not(self):
        """A picture of a kind that Typst cannot read is a fault, as a torn one is."""
        message = fault_of(lambda: made('<img src="data:image/avif;base64,AAAA" alt="Map">'))
        assert message == (
            "x.ipynb: the PDF cannot show the picture “Map”. Save it again as PNG or SVG."
        )


class TestLastResort:
    def piece(self, number, is_bad):
        """Return a piece's code and its plain form; each ninth is a heading of the next level."""
        is_heading = number % 9 == 0
        made = f'heading("{number}", level: {min(number // 9 + 1, 6)})'
        other = "panic()" if is_bad else f'par("{number}")'
        plain = made if is_heading else f'par("plain {number}")'
        return made if is_heading else other, Unit(f"words {number}", plain, is_heading)

    def test_piece_that_cannot_be_set_is_plain_text(self, monkeypatch):
        """What Typst refuses is found among all pieces; the others stay as they are."""
        units, warnings, sources = Units(), [], []
        pieces = [units.marked(*self.piece(n, n in (7, 30, 31))) for n in range(60)]
        compiled = compiling._compile
        seen = lambda code, root: (sources.append(code), compiled(code, root))[1]  # noqa: E731
        monkeypatch.setattr(compiling, "_compile", seen)
        source = f'#set document(title: "T")\n#{block(pieces)}'
        faults = Diagnostics(strict=False, warn=warnings.append)
        content = compile_pdf(source, {}, "x.ipynb", faults, units)
        assert content.startswith(b"%PDF")
        assert re.findall(r"plain (\d+)", sources[-1]) == ["7", "30", "31"]
        assert len(sources) < 40
        assert warnings[0].startswith("x.ipynb: the PDF has “words 7” as plain text, because")

    def test_page_that_is_refused_whole_is_text(self, monkeypatch):
        """The tries are few: where too much is refused, all that was not tried is plain text."""
        monkeypatch.setattr(InlineWriter, "formula", lambda *_: "panic()")
        warnings = []
        content = made("<p>word <math><mi>x</mi></math></p>" * 200, warn=warnings.append)
        assert content.startswith(b"%PDF")
        assert len(warnings) == 200

    def test_lesson_is_refused(self, monkeypatch):
        """A lesson must not come out otherwise than its author wrote it."""
        monkeypatch.setattr(InlineWriter, "formula", lambda *_: "panic()")
        message = fault_of(lambda: made("<p>word <math><mi>x</mi></math></p>"))
        assert message.startswith("x.ipynb: the PDF has “word x” as plain text")

    def test_mark_of_a_piece_cannot_be_written(self):
        """A stranger's text that looks like the mark of a piece is text."""
        mark = "/*\x010*/x/*\x02*/"
        assert "\x01" not in string(mark)
        assert made(f"<p>{mark}</p>").startswith(b"%PDF")


class TestCompiler:
    def test_failure_is_told_in_one_sentence(self):
        """What Typst refuses is said with the lesson's name, and without its stack."""
        message = fault_of(lambda: compiled('#panic("no")'))
        assert message.startswith("lessons/05-panmunjom.ipynb: the PDF could not be made: ")
        assert "\n" not in message

    @pytest.mark.parametrize(
        "source",
        ["text", '#set document(title: "T")\n= A\n=== B', '#set document(title: "T")\n#image("x")'],
    )
    def test_standard_is_kept(self, source):
        """The compiler itself refuses a PDF that is not accessible: no title, a skipped level."""
        assert "could not be made" in fault_of(lambda: compiled(source))

    def test_only_own_fonts(self):
        """A PDF is the same on a machine with other fonts, or with none."""
        families = {
            each.family for each in compiling._fonts(compiling._font_folders()).fonts() if each.path
        }
        assert families == {"Handout Charts", "Noto Sans", "Noto Sans CJK KR"}

    def test_fonts_have_what_the_course_needs(self):
        """Every character of datasets, lessons and quizzes can be printed, thin and bold."""
        used = set()
        for folder in ("datasets", "lessons", "quizzes"):
            for path in (REPO / folder).rglob("*.*"):
                if path.suffix in (".csv", ".ipynb", ".md", ".yaml"):
                    used |= set(path.read_text(encoding="utf-8"))
        printed = string("".join(sorted(used - {"\n"})))
        setting = '#set document(title: "T")\n#set text(font: "Noto Sans")'
        assert compiled(f"{setting}\n#{printed} #strong({printed})")

    def test_fonts_are_small_and_licensed(self):
        """The fonts do not make the package heavy, and their licence is beside them."""
        folders = [FONTS, REPO / "src" / "korean_peace" / "fonts"]
        fonts = [path for folder in folders for path in folder.glob("*.?tf")]
        assert len(fonts) == 8
        assert sum(path.stat().st_size for path in fonts) < 1_500_000
        for folder in folders:
            assert "Reserved Font Name" in (folder / "OFL.txt").read_text(encoding="utf-8")


class TestExporter:
    def test_jupyter_nbconvert_writes_a_pdf(self, tmp_path):
        """The exporter works from the command line, and writes a file that ends in .pdf."""
        notebook = nb.new_notebook(cells=[text("# Café 개성")])
        (tmp_path / "x.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "handout_pdf", "x.ipynb"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")

    def test_importing_the_exporter_is_light(self):
        """JupyterLab imports every exporter to list them, and makes one: nothing is loaded."""
        heavy = "{'pandas', 'altair', 'vl_convert', 'typst', 'ziamath'}"
        program = (
            "import sys; from coursebook.render.pdf.exporter import HandoutPdfExporter as E; "
            f"E(); print({heavy} & set(sys.modules))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        )
        assert done.stdout == "set()\n"
