"""Reads a YAML file into a pydantic model; its errors name file, line and id."""

import functools
import re
from collections.abc import Hashable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar, cast

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from yaml.constructor import ConstructorError
from yaml.error import Mark

from coursebook import text_files
from coursebook.errors import CourseError, Place
from coursebook.root import display_path

_DEEPEST = 20  # a quiz goes six levels deep


class Strict(BaseModel):
    """A part of a YAML file: unknown entries are refused, values stay as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def as_typed(value: object) -> object:
    """Take numbers and dates that YAML has already read as what was typed."""
    if isinstance(value, bool) or value is None:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


# A text as it was typed; and one such text or several.
Typed = Annotated[str, BeforeValidator(as_typed)]
TypedList = Annotated[list[Typed], BeforeValidator(_as_list)]


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiled)]


class MisplacedError(ValueError):
    """What a validator of a whole file raises, to say in which part of it the fault is."""

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place = place


Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, model: type[Model], **context: Hashable) -> Model:
    """Read a YAML file, anew only where it has changed.

    Args:
        path: The file, UTF-8.
        model: What it must hold.
        context: What the model's validators want to know besides.

    Raises:
        CourseError: the file is missing, is not YAML, or holds what the model does not
            permit. All faults are listed, each with its line and the nearest `id`.
    """
    return cast(Model, _read(path, text_files.state(path, CourseError), model, **context))


@functools.lru_cache(maxsize=64)
def _read(
    path: Path, _state: tuple[int, int], model: type[BaseModel], **context: Hashable
) -> BaseModel:
    return parse(text_files.text(path, CourseError), path, model, **context)


def parse(text: str, path: Path, model: type[Model], **context: object) -> Model:
    """Read YAML that stands in a file: all of it, or a part that begins at its first line.

    Args:
        text: The YAML; its lines are counted as those of the file.
        path: The file, for the messages.
        model: What it must hold.
        context: What the model's validators want to know besides.

    Raises:
        CourseError: as for `read`.
    """
    try:
        loader = _Loader(text)
        tree = loader.get_single_node()
        content = loader.construct_document(tree) if tree else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        cure = getattr(error, "remedy", "Check the indentation and the quotes there")
        raise CourseError(Place(display_path(path), line=line), str(error.problem), cure) from error
    except yaml.YAMLError as error:
        raise CourseError(Place(display_path(path)), f"this is not YAML: {error}") from error
    try:
        return model.model_validate(content, context=context)
    except ValidationError as error:
        faults = [_fault(path, tree, content, steps(each), each["msg"]) for each in error.errors()]
        raise CourseError.together(faults) from error


class _RefusedError(ConstructorError):
    """What is YAML, but is not permitted here."""

    def __init__(self, problem: str, remedy: str, at: yaml.Event | yaml.Node) -> None:
        mark = at.start_mark
        super().__init__(None, None, problem, mark if isinstance(mark, Mark) else None)
        self.remedy = remedy


class _Loader(yaml.SafeLoader):
    """Reads YAML without aliases: a few lines of them can stand for more than any memory holds."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            why = f"*{event.anchor} repeats another place of the file"
            raise _RefusedError(why, "Write it out", event)
        if self._depth == _DEEPEST:
            why = "this is nested too deep"
            raise _RefusedError(why, "Close the brackets", event)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        names: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value in names:  # YAML would take the last
                why = f"the entry {key.value!r} stands twice"
                raise _RefusedError(why, "Remove one of them", key)
            names.add(key.value)
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        try:
            value = super().construct_object(node, deep)
        except ValueError as error:  # 2018-13-45, or thousands of digits
            why = f"{node.value[:20]!r} is not a date or number that exists"
            raise _RefusedError(why, "Put it in quotes", node) from error
        if isinstance(value, str) and (amiss := text_files.stray(value)):
            raise _RefusedError(amiss.problem, amiss.remedy, node)
        return value


def steps(fault: ErrorDetails) -> tuple[int | str, ...]:
    """Return the way from the whole content to what a validator found wrong in it."""
    raised = fault.get("ctx", {}).get("error")
    return (*fault["loc"], *(raised.place if isinstance(raised, MisplacedError) else ()))


def _fault(
    path: Path, tree: yaml.Node | None, content: object, place: Sequence[int | str], message: str
) -> CourseError:
    line, ident = 1, ""
    names = []
    for step in place:
        inner = _node(tree, step)
        if inner:
            tree, content = inner, item(content, step)
            line = tree.start_mark.line + 1
            if isinstance(content, dict) and "id" in content:
                ident = str(content["id"])
        elif step != place[-1] or not isinstance(content, dict):
            continue  # pydantic also names the model it tried; the file has no such step
        names.append(str(step))
    entry = ".".join(names) or "the file"
    where = Place(display_path(path), line=line, ident=ident, entry=entry)
    return CourseError(where, message.removeprefix("Value error, "))


def _node(parent: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(parent, yaml.SequenceNode) and isinstance(step, int):
        return next(iter(parent.value[step : step + 1]), None)
    entries = parent.value if isinstance(parent, yaml.MappingNode) else ()
    return next((value for key, value in entries if key.value == str(step)), None)


def item(content: object, step: int | str) -> object:
    """Return what stands one step further in some content; None where it has no such step."""
    if isinstance(content, list) and isinstance(step, int):
        return content[step] if step < len(content) else None
    return content.get(step) if isinstance(content, dict) else None
