"""Steps to put into order. They are written in the right one, and shown in another."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from .asked import Asked, Entry, Fault, Numbers, plain, shuffled

_PLACE = re.compile(
    r"(first|second|third|then|next|finally|last|lastly|at last|afterwards)(?![-\w])", re.IGNORECASE
)


MOST = 8  # quiz.css knows their letters


class Order(Asked):
    HOLDS: ClassVar[str] = "steps"
    TEMPLATE: ClassVar[str] = "order.html"
    SMELLS: ClassVar[tuple[str, ...]] = ("told-order",)

    kind: Literal["order"]
    steps: Annotated[
        tuple[Entry, ...],
        Field(json_schema_extra={"minItems": 3}, description="In the right order; readers get another"),
    ]

    @property
    def mixed(self) -> Sequence[Entry]:
        """As readers get them."""
        return shuffled(self.id, self.steps)

    @property
    def letters(self) -> dict[str, str]:
        """By its id, what a step is called on paper."""
        return {step.id: chr(ord("a") + place) for place, step in enumerate(self.mixed)}

    @property
    def places(self) -> list[str]:
        """Where a step may be put, as answers have it."""
        return [str(place) for place, _ in enumerate(self.steps, 1)]

    def asked(self) -> list[Any]:
        return [[plain(step.text) for step in self.steps]]

    def faults(self, numbers: Numbers | None) -> Iterator[Fault]:
        yield from super().faults(numbers)
        if len(self.steps) < 3:
            yield ("steps",), f"{len(self.steps) or 'no'} steps", "An order takes three at least"
        if len(self.steps) > MOST:
            yield (
                ("steps", MOST),
                f"{len(self.steps)} steps",
                f"Keep {MOST} at most, or ask for a part of them",
            )

    def smells(self) -> Iterator[tuple[str, Fault]]:
        for index, step in enumerate(self.steps):
            if match := _PLACE.match(step.text):
                what = f"the step begins with '{match[0]}', which tells its place"
                yield "told-order", (("steps", index, "text"), what, "Say what happens, and not when")

    @property
    def instruction(self) -> str:
        return "Give each its place."

    def solution(self, numbers: Numbers) -> Iterator[tuple[str, str, str]]:
        for place, step in zip(self.places, self.steps, strict=True):
            yield place, step.text, step.because

    def choices(self, numbers: Numbers) -> Iterator[tuple[str, Any]]:
        ids = [step.id for step in self.steps]
        yield "Right", ids
        yield "The first two the other way round", [*ids[1::-1], *ids[2:]]
        yield "Backwards", ids[::-1]
