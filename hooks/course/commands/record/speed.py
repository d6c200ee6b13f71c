"""How long smol.py takes to read and to write (0.6), as one core's work: a clock shows other work, too."""

import platform
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import smol

from .lab import Lab, Parts

SHOWS = "Seconds that reading and writing take one core of the machine that is named."
SAMPLE = ()  # another machine takes other times
TRIES = 5  # the shortest counts: whatever else the machine does makes it longer
READ = (1, 16, 64, 256)


def parts(lab: Lab) -> Parts:
    return {"smol": partial(_measured, lab)}


def _measured(lab: Lab) -> dict[str, Any]:
    """The command has OpenBLAS compute on one core."""
    ids, cache = [lab.one(" lamp")] * READ[-1], dict[str, Any]()
    lab.model(ids, cache)
    return {
        "machine": _machine(),
        "load_seconds": round(_seconds(smol.SmolLM2), 1),
        "read_seconds": {f"tokens_{n}": _shortest(partial(lab.model, ids[:n])) for n in READ},
        "write_seconds_a_token": _shortest(lambda: lab.model(ids[:1], dict(cache))),
        "bytes_of_weights": sum(rows.nbytes for rows in lab.model.w.values()),
    }


def _shortest(work: Callable[[], Any]) -> float:
    return float(f"{min(_seconds(work) for _ in range(TRIES)):.2g}")


def _seconds(work: Callable[[], Any]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.+)", info.read_text()) if info.exists() else None
    return named[1] if named else platform.machine()
