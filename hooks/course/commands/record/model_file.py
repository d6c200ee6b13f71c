"""What is in the file (0.1): numbers, most of them in three kinds of places."""

from functools import partial
from typing import Any

import numpy as np
import smol
from gguf import GGUFReader

from .lab import Lab, Parts, rounded

SHOWS = "Parameters by place, bytes, how the numbers are spread, and what a search for known texts finds."

PLACES = {"attention": ".attn_", "feed_forward": ".ffn_", "embedding": "token_embd"}

# Known by heart to many people: where each is broken off, and for how many tokens no choice is a close race
KNOWN = {
    "declaration": ("We hold these truths to be self-evident, that all men", 18),
    "rhyme": ("Mary had a little lamb,", 11),
}
SOUGHT = ["created equal", "little lamb", "refund"]


def parts(lab: Lab) -> Parts:
    recited = {name: partial(_recited, lab, *known) for name, known in KNOWN.items()}
    return {
        "parameters": partial(_parameters, lab),
        "file": partial(_file, lab),
        "matrices": partial(_matrices, lab),
        "block": partial(_block, lab),
        "same_twice": partial(_same_twice, lab),
        "found_in_file": _found,
        **recited,
    }


def _place(name: str) -> str:
    return "norms" if "norm" in name else next(place for place, part in PLACES.items() if part in name)


def _parameters(lab: Lab) -> dict[str, int]:
    counts = dict.fromkeys([*PLACES, "norms"], 0)
    for name, numbers in lab.model.w.items():
        counts[_place(name)] += numbers.size
    return counts | {"all": sum(counts.values()), "tensors": len(lab.model.w)}


def _file(lab: Lab) -> dict[str, Any]:
    size = smol.WEIGHTS.stat().st_size
    tensors, kinds = GGUFReader(smol.WEIGHTS).tensors, dict[str, int]()
    for tensor in tensors:
        kinds[tensor.tensor_type.name] = kinds.get(tensor.tensor_type.name, 0) + 1
    return {
        "bytes": size,
        "bytes_of_numbers": sum(int(tensor.n_bytes) for tensor in tensors),
        "bits_each": rounded(size * 8 / _parameters(lab)["all"], 2),
        "tensors_stored_as": kinds,
    }


def _matrices(lab: Lab) -> dict[str, Any]:
    """One after another: together they fill 0.4 GB once more for each step of the work."""
    matrices = [w for name, w in lab.model.w.items() if _place(name) in ("attention", "feed_forward")]
    count = sum(w.size for w in matrices)
    mean = sum(float(w.sum(dtype=float)) for w in matrices) / count
    variance = sum(float(((w - mean) ** 2).sum(dtype=float)) for w in matrices) / count

    def within(size: float) -> float:
        return float(sum(np.count_nonzero(np.abs(w) < size) for w in matrices) / count)

    return {
        "numbers": count,
        "standard_deviation": rounded(variance**0.5, 3),
        "within_0.1": rounded(within(0.1), 3),
        "within_1": rounded(within(1)),
        "smallest": rounded(min(w.min() for w in matrices), 2),
        "largest": rounded(max(w.max() for w in matrices), 2),
    }


def _block(lab: Lab) -> dict[str, Any]:
    """The matrices of one block, rows and columns; all blocks have the same."""
    shapes: dict[str, set[tuple[int, ...]]] = {}
    for name, numbers in lab.model.w.items():
        if name.startswith("blk."):
            shapes.setdefault(name.split(".")[2], set()).add(numbers.shape)
    return {"blocks": lab.model.layers} | {name: list(shape) for name, (shape,) in shapes.items()}


def _same_twice(lab: Lab) -> dict[str, bool]:
    once, again = (lab.scores("The capital of France is") for _ in range(2))
    return {"scores_equal_to_the_last_bit": bool((once == again).all())}


def _found() -> dict[str, int]:
    """How often each text stands in the file, written plainly or as tokens write it, with Ġ for a space."""
    file = smol.WEIGHTS.read_bytes()
    spelled = {text: {text, text.replace(" ", "Ġ")} for text in SOUGHT}
    return {text: sum(file.count(it.encode()) for it in its) for text, its in spelled.items()}


def _recited(lab: Lab, start: str, limit: int) -> dict[str, Any]:
    return {"start": start, **lab.answer(start, limit)}
