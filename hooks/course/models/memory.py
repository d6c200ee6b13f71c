"""What a model needs in memory, and how many words a second that allows, from its dimensions.

All results are exact for the formula and bounds for a machine: runtimes keep some layers in higher precision,
pad, and allocate buffers. Sizes are bytes; divide by 10**9 for GB, by 2**30 for GiB.
"""

from dataclasses import dataclass

BF16_BITS, INT8_BITS, INT4_BITS = 16, 8, 4
FP16_BYTES = 2
TRAINING_FULL_MIN = 16
TRAINING_FULL_MAX = 18


@dataclass(frozen=True)
class Cache:
    """Which layers keep keys and values. ``head_dim`` and ``full_head_dim`` are entries of one head's key.

    ``full_layers`` keep every token, ``window_layers`` the last ``window_tokens``. Layers that share a
    cache, convolutions and linear attention keep nothing that grows and are not counted.
    """

    kv_heads: int
    head_dim: int
    full_layers: int
    window_layers: int = 0
    window_tokens: int = 0
    full_head_dim: int = 0  # where it differs from head_dim

    @property
    def bytes_per_token(self) -> int:
        """What each further token adds for good, at 2 bytes a value."""
        return _keys_and_values(self.full_layers, self.kv_heads, self.full_head_dim or self.head_dim)

    @property
    def bytes_per_window_token(self) -> int:
        """What each token adds in layers with a window, until the window is full."""
        return _keys_and_values(self.window_layers, self.kv_heads, self.head_dim)

    @property
    def fixed_bytes(self) -> int:
        """What the windows hold once they are full; nothing of it grows with the context."""
        return self.bytes_per_window_token * self.window_tokens

    def bytes_at(self, tokens: int) -> int:
        """The cache of one sequence of ``tokens`` tokens.

        2 (key and value) · layers · kv_heads · head_dim · bytes per value · tokens: jax-ml/scaling-book,
        inference.md, line 279, at 0819a7d. The windows are a part of it only as far as they are full.
        """
        return self.bytes_per_token * tokens + self.bytes_per_window_token * min(tokens, self.window_tokens)

    def bytes_at_most(self, tokens: int) -> int:
        """The plain formula over all layers that keep anything: what a runtime without windows allocates."""
        return (self.bytes_per_token + self.bytes_per_window_token) * tokens


def _keys_and_values(layers: int, kv_heads: int, head_dim: int) -> int:
    return 2 * layers * kv_heads * head_dim * FP16_BYTES


def weights_bytes(parameters: int, bits: int) -> int:
    """The weights alone at ``bits`` each. A 4-bit file is larger: its scales and some layers come on top.

    4·X GB in float32 and 2·X GB in bfloat16 for X billion parameters: huggingface/transformers,
    docs/source/en/llm_tutorial_optimization.md at 008f5c8.
    """
    return parameters * bits // 8


def read_parameters(parameters: int, embedding_parameters: int, tied: bool) -> int:
    """The parameters that each new token reads.

    Of an embedding it reads one row, and all of it where it serves as the output matrix too (``tied``).
    """
    return parameters if tied else parameters - embedding_parameters


def training_full_min_bytes(parameters: int) -> int:
    """Full fine-tuning with Adam in mixed precision, at least, before activations: 16 bytes a parameter.

    2 weights + 2 gradients + 12 for the fp32 copy and the two moments: ZeRO, https://arxiv.org/abs/1910.02054.
    """
    return parameters * TRAINING_FULL_MIN


def training_full_max_bytes(parameters: int) -> int:
    """The same with gradients kept in fp32, before activations: 18 bytes a parameter.

    6 weights + 8 optimizer + 4 gradients: huggingface/transformers, docs/source/en/model_memory_anatomy.md at
    249ef81.
    """
    return parameters * TRAINING_FULL_MAX


def lora_adapter_parameters(
    hidden_size: int, heads: int, kv_heads: int, head_dim: int, layers: int, rank: int
) -> int:
    """Trained parameters of LoRA on the four attention projections: rank · (in + out) for each matrix.

    https://arxiv.org/abs/2106.09685, section 4.1.
    """
    query, key = heads * head_dim, kv_heads * head_dim
    return layers * rank * (2 * (hidden_size + query) + 2 * (hidden_size + key))


def training_lora_min_bytes(parameters: int, adapter_parameters: int) -> int:
    """LoRA over frozen bf16 weights, at least, before activations."""
    return weights_bytes(parameters, BF16_BITS) + training_full_min_bytes(adapter_parameters)


def training_qlora_min_bytes(parameters: int, adapter_parameters: int) -> int:
    """LoRA over frozen 4-bit weights, at least, before activations and the 4-bit scales.

    https://arxiv.org/abs/2305.14314.
    """
    return weights_bytes(parameters, INT4_BITS) + training_full_min_bytes(adapter_parameters)


def tokens_per_second_at_most(
    bandwidth_bytes_per_second: float, weights_bytes: int, cache_bytes: int = 0, batch: int = 1
) -> float:
    """Tokens a second over all sequences that memory bandwidth allows; no machine reaches it.

    batch · bandwidth / (batch · cache + weights): jax-ml/scaling-book, inference.md, lines 204 to 213, at
    0819a7d.
    """
    return batch * bandwidth_bytes_per_second / (batch * cache_bytes + weights_bytes)
