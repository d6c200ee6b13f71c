"""A YAML file that remembers on which line each value stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problems import Problem, nearest

Key = str | int
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Source:
    """A parsed file: its plain ``data``, and the line of every key path in it."""

    file: str
    data: Any
    lines: dict[tuple[Key, ...], int] = field(repr=False)

    def line(self, *path: Key) -> int:
        """The line of ``path``, or of its nearest ancestor that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def problem(self, path: tuple[Key, ...], what: str, mend: str) -> Problem:
        return Problem(self.file, self.line(*path), what, mend)

    def parse(self, model: type[M], problems: list[Problem], at: tuple[Key, ...] = ()) -> M | None:
        """The data at ``at`` as ``model``; what does not fit is added to ``problems``."""
        data = self.data
        for key in at:
            data = data[key]
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for fault in error.errors():
                problems.append(_explain(self, model, at, data, fault))
            return None


def read(path: Path, root: Path, problems: list[Problem]) -> Source | None:
    """Parse ``path``; YAML slips are added to ``problems`` and give ``None``."""
    return parse(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix(), problems)


def parse(text: str, file: str, problems: list[Problem], first_line: int = 1) -> Source | None:
    """Parse YAML ``text``, which starts on ``first_line`` of ``file``."""
    before = len(problems)
    for number, line in enumerate(text.splitlines(), first_line):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            problems.append(Problem(file, number, "a tab in the indentation", "YAML indents with spaces: use two"))
    if len(problems) > before:
        return None
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line_number = (mark.line if mark else 0) + first_line
        problems.append(Problem(file, line_number, f"not readable as YAML ({_slip(error)})", _yaml_mend(error)))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(file, first_line, f"not readable as YAML ({error})", "Remove what is named"))
        return None
    lines: dict[tuple[Key, ...], int] = {}
    if node:
        _walk(node, (), first_line, lines, file, problems)
    return Source(file, data, lines) if len(problems) == before else None


def _slip(error: yaml.MarkedYAMLError) -> str:
    return " ".join(str(part) for part in (error.context, error.problem) if part)


def _yaml_mend(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in str(error.problem):
        return "A text that holds ': ' stands in quotes"
    if "could not find expected ':'" in str(error.problem):
        return "Write 'key: value', and indent a text's further lines more than its key"
    return "Check quotes, brackets and indentation here and on the line before"


def _walk(
    node: Node,
    path: tuple[Key, ...],
    first_line: int,
    lines: dict[tuple[Key, ...], int],
    file: str,
    problems: list[Problem],
) -> None:
    lines.setdefault(path, node.start_mark.line + first_line)
    if isinstance(node, MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else str(key)
            line = key.start_mark.line + first_line
            if name in seen:
                what = f"'{name}' stands twice (first on line {seen[name]})"
                problems.append(Problem(file, line, what, "Keep one of the two"))
            seen[name] = line
            lines[(*path, name)] = line
            _walk(value, (*path, name), first_line, lines, file, problems)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), first_line, lines, file, problems)


_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "'key: value' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
}


def _explain(source: Source, model: type[BaseModel], at: tuple[Key, ...], data: Any, fault: Any) -> Problem:
    """One pydantic error in an author's words, on the author's line."""
    where = _without_tags(tuple(fault["loc"]), data)
    path = (*at, *where)
    name = str(where[-1]) if where else "the file"
    kind, given = fault["type"], fault.get("input")
    if kind == "missing":
        return source.problem(path, f"'{name}' is missing", f"Add '{name}:' here")
    if kind == "extra_forbidden":
        known = _keys_at(model, tuple(fault["loc"][:-1]))
        return source.problem(path, f"unknown key '{name}'", nearest(name, known))
    if kind in _EXPECTED:
        hint = " Put it in quotes." if kind == "string_type" and isinstance(given, int | float) else ""
        shown = "nothing" if given is None else repr(given)[:60]
        mend = f"Write {_EXPECTED[kind]}.{hint}"
        return source.problem(path, f"'{name}' must be {_EXPECTED[kind]}, not {shown}", mend)
    if kind in ("value_error", "assertion_error"):
        what, _, mend = str(fault["msg"]).removeprefix("Value error, ").partition(" | ")
        return source.problem(path, what, mend or "Change it here")
    if kind == "union_tag_invalid":
        return source.problem((*path, "kind"), f"unknown kind {repr(given.get('kind'))}", f"Use one of {fault['ctx']['expected_tags']}")
    if kind == "union_tag_not_found":
        return source.problem(path, "'kind' is missing", "Add 'kind:' here")
    return source.problem(path, f"'{name}': {fault['msg']}", "Change it here")


def _without_tags(loc: tuple[Key, ...], data: Any) -> tuple[Key, ...]:
    """Pydantic puts a union's tag into an error's path; the file does not have it there."""
    path: list[Key] = []
    for position, key in enumerate(loc):
        if isinstance(data, dict) and key not in data and position < len(loc) - 1:
            continue
        path.append(key)
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            data = None
    return tuple(path)


def _keys_at(model: type[BaseModel], loc: tuple[Key, ...]) -> set[str]:
    """The keys that ``model`` knows at an error's path."""
    here: list[Any] = [model]
    for key in loc:
        following: list[Any] = []
        for kind in here:
            if isinstance(kind, type) and issubclass(kind, BaseModel) and key in kind.model_fields:
                following += _models_in(kind.model_fields[str(key)].annotation)
        here = following or here
    return {name for kind in here if isinstance(kind, type) for name in getattr(kind, "model_fields", {})}


def _models_in(annotation: Any) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) is Union or get_args(annotation):
        return [model for part in get_args(annotation) for model in _models_in(part)]
    return []
