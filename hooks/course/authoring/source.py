"""A YAML file that remembers on which line each value stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problem import Problem
from .validation import Key, explain

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
                path, what, mend = explain(model, data, fault)
                problems.append(self.problem((*at, *path), what, mend))
            return None


def read(path: Path, root: Path, problems: list[Problem]) -> Source | None:
    """Parse ``path``; YAML slips are added to ``problems`` and give ``None``."""
    return parse(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix(), problems)


def parse(text: str, file: str, problems: list[Problem], first_line: int = 1) -> Source | None:
    """Parse YAML ``text``, which starts on ``first_line`` of ``file``."""
    before = len(problems)
    for number, line in enumerate(text.splitlines(), first_line):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            problems.append(
                Problem(file, number, "a tab in the indentation", "YAML indents with spaces: use two")
            )
    if len(problems) > before:
        return None
    try:
        node, data = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line_number = (mark.line if mark else 0) + first_line
        problems.append(
            Problem(file, line_number, f"not readable as YAML ({_slip(error)})", _yaml_mend(error))
        )
        return None
    except yaml.reader.ReaderError as error:
        line_number = text[: error.position].count("\n") + first_line
        what = f"a character that text files do not hold (U+{error.character:04X})"
        problems.append(Problem(file, line_number, what, "Remove it"))
        return None
    lines: dict[tuple[Key, ...], int] = {}
    if node:
        _walk(node, (), first_line, lines, file, problems)
    return Source(file, data, lines) if len(problems) == before else None


def _compose(text: str) -> tuple[Node | None, Any]:
    """The text's nodes and data: by the C parser, six times as fast; its messages say less than Python's."""
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        node = loader.get_single_node()
    except yaml.YAMLError:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
    return node, loader.construct_document(node) if node else None


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
