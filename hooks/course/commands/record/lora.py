"""What a LoRA adapter learns from the shop's mails (0.7, 0.9): adapter.py says how."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import smol

from .adapter import RANK, SCALE, LoRA, Text
from .lab import Array, Lab, Parts, losses, rounded
from .mails import GOLD, REASONS, TRAINING, Mail, scored
from .prompting import WORDINGS
from .texts import PROSE

SHOWS = (
    "What a LoRA adapter learns from 24 or 72 mails, epoch by epoch: the loss on them and on the 24 gold "
    "mails, and how many of these it sorts right by the token that it would write."
)
SAMPLE = ("adapter", "begin")  # each run takes minutes

RATE, BATCH = 3e-4, 8  # the rate falls to nothing by the last step
RUNS = ((24, 8), (24, 18), (72, 6))  # mails to learn from, epochs: the last two take equally many steps
PROMPT = smol.chat(WORDINGS["template"])


def parts(lab: Lab) -> Parts:
    return {
        "adapter": partial(_adapter, lab),
        "begin": partial(_begin, lab),
        "before": partial(_before, lab),
        **{f"mails_{mails}_epochs_{epochs}": partial(_run, lab, mails, epochs) for mails, epochs in RUNS},
    }


def _batches(lab: Lab, mails: Sequence[Mail]) -> list[Text]:
    pairs = [(lab.encode(PROMPT.replace("{}", mail["mail"])), lab.encode(mail["reason"])) for mail in mails]
    return [Text(pairs[n : n + BATCH]) for n in range(0, len(pairs), BATCH)]


def _adapter(lab: Lab) -> dict[str, Any]:
    lora = LoRA(lab.model)
    return {
        "prompt": PROMPT,
        "rank": RANK,
        "scale": SCALE,
        "matrices": len(lora.names),
        "trained_numbers": sum(it.size for it in lora.adapter.values()),
        "parameters": sum(it.size for it in lora.w.values()),
        "rate": RATE,
        "batch": BATCH,
    }


def _begin(lab: Lab) -> dict[str, Any]:
    """What the answers to the first eight mails cost before a step and after it."""
    lora, (text, *_) = LoRA(lab.model), _batches(lab, TRAINING[24])
    return {"losses": rounded([lora.step(text, RATE) for _ in range(2)], 3)}


def _gold(lora: LoRA, lab: Lab) -> dict[str, Any]:
    """What the right answers cost, and the token that it would write, chosen among all."""
    reasons = {lab.encode(reason)[0]: reason for reason in REASONS}
    cost, p = 0.0, list[Array]()
    for text in _batches(lab, GOLD):
        scores, _ = lora.scores(text)
        cost += losses(scores, text.answers).sum() / len(GOLD)
        p += list(smol.softmax(scores[text.first].astype(float)))
    said = [reasons.get(int(it.argmax()), lab.piece(int(it.argmax()))) for it in p]
    closest = min(-np.diff(np.sort(it)[:-3:-1])[0] for it in p)
    return {"gold_loss": rounded(cost, 3), **scored(said), "closest": rounded(closest, 3)}


def _elsewhere(lab: Lab) -> dict[str, Any]:
    """What has become of other texts."""
    france = lab.candidates(lab.scores(smol.chat("What is the capital of France?")), 3)
    return {"france": france, "prose_loss": rounded(lab.losses(lab.encode(PROSE)).mean(), 3)}


def _before(lab: Lab) -> dict[str, Any]:
    return {**_gold(LoRA(lab.model), lab), **_elsewhere(lab)}


def _run(lab: Lab, count: int, epochs: int) -> dict[str, Any]:
    lora, draw, rows = LoRA(lab.model), np.random.default_rng(0), list[tuple[float, ...]]()
    steps, gold = epochs * count // BATCH, dict[str, Any]()
    for epoch in range(epochs):
        mails = [TRAINING[count][n] for n in draw.permutation(count)]
        costs = [lora.step(text, RATE * (1 - lora.steps / steps)) for text in _batches(lab, mails)]
        gold = _gold(lora, lab)
        rows.append((float(np.mean(costs)), gold["gold_loss"], gold["right"]))
        print(f"\repoch {epoch + 1} of {epochs}: {gold['right']} right", end="", file=sys.stderr, flush=True)
    loss, gold_loss, right = zip(*rows, strict=True)
    curves = {"loss": rounded(loss, 3), "gold_loss": gold_loss, "right": right}
    return {"steps": steps, **curves, "end": {**gold, **_elsewhere(lora.merged())}}
