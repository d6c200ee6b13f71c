"""Charts: where a value stands in a drawing, as pure functions that figures' templates call as ``chart``."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor, log10
from typing import NamedTuple


class Scale(NamedTuple):
    """From values to places: ``low`` stands at ``start``, ``high`` at ``end``, which may be the smaller."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of ``value``, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        place = round(self.start + share * (self.end - self.start), 1)
        return int(place) if place.is_integer() else place


class LogScale(Scale):
    """The same for values above zero: ten times as much is always as far away."""

    def __call__(self, value: float) -> float:
        return Scale(log10(self.low), log10(self.high), self.start, self.end)(log10(value))


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values from ``low`` to ``high``, at most ``most``: 1, 2 or 5 times a power of ten apart."""
    if not low < high or most < 2:
        raise ValueError("ticks stand between two values, and there are two or more")
    power = 10.0 ** floor(log10((high - low) / most))
    for step in (power * n for n in (1, 2, 5, 10, 20)):
        first, last = -floor(-round(low / step, 9)), floor(round(high / step, 9))
        if last - first < most:
            return [round(n * step, 12) for n in range(first, last + 1)]
    raise AssertionError("twenty times a tenth is more than the whole")


def line(points: Iterable[tuple[float, float]], x: Scale, y: Scale) -> str:
    """The path through ``points``."""
    return "M" + "L".join(f"{x(a):g} {y(b):g}" for a, b in points)


def curve(values: Iterable[float], x: Scale, y: Scale) -> str:
    """The path through ``values``, which stand at 0, 1, 2 and so on."""
    return line(enumerate(values), x, y)


def bar(left: float, top: float, width: float, height: float) -> str:
    """The path of a bar; the least one is still seen."""
    seen = max(round(width, 1), 1)
    return f"M{left:g} {top:g}h{seen:g}v{height:g}h-{seen:g}z"


def apart(places: Sequence[float], gap: float, high: float) -> list[float]:
    """Where labels stand that want to stand at ``places``: in order, ``gap`` apart, none beyond ``high``."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    found = list(places)
    for before, here in pairwise(order):
        found[here] = max(found[here], found[before] + gap)
    for place, here in enumerate(reversed(order)):
        found[here] = min(found[here], high - place * gap)
    return found
