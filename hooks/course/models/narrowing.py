"""What the table of all models is narrowed by: each control's choices, and a model's facts for it."""

from collections import Counter
from dataclasses import dataclass

from .columns import GIB, MILLION, SHORT_TOKENS
from .featured import Featured, Models
from .languages import named

PARAMETERS = (500, 1_000, 2_000, 4_000)  # at most so many million
MEMORY = (1, 2, 4, 8)  # GiB
MORE = "?"  # among a model's languages: its maker speaks of more than are named


@dataclass(frozen=True)
class Choice:
    value: str
    text: str


@dataclass(frozen=True)
class Narrowing:
    licences: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    parameters: tuple[Choice, ...]
    memory: tuple[Choice, ...]
    tokens: int = SHORT_TOKENS


def narrowing(models: Models) -> Narrowing:
    """The choices that leave something out, each with how many models it leaves."""
    groups = Counter[str](model.governing.group.id for model in models.all)
    names: dict[str, str] = {it.group.id: it.group.name for it in (model.governing for model in models.all)}
    spoken = Counter(code for model in models.all for code in _codes(model))
    return Narrowing(
        licences=tuple(_choice(id, names[id], groups[id]) for id in models.strictness if groups[id]),
        languages=tuple(_choice(code, name, spoken[code]) for code, name in named(spoken).items()),
        parameters=_at_most(
            PARAMETERS, "million", [model.parameters.value / MILLION for model in models.all]
        ),
        memory=_at_most(MEMORY, "GiB", [(_memory(model) or 0) / GIB for model in models.all]),
    )


def facts(model: Featured) -> dict[str, str]:
    """What docs/js/models/model-filters.js reads of a row."""
    return {
        "model": model.slug,
        "licence": model.governing.group.id,
        "languages": " ".join([*_codes(model), *([MORE] if _more(model) else [])]),
        "parameters": f"{model.parameters.value / MILLION:g}",
        "memory": f"{memory / GIB:.4f}" if (memory := _memory(model)) else "",
    }


def _memory(model: Featured) -> int | None:
    return model.memory_at(SHORT_TOKENS)


def _codes(model: Featured) -> tuple[str, ...]:
    spoken = model.by_hand.languages.value
    return spoken if isinstance(spoken, tuple) else ()


def _more(model: Featured) -> bool:
    languages = model.by_hand.languages
    return bool(languages.more) or not isinstance(languages.value, tuple)


def _choice(value: str, text: str, count: int) -> Choice:
    return Choice(value, f"{text} ({count})")


def _at_most(limits: tuple[int, ...], unit: str, values: list[float]) -> tuple[Choice, ...]:
    counts = {limit: sum(0 < value <= limit for value in values) for limit in limits}
    return tuple(_choice(str(it), f"{it:,} {unit}", count) for it, count in counts.items() if count)
