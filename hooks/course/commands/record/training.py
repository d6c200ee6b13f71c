"""Gradient descent, step by step (0.2): a line with two numbers, and a network that learns to write mails."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import numpy as np
from mails import TRAINING

from .lab import Array, Lab, Parts, rounded

SHOWS = "The loss of a line and of a small network while plain gradient descent trains them, step by step."
TRAINED = True
SAMPLE = ("line", "mails", "begin")  # the whole run takes ten seconds

LENGTHS, MINUTES = np.array([1.0, 2, 3]), np.array([3.0, 6, 7])  # of three mails: hundreds of words, minutes
RATES = (0.01, 0.1, 0.2)

BEFORE, WIDTH, HIDDEN = 8, 8, 64  # letters that the network reads, numbers for each, neurons
RATE, BATCH, EPOCHS = 0.3, 64, 80
START = 16  # letters of a mail that the network is given, to go on from
SHOWN = ("Do you have gift vouchers?", "Thanks for the quick reply!")  # one that it learnt from, one kept out


def parts(lab: Lab) -> Parts:
    return {"line": _line, "mails": _mails, "begin": partial(_begin, 4), "run": _run}


def _line() -> dict[str, Any]:
    """Twenty steps for each rate, from w = 0 and b = 0; and where a hundred and a thousand lead."""
    return {str(rate): _descent(rate, 20) for rate in RATES} | {
        "later": {
            str(steps): {name: of[-1] for name, of in _descent(0.1, steps).items()} for steps in (100, 1000)
        }
    }


def _descent(rate: float, steps: int) -> dict[str, Any]:
    w = b = 0.0
    rows = []
    for _ in range(steps + 1):
        error = w * LENGTHS + b - MINUTES
        slope, shift = 2 * np.mean(error * LENGTHS), 2 * np.mean(error)
        rows.append((w, b, np.mean(error**2), slope, shift))
        w, b = w - rate * slope, b - rate * shift
    return dict(zip(("w", "b", "loss", "gradient_w", "gradient_b"), rounded(np.array(rows).T), strict=True))


class Network:
    """It reads the last letters and says which comes next. Its matrices start at random."""

    def __init__(self, letters: str) -> None:
        self.letters, self.draw = letters, np.random.default_rng(0)
        wide, many = BEFORE * WIDTH, len(letters)
        self.rows = self.draw.normal(size=(many, WIDTH)) / 2
        self.inner = self.draw.normal(size=(wide, HIDDEN)) / wide**0.5
        self.inner_bias = np.zeros(HIDDEN)
        self.outer = self.draw.normal(size=(HIDDEN, many)) / HIDDEN**0.5 / 10
        self.outer_bias = np.zeros(many)

    @property
    def parameters(self) -> list[Array]:
        return [self.rows, self.inner, self.inner_bias, self.outer, self.outer_bias]

    def examples(self, mails: list[str]) -> tuple[Array, Array]:
        """Each letter of the mails, their end included, and those before it."""
        before, after = list[list[int]](), list[int]()
        for mail in mails:
            numbers = [self.letters.index(letter) for letter in "\n" * BEFORE + mail + "\n"]
            before += [numbers[n - BEFORE : n] for n in range(BEFORE, len(numbers))]
            after += numbers[BEFORE:]
        return np.array(before), np.array(after)

    def forward(self, before: Array) -> tuple[Array, Array, Array]:
        """The rows that were read, the neurons, and a probability for every letter."""
        read = self.rows[before].reshape(len(before), -1)
        neurons = np.tanh(read @ self.inner + self.inner_bias)
        scores = np.exp(neurons @ self.outer + self.outer_bias)
        return read, neurons, scores / scores.sum(axis=1, keepdims=True)

    def judged(self, before: Array, after: Array) -> tuple[float, float]:
        """The mean loss, and the share of letters that were the likeliest."""
        p = self.forward(before)[2]
        loss = -np.log(p[np.arange(len(after)), after]).mean()
        return float(loss), float((p.argmax(axis=1) == after).mean())

    def step(self, before: Array, after: Array) -> float:
        """Every parameter moves against its gradient, as w and b do; says what the loss was before."""
        read, neurons, error = self.forward(before)
        came = np.arange(len(after)), after
        loss = -np.log(error[came]).mean()
        error[came] -= 1
        error /= len(after)
        into = (error @ self.outer.T) * (1 - neurons**2)
        rows = np.zeros_like(self.rows)
        np.add.at(rows, before.reshape(-1), (into @ self.inner.T).reshape(-1, WIDTH))
        gradients = [rows, read.T @ into, into.sum(axis=0), neurons.T @ error, error.sum(axis=0)]
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter -= RATE * gradient
        return float(loss)

    def epoch(self, before: Array, after: Array) -> Iterator[float]:
        """Every example once, in batches of an order that is drawn."""
        order = self.draw.permutation(len(after))
        for n in range(0, len(order), BATCH):
            batch = order[n : n + BATCH]
            yield self.step(before[batch], after[batch])

    def writes(self, start: str) -> str:
        """Goes on from ``start`` with the likeliest letter, to the end of the mail."""
        text = "\n" * BEFORE + start
        while len(text) < 120 and (len(text) == BEFORE + len(start) or not text.endswith("\n")):
            before = [[self.letters.index(letter) for letter in text[-BEFORE:]]]
            text += self.letters[self.forward(np.array(before))[2].argmax()]
        return text.strip("\n")


MAILS = [mail["mail"] for mail in TRAINING[72]]
KEPT = MAILS[2::3]  # kept out of training: every third mail
LEARNT = [mail for mail in MAILS if mail not in KEPT]


def _network() -> tuple[Network, tuple[Array, Array], tuple[Array, Array]]:
    network = Network("".join(sorted({"\n", *"".join(MAILS)})))
    return network, network.examples(LEARNT), network.examples(KEPT)


def _mails() -> dict[str, Any]:
    network, learnt, kept = _network()
    return {
        "mails": len(LEARNT),
        "kept_mails": len(KEPT),
        "letters": len(learnt[1]),
        "kept_letters": len(kept[1]),
        "choices": len(network.letters),
        "parameters": sum(it.size for it in network.parameters),
        "before": BEFORE,
        "batch": BATCH,
        "rate": RATE,
        "steps_an_epoch": -(-len(learnt[1]) // BATCH),
        "epochs": EPOCHS,
        "blind": rounded(np.log(len(network.letters))),
    }


def _begin(epochs: int) -> dict[str, Any]:
    """The loss of every batch, as it was before the step that it led to."""
    network, learnt, _ = _network()
    first = network.judged(*learnt)[0]
    batches = [list(network.epoch(*learnt)) for _ in range(epochs)]
    return {
        "first": rounded(first),
        "batches": rounded(np.concatenate(batches), 3),
        "epochs": rounded([np.mean(it) for it in batches]),
    }


def _run() -> dict[str, Any]:
    """Both losses after each epoch, and what the best version and the last have by heart."""
    network, learnt, kept = _network()
    rows, best = list[tuple[float, ...]](), network
    for epoch in range(EPOCHS + 1):
        if epoch:
            list(network.epoch(*learnt))
        rows.append((*network.judged(*learnt), *network.judged(*kept)))
        if min(rows, key=lambda row: row[2]) is rows[-1]:
            best = deepcopy(network)
        print(f"\repoch {epoch} of {EPOCHS}", end="", file=sys.stderr, flush=True)
    curves = dict(zip(("loss", "right", "kept_loss", "kept_right"), rounded(np.array(rows).T), strict=True))
    epoch = curves["kept_loss"].index(min(curves["kept_loss"]))
    return {
        "best": {"epoch": epoch, **_version(best, {name: of[epoch] for name, of in curves.items()})},
        "end": {"epoch": EPOCHS, **_version(network, {name: of[-1] for name, of in curves.items()})},
        **curves,
    }


def _version(network: Network, judged: dict[str, float]) -> dict[str, Any]:
    """A network as it was saved, and of how many mails it writes the rest, letter for letter."""
    recited = {
        name: sum(network.writes(mail[:START]) == mail for mail in of)
        for name, of in (("recited", LEARNT), ("kept_recited", KEPT))
    }
    return {**judged, **recited, "writes": [network.writes(mail[:START]) for mail in SHOWN]}
