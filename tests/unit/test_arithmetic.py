"""Arithmetic in course files: what it works out, and what it refuses."""

import pytest

from course.authoring.arithmetic import Unreadable, evaluate

MODELS = {"tiny": {"parameters": 134_515_008, "context": None}}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("134515008 * 2 / 1e6", 269.030016),
        ("tiny.parameters * 2 / MB", 269.030016),
        ("-(2 + 3) * 4 - 1", -21),
        ("2 ** 10 / KiB", 1),
        ("GiB - GB", 73_741_824),
        ("-ln(1 / 4) / ln(2)", 2),
        (7, 7),
        ("1_000 * thousand", 1_000_000),
    ],
)
def test_works_out(expression: str, value: float) -> None:
    assert evaluate(expression, MODELS) == pytest.approx(value)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("", "'' is not arithmetic"),
        ("2 +", "'2 +' is not arithmetic"),
        ("1 / 0", "divides by zero"),
        ("9 ** 9 ** 9", "is too large"),
        ("(-8) ** 0.5", "has no finite value"),
        ("tiny", "'tiny' stands alone"),
        ("tiny.context", "tiny.context is not stated"),
        ("tiny.size", "'tiny' has no 'size'"),
        ("small.parameters", "there is no model 'small'"),
        ("True + 1", "'True' is not a number"),
        ("'a' * 3", "is not a number"),
        ("open('x')", "is not a number"),
        ("ln(0)", "0 has no logarithm"),
        ("ln(1, 2)", "is not a number"),
        ("tiny.parameters.real", "'tiny.parameters' has no 'real'"),
        ("[1][0]", "is not a number"),
        ("1 if 1 else 2", "is not a number"),
        ("(" * 500 + "1" + ")" * 500, ""),
    ],
)
def test_refuses(expression: str, why: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        evaluate(expression, MODELS)
    assert why in str(refusal.value)
