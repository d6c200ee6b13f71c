"""What the tables of models show: the columns of each view, and a cell for each model."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..authoring.provenance import Fact
from .featured import Featured, Models, Value
from .languages import named

GB, GIB, KB, MILLION = 10**9, 2**30, 10**3, 10**6
SHORT_TOKENS, LONG_TOKENS = 4_096, 32_768
ABSENT, NO_ANSWER = "No source states it.", "The Hub has not answered."  # why there is no value


@dataclass(frozen=True)
class Cell:
    """``text`` "" is shown as a dash, and ``notes`` say why. ``sort`` None goes last.

    ``href`` is of a scheme that was checked.
    """

    text: str
    sort: float | str | None = None
    href: str | None = None
    shape: str = ""
    notes: tuple[str, ...] = ()
    changed: str = ""


@dataclass(frozen=True)
class Column:
    """``value`` gives what the Hub may answer, ``fact`` what is checked by hand alone. A column without both
    is computed. ``why`` is said where there is no value, and its fact has no note of its own.
    """

    head: str
    cell: Callable[[Featured], Cell]
    unit: str = ""
    numeric: bool = False
    value: Callable[[Featured], Value] | None = None
    fact: Callable[[Featured], Fact] | None = None
    why: str = ABSENT

    def checked(self, model: Featured) -> Fact | None:
        """What was checked by hand for it."""
        return self.value(model).fact if self.value else self.fact(model) if self.fact else None


def count(number: int | None, by: float = 1, format: str = ",.0f") -> Cell:
    """A number for people, in units of ``by``; sorted by its full value."""
    return Cell("") if number is None else Cell(_round(number / by, format), number)


def _round(number: float, format: str) -> str:
    return f"{number:{format}}"


def gib(size: float) -> float:
    """Bytes in GiB, rounded up to hundredths as in docs/js/picker/pick-words.js: one need, one number."""
    return math.ceil(size / GIB * 100 - 1e-6) / 100


def _tokens(head: str, read: Callable[[Featured], Any]) -> Column:
    return Column(head, lambda model: count(read(model).value), "tokens", numeric=True, fact=read)


def _number(head: str, unit: str, read: Callable[[Featured], int | None], by: float, format: str) -> Column:
    return Column(head, lambda model: count(read(model), by, format), unit, numeric=True)


def _hub_count(head: str, unit: str, read: Callable[[Featured], Value], by: float = 1) -> Column:
    return Column(
        head, lambda model: count(read(model).value, by), unit, numeric=True, value=read, why=NO_ANSWER
    )


def _native(model: Featured) -> Cell:
    value = model.context
    cell = count(value.value)
    changed = f"was {value.was:,}" if isinstance(value.was, int) else ""
    return Cell(cell.text, cell.sort, notes=(value.note,) if value.note else (), changed=changed)


def _group(model: Featured) -> Cell:
    terms = model.governing
    notes = (f"inherits: {terms.name}, from {model.inherited[0]}",) if model.inherited else ()
    return Cell(terms.group.name, terms.group.id, shape=terms.group.id, notes=notes)


def _licence(model: Featured) -> Cell:
    licence, was = model.license.value, model.license.was
    stated = f"on the Hub: {licence.stated}" if licence.reading or licence.group.id == "unknown" else ""
    changed = f"was {was.stated}, {was.group.name.lower()}" if was else ""
    return Cell(licence.name, licence.name, licence.link, notes=(stated,) if stated else (), changed=changed)


def _territory(model: Featured) -> Cell:
    where = model.governing.territory
    return Cell(where or "", where, notes=() if where else ("Its licence was not read for it.",))


def _languages(model: Featured) -> Cell:
    """Those that the maker names, by their names or, where they are many, by their number."""
    languages = model.by_hand.languages
    codes, notes = languages.value or (), (languages.more,) if languages.more else ()
    if isinstance(codes, str):
        return Cell(codes, number_in(codes))
    text = ", ".join(named(codes).values()) if len(codes) < 3 else f"{len(codes)} named"
    return Cell(text, len(codes) or None, notes=notes)


THINKS = {"none": "None", "default": "On by default", "request": "Off by default", "either": "On or off"}


def _thinking(model: Featured) -> Cell:
    value = model.by_hand.thinking.value
    return Cell(THINKS[value], value) if value else Cell("")


GATES = {False: "No", True: "Yes", "auto": "Yes, opened at once", "manual": "Yes, opened by hand"}


def _gate(model: Featured) -> Cell:
    gate, was = model.gated.value, model.gated.was
    if gate is None:
        return Cell("")
    changed = f"was {GATES[was].lower()}" if was is not None else ""
    return Cell(GATES[gate], GATES[gate], changed=changed)


def _tokenizer(models: Models) -> Callable[[Featured], Cell]:
    return lambda model: Cell(name := models.tokenizers[model.by_hand.tokenizer.value].name, name)


def _characters(models: Models, language: str) -> Column:
    def cell(model: Featured) -> Cell:
        tokenizer = models.tokenizers[model.by_hand.tokenizer.value]
        return count(getattr(tokenizer, f"{language.lower()}_characters_per_token"), format=".3f")

    return Column(
        language,
        cell,
        "characters per token",
        numeric=True,
        fact=lambda model: models.tokenizers[model.by_hand.tokenizer.value],
        why="No published figure was found.",
    )


def _bytes(head: str, read: Callable[[Featured], int | None]) -> Column:
    def cell(model: Featured) -> Cell:
        size = read(model)
        return Cell("") if size is None else Cell(f"{gib(size):.2f}", size)

    return Column(head, cell, "GiB", numeric=True, why="Beyond its context.")


def _cache_at(tokens: int) -> Column:
    return _bytes(f"Cache at {tokens:,} tokens", lambda model: model.cache_at(tokens))


def number_in(text: str) -> int | None:
    """The first number in words such as ``201 languages and dialects``."""
    return int(found[0]) if (found := re.search(r"\d+", text)) else None


def _last_modified(model: Featured) -> Cell:
    moment = model.last_modified.value
    return Cell(moment[:10], moment[:10]) if moment else Cell("")


GROUP = Column("Group", _group)
TERRITORY = Column("Where", _territory)
LANGUAGES = Column("Languages", _languages, fact=lambda model: model.by_hand.languages)
THINKING = Column("Thinking mode", _thinking, fact=lambda model: model.by_hand.thinking)
LICENCE = Column("Licence", _licence, value=lambda model: model.license)
GATE = Column("Gate", _gate, value=lambda model: model.gated)
NATIVE = Column("Native", _native, "tokens", numeric=True, value=lambda model: model.context)
DOCUMENTED = _tokens("Documented", lambda model: model.by_hand.context.documented)
EXTENDED = replace(
    _tokens("Extended", lambda model: model.by_hand.context.extended), why="No source states a longer one."
)
PARAMETERS = _hub_count("Parameters", "million", lambda model: model.parameters, MILLION)
BF16 = _number("Weights, bf16", "GB", lambda model: model.numbers["weights_bf16_bytes"], GB, ".2f")
INT4 = _number("4-bit, at least", "GB", lambda model: model.numbers["weights_int4_bytes"], GB, ".2f")
Q4_FILE = replace(
    _number("4-bit file, Q4_K_M", "GB", lambda model: model.numbers["q4_k_m_bytes"], GB, ".2f"),
    fact=lambda model: model.by_hand.quantized,
    why="No list of its files was read.",
)
MEMORY = _bytes(f"Memory at {SHORT_TOKENS:,} tokens, bf16", lambda model: model.memory_at(SHORT_TOKENS))
TRAINING = _number(
    "Full fine-tune, at least", "GB", lambda model: model.numbers["training_full_min_bytes"], GB, ".1f"
)
PER_TOKEN = _number("Cache per token", "KB", lambda model: model.numbers["cache_bytes_per_token"], KB, ".1f")
VOCABULARY = _hub_count("Vocabulary", "rows", lambda model: model.vocab_size)
EMBEDDING = _number(
    "Embedding", "million parameters", lambda model: model.numbers["embedding_parameters"], MILLION, ",.0f"
)
DOWNLOADS = _hub_count("Downloads", "last 30 days", lambda model: model.downloads)
LIKES = _hub_count("Likes", "", lambda model: model.likes)
ADAPTERS = _hub_count("Adapters", "", lambda model: model.adapters)
COPIES = _hub_count("Quantized copies", "", lambda model: model.quantized)
MODIFIED = Column("Last changed", _last_modified, value=lambda model: model.last_modified, why=NO_ANSWER)


@dataclass(frozen=True)
class Part:
    """Columns that stand together in the table of all, and are shown or hidden together."""

    id: str
    name: str
    columns: tuple[Column, ...]
    shown: bool = False


def parts(models: Models) -> tuple[Part, ...]:
    """The columns of the table of all, behind the model's name."""
    family, languages = _of_tokenizers(models)
    return (
        Part("licence", "Licence", (GROUP, LICENCE, GATE, TERRITORY), shown=True),
        Part("size", "Size and memory", (PARAMETERS, BF16, INT4, Q4_FILE, MEMORY, TRAINING), shown=True),
        Part("window", "Languages, thinking, context", (LANGUAGES, THINKING, NATIVE, DOCUMENTED, EXTENDED)),
        Part("cache", "Cache", (PER_TOKEN, _cache_at(SHORT_TOKENS), _cache_at(LONG_TOKENS))),
        Part("tokenizer", "Tokenizer", (family, VOCABULARY, EMBEDDING, *languages)),
        Part("community", "Community", (DOWNLOADS, LIKES, ADAPTERS, COPIES, MODIFIED)),
    )


def columns(view: str, models: Models) -> list[Column]:
    """The columns of ``view`` behind the model's name."""
    family, _ = _of_tokenizers(models)
    return {
        "license": [GROUP, LICENCE, GATE],
        "context": [NATIVE, DOCUMENTED, EXTENDED, PER_TOKEN, _cache_at(LONG_TOKENS)],
        "tokenizer": [family, VOCABULARY, EMBEDDING, LANGUAGES],
        "size": [PARAMETERS, BF16, INT4, Q4_FILE],
        "community": [DOWNLOADS, LIKES, ADAPTERS, COPIES, MODIFIED],
        "all": [column for part in parts(models) for column in part.columns],
    }[view]


def _of_tokenizers(models: Models) -> tuple[Column, list[Column]]:
    family = Column("Tokenizer family", _tokenizer(models), fact=lambda model: model.by_hand.tokenizer)
    return family, [_characters(models, "English"), _characters(models, "Japanese")]
