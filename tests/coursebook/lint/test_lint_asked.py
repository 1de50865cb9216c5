"""What a task asks: the quiz file and the notebook say it in the same words."""

import dataclasses

import pytest
from support import exercise, quiz

from coursebook.course import course
from coursebook.course.quiz import Quiz
from coursebook.lint.corpus import Cell, LessonCorpus, read_corpus
from coursebook.lint.rules import asked

GRID = {
    "kind": "grid",
    "answer": None,
    "misconceptions": None,
    "prompt": "Which text says it?\nRead twice.",
    "options": [{"label": "S", "text": "Seoul's"}, {"label": "N", "text": "neither, here"}],
    "rows": [{"text": "It ends.", "key": "S"}, {"text": "It begins.", "key": "N"}],
    "instruction": "Type two letters.",
}
ASKED = (
    "### 05-1 · One clause\n\nWhich text says it? Read\ntwice. "
    "**S** Seoul's, **N** neither, here.\n\n1. It ends.\n2. It begins.\n\nType two letters."
)


def cell(number, source, kind="markdown"):
    """Return a cell of a notebook."""
    return Cell("05-panmunjom", number, f"c{number}", "", kind, source)


def findings_in(*sources, code="", **changes):
    """Return what is found in cells that ask the exercise, one of them code if it is given."""
    cells = [cell(number, source) for number, source in enumerate(sources, start=1)]
    cells += [cell(len(cells) + 1, code, "code")] if code else []
    content = quiz(exercises=[exercise(**{**GRID, **changes})])
    corpus = LessonCorpus(course.lesson("05"), tuple(cells), "", Quiz.model_validate(content))
    return [(finding.sentence, finding.problem) for finding in asked.find(corpus)]


def test_the_same_words_pass_in_any_layout():
    """The same words pass in any layout: lists, one line, other breaks."""
    assert findings_in(ASKED) == []
    bold = ASKED.replace("### 05-1 · One clause\n\n", "**05-1 · One clause.** ")
    assert findings_in(bold) == []


OTHER = "the notebook does not ask this in these words"
MORE = "the notebook asks more than the quiz file holds"


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("Which text says it?", "Which says it?", [("Which text says it? Read twice.", OTHER)]),
        ("Type two", "Type 2", [("Type two letters.", OTHER)]),
        ("1. It ends.", "1. It ended.", [("It ends.", OTHER)]),
        ("**N** neither", "**B** neither", [("neither, here", OTHER)]),
        ("2. It begins", "3. It begins", [("It begins.", OTHER)]),
        ("neither, here.", "neither, here, or so.", [("or so.", MORE)]),
        ("letters.", "letters. Hurry.", [("Hurry.", MORE)]),
        ("2. It begins.", "2. It begins.\n3. It goes on.", [("3. It goes on.", MORE)]),
    ],
)
def test_words_of_one_file_only_are_found(old, new, faults):
    """A word, a label or a line that only one of the two has is found, and shown."""
    findings = findings_in(ASKED.replace(old, new))
    assert [fault for fault in faults if fault not in findings] == []


def test_rows_may_stand_in_a_cell_above():
    """Rows may stand in a cell above, in the table with their sources; a prompt may not."""
    table = "| | W says |\n|---|---|\n| 1 | It ends. | D1 |\n| 2 | It begins. | D2 |"
    below = ASKED.replace("1. It ends.\n2. It begins.\n\n", "")
    assert findings_in(table, below) == []
    assert findings_in(below, table) != []
    assert ("Why?", OTHER) in findings_in("Why?", ASKED, prompt="Why?")


def test_a_label_alone_need_not_be_repeated():
    """What the quiz file holds by its label alone need not stand in the cell: it stands above."""
    options = [{"label": number, "correct": number == 1} for number in range(1, 4)]
    rest = {"rows": None, "kind": "multiple", "options": options, "prompt": "Which pass?"}
    assert findings_in("### 05-1 · Count\n\nWhich pass?\n\nType two letters.", **rest) == []


def test_asked_by_call():
    """What `kp.ask` shows stands once, and needs no prose; what nothing shows is found."""
    assert findings_in(code='kp.ask("05-1")') == []
    ((text, problem),) = findings_in(code='kp.ask("05-2")')
    assert (text, problem) == (
        "Which text says it? Read twice.",
        "no cell of the notebook asks this",
    )


@pytest.mark.parametrize("ident", [f"05-{number}" for number in range(1, 9)])
def test_lesson_05_asks_once(ident):
    """Each exercise of lesson 05 stands in its quiz alone, and the notebook shows it from there."""
    corpus = read_corpus(course.lesson("05"))
    task = corpus.quiz.task(ident)
    texts = [cell.source for cell in corpus.cells if cell.kind == "markdown"]
    assert task.prompt
    assert not any(task.prompt in text for text in texts)
    assert [call.first for call in corpus.calls if call.name == "ask"].count(ident) == 1
    other = task.model_copy(update={"prompt": task.prompt.replace(" ", "  x ", 1)})
    changed = corpus.quiz.model_copy(update={"exercises": [other]})
    assert list(asked.find(dataclasses.replace(corpus, quiz=changed))) == []
