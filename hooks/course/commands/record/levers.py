"""The reason of a mail without any prompt (0.7, 0.9): by its words, or by what the model makes of it.

Both learn from 24 mails or from 72. What prompts do with the same mails is in prompting.py.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import numpy as np
import smol

from .lab import Array, Lab, Parts, rounded
from .mails import GOLD, REASONS, TRAINING, Mail, order, scored

SHOWS = (
    "How many of 24 mails are sorted right by their words, by the unchanged model's rows, and by a rule: "
    "each with Wilson's interval at 95%."
)
SAMPLE = ("mails", "words_24", "words_72", "features_24_after_block_10", "order_by_rule")

BLOCKS = (0, 5, 10, 15, 20, 25, 30)  # 0 is the embedding


def parts(lab: Lab) -> Parts:
    rows = cache(partial(_rows, lab))
    return {
        "mails": _mails,
        **{f"words_{count}": partial(_words, mails) for count, mails in TRAINING.items()},
        **{
            f"features_{count}_after_block_{block}": partial(_features, rows, mails, block)
            for count, mails in TRAINING.items()
            for block in BLOCKS
        },
        "order_by_rule": _order_by_rule,
    }


def _mails() -> dict[str, Any]:
    gold = [[mail["mail"], mail["reason"]] for mail in GOLD]
    chance = scored([REASONS[0]] * len(GOLD))
    return {"gold": gold, "always_one_reason": {key: chance[key] for key in ("right", "of", "interval")}}


def regression(train: Array, mails: Sequence[Mail], gold: Array) -> dict[str, Any]:
    """Logistic regression by plain gradient descent, with features of one scale."""
    mean, spread = train.mean(0), train.std(0) + 1e-6
    x, asked = ((rows - mean) / spread for rows in (train, gold))
    truth = np.array([[mail["reason"] == reason for reason in REASONS] for mail in mails], float)
    weights, bias = np.zeros((x.shape[1], len(REASONS))), np.zeros(len(REASONS))
    for _ in range(2000):
        wrong = (smol.softmax(x @ weights + bias) - truth) / len(x)
        weights, bias = weights - 0.1 * (x.T @ wrong + 0.01 * weights), bias - 0.1 * wrong.sum(0)
    p = smol.softmax(asked @ weights + bias)
    first, second = np.sort(p)[:, :-3:-1].T
    trained = weights.size + bias.size
    said = [REASONS[n] for n in p.argmax(1)]
    return {**scored(said), "trained_numbers": trained, "closest": rounded((first - second).min(), 3)}


def _words(mails: Sequence[Mail]) -> dict[str, Any]:
    """Which words a mail has, and nothing else: no language model."""

    def split(mail: Mail) -> set[str]:
        return set(re.findall("[a-z]+", mail["mail"].lower()))

    known = sorted(set().union(*map(split, mails)))

    def has(some: Sequence[Mail]) -> Array:
        return np.array([[word in split(mail) for word in known] for mail in some], float)

    return {**regression(has(mails), mails, has(GOLD)), "words": len(known)}


def _rows(lab: Lab, mail: str) -> Array:
    """The mean of a mail's rows after each block."""
    rows: Array = lab.inside(mail).stream.mean(1).astype(float)
    return rows


def _features(rows: Callable[[str], Array], mails: Sequence[Mail], block: int) -> dict[str, Any]:
    train, gold = (np.array([rows(mail["mail"])[block] for mail in some]) for some in (mails, GOLD))
    return regression(train, mails, gold)


def _order_by_rule() -> dict[str, Any]:
    found = [order(mail) for mail in GOLD]
    return {"found": found, "mails_without_one": found.count("")}
