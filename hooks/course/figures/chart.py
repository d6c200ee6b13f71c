"""Charts: where a value stands in a drawing, as pure functions that figures' templates call as ``chart``."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import floor, log10
from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom
MARK, FAR = 6, 10  # half of a point's mark, and of what another point's text keeps free
WIDE = 0.56  # of a text's size, what a letter takes at most on average


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


class Label(NamedTuple):
    """Where a label stands: its anchor is "" at its start, "mid" in its middle, "end" at its end."""

    x: float
    y: float
    anchor: str


def labels(
    points: Sequence[tuple[float, float]], texts: Sequence[str], plot: Box, size: float
) -> list[Label | None]:
    """A place beside each point for its text of ``size``, None where none keeps clear. The first come first.

    It keeps clear of texts that have their place, of what is outside ``plot``, and of other points so far
    that none is taken for another's.
    """
    taken: list[Box] = []
    found: list[Label | None] = []
    for point, text in zip(points, texts, strict=True):
        width = len(text) * size * WIDE
        tried = {it: _box(it, width, size) for it in _beside(*point, size)}
        near = [(x - FAR, y - FAR, x + FAR, y + FAR) for x, y in points if (x, y) != point]
        free = (it for it, box in tried.items() if _inside(box, plot) and not _meets(box, taken + near))
        place = next(free, None)
        found.append(place)
        taken += [tried[place]] if place else []
    return found


def _beside(x: float, y: float, size: float) -> Iterator[Label]:
    gap, low = MARK + 3, round(y + size / 3, 1)
    yield Label(round(x + gap, 1), low, "")
    yield Label(round(x - gap, 1), low, "end")
    yield Label(x, round(y - gap, 1), "mid")
    yield Label(x, round(y + gap + size * 0.7, 1), "mid")
    yield Label(round(x - gap, 1), round(y - gap / 3, 1), "end")
    yield Label(round(x + gap, 1), round(y + size * 0.7, 1), "")


def _box(label: Label, width: float, size: float) -> Box:
    left = label.x - {"": 0, "mid": width / 2, "end": width}[label.anchor]
    return left, label.y - size * 0.8, left + width, label.y + size * 0.25


def _inside(box: Box, plot: Box) -> bool:
    return box[0] >= plot[0] and box[1] >= plot[1] and box[2] <= plot[2] and box[3] <= plot[3]


def _meets(box: Box, others: Iterable[Box]) -> bool:
    return any(box[0] < it[2] and it[0] < box[2] and box[1] < it[3] and it[1] < box[3] for it in others)


def apart(places: Sequence[float], gap: float, high: float) -> list[float]:
    """Where labels stand that want to stand at ``places``: in order, ``gap`` apart, none beyond ``high``."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    found = list(places)
    for before, here in pairwise(order):
        found[here] = max(found[here], found[before] + gap)
    for place, here in enumerate(reversed(order)):
        found[here] = min(found[here], high - place * gap)
    return found
