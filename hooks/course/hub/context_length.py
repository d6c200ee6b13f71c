"""How many tokens a model reads at once, out of its published config.json.

No field is named "context length", so this is a judgement by written rules. They were read from published
files and from the code that loads them: the configuration classes of transformers, and vllm/config/model.py
at 0052a5b.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# In this order; the first positive integer counts.
LENGTHS = (
    "max_position_embeddings",
    "n_positions",
    "max_seq_len",
    "seq_length",
    "max_sequence_length",
    "context_length",
    "max_context_length",
)
# Each may hold another
PLACES = ("text_config", "language_config", "llm_config", "thinker_config", "language_model", "text_model")
# Positions are counted from pad_token_id + 1, so as many of the embeddings never hold a token.
COUNTED_FROM_PADDING = {
    "camembert",
    "data2vec-text",
    "esm",
    "ibert",
    "layoutlmv3",
    "lilt",
    "longformer",
    "luke",
    "markuplm",
    "mluke",
    "mpnet",
    "roberta",
    "roberta-prelayernorm",
    "xlm-roberta",
    "xlm-roberta-xl",
    "xmod",
}
PADDING = 1  # the id where a file gives none; mpnet's whatever its file gives
SHORTEST = 4096  # tokens: what was scaled by "linear" read less than this or as much before
# ALiBi, relative positions with buckets, or a recurrent state: nothing breaks at a fixed position.
NO_HARD_LIMIT = {
    "bloom": "ALiBi",
    "t5": "relative positions",
    "mt5": "relative positions",
    "umt5": "relative positions",
    "longt5": "relative positions",
    "switch_transformers": "relative positions",
}
RECURRENT = (
    "mamba",
    "falcon_mamba",
    "rwkv",
    "recurrent_gemma",
    "xlstm",
    "retnet",
    "hgrn",
    "gla",
    "delta_net",
)
NONE_ABOVE = 10**9  # larger numbers are sentinels for "no limit", or nonsense


@dataclass(frozen=True)
class ContextLength:
    """``native`` and ``vocab_size`` in tokens, ``None`` where the file states none.

    ``decided_by`` names field and rule, for people. ``hard`` is false where nothing in the architecture ends
    at ``native`` tokens.
    """

    native: int | None
    decided_by: str
    hard: bool
    vocab_size: int | None


def context_length(config: object) -> ContextLength:
    """What ``config`` (a parsed config.json, whatever it holds) says; never raises."""
    where, place = _place(config)
    top = config if isinstance(config, Mapping) else {}
    kind = _text(place.get("model_type")) or _text(top.get("model_type"))
    native, why = _native(place, kind)
    if native is not None and where:
        why = f"{where}: {why}"
    limitless = _no_hard_limit(place, kind)
    if limitless:
        why = f"{why}; {limitless}: no fixed limit, so not a hard limit"
    vocab_size = _count(place.get("vocab_size")) or _count(place.get("padded_vocab_size"))
    return ContextLength(native, why, not limitless, vocab_size)


def _place(config: object) -> tuple[str, Mapping[str, Any]]:
    """The part of the file that describes the language model, and its name ("" for the whole file)."""
    place, names = config if isinstance(config, Mapping) else {}, []
    while name := next((it for it in PLACES if isinstance(place.get(it), Mapping) and place[it]), None):
        names.append(name)
        place = place[name]
    return ".".join(names), place


def _native(place: Mapping[str, Any], kind: str) -> tuple[int | None, str]:
    whole = _count(place.get("model_max_length"))
    if whole:
        return whole, f"model_max_length {whole:,}"
    names = ("seq_length", *LENGTHS) if kind == "qwen" else LENGTHS
    for name in names:
        stated = _count(place.get(name))
        if stated:
            return _scaled(place, kind, name, stated)
    return None, "not stated"


def _scaled(place: Mapping[str, Any], kind: str, name: str, stated: int) -> tuple[int, str]:
    """The stated length after rope scaling, or without a RoBERTa model's padding positions."""
    why = f"{name} {stated:,}"
    unused = _before_the_first(place, kind)
    if 0 < unused < stated:
        return stated - unused, f"{why}, less {'two' if unused == 2 else unused} positions for padding"
    rope = _rope(place)
    scaling = _rope_kind(rope)
    factor = _factor(rope.get("factor"))
    if scaling == "yarn" and factor:
        original = _count(rope.get("original_max_position_embeddings")) or stated
        product = _times(original, factor)
        if product > stated:
            return product, f"{why}, yarn: {factor:g} times {original:,}"
        return stated, f"{why}, which has yarn's factor in it"
    if scaling == "linear" and factor and not kind.startswith("gemma3"):
        longer = _count(place.get("max_sequence_length")) or 0
        if longer > stated:
            return longer, f"max_sequence_length {longer:,}, larger than {why}"
        if factor > 1 and stated / factor >= SHORTEST:  # or it has not: of the two, the smaller is told
            return stated, f"{why}, which has linear's factor in it"
        return _times(stated, factor), f"{why}, linear: {factor:g} times that"
    if scaling in ("longrope", "su", "llama3", "dynamic", "linear"):
        return stated, f"{why}, as stated with {scaling} scaling"
    return stated, why


def _before_the_first(place: Mapping[str, Any], kind: str) -> int:
    """How many positions no token is given."""
    if kind not in COUNTED_FROM_PADDING:
        return 0
    padding = place.get("pad_token_id")
    if not isinstance(padding, int) or isinstance(padding, bool) or padding < 0 or kind == "mpnet":
        padding = PADDING
    return padding + 1


def _rope(place: Mapping[str, Any]) -> Mapping[str, Any]:
    """The rope settings; of settings by layer type, those of full attention, else the first that scale."""
    for name in ("rope_scaling", "rope_parameters"):
        rope = place.get(name)
        if not isinstance(rope, Mapping) or not rope:
            continue
        if _rope_kind(rope):
            return rope
        layers = [rope.get("full_attention"), *rope.values()]
        parts = [part for part in layers if isinstance(part, Mapping) and _rope_kind(part)]
        for part in parts:
            if _rope_kind(part) != "default":
                return part
        return parts[0] if parts else rope
    return {}


def _rope_kind(rope: Mapping[str, Any]) -> str:
    return _text(rope.get("rope_type")) or _text(rope.get("type"))


def _no_hard_limit(place: Mapping[str, Any], kind: str) -> str:
    attention = place.get("attn_config")  # where MPT keeps it
    if place.get("alibi") is True or (isinstance(attention, Mapping) and attention.get("alibi") is True):
        return "ALiBi"
    if _text(place.get("position_embedding_type")).lower() == "alibi":
        return "ALiBi"
    return "a recurrent state" if kind.startswith(RECURRENT) else NO_HARD_LIMIT.get(kind, "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    """``value`` if it is a positive integer that can be meant; ``True`` is not one."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= NONE_ABOVE:
        return value
    return None


def _factor(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= 10_000:  # NaN is not
        return float(value)
    return None


def _times(length: int, factor: float) -> int:
    return min(int(length * factor), NONE_ABOVE)
