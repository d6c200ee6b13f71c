"""What the commands print that docs/lab/index.md shows."""

import re
import subprocess
import sys
from functools import partial
from typing import Any

import smol

from .lab import Lab, Parts

SHOWS = "What each command of the lab's page prints."
SAMPLE = ("top",)  # each reads the weights anew

LATE = "Write one sentence to a customer whose parcel is late."
COMMANDS = {
    "continue": ["The capital of France is"],
    "chat": ["--chat", "Name three fruits."],
    "top": ["--top", "5", "The capital of Australia is"],
    "australia": ["--chat", "What is the capital of Australia?"],
    "tokens": ["--tokens", "My parcel is late."],
    "sum": ["--chat", "What is 17 + 25?"],
    "late": ["--chat", LATE],
    "drawn": ["--chat", "--temperature", "0.7", "--seed", "0", LATE],
    "drawn_again": ["--chat", "--temperature", "0.7", "--seed", "1", LATE],
}


def parts(lab: Lab) -> Parts:
    return {name: partial(_printed, arguments) for name, arguments in COMMANDS.items()}


def _printed(arguments: list[str]) -> dict[str, Any]:
    """The command as one types it, run as one runs it."""
    ran = subprocess.run(
        [sys.executable, smol.__file__, *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    typed = " ".join(a if re.fullmatch(r"--[a-z]+|[\d.]+", a) else f'"{a}"' for a in arguments)
    return {"command": f"python smol.py {typed}", "printed": ran.stdout}
