"""A context length out of a config.json: the rules, published files, and files that hold anything."""

import json
import math
from typing import Any

import pytest

from course.hub.context_length import ContextLength, context_length

# Only the fields of each published file that the rules look at, or that mislead a reader of the file.
PUBLISHED: dict[str, tuple[dict[str, Any], int | None]] = {
    "HuggingFaceTB/SmolLM2-135M-Instruct": (
        {"model_type": "llama", "max_position_embeddings": 8192, "rope_scaling": None, "vocab_size": 49152},
        8192,
    ),
    "gpt2": (
        {"model_type": "gpt2", "n_ctx": 1024, "n_positions": 1024, "vocab_size": 50257},
        1024,
    ),
    "TheBloke/Yarn-Llama-2-70B-32k-AWQ": (
        {
            "model_type": "llama",
            "max_position_embeddings": 8192,
            "rope_scaling": {
                "factor": 8.0,
                "original_max_position_embeddings": 4096,
                "type": "yarn",
                "finetuned": True,
            },
        },
        32768,
    ),
    "microsoft/Phi-3-mini-128k-instruct": (
        {
            "model_type": "phi3",
            "max_position_embeddings": 131072,
            "original_max_position_embeddings": 4096,
            "rope_scaling": {"long_factor": [1.1], "short_factor": [1.0], "type": "longrope"},
            "sliding_window": 262144,
        },
        131072,
    ),
    "google/gemma-3-27b-it": (
        {
            "model_type": "gemma3",
            "text_config": {
                "model_type": "gemma3_text",
                "hidden_size": 5376,
                "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
                "sliding_window": 1024,
            },
        },
        None,
    ),
    "mistralai/Mistral-7B-v0.1": (
        {"model_type": "mistral", "max_position_embeddings": 32768, "sliding_window": 4096},
        32768,
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_file(name: str) -> None:
    config, native = PUBLISHED[name]
    assert context_length(config).native == native


def rope(**settings: Any) -> dict[str, Any]:
    return {"max_position_embeddings": 4096, "rope_scaling": settings}


RULES: dict[str, tuple[dict[str, Any], int | None]] = {
    # 1. where to look
    "text_config before the top": (
        {"max_position_embeddings": 1, "text_config": {"max_position_embeddings": 2048}},
        2048,
    ),
    "text_config before the others": (
        {
            "language_config": {"n_positions": 1},
            "text_config": {"n_positions": 2},
            "llm_config": {"n_positions": 3},
        },
        2,
    ),
    "language_config before llm_config": (
        {"llm_config": {"n_positions": 3}, "language_config": {"n_positions": 4}},
        4,
    ),
    "llm_config before the top": ({"n_positions": 1, "llm_config": {"n_positions": 3}}, 3),
    "a place that states none hides the top": (
        {"n_positions": 1024, "text_config": {"hidden_size": 8}},
        None,
    ),
    "an empty place is no place": ({"n_positions": 1024, "text_config": {}}, 1024),
    # 2. and 3. which field
    "model_max_length wins": ({"max_position_embeddings": 8192, "model_max_length": 131072}, 131072),
    "model_max_length is not scaled": (rope(type="linear", factor=2) | {"model_max_length": 5000}, 5000),
    "a sentinel of a tokenizer does not": ({"max_position_embeddings": 512, "model_max_length": 10**30}, 512),
    "max_position_embeddings first": (
        {"n_positions": 1, "max_position_embeddings": 2, "context_length": 3},
        2,
    ),
    "then n_positions": ({"max_seq_len": 1, "n_positions": 2}, 2),
    "then max_seq_len": ({"seq_length": 1, "max_seq_len": 2}, 2),
    "then seq_length": ({"max_sequence_length": 1, "seq_length": 2}, 2),
    "then max_sequence_length": ({"context_length": 1, "max_sequence_length": 2}, 2),
    "then context_length": ({"context_length": 2048}, 2048),
    "zero is passed over": ({"max_position_embeddings": 0, "n_positions": 1024}, 1024),
    "a negative one is passed over": ({"max_position_embeddings": -1, "n_positions": 1024}, 1024),
    "true is passed over": ({"max_position_embeddings": True, "n_positions": 1024}, 1024),
    "a text is passed over": ({"max_position_embeddings": "4096", "n_positions": 1024}, 1024),
    "qwen reads seq_length first": (
        {"model_type": "qwen", "max_position_embeddings": 32768, "seq_length": 8192},
        8192,
    ),
    "qwen2 does not": ({"model_type": "qwen2", "max_position_embeddings": 32768, "seq_length": 8192}, 32768),
    # 4. rope scaling
    "yarn, multiplied already": (rope(type="yarn", factor=4, original_max_position_embeddings=1024), 4096),
    "yarn, not yet multiplied": (rope(type="yarn", factor=4, original_max_position_embeddings=4096), 16384),
    "yarn, stated larger": (rope(type="yarn", factor=2, original_max_position_embeddings=1024), 4096),
    "yarn of the stated length": (rope(rope_type="yarn", factor=2.5), 10240),
    "longrope": (rope(type="longrope", factor=32, original_max_position_embeddings=4096), 4096),
    "su": (rope(type="su", factor=32), 4096),
    "llama3": (rope(rope_type="llama3", factor=32, original_max_position_embeddings=8192), 4096),
    "linear": (rope(type="linear", factor=4.0), 16384),
    "linear in gemma3": (rope(rope_type="linear", factor=8.0) | {"model_type": "gemma3_text"}, 4096),
    "linear in gemma3's text_config": (
        {"model_type": "gemma3", "text_config": rope(rope_type="linear", factor=8.0)},
        4096,
    ),
    "linear with a larger max_sequence_length": (
        rope(type="linear", factor=8) | {"max_sequence_length": 16384},
        16384,
    ),
    "linear with a smaller max_sequence_length": (
        rope(type="linear", factor=2) | {"max_sequence_length": 2048},
        8192,
    ),
    "linear in a length that has it": (
        rope(type="linear", factor=2) | {"max_position_embeddings": 8192},
        8192,
    ),
    "dynamic": (rope(type="dynamic", factor=2.0), 4096),
    "mrope": (rope(type="mrope", factor=2.0, mrope_section=[16, 24, 24]), 4096),
    "default": (rope(rope_type="default", factor=2.0), 4096),
    "a kind of the future": (rope(rope_type="spiral", factor=2.0), 4096),
    "no kind": (rope(factor=2.0), 4096),
    "rope_type before type": (rope(rope_type="linear", type="dynamic", factor=2), 8192),
    "rope_parameters": (
        {"max_position_embeddings": 4096, "rope_parameters": {"rope_type": "linear", "factor": 2}},
        8192,
    ),
    "rope_parameters by layer type": (
        {
            "max_position_embeddings": 4096,
            "rope_parameters": {
                "sliding_attention": {"rope_type": "default"},
                "full_attention": {"rope_type": "linear", "factor": 2},
            },
        },
        8192,
    ),
    "rope_parameters that do not scale": (
        {"max_position_embeddings": 4096, "rope_parameters": {"rope_theta": 10000.0, "rope_type": "default"}},
        4096,
    ),
    "a factor of nothing": (rope(type="linear", factor=0), 4096),
    "a negative factor": (rope(type="linear", factor=-2), 4096),
    "a factor that is no number": (rope(type="linear", factor=math.nan), 4096),
    "an infinite factor": (rope(type="yarn", factor=math.inf), 4096),
    "a factor that is true": (rope(type="linear", factor=True), 4096),
    "a factor that is a text": (rope(type="linear", factor="8"), 4096),
    # 5. padding
    "roberta": ({"model_type": "roberta", "max_position_embeddings": 514}, 512),
    "xlm-roberta": ({"model_type": "xlm-roberta", "max_position_embeddings": 514}, 512),
    "bert": ({"model_type": "bert", "max_position_embeddings": 512}, 512),
    # 6. never a guess
    "max_length": ({"max_length": 20}, None),
    "sliding_window": ({"sliding_window": 4096}, None),
    "n_ctx": ({"n_ctx": 2048}, None),
    "attention_chunk_size": ({"attention_chunk_size": 8192}, None),
    "initial_context_length": ({"initial_context_length": 4096}, None),
    "original_max_position_embeddings": ({"original_max_position_embeddings": 4096}, None),
    "nothing": ({}, None),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule(rule: str) -> None:
    config, native = RULES[rule]
    assert context_length(config).native == native


@pytest.mark.parametrize(
    "config",
    [
        {"model_type": "bloom", "seq_length": 2048},
        {"model_type": "mpt", "max_seq_len": 2048, "attn_config": {"alibi": True}},
        {"model_type": "falcon", "max_position_embeddings": 2048, "alibi": True},
        {"model_type": "x", "max_position_embeddings": 2048, "position_embedding_type": "alibi"},
        {"model_type": "t5", "n_positions": 512},
        {"model_type": "rwkv", "context_length": 1024},
        {"model_type": "mamba", "vocab_size": 50280},
    ],
)
def test_without_a_hard_limit_the_number_says_so(config: dict[str, Any]) -> None:
    found = context_length(config)
    assert not found.hard
    assert "not a hard limit" in found.decided_by


@pytest.mark.parametrize(
    "config",
    [
        {"model_type": "llama", "max_position_embeddings": 8192},
        {"model_type": "falcon", "max_position_embeddings": 2048, "alibi": False},
        {"model_type": "mpt", "max_seq_len": 2048, "attn_config": {"alibi": "yes"}},
    ],
)
def test_elsewhere_the_limit_is_hard(config: dict[str, Any]) -> None:
    assert context_length(config).hard


def test_it_says_what_decided() -> None:
    def why(config: dict[str, Any]) -> str:
        return context_length(config).decided_by

    assert why({"max_position_embeddings": 8192}) == "max_position_embeddings 8,192"
    assert why({"text_config": {"n_positions": 1024}}) == "text_config: n_positions 1,024"
    assert why({"model_max_length": 131072}) == "model_max_length 131,072"
    assert why({"text_config": {"a": 1}}) == "not stated"
    assert why({"model_type": "roberta", "max_position_embeddings": 514}) == (
        "max_position_embeddings 514, less two positions for padding"
    )
    assert why(PUBLISHED["TheBloke/Yarn-Llama-2-70B-32k-AWQ"][0]) == (
        "max_position_embeddings 8,192, yarn: 8 times 4,096"
    )
    assert why(PUBLISHED["microsoft/Phi-3-mini-128k-instruct"][0]) == (
        "max_position_embeddings 131,072, as stated with longrope scaling"
    )
    assert why(rope(type="linear", factor=4)) == "max_position_embeddings 4,096, linear: 4 times that"


@pytest.mark.parametrize(
    ("config", "vocab_size"),
    [
        ({"vocab_size": 49152}, 49152),
        ({"padded_vocab_size": 65024}, 65024),
        ({"vocab_size": 1000, "padded_vocab_size": 65024}, 1000),
        ({"vocab_size": 1, "text_config": {"vocab_size": 262208}}, 262208),
        ({"vocab_size": 1, "text_config": {"hidden_size": 8}}, None),
        ({"vocab_size": -1}, None),
        ({"vocab_size": True}, None),
        ({"vocab_size": 32000.0}, None),
        ({}, None),
    ],
)
def test_the_vocabulary_stands_in_the_same_place(config: dict[str, Any], vocab_size: int | None) -> None:
    assert context_length(config).vocab_size == vocab_size


ANYTHING: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    10**400,
    -(10**400),
    1.5,
    math.nan,
    math.inf,
    -math.inf,
    "",
    "4096",
    "\ud800<script>",
    [],
    [[[1]]],
    {},
    {"a": {"b": []}},
    {"rope_type": ["yarn"], "type": {"x": 1}, "factor": [2]},
    {"rope_type": "yarn", "factor": 10**400, "original_max_position_embeddings": 10**400},
    {"rope_type": "linear", "factor": 1e308},
    {"full_attention": {"rope_type": 5}, 7: {"type": "yarn", "factor": math.nan}},
]
FIELDS = [
    "text_config",
    "language_config",
    "llm_config",
    "model_type",
    "model_max_length",
    "max_position_embeddings",
    "n_positions",
    "max_sequence_length",
    "seq_length",
    "rope_scaling",
    "rope_parameters",
    "vocab_size",
    "padded_vocab_size",
    "alibi",
    "attn_config",
    "position_embedding_type",
]


@pytest.mark.parametrize("value", ANYTHING, ids=lambda value: repr(value)[:24])
@pytest.mark.parametrize(
    "rest", [{}, {"max_position_embeddings": 4096, "model_type": "llama"}], ids=["", "llama"]
)
def test_a_file_may_hold_anything(value: Any, rest: dict[str, Any]) -> None:
    configs = [value, dict.fromkeys(FIELDS, value)]
    configs += [{**rest, field: value} for field in FIELDS]
    configs += [{"text_config": {**rest, field: value}} for field in FIELDS]
    for config in configs:
        found = context_length(config)
        assert isinstance(found, ContextLength)
        for number in (found.native, found.vocab_size):
            assert number is None or (type(number) is int and 0 < number <= 10**9)
        assert len(found.decided_by) < 200 and "<" not in found.decided_by
        json.dumps([found.native, found.decided_by, found.hard, found.vocab_size], allow_nan=False)
