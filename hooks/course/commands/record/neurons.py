"""What single neurons do (0.3). Blocks and neurons count from 1 in what is recorded."""

from functools import cache, partial
from typing import Any

import numpy as np
from mails import TRAINING

from .lab import Array, Lab, Parts, rounded
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
MAILS = [mail["mail"] for mail in TRAINING[72]]
# Found by what they answer to in short texts; what they answer to in the shop's mails is the trial of that
WATCHED = {"colours": (25, 660), "weekdays": (1, 1470), "questions": (11, 657), "damage": (27, 417)}
SHOWN = ["I got a left glove twice in order 1312.", "The mug in order 1201 has a chip in the rim."]
DAMAGE = [" broken", " torn", " cracked", " dent", " crack", " bent"]
QUIET = 0.1
SAMPLE = ("quiet", "sought")  # a watched neuron is asked about 72 mails


def parts(lab: Lab) -> Parts:
    return {name: partial(_neuron, lab, *place) for name, place in WATCHED.items()} | {
        "quiet": partial(_quiet, lab),
        "sought": partial(_sought, lab),
    }


def _neuron(lab: Lab, block: int, neuron: int) -> dict[str, Any]:
    """A neuron's answer to every token of the texts, the strongest, and the strongest in the shop's mails."""
    rows = [_row(lab, text, block, neuron) for text in TEXTS[:-1]]
    mails = {text: _row(lab, text, block, neuron) for text in MAILS}
    return {
        "block": block,
        "neuron": neuron,
        "strongest": _strongest(rows)[:8],
        "texts": rows,
        "strongest_in_mails": _strongest(list(mails.values()))[:20],
        "mails_read": len(MAILS),
        "mails": [mails[text] for text in SHOWN],
    }


def _row(lab: Lab, text: str, block: int, neuron: int) -> dict[str, Any]:
    values = rounded(_watched(lab, text)[block, neuron], 2)
    return {"pieces": [lab.piece(i) for i in lab.encode(text)], "values": values}


@cache
def _watched(lab: Lab, text: str) -> dict[tuple[int, int], Array]:
    """What the watched neurons answer to each token, by block and neuron; a text is read once for all."""
    neurons = lab.inside(text).neurons
    return {place: neurons[place[0] - 1, :, place[1] - 1] for place in WATCHED.values()}


def _strongest(rows: list[dict[str, Any]]) -> list[tuple[str, float]]:
    pairs = [pair for row in rows for pair in zip(row["pieces"], row["values"], strict=True)]
    return sorted(pairs, key=lambda pair: -abs(pair[1]))


def _quiet(lab: Lab) -> dict[str, Any]:
    """How many answers are close to nothing, block by block."""
    neurons = lab.inside(LAMP_MAIL).neurons
    return {"within": QUIET, "by_block": rounded((np.abs(neurons) < QUIET).mean((1, 2)), 3)}


def _sought(lab: Lab) -> dict[str, Any]:
    """The neuron that best picks out the words of damage in the texts, of all neurons of the model."""
    pieces = np.array([lab.piece(i) for text in TEXTS for i in lab.encode(text)])
    answers = np.concatenate([lab.inside(text).neurons for text in TEXTS], axis=1)
    damage = np.isin(pieces, DAMAGE)
    least, most = answers[:, damage].min(1), answers[:, ~damage].max(1)
    block, neuron = np.unravel_index((least - most).argmax(), least.shape)
    return {
        "neurons": least.size,
        "words": DAMAGE,
        "tokens": len(pieces),
        "block": int(block) + 1,
        "neuron": int(neuron) + 1,
        "least": rounded(least[block, neuron], 2),
        "most_elsewhere": rounded(most[block, neuron], 2),
    }
