"""What pydantic finds wrong, in an author's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from .problem import Wrong, nearest

Key = str | int
Path = tuple[Key, ...]
Fault = tuple[Path, str, str]

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "'key: value' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
    "date_type": "a day",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
}


def explain(
    model: type[BaseModel], data: Any, errors: Sequence[Any], written: Mapping[Path, str]
) -> Iterator[Fault]:
    """Where in ``data`` pydantic's errors are, what is wrong, and how to mend it: one fault for each mistake.

    ``written`` has what stood in the file where YAML made no text of it.
    """
    faults: dict[Path, list[Any]] = {}
    for error in errors:
        faults.setdefault(_in_file(error["loc"], data), []).append(error)
    faults = {path: found for path, found in faults.items() if not _known_deeper(path, found, faults)}
    missing = {path for path, found in faults.items() if found[0]["type"] == "missing"}
    for path, found in faults.items():
        if found[0]["type"] == "extra_forbidden":
            close = get_close_matches(
                str(path[-1]), [str(it[-1]) for it in missing if it[:-1] == path[:-1]], 1
            )
            missing.difference_update({(*path[:-1], name) for name in close})
    for path, found in faults.items():
        if found[0]["type"] != "missing" or path in missing:
            yield _fault(model, path, found, written)


def _known_deeper(path: Path, found: Sequence[Any], faults: Mapping[Path, Any]) -> bool:
    """Of a value that may have several shapes, the fault farther in says more."""
    return found[0]["type"] in (*_EXPECTED, "too_short") and any(
        it[: len(path)] == path and len(it) > len(path) for it in faults
    )


def _fault(model: type[BaseModel], path: Path, found: Sequence[Any], written: Mapping[Path, str]) -> Fault:
    fault = found[0]
    name, kind, given, context = _name(path), fault["type"], fault.get("input"), fault.get("ctx", {})
    if kind == "missing":
        return path, f"{name} is missing", f"Add '{path[-1]}:' here"
    if kind == "extra_forbidden":
        return path, f"unknown key {name}", nearest(str(path[-1]), _keys_at(model, fault["loc"][:-1]))
    if kind in _EXPECTED:
        expected = dict.fromkeys(_EXPECTED[it["type"]] for it in found if it["type"] in _EXPECTED)
        if "a number" in expected:
            expected.pop("a whole number", None)
        return path, *_mistyped(name, list(expected), given, written.get(path))
    if kind == "literal_error":
        what = f"{name} must be {context['expected']}, not {_shown(given, written.get(path))}"
        return path, what, "Write one of them"
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return path, f"{name} must be {words} {context[bound]:,}, not {_shown(given)}", "Look it up again"
    if kind == "value_error" and isinstance(wrong := context["error"], Wrong):
        return path, wrong.what, wrong.mend
    if kind == "too_short":
        return path, f"{name} is empty", "Write one at least"
    if kind == "invalid_key":
        return path, f"the key {_shown(given)} is no text", "Put it in quotes"
    return path, f"{name}: {fault['msg']}", "Change it here"


def _mistyped(name: str, expected: list[str], given: Any, written: str | None) -> tuple[str, str]:
    shown = _shown(given, written)
    what = f"{name} must be {' or '.join(expected)}, not {shown}"
    if "text" in expected and written and not isinstance(given, str | list | dict):
        return what, f"Put it in quotes, else YAML makes no text of it: '{written}'"
    if expected == ["a day"]:
        return what, "Write year, month and day, without quotes: 2026-11-23"
    if "number" in expected[0] and isinstance(given, str):
        return what, _number_mend(given, expected[0])
    return what, f"Write {expected[0]}"


def _number_mend(given: str, expected: str) -> str:
    text = given.strip()
    if re.fullmatch(r"-?\d{1,3}([.,' _]\d{3})+", text):
        return f"Write it without separators: {re.sub(r'[^-0-9]', '', text)}"
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return "Write it without quotes"
    if number := re.fullmatch(r"(-?\d+)[.,](\d+) ?%?", text):
        return f"Write {expected}: {number[1]}.{number[2]}"
    return f"Write {expected}"


def _name(path: Sequence[Key]) -> str:
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_name(path[:-1])}"
    return f"'{path[-1]}'"


def _shown(value: Any, written: str | None = None) -> str:
    return written or ("nothing" if value is None else repr(value)[:60])


def _in_file(loc: Sequence[Key], data: Any) -> Path:
    """An error's path as the file has it; pydantic also names a union's tag, and '[key]' for a key."""
    path: list[Key] = []
    for position, key in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(data, dict):
            if key == "[key]" or (key not in data and not last):
                continue
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            continue
        path.append(key)
    return tuple(path)


def _keys_at(model: type[BaseModel], loc: Sequence[Key]) -> set[str]:
    """The keys known at an error's path: of every model that could stand there."""
    here: list[type[BaseModel]] = [model]
    for key in loc:
        fields = (kind.model_fields[str(key)] for kind in here if key in kind.model_fields)
        here = [inner for field in fields for inner in _models_in(field.annotation)] or here
    return {name for kind in here for name in kind.model_fields}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
