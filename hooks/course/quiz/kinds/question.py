"""A question of any kind: which kinds there are, and what identifies a question."""

import hashlib
import json

from .asked import plain
from .choice import One, Several
from .match import Match
from .number import Number
from .order import Order

Question = One | Several | Number | Order | Match
KINDS: dict[str, type[Question]] = {
    "one": One,
    "several": Several,
    "number": Number,
    "order": Order,
    "match": Match,
}


def fingerprint(question: Question) -> str:
    """16 hex digits that change when what is asked, or what is right, changes.

    The start of the SHA-256 of: kind, context, ask, and what the kind adds (each option's text and whether it
    is right; a number's unit and expression; steps in their order; groups, and items with theirs). Runs of
    white space count as one space. Ids, hint, reasons, explanation, tolerance and the link to the passage are
    left out: mending them changes no question.
    """
    parts = [question.kind, plain(question.context or ""), plain(question.ask), *question.asked()]
    source = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(source.encode()).hexdigest()[:16]
