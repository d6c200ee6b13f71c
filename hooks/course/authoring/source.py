"""A YAML file that remembers on which line each value stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problem import Problem
from .text import read_text
from .validation import Key, explain
from .written import Kind, Written

M = TypeVar("M", bound=BaseModel)

_INDENTATION = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")
_Quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times as fast; its messages say less
Slip = Callable[[int, str, str], None]  # a line from 0, what is wrong, how to mend it
_PLAIN_NUMBER = re.compile(r"[-+]?(\d|[1-9]\d+|[1-9]\d{0,2}(_\d{3})+|\d+\.\d+(e[-+]\d+)?)")


@dataclass(frozen=True)
class Source:
    """A parsed file: its plain ``data``, the line of every key path in it, and what was ``written`` there
    where YAML made no text of it."""

    file: str
    data: Any
    lines: dict[tuple[Key, ...], int] = field(repr=False)
    written: dict[tuple[Key, ...], str] = field(default_factory=dict, repr=False)

    def line(self, *path: Key) -> int:
        """The line of ``path``, or of its nearest ancestor that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def problem(self, path: tuple[Key, ...], what: str, mend: str) -> Problem:
        return Problem(self.file, self.line(*path), what, mend)

    def markdown(self, path: tuple[Key, ...], kind: Kind, text: str) -> Written:
        return Written(self.file, self.line(*path), kind, text)

    def parse(self, model: type[M], problems: list[Problem], at: tuple[Key, ...] = ()) -> M | None:
        """The data at ``at`` as ``model``; what does not fit is added to ``problems``."""
        data = self.data
        for key in at:
            data = data[key]
        try:
            return model.model_validate(data)
        except ValidationError as error:
            written = {path[len(at) :]: text for path, text in self.written.items() if path[: len(at)] == at}
            for path, what, mend in explain(model, data, error.errors(), written):
                problems.append(self.problem((*at, *path), what, mend))
            return None


def read(path: Path, root: Path, problems: list[Problem]) -> Source | None:
    """Parse ``path``; YAML slips are added to ``problems`` and give ``None``."""
    file = path.relative_to(root).as_posix()
    slips: list[Problem] = []
    text = read_text(path, file, slips)
    later: list[Problem] = []
    source = None if text is None else parse(text, file, later)
    told = {slip.line for slip in slips}
    problems += [*slips, *(slip for slip in later if slip.line not in told)]
    return source


def parse(text: str, file: str, problems: list[Problem], first_line: int = 1) -> Source | None:
    """Parse YAML ``text``, which starts on ``first_line`` of ``file``."""
    slips: list[Problem] = []

    def slip(line: int, what: str, mend: str) -> None:
        slips.append(Problem(file, line + first_line, what, mend))

    _check_indentation(text, slip)
    source = None if slips else _parse(text, file, slip, first_line)
    problems += slips
    return None if slips else source


def _check_indentation(text: str, slip: Slip) -> None:
    for number, line in enumerate(text.splitlines()):
        match = _INDENTATION.match(line)
        odd = (match[0] if match else "").replace(" ", "")[:1]
        if odd and line.strip():
            names = {"\t": "a tab", "\xa0": "a no-break space"}
            what = f"{names.get(odd, f'U+{ord(odd):04X}')} in the indentation"
            slip(number, what, "YAML indents with spaces: use two")


def _parse(text: str, file: str, slip: Slip, first_line: int) -> Source | None:
    try:
        node, data = _compose(text)
    except yaml.MarkedYAMLError as error:
        line = _line(error)
        what, mend = _explained(error)
        before = text.split("\n")[line - 1] if line else ""
        if "mapping values" in what and (slipped := _begun_before(before)):
            line, mend = line - 1, slipped
        elif (quote := _open_quote(text, line)) is not None:
            what, line = f"the quote that begins here ends on line {line + first_line}", quote
            mend = "End it, or put the whole text in quotes of the other kind"
        slip(line, what, mend)
        return None
    except yaml.reader.ReaderError as error:
        what = f"a character that text files do not hold (U+{error.character:04X})"
        slip(text[: error.position].count("\n"), what, "Remove it")
        return None
    except RecursionError:
        deepest = max(text.split("\n"), key=lambda line: line.count("[") + line.count("{"))
        slip(text.split("\n").index(deepest), "too deeply nested to be read", "Take brackets away")
        return None
    walk = _Walk(text.split("\n"), slip, first_line)
    if node:
        walk.walk(node, ())
    return Source(file, data, walk.lines, walk.written)


def _compose(text: str) -> tuple[Node | None, Any]:
    """The text's nodes and data."""
    try:
        loader = _Quick(text)
        node = loader.get_single_node()
    except yaml.YAMLError:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
    if node:
        _check_nodes(text, node)
    return node, loader.construct_document(node) if node else None


def _check_nodes(text: str, node: Node) -> None:
    """Raises ``MarkedYAMLError`` for what YAML knows and these files do not: names for values, types."""
    if re.search(r"(^|[\s\[{,:-])[&*!]\S|<<", text):
        for event in yaml.parse(text, Loader=_Quick):
            if sign := _sign(event):
                raise _Sign(problem=sign, problem_mark=event.start_mark)  # type: ignore[arg-type]
    for scalar in _scalars(node):
        if scalar.tag.endswith(":timestamp"):
            try:
                yaml.SafeLoader("").construct_yaml_timestamp(scalar)
            except ValueError:
                raise _NoDay(problem=scalar.value, problem_mark=scalar.start_mark) from None


def _sign(event: Any) -> str:
    if getattr(event, "anchor", None):
        return "&"
    if getattr(event, "tag", None):
        return "!"
    return "<<" if getattr(event, "value", None) == "<<" and not event.style else ""


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


