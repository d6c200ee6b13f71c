"""What pydantic finds wrong, in an author's words."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel

from .problem import nearest

Key = str | int

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "'key: value' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
}


def explain(model: type[BaseModel], data: Any, fault: Any) -> tuple[tuple[Key, ...], str, str]:
    """Where in ``data`` one of pydantic's errors is, what is wrong, and how to mend it."""
    path = _in_file(fault["loc"], data)
    name, kind, given, told = _name(path), fault["type"], fault.get("input"), str(fault["msg"])
    if kind == "missing":
        return path, f"{name} is missing", f"Add '{path[-1]}:' here"
    if kind == "extra_forbidden":
        return path, f"unknown key {name}", nearest(str(path[-1]), _keys_at(model, fault["loc"][:-1]))
    if kind in _EXPECTED:
        quotes = " Put it in quotes." if kind == "string_type" and isinstance(given, int | float) else ""
        what = f"{name} must be {_EXPECTED[kind]}, not {_shown(given)}"
        return path, what, f"Write {_EXPECTED[kind]}.{quotes}"
    if kind == "literal_error":
        return path, f"{name} must be {fault['ctx']['expected']}, not {_shown(given)}", "Write one of them"
    if kind == "value_error":
        what, _, mend = told.removeprefix("Value error, ").partition(" | ")
        return path, what, mend or "Change it here"
    if kind == "union_tag_invalid":
        given, tags = given or {}, fault["ctx"]["expected_tags"]
        return (*path, "kind"), f"'kind' must be {tags}, not {_shown(given.get('kind'))}", "Write one of them"
    if kind == "union_tag_not_found":
        return path, "'kind' is missing", "Add 'kind:' here"
    return path, f"{name}: {told}", "Change it here"


def _name(path: Sequence[Key]) -> str:
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_name(path[:-1])}"
    return f"'{path[-1]}'"


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value)[:60]


def _in_file(loc: Sequence[Key], data: Any) -> tuple[Key, ...]:
    """An error's path as the file has it; pydantic also names a union's tag, and '[key]' for a key."""
    path: list[Key] = []
    for position, key in enumerate(loc):
        last = position == len(loc) - 1
        if key == "[key]" or (isinstance(data, dict) and key not in data and not last):
            continue
        path.append(key)
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            data = None
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
