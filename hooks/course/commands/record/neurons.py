"""What single neurons do (0.3). Blocks and neurons count from 1 in what is recorded."""

from functools import partial
from typing import Any

import numpy as np

from .lab import Lab, Parts, rounded
from .texts import LAMP_MAIL

SHOWS = "How strongly some neurons answer to each token, SiLU(gate) x up. Blocks and neurons count from 1."

TEXTS = [
    "I ordered the blue jacket and got the green one.",
    "The red lamp came, but I had chosen black.",
    "My parcel should have been here on Monday. It is Friday.",
    "Will the order come on Tuesday or on Wednesday?",
    "Where is my parcel? Can you tell me?",
    "The vase was broken and the box was torn.",
    "The glass is cracked and the lid has a dent.",
    LAMP_MAIL,
]
WATCHED = {"colours": (25, 660), "weekdays": (1, 1470), "questions": (11, 657)}
QUIET = 0.1


def parts(lab: Lab) -> Parts:
    return {name: partial(_neuron, lab, *place) for name, place in WATCHED.items()} | {
        "quiet": partial(_quiet, lab)
    }


def _neuron(lab: Lab, block: int, neuron: int) -> dict[str, Any]:
    """Every token of the texts with the neuron's answer, and the strongest."""
    rows = []
    for text in TEXTS[:-1]:
        values = rounded(lab.inside(text).neurons[block - 1, :, neuron - 1], 2)
        rows.append({"pieces": [lab.piece(i) for i in lab.encode(text)], "values": values})
    all_tokens = [pair for row in rows for pair in zip(row["pieces"], row["values"], strict=True)]
    strongest = sorted(all_tokens, key=lambda pair: -abs(pair[1]))[:8]
    return {"block": block, "neuron": neuron, "strongest": strongest, "texts": rows}


def _quiet(lab: Lab) -> dict[str, Any]:
    """How many answers are close to nothing, block by block."""
    neurons = lab.inside(LAMP_MAIL).neurons
    return {"within": QUIET, "by_block": rounded((np.abs(neurons) < QUIET).mean((1, 2)), 3)}