class _Sign(yaml.MarkedYAMLError):
    """``problem`` begins a value, where it says something to YAML."""


class _NoDay(yaml.MarkedYAMLError):
    """``problem`` is written like a day."""


_SIGNS = {
    "&": "'&' gives the value a name, and is no text",
    "!": "'!' names a type (!!python, !env), and is no text",
    "<<": "'<<' merges what another place has",
}


def _line(error: yaml.MarkedYAMLError) -> int:
    """Where the mistake stands, from 0: what was never closed, else where the parser gave up."""
    begun = re.match("while scanning|while parsing a (flow|block collection)", str(error.context))
    if "<block mapping start>" in str(error.problem):  # a line that stands further in, or not as far
        begun = None
    mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
    return mark.line if mark else 0


def _open_quote(text: str, line: int) -> int | None:
    """Where a quote begins that ends farther down, on ``line``."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            start, end = token.start_mark.line, token.end_mark.line
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and start < end == line:
                return int(start)
    except yaml.YAMLError:
        pass
    return None


def _begun_before(line: str) -> str:
    """How to mend ``line`` where it made one text of itself and the next line."""
    if re.match(r"\s*-[^\s-]", line):
        return "Write a space after the '-' on this line"
    if line.strip() and not re.search(r":(\s|$)|^\s*#", line):
        return "Write 'key: value' on this line"
    return ""


def _explained(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    told = str(error.problem)
    if isinstance(error, _Sign):
        return _SIGNS[told], "Write the value out, and put a text that begins so in quotes"
    if isinstance(error, _NoDay):
        return f"there is no day {told}", "Write year, month and day: 2026-11-23"
    what = f"not readable as YAML ({' '.join(str(it) for it in (error.context, told) if it)})"
    if "single document" in str(error.context):
        return "'---' begins a second document in the file", "Remove the line"
    if "mapping values are not allowed" in told:
        return what, "A text that holds ': ' stands in quotes"
    if "undefined alias" in told:
        return what, "A text that begins with '*' stands in quotes"
    if "cannot start any token" in told or "anchor" in what or "alias" in what or "directive" in what:
        return what, "A text that begins with a sign such as ` @ % & * ! stands in quotes"
    if "could not find expected ':'" in told:
        return what, "Write 'key: value', and indent a text's further lines more than its key"
    if "<block mapping start>" in told:
        return (
            "the line is indented otherwise than those that belong to it",
            "Give all keys of an entry the same",
        )
    return what, "Check quotes, brackets and indentation here and on the line before"


class _Walk:
    """Lines of all that a file holds, and what YAML reads otherwise than it looks."""

    def __init__(self, text: list[str], slip: Slip, first_line: int) -> None:
        self.text = text
        self.slip = slip
        self.first_line = first_line
        self.lines: dict[tuple[Key, ...], int] = {}
        self.written: dict[tuple[Key, ...], str] = {}

    def walk(self, node: Node, path: tuple[Key, ...]) -> None:
        self.lines.setdefault(path, node.start_mark.line + self.first_line)
        if isinstance(node, ScalarNode):
            self._scalar(node, path)
        elif isinstance(node, MappingNode):
            self._mapping(node, path)
        elif isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                self.walk(item, (*path, index))

    def _mapping(self, node: MappingNode, path: tuple[Key, ...]) -> None:
        seen: dict[str, int] = {}
        before = ""
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else str(key)
            line = key.start_mark.line
            if name in seen:
                what = f"'{name}' stands twice (first on line {seen[name] + self.first_line})"
                self.slip(line, what, "Keep one of the two")
            elif isinstance(key, ScalarNode) and not key.tag.endswith(":str"):
                self._odd_key(name, before, value, line)
            seen[name] = line
            self.lines[(*path, name)] = line + self.first_line
            self.walk(value, (*path, name))
            before = value.value if isinstance(value, ScalarNode) else ""

    def _odd_key(self, name: str, before: str, value: Node, line: int) -> None:
        """A key that is no text: in braces, what follows a comma within a number."""
        if value.value == "" and re.fullmatch(r"-?[\d_]+", before) and name.isdigit():
            number = before + name if len(name) == 3 else f"{before}.{name}"
            rest = self.text[line].partition(f"{before},")[2]
            groups = re.match(r"\s*\d{3}(,\s*\d{3})*(?!\d)", rest)
            number = before + re.sub(r"\D", "", groups[0]) if groups else number
            if self.text[line].partition(f"{before},")[1]:
                self.slip(line, f"a comma ends the number {before}", f"Write {number}")
        elif not (value.value == "" and name.isdigit()):
            self.slip(line, f"YAML reads the key {name} as a number or a yes or no", "Put it in quotes")

    def _scalar(self, node: ScalarNode, path: tuple[Key, ...]) -> None:
        if node.style:  # quoted or a block
            return
        end = node.end_mark
        line = self.text[end.line] if end.line < len(self.text) else ""
        comment = re.match(r"\s+#\s*", line[end.column :]) if "#" in line else None
        if (
            comment
            and (" " in node.value or not comment[0][-1].isspace())
            and line[end.column :] != comment[0]
        ):
            what = "'#' begins a comment here, so that the rest of the line is lost"
            self.slip(end.line, what, "Put the text in quotes")
        elif node.tag.endswith((":int", ":float")) and not _PLAIN_NUMBER.fullmatch(node.value):
            read = yaml.SafeLoader("").construct_object(node)
            what = f"YAML reads {node.value} as {read}"
            self.slip(node.start_mark.line, what, "Write a plain number, or a text in quotes")
        if not node.tag.endswith(":str"):
            self.written[path] = node.value
