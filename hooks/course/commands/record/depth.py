"""When the answer appears (0.5): the rows between blocks, read off as if they were the last."""

from functools import partial
from typing import Any

import smol

from .lab import Lab, Parts, rounded

SHOWS = "The rank and probability of a word after each block: it comes up late. Block 0 is the embedding."

ASKED = {
    "france": ("The capital of France is", " Paris"),
    "refund": ("The parcel was late, so the customer asked for a", " refund"),
    "hot": ("The opposite of hot is", " cold"),
    "monday": ("Monday, Tuesday,", " Wednesday"),
}


def parts(lab: Lab) -> Parts:
    return {name: partial(_depth, lab, *asked) for name, asked in ASKED.items()}


def _depth(lab: Lab, text: str, word: str) -> dict[str, Any]:
    rows = lab.inside(text).stream[:, -1]
    scores = lab.model.norm(rows, "output_norm") @ lab.model.w["token_embd"].T
    p = smol.softmax(scores.astype(float))
    number = lab.one(word)
    return {
        "text": text,
        "word": word,
        "rank": [int((row > row[number]).sum()) + 1 for row in scores],
        "p": rounded(p[:, number]),
        "first": [lab.piece(int(row.argmax())) for row in scores],
    }
