"""A number that is typed, with its unit: its answer is worked out, and what is near enough counts."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from ...authoring.arithmetic import Unreadable, evaluate
from ...authoring.number import check_unit
from ...authoring.strict import Strict, Text
from .asked import Asked, Entry, Fault, Numbers, plain

# What js/lib/number-entry.js would take for a part of the number before it: 5 10³, 5 e3, 5 x2
_POWER = re.compile(r"[eе] ?[-+]?\d|[x×х*·⋅∙] ?\d", re.IGNORECASE)


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Arithmetic = Annotated[Text, BeforeValidator(_number_as_text, json_schema_input_type=str | float)]


class Answer(Strict):
    value: Annotated[Arithmetic, Field(description="Computed at build: qwen3_0_6b.parameters * 2 / GB")]
    unit: Annotated[Text, Field(description="Stands in the label: MB, GiB, tokens, times")]
    within: Annotated[Arithmetic, Field(description="How far off still counts: 5%, or an amount in the unit")]


class Number(Asked):
    HOLDS: ClassVar[str] = "answer"
    TEMPLATE: ClassVar[str] = "number.html"
    SMELLS: ClassVar[tuple[str, ...]] = ("typed-number",)

    kind: Literal["number"]
    answer: Answer
    because: Annotated[Text, Field(description="Markdown: how one gets there")]

    @property
    def entries(self) -> Sequence[Entry]:
        return ()

    def asked(self) -> list[Any]:
        return [plain(self.answer.unit), plain(self.answer.value)]

    def key(self, numbers: Numbers) -> "Key":
        return key(self.answer, numbers)

    def faults(self, numbers: Numbers | None) -> Iterator[Fault]:
        if numbers is not None:
            yield from _answer_faults(self.answer, numbers)

    def smells(self) -> Iterator[tuple[str, Fault]]:
        if re.fullmatch(r"[\d_.eE+-]+", self.answer.value):
            what = f"the number {self.answer.value} is typed in"
            yield "typed-number", (("answer", "value"), what, "Compute it from a model's numbers")

    @property
    def instruction(self) -> str:
        return f"Answer in {self.answer.unit}."

    def solution(self, numbers: Numbers) -> Iterator[tuple[str, str, str]]:
        yield self.key(numbers).shown, "", self.because

    def saved(self) -> dict[str, Any]:
        return {"v": 1, "unit": self.answer.unit}

    def choices(self, numbers: Numbers) -> Iterator[tuple[str, Any]]:
        value = float(self.key(numbers).value)
        yield "Right", repr(value)
        yield "Wrong", repr(value * 2 + 1)


@dataclass(frozen=True)
class Key:
    """The answer of a number question: for the browser as text of floats, for people in words."""

    value: str
    within: str
    shown: str
    span: str


MOST = 10**15  # a number up to here is told digit by digit
WITHIN = "Write a share like 5%, or an amount in the unit"


def key(answer: Answer, names: Mapping[str, Any]) -> Key:
    """The answer, in its unit; ``names`` as for ``evaluate``. Raises ``Unreadable``."""
    value = float(evaluate(answer.value, names))
    within = tolerance(answer, value, names)
    distance = answer.within if "%" in answer.within else f"{_words(within, 0)} {answer.unit}"
    span = f"{distance} either way counts" if within else ""
    return Key(repr(value), repr(within), f"{_words(value, within)} {answer.unit}", span)


def tolerance(answer: Answer, value: float, names: Mapping[str, Any]) -> float:
    """How far from ``value`` an answer may be, in its unit. Raises ``Unreadable``."""
    share, percent, rest = answer.within.partition("%")
    if rest.strip():
        raise Unreadable(f"'{answer.within}' is neither a share like 5% nor an amount", WITHIN)
    amount = float(evaluate(share, names))
    if amount < 0:
        raise Unreadable(f"'{answer.within}' is below zero", WITHIN)
    if abs(value) >= MOST:
        raise Unreadable(
            f"the answer is {value:g}, and nobody types a number from {MOST:g} on", "Choose a larger unit"
        )
    if percent and not value:
        raise Unreadable(f"'{answer.within}' of an answer of 0 is nothing", "Write an amount in the unit")
    if amount > (50 if percent else max(abs(value) / 2, 1)):
        raise Unreadable(
            f"within '{answer.within}' nearly any answer counts", "Write half of the answer at most"
        )
    return abs(value) * amount / 100 if percent else amount


def _words(value: float, within: float) -> str:
    """``value`` with four significant digits, or as many more as a tenth of ``within`` takes."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,d}"
    for digits in range(4, 17):
        places = digits - 1 - math.floor(math.log10(abs(value)))
        rounded = round(value, places)
        if abs(rounded - value) <= within / 10 or digits == 16:
            break
    text = f"{rounded:,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _answer_faults(answer: Answer, names: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        value = evaluate(answer.value, names)
    except Unreadable as why:
        yield ("answer", "value"), why.what, why.mend
        return
    if not 1e-6 <= abs(value or 1) < 1e15:
        yield ("answer", "value"), f"nobody types {value:.3g}", "Take a unit in which it is a few digits long"
        return
    if not can_be_typed(answer.unit):
        what = f"nobody can type a number before '{answer.unit}'"
        yield ("answer", "unit"), what, "Begin the unit with a letter, %, ° or a currency's sign, as in MB"
    try:
        check_unit(answer.value, answer.unit)
    except Unreadable as why:
        yield ("answer", "unit"), why.what, why.mend
    try:
        within = tolerance(answer, value, names)
    except Unreadable as why:
        yield ("answer", "within"), why.what, WITHIN
        return
    if not within and "%" in answer.within and not value:
        yield ("answer", "within"), "a share of 0 is nothing", "Write an amount in the unit"
    elif value and within >= abs(value):
        yield ("answer", "within"), "an answer of 0 would be right too", WITHIN
    elif not within and value != int(value):
        yield (
            ("answer", "within"),
            f"only exactly {value!r} would be right",
            f"Allow some distance. {WITHIN}",
        )


def can_be_typed(unit: str) -> bool:
    """Whether a number with ``unit`` after it is read as in that unit by js/lib/number-entry.js."""
    plain = unicodedata.normalize("NFKC", unit).strip()
    first = f"{plain} "[0]
    begins = unicodedata.category(first) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Sc") or first in '%٪°×"/'
    return begins and not _POWER.match(plain) and len(plain) <= 60
