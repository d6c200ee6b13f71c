"""The featured models as they are known today, every field with its origin and date."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..authoring.frozen import Frozen
from ..authoring.provenance import Fact, Reference
from ..hub.answers import Origin
from . import memory
from .licenses import Licence
from .models import FeaturedModel, Tokenizer

State = Literal["", "missing", "disabled", "private"]


@dataclass(frozen=True)
class Value:
    """What is known of one field. ``date`` is ISO-8601, "" where nothing is known.

    ``fact`` is what was checked by hand, which may say something else. ``was`` is what a live value differs
    from.
    """

    value: Any
    origin: Origin
    date: str
    fact: Fact
    note: str = ""
    was: Any = None

    @property
    def changed(self) -> bool:
        return self.was is not None


@dataclass(frozen=True)
class Featured:
    """One featured model. ``state`` is "" unless the Hub keeps it from readers."""

    by_hand: FeaturedModel
    called: str
    state: State
    license: Value  # of a Licence
    inherited: tuple[str, Licence] | None
    gated: Value  # False, True, "auto" or "manual"
    parameters: Value
    context: Value  # native, in tokens
    vocab_size: Value
    downloads: Value
    likes: Value
    adapters: Value
    quantized: Value  # copies of others in fewer bits
    last_modified: Value

    @property
    def key(self) -> str:
        return self.by_hand.key

    @property
    def slug(self) -> str:
        return self.key.replace("_", "-")

    @property
    def short(self) -> str:
        """The name without its owner."""
        return self.by_hand.id.split("/")[1]

    @property
    def governing(self) -> Licence:
        """The terms that count: an ancestor's where they are stricter."""
        licence: Licence = self.inherited[1] if self.inherited else self.license.value
        return licence

    @property
    def renamed(self) -> bool:
        return self.called.lower() != self.by_hand.id.lower()

    @property
    def read_parameters(self) -> int:
        """What each new token reads: less than all where the embedding is looked up only."""
        size, vocab = self.by_hand.dimensions, self.vocab_size.value
        embedding = (vocab or self.by_hand.vocab_size.value or 0) * size.hidden_size
        active = self.by_hand.parameters.active
        return active or memory.read_parameters(self.parameters.value, embedding, size.tied)

    def cache_at(self, tokens: int) -> int | None:
        """Bytes; None beyond the context that its makers document."""
        documented = self.by_hand.context.documented.value or 0
        return self.by_hand.kept.bytes_at(tokens) if tokens <= documented else None

    def memory_at(self, tokens: int) -> int | None:
        """Bytes of the weights in bf16 and of the cache; None beyond its context."""
        cache = self.cache_at(tokens)
        weights = memory.weights_bytes(self.parameters.value, memory.BF16_BITS)
        return None if cache is None else weights + cache

    def tokens_per_second(self, bandwidth: float) -> float:
        """At most, in bf16, for one request and a short context; ``bandwidth`` is in bytes a second."""
        read = memory.weights_bytes(self.read_parameters, memory.BF16_BITS)
        return memory.tokens_per_second_at_most(bandwidth, read)

    @cached_property
    def numbers(self) -> dict[str, int | None]:
        """What expressions in lessons and questions may use."""
        size, kept = self.by_hand.dimensions, self.by_hand.kept
        parameters: int = self.parameters.value
        vocab: int | None = self.vocab_size.value
        return {
            "parameters": parameters,
            "context": self.context.value or self.by_hand.context.native.value,
            "vocab_size": vocab,
            "layers": size.layers,
            "kv_heads": size.kv_heads,
            "head_dim": size.head_dim,
            "cache_bytes_per_token": kept.bytes_per_token,
            "cache_fixed_bytes": kept.fixed_bytes,
            "weights_bf16_bytes": memory.weights_bytes(parameters, memory.BF16_BITS),
            "weights_int8_bytes": memory.weights_bytes(parameters, memory.INT8_BITS),
            "weights_int4_bytes": memory.weights_bytes(parameters, memory.INT4_BITS),
            "training_full_min_bytes": memory.training_full_min_bytes(parameters),
            "training_full_max_bytes": memory.training_full_max_bytes(parameters),
            "q4_k_m_bytes": self.by_hand.quantized.bytes.get("Q4_K_M"),
            "embedding_parameters": vocab * size.hidden_size if vocab else None,
            "downloads": self.downloads.value,
            "likes": self.likes.value,
        }


@dataclass(frozen=True)
class Models(Frozen):
    """All featured models, smallest first, and what their facts refer to.

    ``strictness`` has the ids of the licence groups, the mildest first; ``doubts`` has what the Hub says
    and is not believed. ``former`` were featured once: readers' links still lead to them.
    """

    all: tuple[Featured, ...]
    strictness: tuple[str, ...]
    tokenizers: Mapping[str, Tokenizer]
    sources: Mapping[str, Reference]
    doubts: tuple[str, ...] = ()
    former: tuple[Featured, ...] = ()

    @property
    def in_lessons(self) -> tuple[Featured, ...]:
        """Those that the lessons' argument needs; all where none is marked."""
        return tuple(model for model in self.all if model.by_hand.in_lessons) or self.all

    @cached_property
    def numbers(self) -> dict[str, dict[str, int | None]]:
        return {model.key: model.numbers for model in self.all}
