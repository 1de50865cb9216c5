"""Tasks that were asked as data, on a page and on paper."""

import re

import nbformat.v4 as nb
import pytest
from handouts import code, export, parsed, shown, text
from support import QUESTIONS, question, quiz, write_quiz

from coursebook.course.quiz import load_quiz
from coursebook.practice.messages import TASK_MIME, Message
from coursebook.practice.task_text import form, prompt
from coursebook.render.pdf import document
from coursebook.render.pdf.exporter import HandoutPdfExporter

CIRCLED = ("single", "multiple", "grid", "matching", "forecast")
FIELDS = ["Who speaks?", "To whom?"]
WORDS = 'She said "no".\n# not a heading, $5 and $6 [@nobody]\n\nC:\\temp {x} `y` </b> *z*'


@pytest.fixture
def asked(curriculum):
    """Return what gives the cell that asks a task of a kind."""

    def cell(kind, **more):
        write_quiz(curriculum, quiz(question(kind) | more))
        task = load_quiz("05").task("05-q1")
        data, said = Message(prompt(task), "question", "05-q1", form=form(task))._repr_mimebundle_()
        output = nb.new_output("display_data", data=data, metadata=said)
        return code('kp.ask("05-q1")', "remove-input", outputs=[output])

    return cell


def check(answer=""):
    output = shown("unanswered" if not answer else "reply", "05-q1", text_markdown="*Reply*")
    return code(f'kp.check("05-q1", "{answer}")', "exercise", outputs=[output])


def page(*cells):
    return parsed(export(*cells)).main


@pytest.mark.parametrize("kind", [kind for kind in QUESTIONS if kind != "words"])
def test_all_that_is_asked_in_one_frame(asked, kind):
    """Prompt, rows and options stand in the frame of an exercise, and how to answer with a pen."""
    shown_page = page(asked(kind), check())
    (frame,) = shown_page.select("[data-part=exercise]")
    said = frame.get_text(" ", strip=True)
    task = load_quiz("05").task("05-q1")
    assert task.prompt in said
    for thing in [*task.listed_rows, *task.listed_options]:
        assert (thing.text or thing.label) in said
    typed = task.how in ("One letter.", "One letter for each row, in order.")
    assert (task.how in said) is (not typed and kind in ("number", "text"))
    assert "kp.check" not in said
    assert "Shift and Enter" not in said


@pytest.mark.parametrize("kind", [kind for kind in QUESTIONS if kind != "words"])
def test_room_for_an_answer(asked, kind):
    """What is circled needs no line below; what is written has one."""
    lines = page(asked(kind), check()).select("[data-part=answer]")
    assert len(lines) == (0 if kind in CIRCLED else 1)


def test_a_row_offers_each_option(asked):
    """In the table of a grid each row holds the label of each option, below the option's text."""
    head, *rows = page(asked("grid"), check()).table.find_all("tr")
    assert [cell.get_text() for cell in head.find_all("th")] == ["north", "south"]
    assert [cell.get_text() for cell in rows[0].find_all("td")][-2:] == ["N", "S"]
    assert len(rows) == 2


def test_two_questions_have_two_frames(asked):
    """Each question begins a frame of its own, which no page cuts without need."""
    first, second = asked("single"), asked("grid")
    assert len(page(first, check(), second, check()).select("[data-part=exercise]")) == 2


def test_an_answer_in_words(asked):
    """An answer is shown in the words of its options, and not as code."""
    said = page(asked("grid"), check("N S")).get_text(" ", strip=True)
    assert "Your answer: Seoul: north Busan: south" in said
    assert "kp.check" not in said
    assert "Reply" in said
    assert "Your answer: 117" in page(asked("number"), check("117")).get_text(" ", strip=True)


def test_other_code_stays_code(asked):
    """Only a cell that checks and does no more is shown as an answer."""
    cell = code('kp.check("05-q1", "b")\nprint(1)', "exercise")
    assert "print" in page(asked("single"), cell).get_text()


def test_own_words_as_typed(asked):
    """Own words are printed letter by letter: no heading, no mathematics, no citation."""
    main = page(asked("words"), text(WORDS, "response"))
    shown_words = "\n".join(part.get_text("\n") for part in main.select(".output")[1].find_all("p"))
    assert shown_words == WORDS.replace("\n\n", "\n")
    assert not main.select(".output")[1].find(["math", "h2", "em", "a"])
    assert not main.select("[data-part=lines]")


def test_a_cell_that_also_says_what_to_write(asked):
    """A cell of an older form stays a text with room below it."""
    older = "**Your words, 05-q1.** So far:\n\n*Click here, press Enter, and write below.*"
    main = page(asked("words"), text(older, "response"))
    (room,) = main.select("[data-part=response]")
    assert room.find("strong").get_text() == "Your words, 05-q1."
    assert room.select("[data-part=lines]")


def test_room_for_own_words(asked):
    """An empty answer has lines to write on, on a page and on paper, together with its question."""
    cells = [asked("words"), text("", "response")]
    (room,) = page(*cells).select("[data-part=response]")
    assert room.select("[data-part=lines]")


def test_named_fields(asked):
    """The names of the fields of an answer stand bold above what was written."""
    words = "**Who speaks?**\n\nA *woman*.\n\n**To whom?**\n\n**Nobody**"
    main = page(asked("words", fields=FIELDS), text(words, "response"))
    assert [name.get_text() for name in main.select(".output")[1].find_all("strong")] == FIELDS
    assert "A *woman*." in main.get_text()


@pytest.mark.parametrize("kind", QUESTIONS)
def test_on_paper(asked, kind, monkeypatch):
    """The PDF has each word of the question, and room where the answer is written below it."""
    monkeypatch.setattr(document, "compile_pdf", lambda source, *_: source.encode())
    room = text("", "response") if kind == "words" else check()
    notebook = nb.new_notebook(cells=[asked(kind), room])
    source = HandoutPdfExporter().from_notebook_node(notebook, {"metadata": {"name": "x"}})[0]
    code_of_page = source.decode().partition("#show: handout")[2]
    said = " ".join(re.findall(r'"((?:[^"\\]|\\.)*)"', code_of_page))
    task = load_quiz("05").task("05-q1")
    assert task.prompt in said
    assert ("lines(5)" in code_of_page) is (kind == "words")
    assert ("Your answer to" in said) is (kind not in (*CIRCLED, "words"))


@pytest.mark.parametrize("data", [{}, {"prompt": 5, "kind": [], "options": "a", "rows": [1]}, "x"])
def test_a_strangers_data(data):
    """Data that no task wrote never stop a page; the text beside them is shown."""
    output = shown("question", "05-q1", text_markdown="Choose.")
    output["data"][TASK_MIME] = data
    assert export(code(outputs=[output]))


def test_a_strangers_prompt_is_cleaned():
    """A prompt from an untrusted notebook brings no script."""
    output = shown("question", "05-q1", text_markdown="Choose.")
    evil = "<script>x</script><img src=x onerror=x>"
    options = [{"label": "a", "text": evil}]
    output["data"][TASK_MIME] = {"id": "1", "kind": "single", "prompt": evil, "options": options}
    main = page(code(outputs=[output]))
    assert not main.find("script")
    assert not main.find(onerror=True)
