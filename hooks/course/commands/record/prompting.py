"""What examples in a prompt teach (0.7): the form of an answer, and JSON. For the mails see project.py."""

import json
from functools import partial
from typing import Any

import numpy as np
import smol
from mails import begun

from .lab import Lab, Parts, rounded
from .texts import JUDGED, ORDERS, REVIEWS, SHOWN

SHOWS = "What examples teach: the form of an answer, and JSON that is right."
SAMPLE = ("form_0",)

EXTRACT = 'Extract the order number. Answer only with JSON like {"order": 123}.\n\n'


def parts(lab: Lab) -> Parts:
    return {
        **{f"form_{count}": partial(_form, lab, count) for count in (0, 1, 2, 4, 8)},
        **{f"json_{count}": partial(_json, lab, count) for count in (0, 2)},
    }


def _read(text: str) -> Any:
    """What stands in a text, if it is JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _form(lab: Lab, count: int) -> dict[str, Any]:
    """Whether the first token is the right label, and whether that is the likelier one of the two labels."""
    head = "".join(f"Review: {text}\nSentiment: {label}\n\n" for text, label in REVIEWS[:count])
    texts = [f"{head}Review: {text}\nSentiment:" for text, _ in JUDGED]
    labels = [lab.one(" positive"), lab.one(" negative")]
    p = np.array([smol.softmax(lab.model(*read)[-1].astype(float)) for read in begun(lab.model, texts)])
    right = np.array([labels[label == "negative"] for _, label in JUDGED])
    return {
        "prompt": texts[0],
        "of": len(JUDGED),
        "first_token_right": int((p.argmax(1) == right).sum()),
        "likelier_of_the_two_right": int((np.array(labels)[p[:, labels].argmax(1)] == right).sum()),
        "probability_of_the_two": rounded(p[:, labels].sum(1).mean()),
    }


def _json(lab: Lab, count: int) -> dict[str, Any]:
    """Valid is not right: an answer can be JSON and still not hold the number that the ticket has."""
    head = "".join(f'Ticket: {text}\nJSON: {{"order": {number}}}\n\n' for text, number in SHOWN[:count])
    texts = [
        f"{head}Ticket: {text}\nJSON:" if count else smol.chat(f"{EXTRACT}Ticket: {text}")
        for text, _ in ORDERS
    ]
    rows = []
    for (ticket, number), answer in zip(ORDERS, lab.answers(texts, 24), strict=True):
        said = answer["text"].strip().split("\n\n")[0]
        read = _read(said)
        right = isinstance(read, dict) and str(read.get("order")) == number
        rows.append({"ticket": ticket, "answer": said, "valid": read is not None, "right": right})
    return {
        "prompt": texts[0],
        "of": len(rows),
        "valid": sum(row["valid"] for row in rows),
        "right": sum(row["right"] for row in rows),
        "answers": rows,
    }
