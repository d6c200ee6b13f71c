"""The real model, and the questions that several subjects put to it."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import smol
from lora import losses as losses
from mails import begun
from numpy.typing import NDArray

Array = NDArray[Any]
Parts = Mapping[str, Callable[[], Any]]  # what is asked, by name; each is worked out when it is called

ROUND = 4  # decimals of a probability: other processors differ from the sixth on
END = 0  # the number of <|endoftext|>, which stood between texts in training
CANDIDATES = 10


class Inside:
    """What happened in the model while it read one text: blocks, heads and tokens count from 0 here."""

    def __init__(self, scores: Array, seen: Mapping[str, list[Array]]) -> None:
        self.scores = scores.astype(float)
        self.stream = np.array(seen["stream"])  # [0] is the embedding: 31 x tokens x 576
        self.attention = np.array(seen["attention"])  # blocks x heads x from token x to token
        self.neurons = np.array(seen["neurons"])  # blocks x tokens x 1,536


class Lab:
    """SmolLM2-135M-Instruct as docs/lab/smol.py runs it."""

    @cached_property
    def model(self) -> Any:
        return smol.SmolLM2()

    @property
    def tokenizer(self) -> Any:
        return self.model.tokenizer

    def encode(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text)
        return ids

    def one(self, text: str) -> int:
        """The number of a text that is a single token."""
        (number,) = self.encode(text)
        return number

    def piece(self, number: int) -> str:
        """A token in print: bytes that are only a part of a character stand as <F0>."""
        return re.sub(
            "[\udc80-\udcff]", lambda c: f"<{ord(c[0]) - 0xDC00:02X}>", self.tokenizer.decode([number])
        )

    def scores(self, text: str, cache: dict[str, Any] | None = None) -> Array:
        """A score for each token that could come after the text."""
        scores: Array = self.model(self.encode(text), cache)[-1].astype(float)
        return scores

    def candidates(self, scores: Array, count: int = CANDIDATES) -> dict[str, Any]:
        """The likeliest tokens with their probabilities, and what all others have together."""
        p = smol.softmax(scores)
        best = p.argsort()[::-1][:count]
        top = [{"token": self.piece(i), "id": int(i), "p": round(float(p[i]), ROUND)} for i in best]
        return {"top": top, "others": round(float(1 - p[best].sum()), ROUND)}

    def losses(self, ids: Iterable[int]) -> Array:
        """What each token cost, in nats, in a text that begins anew."""
        read = [END, *ids]
        return losses(self.model(read[:-1]), read[1:])

    def answer(self, text: str, limit: int = 60) -> dict[str, Any]:
        """What the model writes, whether it ended by itself, and how close the closest of its choices was.

        Greedy texts of other engines part where a race is close, so a text is worth showing with its margin.
        """
        return self.goes_on(self.encode(text), {}, limit)

    def answers(self, texts: Sequence[str], limit: int) -> list[dict[str, Any]]:
        """The answers to texts that begin alike."""
        return [self.goes_on(*read, limit) for read in begun(self.model, texts)]

    def goes_on(self, ids: list[int], cache: dict[str, Any], limit: int) -> dict[str, Any]:
        said, margin = list[int](), math.inf
        while len(said) < limit:
            p = smol.softmax(self.model(ids, cache)[-1].astype(float))
            second, first = np.partition(p, -2)[-2:]
            margin = min(margin, float(first - second))
            ids = [int(p.argmax())]
            if self.tokenizer.tokens[ids[0]] in ("<|im_end|>", "<|endoftext|>"):
                break
            said += ids
        ended = len(said) < limit
        return {"text": self.text(said), "tokens": len(said), "ended": ended, "margin": round(margin, ROUND)}

    def text(self, ids: Iterable[int]) -> str:
        text: str = self.tokenizer.decode(ids).encode(errors="surrogateescape").decode(errors="replace")
        return text

    def inside(self, text: str | list[int]) -> Inside:
        """Everything that can be watched while the model reads a text."""
        seen: dict[str, list[Array]] = {"stream": [], "attention": [], "neurons": []}
        was, self.model.watch = self.model.watch, lambda what, rows: seen[what].append(rows)
        try:
            scores = self.model(self.encode(text) if isinstance(text, str) else text)
        finally:
            self.model.watch = was
        return Inside(scores, seen)

    @cached_property
    def directions(self) -> Array:
        """The table of embeddings, each row brought to length 1: a product of two is their cosine."""
        table = self.model.w["token_embd"].astype(float)
        rows: Array = table / np.linalg.norm(table, axis=1, keepdims=True)
        return rows


def rounded(numbers: Any, decimals: int = ROUND) -> Any:
    """Numbers as plain Python ones, with as many decimals as are the same on other machines."""
    return (np.round(np.asarray(numbers, dtype=float), decimals) + 0.0).tolist()
