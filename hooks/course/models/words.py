"""Dates, origins and what follows from dimensions, in words."""

import math
from datetime import date

from ..hub.answers import Origin
from . import memory
from .columns import GB, KB, LONG_TOKENS, MILLION, THINKS, gib
from .featured import Featured
from .models import QuantizedFact, ThinkingFact, Tokenizer

RANK = 16  # of the LoRA adapters in the examples
BANDWIDTH = 100 * GB  # bytes a second in the example of speed: a laptop's memory

ORIGINS: dict[Origin, str] = {
    "live": "from the Hub",
    "recorded": "from the last record of the Hub",
    "hand-checked": "checked by hand",
}


def in_words(day: str) -> str:
    """2026-11-23 as 23 November 2026."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B} {moment.year}"


def kept(model: Featured) -> str:
    """What the layers keep of the tokens read."""
    cache, held = model.by_hand.cache, model.by_hand.kept
    parts = [f"{held.bytes_per_token / KB:.1f} KB for each token, kept in {cache.full_layers} layers"]
    if cache.window_layers:
        full = f"{held.fixed_bytes / MILLION:.1f} MB"
        parts.append(f"{cache.window_layers} layers keep the last {cache.window:,} tokens ({full})")
    if cache.no_cache_layers:
        parts.append(f"{cache.no_cache_layers} layers keep nothing of their own")
    return "; ".join(parts)


def characters(tokenizer: Tokenizer) -> str:
    both = {
        "English": tokenizer.english_characters_per_token,
        "Japanese": tokenizer.japanese_characters_per_token,
    }
    return ", ".join(f"{language} {number}" for language, number in both.items() if number is not None)


def thinking(fact: ThinkingFact) -> str:
    """``on by default; enable_thinking=False switches it off``."""
    switch = f"; switched by {fact.switch}" if fact.switch else ""
    return f"{THINKS[fact.value].lower()}{switch}" if fact.value else ""


def files(fact: QuantizedFact) -> str:
    """``Q4_K_M 397 MB, Q8_0 639 MB, in unsloth/Qwen3-0.6B-GGUF``."""
    sizes = ", ".join(f"{name} {size / MILLION:,.0f} MB" for name, size in fact.bytes.items())
    return ", in ".join(part for part in (sizes, fact.repo or "") if part)


def per_second(speed: float) -> str:
    """A bound from above is cut, not rounded, to tenths below ten: as docs/js/picker/pick-words.js has it."""
    return f"{math.floor(speed) if speed >= 10 else math.floor(speed * 10) / 10:,g}"


def computed(model: Featured) -> str:
    """Memory and speed that follow from the dimensions."""
    hand, size, parameters = model.by_hand, model.by_hand.dimensions, model.parameters.value
    adapter = memory.lora_adapter_parameters(
        size.hidden_size, size.heads, size.kv_heads, size.head_dim, size.layers, RANK
    )
    weights = memory.weights_bytes(parameters, memory.BF16_BITS)
    full_min, full_max = (
        memory.training_full_min_bytes(parameters),
        memory.training_full_max_bytes(parameters),
    )
    lora = memory.training_lora_min_bytes(parameters, adapter)
    qlora = memory.training_qlora_min_bytes(parameters, adapter)
    speed = model.tokens_per_second(BANDWIDTH)
    tokens = min(LONG_TOKENS, hand.context.documented.value or LONG_TOKENS)
    cache, bound = hand.kept.bytes_at(tokens), hand.kept.bytes_at_most(tokens)
    plain = f" (at most {gib(bound):.2f} GiB where windows are ignored)" if bound > cache else ""
    return (
        f"weights {weights / GB:.2f} GB in bf16; cache at {tokens:,} tokens {gib(cache):.2f} GiB{plain}; "
        f"training, before activations: full {full_min / GB:.1f} to {full_max / GB:.1f} GB, "
        f"LoRA at least {lora / GB:.1f} GB, QLoRA at least {qlora / GB:.1f} GB; "
        f"at most {per_second(speed)} tokens a second where memory moves 100 GB a second"
    )
