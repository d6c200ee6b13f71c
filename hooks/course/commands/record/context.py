"""What context is worth (0.5): the loss of the same tokens with more or less before them."""

from functools import partial
from typing import Any

import numpy as np
from lora import BATCH, LoRA, Text

from .lab import END, Lab, Parts, losses, rounded
from .texts import LAMP_MAIL

SHOWS = (
    "The mean loss of a mail's later tokens, with few or all tokens before each, and with those out of order."
)

SAMPLE = ("window_1", "all", "again")

FIRST = 40  # tokens from here on are judged; each has at least as many before it
WINDOWS = (1, 2, 4, 8, 16, 32)


def parts(lab: Lab) -> Parts:
    windows = {f"window_{width}": partial(_window, lab, width) for width in WINDOWS}
    return windows | {
        "all": partial(_all, lab),
        "shuffled": partial(_shuffled, lab),
        "again": partial(_again, lab),
    }


def _result(costs: Any) -> dict[str, Any]:
    mean = np.mean(costs)
    return {"loss": rounded(mean), "perplexity": rounded(np.exp(mean), 1), "tokens": len(costs)}


def _window(lab: Lab, width: int) -> dict[str, Any]:
    """Only so many tokens before each. All ways begin with END, the resting place of many heads."""
    ids, lora = lab.encode(LAMP_MAIL), LoRA(lab.model)  # which reads several at once, and has learnt nothing
    pairs = [([END, *ids[n - width : n]], [ids[n]]) for n in range(FIRST, len(ids))]
    scores = [lora.scores(Text(pairs[n : n + BATCH]))[0] for n in range(0, len(pairs), BATCH)]
    return _result(losses(np.concatenate(scores), ids[FIRST:]))


def _all(lab: Lab) -> dict[str, Any]:
    return {"text": LAMP_MAIL, **_result(lab.losses(lab.encode(LAMP_MAIL))[FIRST:])}


def _shuffled(lab: Lab) -> dict[str, Any]:
    """All tokens before, in an order that is drawn, but the last one last."""
    ids, draw = lab.encode(LAMP_MAIL), np.random.default_rng(0)
    before = ([*draw.permutation(ids[: n - 1]).tolist(), ids[n - 1]] for n in range(FIRST, len(ids)))
    scores = [lab.model([END, *read])[-1:] for read in before]
    return _result(losses(np.concatenate(scores), ids[FIRST:]))


def _again(lab: Lab) -> dict[str, Any]:
    """What a word costs each time that it comes."""
    ids = lab.encode(LAMP_MAIL)
    cost = lab.losses(ids)
    return {
        word: rounded(cost[[n for n, i in enumerate(ids) if i == lab.one(word)]], 2)
        for word in (" lamp", " parcel")
    }
