"""A LoRA adapter, and how it learns (0.7): thin matrices beside the model's own, which stay as they are.

Each step forward returns what it worked out, and the way back: a function from how the loss changes with
each of those numbers to how it changes with each that the step had read (0.3). It needs smol.py beside it,
and mails.py shows how it is used.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import partial
from itertools import takewhile
from typing import Any

import numpy as np
import smol

RANK, SCALE = 8, 2
RATE, BATCH = 3e-4, 8  # the rate falls to nothing by the last step
MATRICES = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")

Array = np.ndarray[Any, Any]
Ids = list[int]
Back = Callable[[Array], Array]


def alike(texts: Sequence[Sequence[int]]) -> int:
    """How many tokens all texts begin with alike."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False)))


def losses(scores: Array, came: list[int]) -> Array:
    """The negative logarithm of the probability that each token which came had been given."""
    p = smol.softmax(scores.astype(float))
    cost: Array = -np.log(p[np.arange(len(came)), came])
    return cost


class Text:
    """Prompts and their answers as one text that branches: what all begin with is read once."""

    def __init__(self, pairs: Sequence[tuple[Ids, Ids]]) -> None:
        same = alike([prompt for prompt, _ in pairs])
        texts = [prompt + answer[:-1] for prompt, answer in pairs]
        self.ids = texts[0][:same] + [i for text in texts for i in text[same:]]
        self.places = np.array([*range(same), *(n for text in texts for n in range(same, len(text)))])
        lengths = [same, *(len(text) - same for text in texts)]
        branch = np.repeat(range(len(lengths)), lengths)  # 0 is the beginning
        self.seen = ((branch == branch[:, None]) | (branch == 0)) & (self.places <= self.places[:, None])
        answers, ends = [answer for _, answer in pairs], np.cumsum(lengths)[1:]
        self.answers = [i for answer in answers for i in answer]
        self.rows = np.concatenate(  # after which each token of an answer should come
            [np.arange(end - len(answer), end) for answer, end in zip(answers, ends, strict=True)]
        )
        self.first = np.cumsum([0, *map(len, answers[:-1])])  # where among them each answer begins


