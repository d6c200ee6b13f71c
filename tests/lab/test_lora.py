"""The adapter's own way forward is the model's, and its way back is what finite differences say."""

from types import SimpleNamespace

import numpy as np
import pytest
from lora import MATRICES, LoRA, Text, losses

WIDTH, TOKENS = 8, 11
SHAPES = ((16, 8), (8, 8), (8, 8), (8, 16), (6, 8), (6, 8), (8, 6))  # of MATRICES: four heads, six neurons


@pytest.fixture
def small():
    """A model of two blocks, in 64 bits: small enough to try its numbers one by one."""
    draw, w = np.random.default_rng(1), {}
    for block in ("blk.0", "blk.1"):
        w |= {
            f"{block}.{name}": draw.normal(size=shape) for name, shape in zip(MATRICES, SHAPES, strict=True)
        }
        w |= {f"{block}.{name}_norm": draw.normal(size=WIDTH) for name in ("attn", "ffn")}
    w |= {"output_norm": draw.normal(size=WIDTH), "token_embd": draw.normal(size=(TOKENS, WIDTH))}
    lora = LoRA(SimpleNamespace(w=w, layers=2, head=4, eps=1e-5, base=100.0))
    for thin in lora.adapter.values():
        thin += draw.normal(size=thin.shape) / 4
    return lora


PROMPTS, ANSWERS = ([1, 2, 3], [1, 2, 4, 5]), ([6], [7, 8])


@pytest.fixture
def text():
    """Two prompts that begin alike; the second's answer has two tokens."""
    return Text(list(zip(PROMPTS, ANSWERS, strict=True)))


def cost(lora, text):
    return losses(lora.scores(text)[0], text.answers).sum() / len(text.first)


def test_a_branching_text_costs_what_its_branches_cost(small, text):
    assert text.ids == [1, 2, 3, 4, 5, 7]
    alone = [cost(small, Text([pair])) for pair in zip(PROMPTS, ANSWERS, strict=True)]
    assert cost(small, text) == pytest.approx(np.mean(alone))


def test_the_way_back_is_what_moving_a_number_a_little_does_to_the_loss(small, text):
    small.step(text, rate=0)
    for name, thin in small.adapter.items():
        for at in list(np.ndindex(thin.shape))[::7]:
            was, costs = thin[at], []
            for thin[at] in (was - 1e-5, was + 1e-5):
                costs.append(cost(small, text))
            thin[at] = was
            slope = np.diff(costs)[0] / 2e-5
            assert small.gradient[name][at] == pytest.approx(slope, rel=1e-4, abs=1e-8), name


def test_steps_bring_the_loss_down_and_leave_the_model_s_own_numbers(small, text):
    own = {name: it.copy() for name, it in small.w.items()}
    first, *_, last = (small.step(text, rate=0.01) for _ in range(30))
    assert last < first / 5
    assert all((it == own[name]).all() for name, it in small.w.items())


def test_it_gives_what_smol_gives_and_once_it_has_learnt_what_smol_gives_with_the_adapter_added(smol):
    pairs = [(smol.encode(f"The parcel is {how}"), smol.encode("late, so")) for how in ("", "not ")]
    text, lora = Text(pairs), LoRA(smol.model)

    def compare(model):
        whole = np.concatenate([model(prompt + answer[:-1])[-len(answer) :] for prompt, answer in pairs])
        np.testing.assert_allclose(lora.scores(text)[0], whole, atol=5e-4)

    compare(smol.model)
    before = lora.step(text, rate=1e-3)
    assert cost(lora, text) < before
    compare(lora.merged())
