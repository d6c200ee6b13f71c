"""Memory and speed: the figures of the lesson's tables come out of the formulas and data/models.yml."""

from pathlib import Path

import pytest

from course.models import licenses, memory, merge
from course.models.featured import Featured
from course.models.handmade import load_models
from course.models.memory import Cache

ROOT = Path(__file__).parents[2]
GB, GIB = 10**9, 2**30

# parameters (billion), bf16 GB, 4-bit GB, full fine-tune GB, cache bytes a token, GiB at 4k, GiB at 32k
COMPUTED = {
    "smollm2_135m_instruct": (0.135, 0.27, 0.07, 2.2, 23_040, 0.09, None),
    "gemma_3_270m_it": (0.268, 0.54, 0.13, 4.3, 3_072, 0.02, 0.10),
    "smollm2_360m_instruct": (0.362, 0.72, 0.18, 5.8, 40_960, 0.16, None),
    "qwen2_5_0_5b_instruct": (0.494, 0.99, 0.25, 7.9, 12_288, 0.05, 0.38),
    "qwen3_0_6b": (0.596, 1.19, 0.30, 9.5, 114_688, 0.44, 3.50),
    "gemma_3_1b_it": (1.000, 2.00, 0.50, 16.0, 4_096, 0.03, 0.14),
    "lfm2_1_2b": (1.170, 2.34, 0.59, 18.7, 12_288, 0.05, 0.38),
    "llama_3_2_1b_instruct": (1.236, 2.47, 0.62, 19.8, 32_768, 0.12, 1.00),
    "qwen2_5_1_5b_instruct": (1.544, 3.09, 0.77, 24.7, 28_672, 0.11, 0.88),
    "smollm2_1_7b_instruct": (1.711, 3.42, 0.86, 27.4, 196_608, 0.75, None),
    "qwen2_5_3b_instruct": (3.086, 6.17, 1.54, 49.4, 36_864, 0.14, 1.12),
    "smollm3_3b": (3.075, 6.15, 1.54, 49.2, 73_728, 0.28, 2.25),
    "llama_3_2_3b_instruct": (3.213, 6.43, 1.61, 51.4, 114_688, 0.44, 3.50),
    "phi_3_5_mini_instruct": (3.821, 7.64, 1.91, 61.1, 393_216, 1.50, 12.00),
    "qwen3_4b_instruct_2507": (4.022, 8.04, 2.01, 64.4, 147_456, 0.56, 4.50),
    "qwen2_5_7b_instruct": (7.616, 15.23, 3.81, 121.9, 57_344, 0.22, 1.75),
}


@pytest.fixture(scope="module")
def known() -> dict[str, Featured]:
    handmade, licences = load_models(ROOT, []), licenses.load(ROOT, [])
    assert handmade and licences
    return {model.key: model for model in merge.merge(handmade, licences).all}


@pytest.mark.parametrize("key", COMPUTED)
def test_each_row_of_the_worked_table(key: str, known: dict[str, Featured]) -> None:
    billion, bf16, int4, training, per_token, at_4k, at_32k = COMPUTED[key]
    numbers, kept = known[key].numbers, known[key].by_hand.kept
    parameters = numbers["parameters"]
    assert parameters is not None
    assert round(parameters / GB, 3) == billion
    assert memory.weights_bytes(parameters, memory.BF16_BITS) / GB == pytest.approx(bf16, abs=0.0051)
    assert memory.weights_bytes(parameters, memory.INT4_BITS) / GB == pytest.approx(int4, abs=0.0051)
    assert memory.training_full_min_bytes(parameters) / GB == pytest.approx(training, abs=0.051)
    assert numbers["cache_bytes_per_token"] == kept.bytes_per_token == per_token
    assert kept.bytes_at(4_096) / GIB == pytest.approx(at_4k, abs=0.0051)
    if at_32k:
        assert kept.bytes_at(32_768) / GIB == pytest.approx(at_32k, abs=0.0051)


def test_the_plain_formula_as_its_source_works_it() -> None:
    """LLaMA-13B at 8,192 tokens in bf16: 6.7 GB (jax-ml/scaling-book, inference.md)."""
    assert Cache(kv_heads=40, head_dim=128, full_layers=40).bytes_at(8_192) / GB == pytest.approx(
        6.7, abs=0.05
    )


def test_windows_fill_and_then_stay() -> None:
    cache = Cache(kv_heads=1, head_dim=256, full_layers=3, window_layers=15, window_tokens=512)
    assert cache.fixed_bytes == 7_864_320
    assert cache.bytes_at(256) == cache.bytes_at_most(256) == 256 * 18_432
    assert cache.bytes_at(512) == 512 * 18_432
    assert cache.bytes_at(513) - cache.bytes_at(512) == cache.bytes_per_token == 3_072
    assert cache.bytes_at_most(32_768) == 32_768 * 18_432


def test_layers_of_another_width_and_layers_that_keep_nothing(known: dict[str, Featured]) -> None:
    gemma = known["gemma_4_e2b_it"].by_hand.kept
    assert (gemma.bytes_per_token, gemma.fixed_bytes) == (6_144, 6_291_456)
    assert known["tiny_aya_global"].by_hand.kept.fixed_bytes == 2 * 27 * 4 * 128 * 2 * 4_096


def test_training_goes_from_16_to_18_bytes_a_parameter() -> None:
    assert memory.training_full_min_bytes(1_000) == 16_000
    assert memory.training_full_max_bytes(1_000) == 18_000


def test_adapters_count_rank_times_both_sides_of_each_projection() -> None:
    """Two matrices of 4 by 4 (query, output) and two of 4 by 2 (key, value), rank 1, in 3 layers."""
    count = memory.lora_adapter_parameters(hidden_size=4, heads=2, kv_heads=1, head_dim=2, layers=3, rank=1)
    assert count == 3 * (2 * 8 + 2 * 6)


def test_lora_keeps_bf16_weights_and_qlora_4_bit_ones() -> None:
    assert memory.training_lora_min_bytes(1_000, 10) == 2_000 + 160
    assert memory.training_qlora_min_bytes(1_000, 10) == 500 + 160


def test_speed_is_bandwidth_over_what_is_read_for_a_token() -> None:
    assert memory.tokens_per_second_at_most(100 * GB, weights_bytes=2 * GB) == 50
    assert memory.tokens_per_second_at_most(100 * GB, 2 * GB, cache_bytes=GB, batch=8) == 80
