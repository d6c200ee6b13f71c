"""What the model knows by itself, and with the sentence that says it (0.7, 0.8): rules of a shop, sums."""

import re
from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Lab, Parts
from .texts import DAYS, RETURNS, RULES

SHOWS = "Questions without and with the sentence that answers them, and sums of one to three digits."
SAMPLE = ("return_days",)


def parts(lab: Lab) -> Parts:
    return {
        "return_days": partial(_days, lab),
        "closed_book": partial(_book, lab, False),
        "open_book": partial(_book, lab, True),
        "sums_of_1_digit": partial(_sums, lab, 1),
        "sums_of_2_digits": partial(_sums, lab, 2),
        "sums_of_3_digits": partial(_sums, lab, 3),
    }


def _days(lab: Lab) -> dict[str, Any]:
    """How probable the right number is as the answer begins, without the rule and with it."""
    found: dict[str, Any] = {"question": DAYS, "rule": RETURNS, "begins": "You have"}
    for name, prompt in {"closed": DAYS, "open": f"{RETURNS} {DAYS}"}.items():
        asked = smol.chat(prompt)
        found[name] = {
            "p_47_days": _probable(lab, f"{asked}You have", " 47 days"),
            "p_30_days": _probable(lab, f"{asked}You have", " 30 days"),
            "answer": lab.answer(asked, 40),
        }
    return found


def _probable(lab: Lab, text: str, follows: str) -> float:
    """The probability that a text goes on in exactly this way, to three digits."""
    ids, rest = lab.encode(text), lab.encode(follows)
    p = smol.softmax(lab.model(ids + rest[:-1]).astype(float)[len(ids) - 1 :])
    return float(f"{p[range(len(rest)), rest].prod():.3g}")


def _book(lab: Lab, opened: bool) -> dict[str, Any]:
    """Questions about things that were made up, without and with the passage that answers them."""
    asked = "Answer the question from the text.\n\nText: {}\n\nQuestion: {}"
    prompts = [smol.chat(asked.format(text, question) if opened else question) for text, question, _ in RULES]
    rows = []
    for (passage, question, wanted), answer in zip(RULES, lab.answers(prompts, 30), strict=True):
        shown = {"passage": passage} if opened else {}
        said = {"answer": answer["text"], "margin": answer["margin"]}
        right = bool(re.search(rf"(?<!\d)(?:{wanted})(?!\d)", answer["text"]))
        rows.append({**shown, "question": question, **said, "right": right})
    return {"of": len(rows), "right": sum(row["right"] for row in rows), "answers": rows}


def _sums(lab: Lab, digits: int) -> dict[str, Any]:
    """Twenty sums, with four examples before each."""
    draw = np.random.default_rng(digits)
    pairs = draw.integers(10 ** (digits - 1), 10**digits, (24, 2)).tolist()
    head = "".join(f"{a} + {b} = {a + b}\n" for a, b in pairs[:4])
    answers = lab.answers([f"{head}{a} + {b} =" for a, b in pairs[4:]], digits + 3)
    said = [answer["text"].split("\n")[0].strip() for answer in answers]
    rows = [[a, b, text] for (a, b), text in zip(pairs[4:], said, strict=True)]
    return {"of": len(rows), "right": sum(text == str(a + b) for a, b, text in rows), "answers": rows}
