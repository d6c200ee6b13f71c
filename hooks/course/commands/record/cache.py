"""What the key-value cache holds (0.5, 0.8), counted on the arrays themselves."""

from functools import partial
from typing import Any

from .lab import Lab, Parts

SHOWS = "Bytes of the cache after some tokens, in 32 bits as smol.py keeps it, and what 16 bits would take."


def parts(lab: Lab) -> Parts:
    return {f"tokens_{count}": partial(_cache, lab, count) for count in (1, 16, 64, 256)}


def _cache(lab: Lab, count: int) -> dict[str, Any]:
    cache: dict[str, Any] = {}
    lab.model([lab.one(" lamp")] * count, cache)
    size = sum(rows.nbytes for both in cache.values() for rows in both)
    return {"tokens": count, "bytes_in_32_bits": size, "bytes_in_16_bits": size // 2}
