"""The shop's mails (docs/lab/mails.csv), and how the answers to them are counted.

Mails and labels are invented, by one author. 24 mails tell large differences only, so each score has its
interval.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[4] / "docs" / "lab" / "mails.csv"
REASONS = ("late", "damaged", "wrong", "other")
Mail = dict[str, str]

with FILE.open(encoding="utf-8", newline="") as lines:
    ALL: list[Mail] = list(csv.DictReader(lines))
GOLD = [mail for mail in ALL if mail["set"] == "gold"]
TRAINING = {count: [mail for mail in ALL if mail["set"] != "gold"][:count] for count in (24, 72)}


def wilson(right: int, count: int) -> list[float]:
    """The shares that fit what was seen, at 95% (Wilson 1927, doi 10.1080/01621459.1927.10502953)."""
    z, share = 1.96, right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5 / (1 + z * z / count)
    return [round(middle - half, 3), round(middle + half, 3)]


def scored(said: Sequence[str]) -> dict[str, Any]:
    """A way's answers to the gold mails, and how many are right."""
    right = sum(mail["reason"] == one for mail, one in zip(GOLD, said, strict=True))
    return {"right": right, "of": len(GOLD), "interval": wilson(right, len(GOLD)), "said": list(said)}


def order(mail: Mail) -> str:
    """The order number by a rule: four digits in a row."""
    found = re.search(r"\b\d{4}\b", mail["mail"])
    return found[0] if found else ""
