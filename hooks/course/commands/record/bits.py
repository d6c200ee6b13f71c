"""Fewer bits (0.8): ways to round the weights further, at equal bits. The file itself starts at four."""

from collections.abc import Callable
from functools import cache, partial
from itertools import product
from typing import Any

import numpy as np
import smol

from .lab import Array, Lab, Parts, losses, rounded
from .texts import FIBONACCI, LAMP_MAIL, PROSE

SHOWS = (
    "Loss, and agreement with the file as it comes, when all matrices are rounded in different ways and bits."
)
SAMPLE = ("example", "4_bits_in_blocks_of_32")

TEXTS = (LAMP_MAIL, PROSE, FIBONACCI)
WAYS = {"in_blocks_of_32": 32, "a_scale_for_each_row": None, "one_scale": 0}  # numbers that share a scale
TRIED = [(8, "in_blocks_of_32"), *product((4, 3, 2), WAYS)]
SHOWN, FIRST = "blk.9.ffn_down", 4  # of the example: a matrix, and how many of its numbers


def parts(lab: Lab) -> Parts:
    plain = cache(partial(_scores, lab))
    rows: dict[str, Callable[[], Any]] = {
        "example": lambda: _example(lab.model.w[SHOWN]),
        "as_shipped": lambda: _compared(lab, plain(), plain()),
    }
    for bits, way in TRIED:
        rows[f"{bits}_bits_{way}"] = partial(
            _measured, lab, plain, partial(coarse, bits=bits, shared=WAYS[way])
        )
    return rows


def coarse(matrix: Array, bits: int, shared: int | None) -> Array:
    """The matrix in whole steps; numbers that share a step reach from -largest to largest.

    The file has a lowest number for each block beside the scale (Q4_1). On that grid 4 bits, and 8, would
    change nothing, and the ways could not be compared.
    """
    groups = _groups(matrix, shared)
    step = np.maximum(np.abs(groups).max(1, keepdims=True) / (2 ** (bits - 1) - 1), 1e-12)
    rounded_off: Array = np.round(groups / step) * step
    return rounded_off.reshape(matrix.shape).astype(np.float32)


def _groups(matrix: Array, shared: int | None) -> Array:
    """A row for all numbers that share a scale."""
    return matrix.reshape(1, -1) if shared == 0 else matrix.reshape(-1, shared or matrix.shape[1])


def _example(matrix: Array) -> dict[str, Any]:
    """The first numbers of a matrix, what each way's scale has to reach, and what 4 bits make of them."""
    largest = {way: np.abs(_groups(matrix, shared)[0]).max() for way, shared in WAYS.items()}
    in_four = {way: coarse(matrix, 4, shared)[0, :FIRST] for way, shared in WAYS.items()}
    return {
        "block": int(SHOWN.split(".")[1]) + 1,
        "numbers": rounded(matrix[0, :FIRST], 3),
        "largest": {way: rounded(n, 3) for way, n in largest.items()},
        "in_4_bits": {way: rounded(numbers, 3) for way, numbers in in_four.items()},
    }


def _scores(lab: Lab) -> list[Array]:
    return [lab.model([0, *lab.encode(text)]).astype(float) for text in TEXTS]


def _measured(lab: Lab, plain: Callable[[], list[Array]], change: Callable[[Array], Array]) -> dict[str, Any]:
    before, expected = lab.model.w, plain()
    matrices = {name: change(w) for name, w in before.items() if name.startswith("blk.") and w.ndim == 2}
    lab.model.w = before | matrices
    numbers = sum(w.size for w in matrices.values())
    zeros = sum(np.count_nonzero(w == 0) for w in matrices.values())
    try:
        return _compared(lab, expected, _scores(lab)) | {"zeros": rounded(zeros / numbers, 3)}
    finally:
        lab.model.w = before


def _compared(lab: Lab, plain: list[Array], scores: list[Array]) -> dict[str, Any]:
    cost = np.concatenate([losses(s[:-1], lab.encode(text)) for s, text in zip(scores, TEXTS, strict=True)])
    pairs = list(zip(plain, scores, strict=True))
    first = np.concatenate([was.argmax(-1) == now.argmax(-1) for was, now in pairs])
    shares = [(smol.softmax(was), smol.softmax(now)) for was, now in pairs]
    apart = np.concatenate([(p * np.log(p / q)).sum(-1) for p, q in shares])
    return {
        "tokens": cost.size,
        "loss": rounded(cost.mean(), 3),
        "same_first_choice": rounded(first.mean(), 3),
        "divergence": rounded(apart.mean(), 3),
    }
