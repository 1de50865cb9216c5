"""What a task asks, as data for a form: all that is shown, and nothing of the key."""

import json

import pytest
from support import QUESTIONS, question, quiz, shuffled, write_quiz

from coursebook.course.quiz import load_quiz
from coursebook.practice.messages import TASK_MIME, Message
from coursebook.practice.task_text import form


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_no_key(curriculum, kind):
    """A form is the same whatever the key, the hints and the replies are."""
    content = quiz(question(kind))
    write_quiz(curriculum, content)
    asked = form(load_quiz("05").task("05-q1"))
    write_quiz(curriculum, shuffled(content))
    load_quiz.cache_clear() if hasattr(load_quiz, "cache_clear") else None
    assert form(load_quiz("05").task("05-q1")) == asked


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_all_that_is_asked(curriculum, kind):
    """A form holds prompt, rows and options as students see them, and can be written as JSON."""
    write_quiz(curriculum, quiz(question(kind)))
    task = load_quiz("05").task("05-q1")
    asked = json.loads(json.dumps(form(task)))
    assert (asked["id"], asked["uid"], asked["kind"]) == (task.id, task.uid, kind)
    assert asked["prompt"] == task.prompt
    assert [row["label"] for row in asked["rows"]] == [row.label for row in task.listed_rows]
    options = [option["text"] for option in asked["options"]]
    assert options == [option.text for option in task.listed_options]


def test_beside_the_text():
    """A front end that knows no forms shows the text; one that does finds the data beside it."""
    data, said = Message("Choose.", "question", "05-1", form={"id": "05-1"})._repr_mimebundle_()
    assert data["text/markdown"] == "Choose."
    assert data[TASK_MIME] == {"id": "05-1"}
    assert said["coursebook"] == {"role": "question", "task": "05-1"}
    assert TASK_MIME not in Message("Right.", "reply", "05-1")._repr_mimebundle_()[0]