class LoRA:
    """The model, with W x + SCALE B A x for W x, whatever matrix of a block W is. Only A and B learn."""

    def __init__(self, model: Any) -> None:
        self.model, draw = model, np.random.default_rng(0)
        self.w: dict[str, Array] = model.w
        self.adapter, self.gradient, self.steps = dict[str, Array](), dict[str, Array](), 0
        self.names = [f"blk.{n}.{matrix}" for n in range(model.layers) for matrix in MATRICES]
        for name in self.names:
            (out, into), kind = self.w[name].shape, self.w[name].dtype
            self.adapter[f"{name}.a"] = (draw.uniform(-1, 1, (RANK, into)) / into**0.5).astype(kind)
            self.adapter[f"{name}.b"] = np.zeros((out, RANK), kind)  # so nothing is changed at first
        self.moments = {name: np.zeros((2, *it.shape), it.dtype) for name, it in self.adapter.items()}

    def matrix(self, x: Array, name: str) -> tuple[Array, Back]:
        """A matrix with its adapter. On the way back A and B get their gradients, W none."""
        a, b = self.adapter[f"{name}.a"], self.adapter[f"{name}.b"]
        few = SCALE * x @ a.T

        def back(g: Array) -> Array:
            to_few = SCALE * g @ b
            self.gradient[f"{name}.a"], self.gradient[f"{name}.b"] = to_few.T @ x, g.T @ few
            to_x: Array = g @ self.w[name] + to_few @ a
            return to_x

        return x @ self.w[name].T + few @ b.T, back

    def norm(self, x: Array, name: str) -> tuple[Array, Back]:
        """RMSNorm. A number counts for itself and for the size that its whole row is divided by."""
        size: Array = np.sqrt((x * x).mean(-1, keepdims=True) + self.model.eps)

        def back(g: Array) -> Array:
            g = g * self.w[name]
            to_x: Array = (g - x * (g * x).mean(-1, keepdims=True) / size**2) / size
            return to_x

        return x / size * self.w[name], back

    def attention(self, text: Text, x: Array, block: str) -> tuple[Array, Back]:
        """As in smol.py. On the way back, what was turned is turned back, and shared keys get a sum."""
        size = self.model.head
        angles = text.places[:, None] * self.model.base ** -np.arange(0, 1, 2 / size)

        def heads(rows: Array) -> Array:
            return rows.reshape(len(x), -1, size).swapaxes(0, 1)

        def rows(heads: Array) -> Array:
            return heads.swapaxes(0, 1).reshape(len(x), -1)

        def rotate(heads: Array, angles: Array) -> Array:
            kind = np.result_type(heads, np.complex64)
            turned: Array = (heads.view(kind) * np.exp(1j * angles).astype(kind)).view(heads.dtype)
            return turned

        (q, back_q), (k, back_k), (v, back_v) = (self.matrix(x, f"{block}.attn_{n}") for n in "qkv")
        q, k, v = rotate(heads(q), angles), rotate(heads(k), angles), heads(v)
        shared = len(q) // len(k)  # queries to each key and value
        k, v = np.repeat(k, shared, 0), np.repeat(v, shared, 0)
        p = smol.softmax(np.where(text.seen, q @ k.swapaxes(1, 2) / size**0.5, -np.inf))
        out, back_out = self.matrix(rows(p @ v), f"{block}.attn_output")

        def back(g: Array) -> Array:
            g = heads(back_out(g))
            to_p = g @ v.swapaxes(1, 2)
            to_scores = p * (to_p - (to_p * p).sum(-1, keepdims=True)) / size**0.5
            both = to_scores.swapaxes(1, 2) @ q, p.swapaxes(1, 2) @ g
            to_k, to_v = (it.reshape(-1, shared, len(x), size).sum(1) for it in both)
            to_q, to_k = rotate(to_scores @ k, -angles), rotate(to_k, -angles)
            return back_q(rows(to_q)) + back_k(rows(to_k)) + back_v(rows(to_v))

        return out, back

    def feed_forward(self, x: Array, block: str) -> tuple[Array, Back]:
        """SwiGLU: 1 + gate * (1 - share), times share, is the slope of SiLU."""
        (gate, back_gate), (up, back_up) = (self.matrix(x, f"{block}.ffn_{n}") for n in ("gate", "up"))
        share = 1 / (1 + np.exp(-gate))
        out, back_out = self.matrix(gate * share * up, f"{block}.ffn_down")

        def back(g: Array) -> Array:
            g = back_out(g)
            return back_gate(g * up * share * (1 + gate * (1 - share))) + back_up(g * gate * share)

        return out, back

    def scores(self, text: Text) -> tuple[Array, Back]:
        """The scores where the answers should come, and the way back from there through all blocks."""
        x, ways = self.w["token_embd"][text.ids], list[tuple[Back, Back]]()
        for block in (f"blk.{n}" for n in range(self.model.layers)):
            for name, work in (("attn", partial(self.attention, text)), ("ffn", self.feed_forward)):
                read, back_norm = self.norm(x, f"{block}.{name}_norm")
                out, back_work = work(read, block)
                x = x + out
                ways.append((back_norm, back_work))
        read, back_last = self.norm(x[text.rows], "output_norm")

        def back(g: Array) -> Array:
            to_x = np.zeros_like(x)
            to_x[text.rows] = back_last(g @ self.w["token_embd"])
            for through_norm, through_work in reversed(ways):
                to_x = to_x + through_norm(through_work(to_x))  # past the work, and through it
            return to_x

        return read @ self.w["token_embd"].T, back

    def step(self, text: Text, rate: float) -> float:
        """One step of Adam on the answers' tokens; says what an answer cost before it."""
        scores, back = self.scores(text)
        loss = losses(scores, text.answers).sum() / len(text.first)
        wrong = smol.softmax(scores)
        wrong[np.arange(len(wrong)), text.answers] -= 1
        back(wrong / len(text.first))
        self.steps += 1
        for name, gradient in self.gradient.items():
            mean, square = self.moments[name]
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            usual = np.sqrt(square / (1 - 0.999**self.steps)) + 1e-8
            self.adapter[name] -= rate * mean / (1 - 0.9**self.steps) / usual
        return float(loss)

    def learn(self, pairs: Sequence[tuple[Ids, Ids]], epochs: int) -> Iterator[float]:
        """Goes through prompts and answers round after round, and says what an answer cost in each."""
        draw, steps = np.random.default_rng(0), epochs * len(pairs) // BATCH
        for _ in range(epochs):
            order, costs = draw.permutation(len(pairs)), list[float]()
            for n in range(0, len(pairs), BATCH):
                text = Text([pairs[i] for i in order[n : n + BATCH]])
                costs.append(self.step(text, RATE * (1 - self.steps / steps)))
            yield float(np.mean(costs))

    def merged(self) -> Any:
        """The model with the adapter added to its own matrices: it runs as any other."""
        model = copy(self.model)
        model.w = dict(self.w)
        for name in self.names:
            model.w[name] = self.w[name] + SCALE * self.adapter[f"{name}.b"] @ self.adapter[f"{name}.a"]
        return model
