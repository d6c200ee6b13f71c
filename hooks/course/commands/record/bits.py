"""Fewer bits (0.8): ways to round the weights further, at equal bits. The file itself starts at four."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import smol

from .lab import Array, Lab, Parts, losses, rounded
from .texts import FIBONACCI, LAMP_MAIL, PROSE

SHOWS = (
    "Loss, and agreement with the file as it comes, when all matrices are rounded in different ways and bits."
)
SAMPLE = ("as_shipped", "4_bits_in_blocks_of_32")

TEXTS = (LAMP_MAIL, PROSE, FIBONACCI)
WAYS = {"in_blocks_of_32": 32, "a_scale_for_each_row": None, "one_scale": 0}  # numbers that share a scale
TRIED = [(8, "in_blocks_of_32"), *((4, way) for way in WAYS), (3, "in_blocks_of_32"), (2, "in_blocks_of_32")]


def parts(lab: Lab) -> Parts:
    plain = cache(partial(_scores, lab))
    rows: dict[str, Callable[[], Any]] = {"as_shipped": lambda: _compared(lab, plain(), plain())}
    for bits, way in TRIED:
        rows[f"{bits}_bits_{way}"] = partial(
            _measured, lab, plain, partial(coarse, bits=bits, shared=WAYS[way])
        )
    return rows


def coarse(matrix: Array, bits: int, shared: int | None) -> Array:
    """The matrix in whole steps of a scale; the numbers that share it reach from -largest to largest.

    The file has a lowest number for each block beside the scale (Q4_1). On that grid 4 bits, and 8, would
    change nothing, and the ways could not be compared.
    """
    groups = matrix.reshape(1, -1) if shared == 0 else matrix.reshape(-1, shared or matrix.shape[1])
    step = np.maximum(np.abs(groups).max(1, keepdims=True) / (2 ** (bits - 1) - 1), 1e-12)
    rounded_off: Array = np.round(groups / step) * step
    return rounded_off.reshape(matrix.shape).astype(np.float32)


def _scores(lab: Lab) -> list[Array]:
    return [lab.model([0, *lab.encode(text)]).astype(float) for text in TEXTS]


def _measured(lab: Lab, plain: Callable[[], list[Array]], change: Callable[[Array], Array]) -> dict[str, Any]:
    before, expected = lab.model.w, plain()
    matrices = {name: change(w) for name, w in before.items() if name.startswith("blk.") and w.ndim == 2}
    lab.model.w = before | matrices
    try:
        return _compared(lab, expected, _scores(lab))
    finally:
        lab.model.w = before


def _compared(lab: Lab, plain: list[Array], scores: list[Array]) -> dict[str, Any]:
    cost = np.concatenate([losses(s[:-1], lab.encode(text)) for s, text in zip(scores, TEXTS, strict=True)])
    pairs = list(zip(plain, scores, strict=True))
    first = np.concatenate([was.argmax(-1) == now.argmax(-1) for was, now in pairs])
    apart = np.concatenate(
        [(smol.softmax(was) * np.log(smol.softmax(was) / smol.softmax(now))).sum(-1) for was, now in pairs]
    )
    return {
        "tokens": cost.size,
        "loss": rounded(cost.mean(), 3),
        "same_first_choice": rounded(first.mean(), 3),
        "divergence": rounded(apart.mean(), 3),
    }
