"""How often training finds what a small network can do (0.3). No model is asked: networks are trained here.

The lesson's figure cut-plane trains in the page, from the same starts by the same sums in the same order, and
ends at the same numbers.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from mails import wilson

from .lab import Array, Lab, Parts, rounded

SHOWS = "Networks of a few neurons, trained on which mails have a clear wish: how many starts found the rule."
TRAINED = True

MAILS = ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0))  # asks for a refund, for a replacement; is it one wish?
RATE, STEPS = 0.1, 500
FEW, MANY = 50, 1000  # starts
WIDTHS = (1, 2, 3, 4, 8, 16)
NEAR = 0.1  # found: each answer is nearer than that to what it should be
STILL = 1e-6  # a sum below is taken for one that is cut
CLEAR = 0.51  # above a half, and not by rounding alone
SAMPLE = (*(f"hidden_{width}" for width in WIDTHS), "shown", "stuck")

Point = tuple[float, float]
Sheet = tuple[float, float, float]  # by how much it rises with a, with b, and its height at (0, 0)
SQUARE: list[Point] = [(-0.5, -0.5), (1.5, -0.5), (1.5, 1.5), (-0.5, 1.5)]


class Networks:
    """A network for each start: ``into[k]`` holds a neuron's weights and bias, ``out[k]`` its weight."""

    def __init__(self, hidden: int, starts: range) -> None:
        drawn = np.array([[next(draw) for _ in range(4 * hidden + 1)] for draw in map(_draws, starts)]).T
        self.last, neurons = drawn[0], drawn[1:].reshape(hidden, 4, -1)
        self.into, self.out = neurons[:, :3].copy(), neurons[:, 3].copy()

    def answers(self) -> Array:
        return np.array([self._forward(a, b)[1] for a, b, _ in MAILS])

    def loss(self) -> Array:
        loss: Array = (self._errors() ** 2).mean(0)
        return loss

    def _errors(self) -> Array:
        errors: Array = self.answers() - np.array(MAILS)[:, 2:]
        return errors

    def _forward(self, a: float, b: float) -> tuple[Array, Array]:
        sums = self.into[:, 0] * a + self.into[:, 1] * b + self.into[:, 2]
        answer = self.last
        for one, weight in zip(sums, self.out, strict=True):
            answer = answer + np.maximum(one, 0) * weight
        return sums, answer

    def step(self) -> None:
        """One step down the loss of all four mails, backwards through the two layers."""
        to_into, to_out, to_last = (np.zeros_like(it) for it in (self.into, self.out, self.last))
        for a, b, right in MAILS:
            sums, answer = self._forward(a, b)
            slope = 2 * (answer - right) / 4
            to_last += slope
            to_out += np.maximum(sums, 0) * slope
            back = slope * self.out * (sums > 0)  # nothing passes a neuron that is cut to 0
            to_into += np.stack([back * a, back * b, back], 1)
        self.into -= RATE * to_into
        self.out -= RATE * to_out
        self.last = self.last - RATE * to_last

    def trained(self, steps: int = STEPS) -> "Networks":
        for _ in range(steps):
            self.step()
        return self

    def found(self) -> Array:
        found: Array = np.abs(self._errors()).max(0) < NEAR
        return found

    def with_a_silent_neuron(self) -> Any:
        """Where some neuron is cut to 0 for all four mails: no slope reaches it any more."""
        sums = np.array([self._forward(a, b)[0] for a, b, _ in MAILS])
        loudest: Array = sums.max(0).min(0)
        return loudest < STILL


def parts(lab: Lab) -> Parts:
    return {
        **{f"hidden_{width}": partial(_few, width) for width in WIDTHS},
        "of_1000": _many,
        "longer": _longer,
        "shown": partial(_shown, 2, 1),
        "stuck": partial(_shown, 2, 12),
    }


def _draws(start: int) -> Iterator[float]:
    """Numbers between -1 and 1, the same for the same start: the generator mulberry32, in whole numbers."""
    state = start
    while True:
        state = (state + 0x6D2B79F5) % 2**32
        it = (state ^ state >> 15) * (state | 1) % 2**32
        it ^= (it + (it ^ it >> 7) * (it | 61)) % 2**32
        yield (it ^ it >> 14) / 2**32 * 2 - 1


