"""Answers in JSON mean what the same answers mean when they are typed."""

import json

import pytest
from support import QUESTIONS, question, quiz, write_quiz

import korean_peace as kp
from coursebook.course.quiz import load_quiz
from coursebook.practice.answer_json import plain
from coursebook.practice.marking import is_blank, mark

# For each kind the same answer in all its forms, right ones and wrong ones.
SAME = {
    "single": [["b", '"b"', '["b"]'], ["c", '"c"']],
    "multiple": [["a c", '["a", "c"]'], ["b", '["b"]', '"b"']],
    "grid": [
        ["S S", '["S", "S"]', '{"2": "S", "1": "S"}', '{"Seoul": "S", "busan": "s"}'],
        ["N S", '{"1": "N", "2": "S"}'],
        ["? S", '{"2": "S"}', '["?", "S"]'],
    ],
    "matching": [["b c", '["b", "c"]', '{"1": "b", "2": "c"}'], ["a c", '{"1": "a", "2": "c"}']],
    "order": [["c a b", '["c", "a", "b"]'], ["a b c", '["a", "b", "c"]']],
    "number": [["117", '"117"', "[117]", '"117 days"'], ["365", '"365"']],
    "text": [["armistice", '"Armistice"', '["armistice"]'], ["treaty", '"treaty"']],
    "forecast": [["a e", '["a", "e"]', '{"5": "a", "7": "e"}']],
    "words": [["one two", '"one two"']],
}


@pytest.fixture
def task(curriculum):
    """Return what gives a task of a kind."""

    def written(kind):
        write_quiz(curriculum, quiz(question(kind)))
        return load_quiz("05").task("05-q1")

    return written


@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_same_verdict(task, kind):
    """Typed or as JSON, an answer gets the same verdict, word for word."""
    asked = task(kind)
    verdicts = []
    for first, *others in SAME[kind]:
        verdict = mark(asked, plain(asked, first))
        assert [mark(asked, plain(asked, other)) for other in others] == [verdict] * len(others)
        verdicts.append(verdict.right)
    assert verdicts[0] is (None if kind in ("forecast", "words") else True)
    assert True not in verdicts[1:]


@pytest.mark.parametrize("answer", ["[]", "{}", '""', '{"1": ""}'])
def test_nothing_chosen(task, answer):
    """Empty JSON is no answer."""
    assert is_blank(plain(task("grid"), answer))


def test_fields(task, curriculum):
    """The words of all fields are counted together."""
    write_quiz(curriculum, quiz(question("words") | {"fields": ["Who?", "When?"]}))
    asked = load_quiz("05").task("05-q1")
    answer = json.dumps({"Who?": "a woman", "When?": 'in the "North", 2018'})
    assert mark(asked, plain(asked, answer)).feedback[0].startswith("6 words;")


@pytest.mark.parametrize("typed", ["[sic", '{"1": ', '"half', "[a b]"])
def test_what_only_begins_like_json(task, typed):
    """What is typed and is no JSON stays as it was typed."""
    assert plain(task("text"), typed) == typed


def test_check(task, capsys):
    """`kp.check` takes JSON where it takes what is typed."""
    task("grid")
    kp.check("05-q1", '{"1": "S", "2": "S"}')
    assert capsys.readouterr().out.startswith("**Right.**")
