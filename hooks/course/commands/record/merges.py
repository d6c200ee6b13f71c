"""What the page needs to cut a text as the model does (0.4).

``python -m course.commands.record.merges`` writes it, with the paths of ``make record``. First come the bytes
of the tokens that are a single one, in their order. Then, for every merge, the numbers of the two tokens that
it joins, in four columns: high bytes and low bytes of the left ones, then of the right ones. Merge n always
makes token 252 + n, so the names of tokens are not needed.
"""

import gzip
from pathlib import Path
from typing import Any

from .lab import Lab

FILE = Path("docs/foundations/tokens-and-embeddings/figures/cut-your-text/merges.bin")


def table(tokenizer: Any) -> bytes:
    """Before it is compressed."""
    ids, special = tokenizer.ids, tokenizer.special.fullmatch
    single = bytes(tokenizer.byte[it] for it in tokenizer.tokens if not special(it) and len(it) == 1)
    first = len(tokenizer.tokens) - len(tokenizer.rank)
    if [ids["".join(pair)] for pair in tokenizer.rank] != list(range(first, len(tokenizer.tokens))):
        raise ValueError("The merges of this tokenizer do not make its tokens one after the other.")
    sides = [[ids[pair[side]] for pair in tokenizer.rank] for side in (0, 1)]
    return single + b"".join(bytes(it >> shift & 255 for it in side) for side in sides for shift in (8, 0))


if __name__ == "__main__":
    FILE.write_bytes(gzip.compress(table(Lab().tokenizer), 9, mtime=0))
    print(f"{FILE}: {FILE.stat().st_size:,} bytes")