def _few(hidden: int) -> dict[str, Any]:
    """Which starts found the rule, what that says of all starts, and at which losses they ended."""
    ended = Networks(hidden, range(1, FEW + 1)).trained()
    found = [n + 1 for n in range(FEW) if ended.found()[n]]
    low, high = wilson(len(found), FEW)
    losses, counts = np.unique(np.round(ended.loss(), 3) + 0.0, return_counts=True)
    return {
        "hidden": hidden,
        "parameters": 4 * hidden + 1,
        "starts": FEW,
        "found": len(found),
        "low": low,
        "high": high,
        "which": found,
        "missed": FEW - len(found),
        "missed_with_a_silent_neuron": int((ended.with_a_silent_neuron() & ~ended.found()).sum()),
        "losses": [[float(loss), int(count)] for loss, count in zip(losses, counts, strict=True)],
    }


def _many() -> dict[str, Any]:
    found = {
        f"hidden_{width}": int(Networks(width, range(1, MANY + 1)).trained().found().sum())
        for width in WIDTHS
    }
    return {"starts": MANY, **found}


def _longer() -> dict[str, Any]:
    """Ten times the steps: do those that had not found it find it then?"""
    ended = {f"hidden_{width}": Networks(width, range(1, FEW + 1)).trained(10 * STEPS) for width in WIDTHS}
    return {"steps": 10 * STEPS, **{name: int(it.found().sum()) for name, it in ended.items()}}


def _shown(hidden: int, start: int) -> dict[str, Any]:
    """One network before and after: its numbers, its answers, and the plane as it cuts it."""
    before = Networks(hidden, range(start, start + 1))
    first, after = float(before.loss()[0]), before.trained()
    neurons = [[*after.into[k, :, 0].tolist(), float(after.out[k, 0])] for k in range(hidden)]
    cuts, clear = _plane(neurons, float(after.last[0]))
    return {
        "hidden": hidden,
        "start": start,
        "loss_before": rounded(first, 6),
        "loss": rounded(after.loss()[0], 6),
        "answers": rounded(after.answers()[:, 0], 6),
        "neurons": rounded(neurons, 6),
        "last": rounded(after.last[0], 6),
        "cuts": rounded(cuts, 6),
        "clear": [rounded(sheet, 6) for sheet in clear],
    }


def _plane(neurons: list[list[float]], last: float) -> tuple[list[list[Point]], list[list[Point]]]:
    """Where each neuron begins, and where the answer is above a half.

    Each neuron cuts the plane along a line; between the lines the answer is a flat sheet.
    """
    sheets = [(SQUARE, (0.0, 0.0, last - CLEAR))]
    for a, b, c, weight in neurons:
        on, off = (a, b, c), (-a, -b, -c)
        sheets = [
            side
            for sheet, (p, q, r) in sheets
            for side in (
                (_kept(sheet, on), (p + weight * a, q + weight * b, r + weight * c)),
                (_kept(sheet, off), (p, q, r)),
            )
        ]
    cuts = [cut for a, b, c, _ in neurons if (cut := _crossed(SQUARE, (a, b, c)))]
    return cuts, [clear for sheet, answer in sheets if (clear := _kept(sheet, answer))]


def _kept(polygon: list[Point], sheet: Sheet) -> list[Point]:
    """The part of a polygon in which a flat sheet is above 0."""
    kept: list[Point] = []
    for here, there in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if _height(sheet, here) > 0:
            kept.append(here)
        kept += _between(sheet, here, there)
    return kept


def _crossed(polygon: list[Point], sheet: Sheet) -> list[Point]:
    """Where the edge of a polygon meets the line on which a flat sheet is 0."""
    edges = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return [point for here, there in edges for point in _between(sheet, here, there)]


def _between(sheet: Sheet, here: Point, there: Point) -> list[Point]:
    up, down = _height(sheet, here), _height(sheet, there)
    if (up > 0) == (down > 0):
        return []
    share = up / (up - down)
    return [(here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))]


def _height(sheet: Sheet, point: Point) -> float:
    return sheet[0] * point[0] + sheet[1] * point[1] + sheet[2]
