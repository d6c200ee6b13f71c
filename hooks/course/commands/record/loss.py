"""What each token of a text cost the model (0.2, 0.6)."""

import random
from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Lab, Parts, rounded
from .texts import ARTICLE_1, COURSE, DECLARATION, FIBONACCI, TICKET

SHOWS = "The loss of every token, after <|endoftext|>, of texts that are known, shuffled, foreign."


def shuffled(text: str) -> str:
    """The same words in an order that is drawn once and for all."""
    words = text.split(" ")
    random.Random(1).shuffle(words)
    return " ".join(words)


REFUND = "The parcel was late, so the customer asked for a refund."
TEXTS = {
    "refund": REFUND,
    "giraffe": REFUND.replace("refund", "giraffe"),
    "refund_shuffled": shuffled(REFUND),
    "cat": "The cat sat on the mat.",
    "declaration_of_independence": DECLARATION,
    "prose": COURSE,
    "prose_shuffled": shuffled(COURSE),
    "code": FIBONACCI,
    "ticket": TICKET,
    **{f"article_1_{language}": text for language, text in ARTICLE_1.items()},
}


def parts(lab: Lab) -> Parts:
    texts = {name: partial(_loss, lab, text) for name, text in TEXTS.items()}
    return texts | {"refund_by_word": partial(_by_word, lab), "blind": partial(_blind, lab)}


def _loss(lab: Lab, text: str) -> dict[str, Any]:
    ids = lab.encode(text)
    cost = lab.losses(ids)
    return {
        "text": text,
        "pieces": [lab.piece(i) for i in ids],
        "loss": rounded(cost),
        "mean": rounded(cost.mean()),
        "perplexity": rounded(np.exp(cost.mean()), 1),
        "bits_per_byte": rounded(cost.sum() / np.log(2) / len(text.encode())),
    }


def _by_word(lab: Lab) -> dict[str, Any]:
    """What each of several words would have cost, had it come next."""
    before, words = (
        REFUND.removesuffix(" refund."),
        (" refund", " discount", " replacement", " banana", " giraffe"),
    )
    cost = -np.log(smol.softmax(lab.scores(before)))
    return {"text": before, "loss": {word.strip(): rounded(cost[lab.one(word)]) for word in words}}


def _blind(lab: Lab) -> dict[str, Any]:
    choices = len(lab.tokenizer.tokens)
    return {"mean": rounded(np.log(choices)), "perplexity": choices}
