"""Notebooks as handouts: lessons are checked, strangers' notebooks are exported as they are."""

import json
import subprocess
import sys

import nbformat.v4 as nb
import pytest
from handouts import PIXEL, QUESTION, chart, code, export, lesson, levels, parsed, shown, text

from coursebook.course import course
from coursebook.errors import CitationError, LessonError
from coursebook.render.html.exporter import HandoutExporter


class TestLesson:
    def test_head_of_the_page(self, small_course):
        """Course, number, title, question and minutes stand at the top, each once."""
        page = parsed(lesson(text("## Hook · 5 min")))
        head = page.header.get_text(" ", strip=True)
        for part in ("The Korean peace process", "Lesson 5", "eighteen promises", "55 minutes"):
            assert part in head
        assert page.get_text().count(QUESTION) == 1
        assert len(page.find_all("h1")) == 1
        assert page.html["lang"] == "en"
        assert page.title.string == "Panmunjom: eighteen promises · The Korean peace process"

    def test_contents_list_sections_with_minutes(self, small_course):
        """The level-2 headings of the text are the contents; an output's headings are not."""
        output = shown(text_markdown="## Not a section")
        page = parsed(
            lesson(text("## Hook · 5 min"), code(outputs=[output]), text("## References"))
        )
        lines = [each.get_text(" ", strip=True) for each in page.nav.find_all("li")]
        assert lines == ["Hook 5 min", "References"]
        assert [each["href"] for each in page.nav.find_all("a")] == ["#hook", "#references"]

    def test_foot_names_licence_and_data(self, small_course):
        """The foot says under which licences text and data may be used."""
        foot = parsed(lesson()).footer.get_text()
        assert "CC BY-SA 4.0" in foot
        assert "Sources (CC-BY-SA-4.0)" in foot

    def test_error_output_is_refused(self, small_course):
        """A lesson that failed is not published; file, cell and error are named."""
        error = nb.new_output("error", ename="NameError", evalue="x", traceback=["line 1: x"])
        with pytest.raises(LessonError, match=r"lessons/05-panmunjom.ipynb, cell 2: NameError: x"):
            lesson(code(outputs=[error]))
        assert "line 1: x" in lesson(code("x", "raises-exception", outputs=[error]))

    def test_chart_without_description_is_refused(self, small_course):
        """Nobody is left without the content of a chart."""
        with pytest.raises(LessonError, match=r"cell 2: the chart has no description"):
            lesson(code(outputs=[chart(description=" ")]))

    def test_picture_without_alt_text_is_refused(self, small_course):
        """Nobody is left without the content of a picture; an empty alt text is a decision."""
        with pytest.raises(LessonError, match=r"cell 2: a picture has no alt text"):
            lesson(code(outputs=[shown(image_png=PIXEL)]))
        assert 'alt=""' in lesson(text(f'<img src="data:image/png;base64,{PIXEL}" alt="">'))

    def test_link_to_nowhere_is_refused(self, small_course):
        """A link within a lesson has its target."""
        with pytest.raises(LessonError, match=r"cell 2: the link to #hok leads nowhere"):
            lesson(text("[up](#hok)"), text("## Hook"))

    def test_copy_elsewhere_is_exported_as_it_is(self, small_course, tmp_path):
        """A student's copy keeps the lesson's head; its errors are the student's to see."""
        error = nb.new_output(
            "error", ename="NameError", evalue="x", traceback=["\x1b[31mx!\x1b[0m"]
        )
        html = lesson(text("See [@nobody]."), code(outputs=[error]), path=tmp_path)
        assert "Lesson 5" in html
        assert "x!" in html
        assert "[@nobody]" in html

    def test_lesson_in_its_own_folder_is_checked(self, small_course):
        """Exported from the small_course's own folder, a lesson must be fit to publish."""
        with pytest.raises(CitationError):
            lesson(text("See [@nobody]."), path=small_course / "lessons")

    @pytest.mark.parametrize("name", [each.id for each in course.course().lessons])
    def test_page_of_a_lesson_is_light(self, name):
        """The page of a lesson, with its live charts and its data to keep, is below 250 KB."""
        exporter = HandoutExporter(charts="../charts.js")
        html, _ = exporter.from_filename(str(course.notebook(name)))
        assert len(html.encode("utf-8")) < 250_000


class TestStrangers:
    def test_title_is_the_first_heading(self):
        """The first heading moves to the top of the page and is not repeated."""
        page = parsed(export(text("# My *own* notes\n\n## Part\n\n# Second")))
        assert page.h1.get_text() == page.title.string == "My own notes"
        assert levels(page) == [1, 2, 2, 2]  # title, contents, Part, Second

    def test_title_without_heading_is_the_file_name(self):
        """A notebook without a heading is called by its name."""
        assert parsed(export(text("Hello"))).h1.get_text() == "a-stranger"

    @pytest.mark.parametrize("name", ["05-panmunjom", "notes"])
    def test_no_course_is_needed(self, name, tmp_path, monkeypatch):
        """Where there is no small_course any notebook is exported, brackets as typed."""
        from coursebook import root

        monkeypatch.delenv("KOREAN_PEACE_ROOT", raising=False)
        monkeypatch.chdir(tmp_path)
        for place in ("_INSTALLED", "_EDITABLE"):
            monkeypatch.setattr(root, place, tmp_path / "nothing")
        assert "as in [@Knuth; @knuth-1984]." in export(
            text("as in [@Knuth; @knuth-1984]."), name=name
        )
        assert "as in [@knuth-1984]." in export(text("as in [@knuth-1984]."), name=name)

    def test_jupyter_nbconvert_writes_a_page(self, tmp_path):
        """The exporter finds its template, even beside a folder of the template's name."""
        (tmp_path / "handout").mkdir()
        (tmp_path / "handout" / "index.html.j2").write_text("not this one", encoding="utf-8")
        notebook = nb.new_notebook(cells=[text("# Café 개성")])
        (tmp_path / "x.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        exporter = "coursebook.render.html.exporter.HandoutExporter"
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", exporter, "x.ipynb"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        page = (tmp_path / "x.html").read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert "<h1>Café 개성</h1>" in page

    def test_importing_the_exporter_is_light(self):
        """JupyterLab imports every exporter to list them: no pandas, no Altair, no drawing."""
        heavy = "{'pandas', 'altair', 'vl_convert'}"
        program = f"import sys, coursebook.render.html.exporter; print({heavy} & set(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        )
        assert done.stdout == "set()\n"
