"""models.json, by which the picker decides: facts and per-unit numbers. The rules: docs/js/picker/pick.js."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..models import memory
from ..models.featured import Featured, Models
from ..models.languages import NAMES
from ..models.models import Tokenizer
from ..models.words import RANK
from .devices import Device

Counts = Mapping[
    str, Any
]  # data/recorded/languages.json: characters, and tokens by tokenizer, of a text in each language

CODES = {name: code for code, name in NAMES.items()}
# MiB that a program took beyond the model's file while it ran, at least and at most, of 1 and of 3 billion
# parameters. Meta's table of Llama 3.2 on a phone: 2,358 of file and 3,185 resident, 1,083 and 1,921; 6,129
# and 7,419, 2,435 and 3,726. meta-llama/llama-models, models/llama3_2/MODEL_CARD.md, at a9c89c4.
RUNTIME = ((3_185 - 2_358, 1_921 - 1_083), (7_419 - 6_129, 3_726 - 2_435))
SMALL = 2 * 10**9  # parameters up to which the first of them is the nearer
PRECISIONS = {"bf16": memory.BF16_BITS, "int8": memory.INT8_BITS, "int4": memory.INT4_BITS}


def models_json(models: Models | None, counts: Counts, devices: Sequence[Device]) -> str:
    """The file's text, the same for the same models. A list for each field of the models: a tenth shorter."""
    facts = content(models, counts, devices) if models else None
    if facts:
        rows = facts["models"]
        fields = dict.fromkeys(name for row in rows for name in row)
        facts["models"] = {name: [row.get(name) for row in rows] for name in fields}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def content(models: Models, counts: Counts, devices: Sequence[Device] = ()) -> dict[str, Any]:
    """What the rules take: ``PickData`` in docs/js/picker/pick-types.d.ts."""
    ids = {model.by_hand.tokenizer.value for model in models.all}
    used = {id: tokenizer for id, tokenizer in models.tokenizers.items() if id in ids}
    known = {id: figures(id, tokenizer, counts) for id, tokenizer in used.items()}
    measured = sorted({code for by_language in known.values() for code in by_language})
    return {
        "units": _units(),
        "measured": measured,
        "tokenizers": {
            id: {
                "name": tokenizer.name,
                "figures": [known[id].get(code) for code in measured],
                "bytes": tokenizer.kind.startswith("byte-level"),
            }
            for id, tokenizer in used.items()
        },
        "devices": {device.id: _paces(device) for device in devices if device.reads},
        "models": [_model(model) for model in models.all],
    }


def figures(id: str, tokenizer: Tokenizer, counts: Counts) -> dict[str, list[float]]:
    """Characters per token by language, the most first: as published, and as counted here on one text."""
    found = {code: [figure] for code, figure in tokenizer.figures.items()}
    for name, count in counts.items():
        if name in CODES and id in count["tokens"]:
            counted = round(count["characters"] / count["tokens"][id], 2)
            found[CODES[name]] = sorted({*found.get(CODES[name], []), counted}, reverse=True)
    return dict(sorted(found.items()))


def _paces(device: Device) -> dict[str, Any]:
    """How it reads, by precision: 10^9 parameters times tokens a second, at least and at most."""
    paces = {
        name: [float(f"{end:.3g}") for end in reads.pace]
        for reads in device.reads
        for name in reads.precision
    }
    return paces | ({"peak": 1} if any(reads.flops for reads in device.reads) else {})


def _units() -> dict[str, Any]:
    """Bytes a parameter, from the formulas in memory.py at one parameter of each kind."""
    bits = {name: memory.weights_bytes(8, bits) / 8 for name, bits in PRECISIONS.items()}
    full = [memory.training_full_min_bytes(1), memory.training_full_max_bytes(1)]
    lora, qlora = memory.training_lora_min_bytes(2, 0) / 2, memory.training_qlora_min_bytes(2, 0) / 2
    return {
        "precision": bits,
        "runtime": {"small": SMALL, "mib": RUNTIME},
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
        "thinks": 1 if hand.thinking.value == "default" else None,
        "more": hand.languages.more or (spoken if isinstance(spoken, str) else None),
        "state": model.state or None,
    }
    return {
        "id": hand.id,
        "parameters": model.parameters.value,
        "group": model.governing.group.id,
        "license": model.governing.name,
        "excludes": None if model.governing.territory is None else sorted(model.governing.excludes),
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
