"""The real model, which works out in one pass what it is about to be asked token by token: a tenth of the time."""

from collections.abc import Iterable
from typing import Any

import smol


class ReadAhead(smol.SmolLM2):  # type: ignore[misc]
    """With ``texts`` that it will probably write, in tokens. It gives what it would without them, whatever they are.

    What it reads, a token at a time, as in one of them is read together with all that follows there, and each row of
    scores kept until it is asked for. Where another token comes, what was read ahead is forgotten.
    """

    texts: Iterable[list[int]] = ()

    def __call__(self, ids: list[int], cache: dict[str, Any] | None = None) -> Any:
        if cache is None:
            return super().__call__(ids)
        said, ahead, scores = cache.pop("ahead", ([], [], None))
        one = len(ids) == 1
        said = said + ids if one else []
        if one and ids == ahead[:1]:
            cache["ahead"] = said, ahead[1:], scores[1:]
            return scores[:1]
        for block, both in cache.items():
            cache[block] = [rows[:, : rows.shape[1] - len(ahead)] for rows in both]
        ahead = next((text[len(said) :] for text in self.texts if said and text[: len(said)] == said), [])
        scores = super().__call__(ids + ahead, cache)
        if ahead:
            cache["ahead"] = said, ahead, scores[1:]
        return scores[: len(ids)]
