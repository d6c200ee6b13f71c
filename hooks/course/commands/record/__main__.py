"""The command: ``make record``, or ``make record ONLY=next-token`` for one subject."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # the order of sums, and so their last digits, stays the same

from ...authoring.recorded import FOLDER, WEIGHTS
from .lab import Lab
from .subjects import SUBJECTS
from .write import weights, write


def main(root: Path, only: list[str]) -> int:
    """Record the named subjects, or all; 0 when that was done."""
    if unknown := [name for name in only if name not in SUBJECTS]:
        _say(f"Nothing is recorded as {', '.join(unknown)}. There are: {', '.join(SUBJECTS)}.\n")
        return 1
    if weights()["sha256"] != WEIGHTS:
        _say("These are other weights than the course's, which hooks/course/authoring/recorded.py names.\n")
        return 1
    lab = Lab()
    for name in only or SUBJECTS:
        subject, began = SUBJECTS[name], time.monotonic()
        parts, values = subject.parts(lab), {}
        for done, (part, work) in enumerate(parts.items(), 1):
            values[part] = work()
            _say(f"\r{name}: {done} of {len(parts)}")
        asked = {} if getattr(subject, "TRAINED", False) else weights()
        told = "written" if write(root, name, subject.SHOWS, values, asked) else "the same"
        _say(f"\r{name}: {told}, {time.monotonic() - began:.0f} s\n")
    size = sum(file.stat().st_size for file in (root / FOLDER).glob("*.json"))
    print(f"{FOLDER}: {size / 1000:.0f} kB in all")
    return 0


def _say(words: str) -> None:
    print(words, end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1:]))
