"""The shop's mails (docs/lab/mails.csv), and how the answers to them are counted.

Mails and labels are invented, by one author. 24 mails tell large differences only, so each score has its
interval.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .interval import wilson

FILE = Path(__file__).parents[4] / "docs" / "lab" / "mails.csv"
REASONS = ("late", "damaged", "wrong", "other")
Mail = dict[str, str]

with FILE.open(encoding="utf-8", newline="") as lines:
    ALL: list[Mail] = list(csv.DictReader(lines))
GOLD = [mail for mail in ALL if mail["set"] == "gold"]
TRAINING = {count: [mail for mail in ALL if mail["set"] != "gold"][:count] for count in (24, 72)}


def scored(said: Sequence[str]) -> dict[str, Any]:
    """A way's answers to the gold mails, and how many are right."""
    right = sum(mail["reason"] == one for mail, one in zip(GOLD, said, strict=True))
    return {"right": right, "of": len(GOLD), "interval": wilson(right, len(GOLD)), "said": list(said)}


def order(mail: Mail) -> str:
    """The order number by a rule: four digits in a row."""
    found = re.search(r"\b\d{4}\b", mail["mail"])
    return found[0] if found else ""
