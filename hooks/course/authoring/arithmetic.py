"""Arithmetic in course files, such as ``qwen3_0_6b.parameters * 2 / GB``: quiz answers, numbers in prose."""

import ast
import math
import operator
from collections.abc import Mapping
from functools import cache
from typing import Any

from .problem import Wrong, nearest

CONSTANTS: dict[str, float] = {
    "KB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30,
    "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip

_OPERATORS: dict[type[ast.AST], Any] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Pow: operator.pow, ast.USub: operator.neg, ast.UAdd: operator.pos,
}  # fmt: skip


MEND = "Use numbers, + - * / **, parentheses, ln(2), MB and the like, MODEL.NUMBER and recorded.FILE.NUMBER"


class Unreadable(Wrong):
    """The expression cannot be worked out."""

    def __init__(self, what: str, mend: str = MEND) -> None:
        super().__init__(what, mend)


def evaluate(expression: str | int | float, names: Mapping[str, Any]) -> float:
    """The value of ``expression``: numbers, ``+ - * / **``, ``ln(2)``, constants, ``name.attribute``.

    ``names`` are the models by key, and what is recorded: ``recorded.next_token.france.top[0].p``.
    Raises ``Unreadable``.
    """
    try:
        value: float = _value(parsed(str(expression)).body, names)
    except SyntaxError:
        raise Unreadable(f"'{expression}' is not arithmetic") from None
    except ZeroDivisionError:
        raise Unreadable(f"'{expression}' divides by zero") from None
    except (OverflowError, RecursionError):
        raise Unreadable(f"'{expression}' is too large") from None
    if isinstance(value, complex) or not math.isfinite(value):
        raise Unreadable(f"'{expression}' has no finite value")
    return value


@cache
def parsed(expression: str) -> ast.Expression:
    """Its tree; many are worked out again for each of several files."""
    return ast.parse(expression.strip(), mode="eval")


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            a, b = _value(left, names), _value(right, names)
            return _OPERATORS[type(op)](float(a), float(b))
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(operand, names))
        case ast.Call(func=ast.Name(id="ln"), args=[of], keywords=[]):
            return _ln(float(_value(of, names)))
        case ast.Name(id=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case ast.Attribute() | ast.Subscript(value=ast.Attribute() | ast.Subscript()):
            return _named(_path(node), names)
        case ast.Name(id=name):
            raise Unreadable(f"'{name}' stands alone", f"Write {name}.parameters, or another of its numbers")
    raise Unreadable(f"'{ast.unparse(node)}' is not a number, + - * / **, a constant or MODEL.NUMBER")


def _ln(value: float) -> float:
    if value <= 0:
        raise Unreadable(f"{value:g} has no logarithm", "Take the logarithm of a number above zero")
    return math.log(value)


def _path(node: ast.expr) -> list[str | int]:
    """The names between the dots, and what stands in brackets."""
    match node:
        case ast.Subscript(value=inner, slice=ast.Constant(value=str() | int() as last)):
            return [*_path(inner), last]
        case ast.Attribute(value=inner, attr=last):
            return [*_path(inner), last]
        case ast.Name(id=first):
            return [first]
    raise Unreadable(f"'{ast.unparse(node)}' is not MODEL.NUMBER")


def _named(path: list[str | int], names: Mapping[str, Any]) -> Any:
    found: Any = names
    for depth, name in enumerate(path):
        known = _inside(found)
        if name not in known:
            before = _written(path[:depth])
            what = f"'{before}' has no '{name}'" if before else f"there is no model '{name}'"
            raise Unreadable(what, nearest(str(name), map(str, known)))
        found = known[name]
    if found is None:
        raise Unreadable(f"{_written(path)} is not stated", "Take another model, or another of its numbers")
    if not isinstance(found, int | float):
        raise Unreadable(f"'{_written(path)}' is no number", nearest("", map(str, _inside(found))))
    return found


def _inside(found: Any) -> Mapping[Any, Any]:
    """What can be named in a value: a list's places count from 0."""
    return found if isinstance(found, Mapping) else dict(enumerate(found)) if isinstance(found, list) else {}


def _written(path: list[str | int]) -> str:
    """A path as an author writes it."""
    parts = (f".{it}" if isinstance(it, str) and it.isidentifier() else f"[{it!r}]" for it in path)
    return "".join(parts).removeprefix(".")
