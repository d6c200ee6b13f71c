"""What luck alone does to a score (0.9), worked out exactly. No model is asked."""

from itertools import accumulate
from math import comb
from typing import Any

from .lab import Lab, Parts

SHOWS = "The scores that luck gives: one way, the best of ten equal ones, a worse one beside a better."
TRAINED = True  # no weights are read

RATE, TRIED = 0.65, 10  # of the ten equal ways
WORSE, BETTER = 0.8, 0.9


def parts(lab: Lab) -> Parts:
    return {"best_of_ten": _best_of_ten, "worse_looks_as_good": _worse_looks_as_good}


def right(count: int, rate: float) -> list[float]:
    """How probable it is that 0, 1, 2 … of so many mails are right."""
    return [comb(count, n) * rate**n * (1 - rate) ** (count - n) for n in range(count + 1)]


def best(count: int, rate: float, tried: int) -> list[float]:
    """The same for the best score of several ways, each equally good and judged apart from the others."""
    up_to = [least**tried for least in accumulate(right(count, rate))]
    return [it - before for before, it in zip([0.0, *up_to], up_to, strict=False)]


def _best_of_ten() -> dict[str, Any]:
    shown = {str(n): round(_mean(best(n, RATE, TRIED)) / n, 3) for n in (24, 100, 500)}
    one, ten = right(100, RATE), best(100, RATE, TRIED)
    kept = range(45, 91)  # of 100 mails; what lies outside is too rare to be seen
    return {
        "rate": RATE,
        "tried": TRIED,
        "best": shown,
        "from": kept[0],
        "one_of_100": [round(one[n], 4) for n in kept],
        "best_of_100": [round(ten[n], 4) for n in kept],
    }


def _mean(chances: list[float]) -> float:
    return sum(n * chance for n, chance in enumerate(chances))


def _worse_looks_as_good() -> dict[str, Any]:
    """How probable it is that the worse of two ways has as many right as the better one, or more."""
    found = {
        str(count): sum(
            chance * at_most
            for chance, at_most in zip(right(count, WORSE), accumulate(right(count, BETTER)), strict=True)
        )
        for count in (24, 100, 200)
    }
    return {"worse": WORSE, "better": BETTER, "of": {count: round(it, 3) for count, it in found.items()}}
