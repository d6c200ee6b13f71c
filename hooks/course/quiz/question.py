"""One question: its shape in YAML, its fingerprint and, for a number, its answer."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool

from ..authoring.arithmetic import Unreadable, evaluate
from ..authoring.problem import Wrong
from ..authoring.strict import SLUG, Id, Strict, Text


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _passage(see: str) -> str:
    if not re.match(r"#|[\w/.-]+\.md(#|$)", see):
        mend = f"Write '#{see}'" if re.fullmatch(SLUG, see) else "A link elsewhere goes to 'explain'"
        raise Wrong(f"'see' names a heading (#name) or a page (page.md#name), not '{see}'", mend)
    return see


Arithmetic = Annotated[Text, BeforeValidator(_number_as_text, json_schema_input_type=str | float)]
Allowances = Annotated[
    dict[str, Text], Field(default_factory=dict, description="A smell's id: why it is right")
]


class Option(Strict):
    id: Annotated[Id, Field(description="Unique in the question, never renamed: saved answers hold it")]
    text: Annotated[Text, Field(description="Inline Markdown")]
    correct: StrictBool = False
    because: Annotated[Text, Field(description="Markdown: why this option is right or wrong")]


class Asked(Strict):
    """What every kind of question has."""

    id: Annotated[Id, Field(description="Unique in the course, never renamed: saved answers hold it")]
    tests: Annotated[Id, Field(description="Which of the lesson's outcomes (front matter) this tests")]
    context: Annotated[Text | None, Field(description="Block Markdown before the question")] = None
    ask: Annotated[Text, Field(description="Inline Markdown")]
    explain: Annotated[Text | None, Field(description="Markdown, shown after the reasons")] = None
    see: Annotated[
        Annotated[Text, AfterValidator(_passage)] | None,
        Field(description="'#heading' in the lesson, or a page relative to docs/"),
    ] = None
    allow: Allowances


class One(Asked):
    kind: Literal["one"]
    options: Annotated[tuple[Option, ...], Field(json_schema_extra={"minItems": 2})]


class Several(Asked):
    kind: Literal["several"]
    options: Annotated[tuple[Option, ...], Field(json_schema_extra={"minItems": 2})]


class Answer(Strict):
    value: Annotated[Arithmetic, Field(description="Computed at build: qwen3_0_6b.parameters * 2 / GB")]
    unit: Annotated[Text, Field(description="Stands in the label: MB, GiB, tokens, times")]
    within: Annotated[Arithmetic, Field(description="How far off still counts: 5%, or an amount in the unit")]


class Number(Asked):
    kind: Literal["number"]
    answer: Answer
    because: Annotated[Text, Field(description="Markdown: how one gets there")]


Question = One | Several | Number
KINDS: dict[str, type[Question]] = {"one": One, "several": Several, "number": Number}


def fingerprint(question: Question) -> str:
    """16 hex digits that change when what is asked, or what is right, changes.

    The start of the SHA-256 of: kind, context, ask, each option's text and whether it is right, and a
    number's unit and expression. Runs of white space count as one space, the order of options not at all.
    Ids, reasons, explanation, tolerance and the link to the passage are left out: mending them changes no
    question.
    """
    parts: list[Any] = [question.kind, _plain(question.context or ""), _plain(question.ask)]
    if isinstance(question, Number):
        parts += [_plain(question.answer.unit), _plain(question.answer.value)]
    else:
        parts.append(sorted([_plain(option.text), option.correct] for option in question.options))
    source = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def texts(question: Question) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    """Every Markdown text of a question: its path, itself, and whether it must be inline."""
    for name in ("context", "ask", "explain", "because"):
        if text := getattr(question, name, None):
            yield (name,), text, name == "ask"
    for index, option in enumerate(getattr(question, "options", ())):
        yield ("options", index, "text"), option.text, True
        yield ("options", index, "because"), option.because, False


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
