"""Who looks at whom (0.5). In what is recorded, blocks and heads count from 1: block 1 is blk.0."""

from functools import cache, partial
from typing import Any

import numpy as np

from .lab import Array, Inside, Lab, Parts, losses, rounded

SHOWS = "What heads look at in some sentences: words, the first token, copies. Blocks and heads count from 1."

IT = "The parcel was late, so the customer wants a refund for it."
RETURNED = "The customer returned the lamp because it was broken."
LAMP = "The lamp did not fit into the parcel because it was too"
FOX = "The red fox met the grey owl. The red fox"
TEXTS = (IT, RETURNED, FOX)
BLOCKS, HEADS = 30, 9


def parts(lab: Lab) -> Parts:
    inside = cache(lab.inside)
    return {
        "it": partial(_maps, lab, inside, IT, [(14, 9), (29, 6), (12, 2), (26, 3), (19, 9)]),
        "it_returned": partial(_from_word, lab, inside, RETURNED, " it", [(14, 9), (29, 6)]),
        "it_big": partial(_from_word, lab, inside, f"{LAMP} big.", " it", [(14, 9)]),
        "it_small": partial(_from_word, lab, inside, f"{LAMP} small.", " it", [(14, 9)]),
        "induction_map": partial(_maps, lab, inside, FOX, [(19, 7)]),
        "previous_heads": partial(_previous, lab, inside),
        "sink": partial(_sink, lab, inside),
        "sink_values": partial(_sink_values, lab, inside),
        "copying": partial(_copying, lab),
        "bank": partial(_bank, lab, inside),
    }


Look = Any  # lab.inside, which remembers


def _pieces(lab: Lab, text: str) -> list[str]:
    return [lab.piece(i) for i in lab.encode(text)]


def _from_word(lab: Lab, inside: Look, text: str, word: str, heads: list[tuple[int, int]]) -> dict[str, Any]:
    """Where some heads look from a word, and where all 270 look on average."""
    pieces, attention = _pieces(lab, text), inside(text).attention
    at = pieces.index(word)
    seen = {f"block {block}, head {head}": attention[block - 1, head - 1, at] for block, head in heads}
    seen["mean of all 270"] = attention[:, :, at].mean((0, 1))
    return {
        "text": text,
        "from": word,
        "pieces": pieces[: at + 1],
        "heads": {name: rounded(row[: at + 1]) for name, row in seen.items()},
    }


def _maps(lab: Lab, inside: Look, text: str, heads: list[tuple[int, int]]) -> dict[str, Any]:
    """All looks of some heads, and of all 270 on average: each row is a token that looks back."""
    attention = inside(text).attention
    maps = {f"block {block}, head {head}": attention[block - 1, head - 1] for block, head in heads}
    maps["mean of all 270"] = attention.mean((0, 1))
    return {
        "text": text,
        "pieces": _pieces(lab, text),
        "heads": {name: [rounded(row[: n + 1]) for n, row in enumerate(rows)] for name, rows in maps.items()},
    }


def _best(shares: Array, count: int = 6) -> list[Any]:
    order = shares.ravel().argsort()[::-1][:count]
    found = [(int(n), *np.unravel_index(n, shares.shape)) for n in order]
    return [
        {"block": int(b) + 1, "head": int(h) + 1, "share": rounded(shares.ravel()[n], 3)} for n, b, h in found
    ]


def _previous(lab: Lab, inside: Look) -> list[Any]:
    """Heads that look at the token before, by their mean share over three sentences."""
    shares = [np.diagonal(inside(text).attention[:, :, 1:], 0, 2, 3)[..., 1:].mean(-1) for text in TEXTS]
    return _best(np.mean(shares, 0))


def _sink(lab: Lab, inside: Look) -> dict[str, Any]:
    """How much of all looking goes to the first token of a text."""
    shares = np.mean([inside(text).attention[:, :, 2:, 0].mean(-1) for text in TEXTS], 0)
    return {
        "of_all": rounded(shares.mean(), 3),
        "from_block_3_on": rounded(shares[2:].mean(), 3),
        "by_block": rounded(shares.mean(1), 3),
        "heads_that_give_more_than_half": int((shares > 0.5).sum()),
        "heads": shares.size,
        "most": _best(shares),
    }


def _sink_values(lab: Lab, inside: Look) -> dict[str, Any]:
    """How long the values of the first token are, and of those from the third on, in all blocks."""
    lengths = []
    for block, rows in enumerate(inside(IT).stream[:-1]):
        values = lab.model.norm(rows, f"blk.{block}.attn_norm") @ lab.model.w[f"blk.{block}.attn_v"].T
        lengths.append(np.linalg.norm(values.reshape(len(rows), -1, lab.model.head), axis=-1))
    found = np.array(lengths)
    return {"first": rounded(found[:, 0].mean()), "others": rounded(found[:, 2:].mean())}


def _copying(lab: Lab) -> dict[str, Any]:
    """Thirty random words twice: nobody can know them, so the second time they are read from the text."""
    draw = np.random.default_rng(3)
    words = [n for n in range(300, 20000) if lab.tokenizer.tokens[n].startswith("Ġ")]
    once = [int(i) for i in draw.choice(words, 30, replace=False)]
    found: Inside = lab.inside([0, *once, *once])
    cost = losses(found.scores[:-1], once + once)
    second = np.arange(
        32, 61
    )  # from the second word of the copy on, the one that followed before is at n - 29
    shares = found.attention[:, :, second, second - 29].mean(-1)
    return {
        "words": [lab.piece(i) for i in once],
        "loss_first": rounded(cost[:30].mean()),
        "loss_second": rounded(cost[31:].mean()),
        "losses": rounded(cost, 3),
        "heads": _best(shares),
    }


SENSES = {
    "river": "They sat on the grass by the river bank",
    "boat": "The boat was tied up at the river bank",
    "account": "She opened an account at the bank",
    "loan": "He asked for a loan at the bank",
}


def _bank(lab: Lab, inside: Look) -> dict[str, Any]:
    """One word in four sentences: how alike its rows are after each block."""
    rows = {name: inside(text).stream[:, -1].astype(float) for name, text in SENSES.items()}
    unit = {name: row / np.linalg.norm(row, axis=1, keepdims=True) for name, row in rows.items()}

    def alike(one: str, other: str) -> list[float]:
        cosines: list[float] = rounded((unit[one] * unit[other]).sum(1), 3)
        return cosines

    return {
        "texts": SENSES,
        "after_block": list(range(31)),
        "same_sense": {"river, boat": alike("river", "boat"), "account, loan": alike("account", "loan")},
        "other_sense": {"river, account": alike("river", "account"), "boat, loan": alike("boat", "loan")},
    }
