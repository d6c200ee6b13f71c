"""Every lever on one task (0.7, 0.9): the reason of 24 invented mails, by prompts, counting, features.

Mails and labels are by one author. 24 mails tell large differences only: each score has its interval.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import smol
import yaml

from .lab import Array, Lab, Parts, rounded

SHOWS = (
    "How many of 24 mails each way sorts right, with Wilson's interval at 95%, and what it said to each mail."
)
SAMPLE = ("mails", "plain", "examples_8", "words_24", "words_72", "order_by_rule")

REASONS = ("late", "damaged", "wrong", "other")
TASK = "Which reason does this mail give: late, damaged, wrong or other?"
BLOCKS = (5, 10, 15, 20, 30)
Mail = dict[str, str]
MAILS: dict[str, list[Mail]] = yaml.safe_load(Path(__file__).with_name("mails.yml").read_text("utf-8"))
GOLD, FIRST = MAILS["gold"], MAILS["training"]
TRAINING = {24: FIRST, 72: FIRST + MAILS["more_training"]}


def parts(lab: Lab) -> Parts:
    features = cache(partial(_features, lab))
    orders = {"order_drawn_0": _drawn(0), "order_drawn_1": _drawn(1), **_grouped()}
    return {
        "mails": lambda: {"gold": [[mail["mail"], mail["reason"]] for mail in GOLD]},
        "plain": partial(_prompted, lab, f"{TASK}\n\nMail: ", "\nReason:", " "),
        "template": partial(_templated, lab),
        **{f"examples_{count}": partial(_examples, lab, _interleaved(count)) for count in (4, 8, 16, 24)},
        **{name: partial(_examples, lab, order) for name, order in orders.items()},
        **{f"words_{count}": partial(_words, mails) for count, mails in TRAINING.items()},
        **{
            f"features_{count}_block_{block}": partial(_frozen, features, mails, block)
            for count, mails in TRAINING.items()
            for block in BLOCKS
        },
        "order_by_rule": _order_by_rule,
        "json_8": partial(_json, lab, _interleaved(8)),
    }


def wilson(right: int, of: int) -> list[float]:
    """The shares that fit what was seen, at 95% (Wilson 1927)."""
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5 / (1 + z * z / of)
    return [round(middle - half, 3), round(middle + half, 3)]


def scored(said: Sequence[str]) -> dict[str, Any]:
    """A way's answers to the gold mails, and how many are right."""
    right = sum(mail["reason"] == one for mail, one in zip(GOLD, said, strict=True))
    return {"right": right, "of": len(GOLD), "interval": wilson(right, len(GOLD)), "said": list(said)}


