"""Numbers in text: ``{= expression | format unit =}``, the one grammar for pages and data."""

import ast
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .arithmetic import CONSTANTS, Unreadable, evaluate, parsed
from .line_marks import unmarked

NUMBER = re.compile(
    r"\{= *(?P<expression>[^|{}\\]+?)\s*(?:\\?\|\s*(?P<format>[^\s|{}]+)(\s+(?P<unit>[^{}|]*?))?\s*)?=\}"
)
_FORMAT = re.compile(r",?(d|(\.\d\d?)?[fg%])")
_LARGEST = 1e15  # from here on a float no longer holds every whole number
_FORMATS = "Write .1f, .0f or ,d"


def shown(number: re.Match[str], names: Mapping[str, Any]) -> str:
    """A match of ``NUMBER`` worked out, with its unit; ``names`` as for ``evaluate``, whose errors it has."""
    expression, unit = (" ".join(unmarked(number[it] or "").split()) for it in ("expression", "unit"))
    if not expression:
        raise Unreadable(f"'{number[0]}' holds nothing")
    value = evaluate(expression, names)
    if abs(value) >= _LARGEST:
        raise Unreadable(
            f"'{expression}' is {value:.3g}, too large to read", "Divide it by GB, million or billion"
        )
    check_unit(expression, unit)
    text = _formatted(value, number["format"])
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def worked_out(text: str, names: Mapping[str, Any]) -> str:
    """``text`` with its numbers; what cannot be worked out is told elsewhere and stays as it is."""

    def number(match: re.Match[str]) -> str:
        try:
            return shown(match, names)
        except Unreadable:
            return match[0]

    return NUMBER.sub(number, text)


def _formatted(value: float, spec: str | None) -> str:
    if spec is None:
        spec = ",d" if value == int(value) else ",.6g"
    elif not _FORMAT.fullmatch(spec):
        raise Unreadable(f"'{spec}' is not a number format", _FORMATS)
    text = format(round(value) if spec.endswith("d") else value, spec)
    if re.search(r"\de[+-]?\d", text, re.IGNORECASE):
        raise Unreadable(f"'{text}' is not how readers know numbers", _FORMATS)
    if value and not re.search("[1-9]", text):
        raise Unreadable(f"'{text}' is shown for {value:.3g}", "Take more decimals, or a smaller unit")
    return text


@cache
def check_unit(expression: str, unit: str) -> None:
    """MB stands beside what was divided by MB. Raises ``Unreadable``."""
    said = next((word for word in unit.split() if word in CONSTANTS), None)
    tree = parsed(expression)
    divisors = [
        node.right for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ]
    inner = [node for divisor in divisors for node in ast.walk(divisor)]
    scales = [node.id for node in inner if isinstance(node, ast.Name) and node.id in CONSTANTS]
    named = any(isinstance(node, ast.Attribute) for node in ast.walk(tree))
    plain = [node.value for node in inner if isinstance(node, ast.Constant)]
    if said and named and said not in scales and CONSTANTS[said] not in plain:
        by = f"by {scales[0]}" if scales else "by nothing"
        raise Unreadable(f"'{expression}' is divided {by}, and its unit is {said}", f"Divide it by {said}")
    if unit.split()[:1] in (["B"], ["byte"], ["bytes"]) and scales:
        raise Unreadable(
            f"'{expression}' is divided by {scales[0]}, and its unit is bytes", f"Write {scales[0]}"
        )
