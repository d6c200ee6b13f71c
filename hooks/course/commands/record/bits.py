"""Fewer bits (0.8): ways to round the weights further, at equal bits. The file itself starts at four."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Array, Lab, Parts, losses, rounded
from .texts import FIBONACCI, LAMP_MAIL, PROSE

SHOWS = (
    "Loss, and agreement with the file as it comes, when all matrices are rounded in different ways and bits."
)
SAMPLE = ("as_shipped", "4_bits_in_blocks_of_32", "4_bits_one_scale")

TEXTS = (LAMP_MAIL, PROSE, FIBONACCI)
WAYS = {"in_blocks_of_32": 32, "a_scale_for_each_row": None, "one_scale": 0}  # numbers that share a scale
TRIED = [(8, "in_blocks_of_32"), *((4, way) for way in WAYS), (3, "in_blocks_of_32"), (2, "in_blocks_of_32")]


def parts(lab: Lab) -> Parts:
    rows: dict[str, Callable[[], Any]] = {"as_shipped": partial(_measured, lab, lambda matrix: matrix)}
    for bits, way in TRIED:
        rows[f"{bits}_bits_{way}"] = partial(_measured, lab, partial(coarse, bits=bits, shared=WAYS[way]))
    return rows


def coarse(matrix: Array, bits: int, shared: int | None) -> Array:
    """The matrix on a grid of 2 ** bits steps, from the smallest to the largest that share it."""
    groups = matrix.reshape(1, -1) if shared == 0 else matrix.reshape(-1, shared or matrix.shape[1])
    low, high = groups.min(1, keepdims=True), groups.max(1, keepdims=True)
    step = np.maximum((high - low) / (2**bits - 1), 1e-12)
    rounded_off: Array = np.round((groups - low) / step) * step + low
    return rounded_off.reshape(matrix.shape).astype(np.float32)


def _measured(lab: Lab, change: Callable[[Array], Array]) -> dict[str, Any]:
    before = lab.model.w
    plain = [lab.model([0, *lab.encode(text)]).astype(float) for text in TEXTS]
    matrices = {name: change(w) for name, w in before.items() if name.startswith("blk.") and w.ndim == 2}
    lab.model.w = before | matrices
    try:
        scores = [lab.model([0, *lab.encode(text)]).astype(float) for text in TEXTS]
    finally:
        lab.model.w = before
    cost = np.concatenate([losses(s[:-1], lab.encode(text)) for s, text in zip(scores, TEXTS, strict=True)])
    pairs = list(zip(plain, scores, strict=True))
    first = np.concatenate([was.argmax(-1) == now.argmax(-1) for was, now in pairs])
    apart = np.concatenate(
        [(smol.softmax(was) * np.log(smol.softmax(was) / smol.softmax(now))).sum(-1) for was, now in pairs]
    )
    return {
        "tokens": cost.size,
        "loss": rounded(cost.mean(), 3),
        "perplexity": rounded(np.exp(cost.mean()), 1),
        "same_first_choice": rounded(first.mean(), 3),
        "divergence": rounded(apart.mean(), 3),
    }