def _interleaved(count: int) -> list[Mail]:
    """The first mails of each reason, in turn."""
    of = {reason: [mail for mail in FIRST if mail["reason"] == reason] for reason in REASONS}
    return [of[reason][n] for n in range(count // 4) for reason in REASONS]


def _drawn(seed: int) -> list[Mail]:
    mails = _interleaved(8)
    return [mails[n] for n in np.random.default_rng(seed).permutation(8)]


def _grouped() -> dict[str, list[Mail]]:
    def grouped(reasons: Iterable[str]) -> list[Mail]:
        return [mail for reason in reasons for mail in _interleaved(8) if mail["reason"] == reason]

    return {"order_other_last": grouped(REASONS), "order_late_last": grouped(reversed(REASONS))}


def _prompted(lab: Lab, head: str, tail: str, space: str) -> dict[str, Any]:
    """The likeliest of the four reasons after each mail. What comes before the mail is read once."""
    labels = [lab.encode(space + reason)[0] for reason in REASONS]
    before: dict[str, Any] = {}
    lab.scores(head, before)
    said, share = [], []
    for mail in GOLD:
        p = smol.softmax(lab.scores(mail["mail"] + tail, dict(before)))
        said.append(REASONS[int(p[labels].argmax())])
        share.append(p[labels].sum())
    tokens = len(lab.encode(head + tail))
    return {
        **scored(said),
        "probability_of_the_four": rounded(np.mean(share), 3),
        "tokens_besides_the_mail": tokens,
    }


def _templated(lab: Lab) -> dict[str, Any]:
    head, tail = smol.chat(f"{TASK} Answer with one word.\n\nMAIL").split("MAIL")
    return _prompted(lab, head, tail, "")


def _examples(lab: Lab, mails: Sequence[Mail]) -> dict[str, Any]:
    shown = "".join(f"Mail: {mail['mail']}\nReason: {mail['reason']}\n\n" for mail in mails)
    return _prompted(lab, f"{shown}Mail: ", "\nReason:", " ")


def _regression(train: Array, mails: Sequence[Mail], gold: Array) -> list[str]:
    """Logistic regression by plain gradient descent, with features of one scale."""
    mean, spread = train.mean(0), train.std(0) + 1e-6
    x, truth = (
        (train - mean) / spread,
        np.array([[mail["reason"] == r for r in REASONS] for mail in mails], float),
    )
    weights, bias = np.zeros((x.shape[1], 4)), np.zeros(4)
    for _ in range(2000):
        wrong = (smol.softmax(x @ weights + bias) - truth) / len(x)
        weights, bias = weights - 0.1 * (x.T @ wrong + 0.01 * weights), bias - 0.1 * wrong.sum(0)
    return [REASONS[n] for n in ((gold - mean) / spread @ weights + bias).argmax(1)]


def _words(mails: Sequence[Mail]) -> dict[str, Any]:
    """Which words a mail has, and nothing else: no language model."""

    def split(mail: Mail) -> set[str]:
        return set(re.findall("[a-z]+", mail["mail"].lower()))

    known = sorted(set().union(*map(split, mails)))

    def has(some: Sequence[Mail]) -> Array:
        return np.array([[word in split(mail) for word in known] for mail in some], float)

    return {**scored(_regression(has(mails), mails, has(GOLD))), "words": len(known)}


def _features(lab: Lab, mail: str) -> Array:
    """The mean of a mail's rows after each block of the model as it is."""
    rows: Array = lab.inside(mail).stream.mean(1).astype(float)
    return rows


def _frozen(features: Callable[[str], Array], mails: Sequence[Mail], block: int) -> dict[str, Any]:
    train, gold = (np.array([features(mail["mail"])[block] for mail in some]) for some in (mails, GOLD))
    return {**scored(_regression(train, mails, gold)), "trained_numbers": 4 * train.shape[1] + 4}


def order(mail: str) -> str:
    """The order number by a rule: four digits in a row."""
    found = re.search(r"\b\d{4}\b", mail)
    return found[0] if found else ""


def _order_by_rule() -> dict[str, Any]:
    found = [order(mail["mail"]) for mail in GOLD]
    return {"found": found, "mails_without_one": found.count("")}


def _json(lab: Lab, mails: Sequence[Mail]) -> dict[str, Any]:
    """Order number and reason as JSON from examples: the form is learnt, the rest is not."""

    def written(mail: Mail) -> str:
        return json.dumps({"order": order(mail["mail"]), "reason": mail["reason"]})

    head = "".join(f"Mail: {mail['mail']}\nJSON: {written(mail)}\n\n" for mail in mails)
    rows = []
    for mail in GOLD:
        said = lab.answer(f"{head}Mail: {mail['mail']}\nJSON:", 30)["text"].split("\n")[0].strip()
        try:
            read = json.loads(said)
        except ValueError:
            read = None
        fields = read if isinstance(read, dict) else {}
        rows.append(
            {
                "said": said,
                "valid": bool(fields),
                "order_right": fields.get("order") == order(mail["mail"]),
                "order_made_up": bool(fields.get("order")) and not order(mail["mail"]),
                "reason_right": fields.get("reason") == mail["reason"],
            }
        )
    counts = {key: sum(bool(row[key]) for row in rows) for key in rows[0] if key != "said"}
    both = sum(bool(row["order_right"] and row["reason_right"]) for row in rows)
    return {"of": len(rows), **counts, "both_right": both, "answers": [row["said"] for row in rows]}
