"""models.json, by which the picker decides: facts and per-unit numbers. The rules: docs/js/picker/pick.js."""

import json
from typing import Any

from ..models import memory
from ..models.featured import Featured, Models
from ..models.words import RANK

PRECISIONS = {"bf16": memory.BF16_BITS, "int8": memory.INT8_BITS, "int4": memory.INT4_BITS}


def models_json(models: Models | None) -> str:
    """The file's text, the same for the same models. A list for each field of the models: a tenth shorter."""
    facts = content(models) if models else None
    if facts:
        rows = facts["models"]
        fields = dict.fromkeys(name for row in rows for name in row)
        facts["models"] = {name: [row.get(name) for row in rows] for name in fields}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def content(models: Models) -> dict[str, Any]:
    """What the rules take: ``PickData`` in docs/js/pick-types.d.ts."""
    used = {model.by_hand.tokenizer.value for model in models.all}
    return {
        "units": _units(),
        "tokenizers": {
            id: {
                "name": tokenizer.name,
                "figures": tokenizer.figures,
                "bytes": tokenizer.kind.startswith("byte-level"),
            }
            for id, tokenizer in models.tokenizers.items()
            if id in used
        },
        "models": [_model(model) for model in models.all],
    }


def _units() -> dict[str, Any]:
    """Bytes a parameter, from the formulas in memory.py at one parameter of each kind."""
    bits = {name: memory.weights_bytes(8, bits) / 8 for name, bits in PRECISIONS.items()}
    full = [memory.training_full_min_bytes(1), memory.training_full_max_bytes(1)]
    lora, qlora = memory.training_lora_min_bytes(2, 0) / 2, memory.training_qlora_min_bytes(2, 0) / 2
    return {
        "precision": bits,
        "training": {
            "full": {"weights": full, "adapter": 0},
            "lora": {"weights": [lora, lora], "adapter": memory.training_lora_min_bytes(0, 1)},
            "qlora": {"weights": [qlora, qlora], "adapter": memory.training_qlora_min_bytes(0, 1)},
        },
    }


def _model(model: Featured) -> dict[str, Any]:
    hand, size, kept = model.by_hand, model.by_hand.dimensions, model.by_hand.kept
    spoken = hand.languages.value
    window, extended = windows(model)
    optional = {
        "read": model.read_parameters if model.read_parameters != model.parameters.value else None,
        "from": model.inherited[0] if model.inherited else None,
        "more": hand.languages.more or (spoken if isinstance(spoken, str) else None),
        "state": model.state or None,
    }
    return {
        "id": hand.id,
        "parameters": model.parameters.value,
        "group": model.governing.group.id,
        "license": model.governing.name,
        "gated": model.gated.value,
        "languages": sorted(spoken) if isinstance(spoken, tuple) else None,
        "base": hand.base_model.value,
        "tokenizer": hand.tokenizer.value,
        "window": window,
        "extended": extended,
        "cache": [kept.bytes_per_token, kept.bytes_per_window_token, kept.window_tokens],
        "adapter": memory.lora_adapter_parameters(
            size.hidden_size, size.heads, size.kv_heads, size.head_dim, size.layers, RANK
        ),
        "adapters": model.adapters.value,
    } | {name: value for name, value in optional.items() if value is not None}


def windows(model: Featured) -> tuple[int | None, int | None]:
    """Tokens that the model takes as its files are, and those once scaling is switched on (None: no more).

    What the maker documents counts, unless it needs the scaling, or the files have changed since it was read.
    """
    native, context = model.context.value, model.by_hand.context
    documented, extended = context.documented.value, context.extended.value
    known = [tokens for tokens in (native, documented) if tokens]
    if not documented or (documented == extended and native):
        window = native
    elif native and native != context.native.value:
        window = min(known)
    else:
        window = documented
    return window, extended if window and extended and extended > window else None
