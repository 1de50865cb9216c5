"""The catalogue of what the linter says, and the rules that say it, belong together."""

import ast
import re
from string import Formatter

import pytest
import yaml
from support import REPO

LINT = REPO / "src" / "coursebook" / "lint"
TEXT = (LINT / "messages.yaml").read_text(encoding="utf-8")
MESSAGES = yaml.safe_load(TEXT)
TREES = {path.name: ast.parse(path.read_text("utf-8")) for path in LINT.rglob("*.py")}
SAYING = ("finding", "about_task", "about_guide")


def _calls():
    """Yield each call that names its message: where, the message, and the gaps it fills."""
    for name, tree in TREES.items():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            texts = [  # in their order: of two with the same name the nearest above counts
                (target.id, node.lineno, {key.value for key in node.value.keys})
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
                for target in node.targets
                if isinstance(target, ast.Name)
            ]
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                called = getattr(call.func, "attr", getattr(call.func, "id", ""))
                message = call.args[0] if call.args else None
                if called in SAYING and isinstance(message, ast.Constant):
                    filled = {word.arg for word in call.keywords if word.arg} | {"lesson"}
                    filled |= {"task"} if called == "about_task" else set()
                    for word in call.keywords:
                        if word.arg is None:
                            filled |= _nearest(texts, word.value.id, call.lineno)
                    yield f"{name}, line {call.lineno}", message.value, filled


def _nearest(texts, name, line):
    """Return the keys of the mapping of that name that stands last above a line."""
    *_, (_, keys) = sorted((at, keys) for known, at, keys in texts if known == name and at <= line)
    return keys


def test_each_message_is_said_and_each_that_is_said_is_there():
    """No message is idle, and no rule names one that there is not."""
    constants = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [message for message in MESSAGES if message not in constants] == []
    assert [call for call in _calls() if call[1] not in MESSAGES] == []
    assert len(list(_calls())) > 50


def test_rules_fill_the_gaps_of_their_messages():
    """Each gap in a message is filled by the rule that says it."""
    for where, message, filled in _calls():
        texts = MESSAGES[message].values()
        fields = [gap for text in texts for _, gap, _, _ in Formatter().parse(text) if gap]
        gaps = {re.split(r"[.[]", gap)[0] for gap in fields}
        assert gaps <= filled, f"{where}: {message} lacks {gaps - filled}"


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_is_a_problem_and_a_remedy(message):
    """A message has both; the report puts the full stop behind each."""
    assert set(MESSAGES[message]) == {"problem", "remedy"}
    for text in MESSAGES[message].values():
        assert text == text.strip()
        assert not text.endswith(".")


def test_no_message_is_cut_short():
    """A # that was meant as text does not begin a comment."""
    lines = [line for line in TEXT.splitlines() if not line.startswith("#")]
    read = "".join(text for message in MESSAGES.values() for text in message.values())
    assert "\n".join(lines).count("#") == read.count("#")
