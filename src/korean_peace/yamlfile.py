"""Reads a YAML file into a pydantic model; its errors name file, line and id."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from korean_peace.errors import CourseError
from korean_peace.resources import shown


class Strict(BaseModel):
    """A part of a YAML file: unknown entries are refused, values stay as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MisplacedError(ValueError):
    """What a validator of a whole file raises, to say in which part of it the fault is."""

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place = place


Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model]) -> Model:
    """Read a YAML file.

    Args:
        path: The file, UTF-8.
        model: What it must hold.

    Raises:
        CourseError: the file is missing, is not YAML, or holds what the model does not
            permit. All faults are listed, each with its line and the nearest `id`.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except FileNotFoundError as error:
        raise CourseError(f"{shown(path)} is missing: restore it.") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{shown(path)} is not UTF-8: save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CourseError(
            f"{shown(path)}, line {line}: {error.problem}. "
            f"Check the indentation and the quotes there."
        ) from error
    except yaml.YAMLError as error:
        raise CourseError(f"{shown(path)} is not YAML: {error}.") from error
    twice = _entry_twice(tree)
    if twice:
        raise CourseError(
            f"{shown(path)}, line {twice.start_mark.line + 1}: the entry {twice.value!r} stands "
            f"twice. Take one of them out."
        )
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [_fault(path, tree, content, _place(each), each["msg"]) for each in error.errors()]
        raise CourseError("\n".join(faults)) from error


def _entry_twice(node: Any) -> Any:
    """Return the second key of two alike in one mapping, or None; YAML would take the last."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        for place, (key, value) in enumerate(node.value):
            found = key if key.value in keys[:place] else _entry_twice(value)
            if found:
                return found
    if isinstance(node, yaml.SequenceNode):
        return next(filter(None, map(_entry_twice, node.value)), None)
    return None


def _place(fault: Any) -> tuple[Any, ...]:
    raised = fault.get("ctx", {}).get("error")
    return (*fault["loc"], *(raised.place if isinstance(raised, MisplacedError) else ()))


def _fault(path: Path, tree: Any, content: Any, place: Sequence[Any], message: str) -> str:
    line, ident = 1, ""
    names = []
    for step in place:
        child = _child(tree, step)
        if child is None:  # pydantic also names the model it tried; the file has no such step
            if isinstance(step, str) and isinstance(tree, yaml.MappingNode) and step == place[-1]:
                names.append(step)
            continue
        names.append(str(step))
        tree, content = child, _item(content, step)
        line = tree.start_mark.line + 1
        if isinstance(content, dict) and "id" in content:
            ident = f" ({content['id']})"
    entry = ".".join(names) or "the file"
    message = message.removeprefix("Value error, ")
    return f"{shown(path)}, line {line}{ident}, {entry}: {message}."


def _child(node: Any, step: Any) -> Any:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value
    return None


def _item(content: Any, step: Any) -> Any:
    return content[step] if isinstance(content, list) else content.get(step)
