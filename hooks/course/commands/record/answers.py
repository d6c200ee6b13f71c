"""What the model writes (0.6, 0.7, 0.8, 0.10): greedy answers, drawn ones, and one token by token."""

from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Lab, Parts, losses, rounded
from .texts import MAILS_TO_JSON

SHOWS = (
    "Greedy answers, raw and in the chat template; draws at several temperatures; one answer step by step."
)
SAMPLE = ("fruits", "australia", "sum", "draw_warm", "mail", "mail_by_reason")

QUESTIONS = {
    "fruits": "Name three fruits.",
    "france": "What is the capital of France?",
    "australia": "What is the capital of Australia?",
    "japan": "What is the capital of Japan?",
    "sum": "What is 17 + 25?",
    "rain": "Write one sentence about rain.",
    "parcel": "Where is my parcel?",
    "late": "Write one sentence to a customer whose parcel is late.",
    "strawberry": "How many times does the letter r occur in the word strawberry?",
    "spell": "Spell the word refund letter by letter.",
}
DRAWN = smol.chat(QUESTIONS["late"])
WAYS = {
    "cold": {"temperature": 0.3},
    "warm": {"temperature": 0.7},
    "plain": {"temperature": 1.0},
    "plain_top_p": {"temperature": 1.0, "top_p": 0.9},
    "hot": {"temperature": 1.5},
}
SEEDS = (0, 1)


def parts(lab: Lab) -> Parts:
    return {
        **{name: partial(_both, lab, question) for name, question in QUESTIONS.items()},
        **{f"draw_{way}": partial(_draws, lab, how) for way, how in WAYS.items()},
        "steps": partial(_steps, lab, smol.chat(QUESTIONS["fruits"]), "<|im_end|>"),
        "mail": partial(_steps, lab, MAILS_TO_JSON, '"}'),
        "mail_by_reason": partial(_by_reason, lab),
        "mail_chances": partial(_chances, lab),
    }


def _both(lab: Lab, question: str) -> dict[str, Any]:
    return {"question": question, "raw": lab.answer(question), "chat": lab.answer(smol.chat(question))}


def _draws(lab: Lab, how: dict[str, float]) -> dict[str, Any]:
    ids = lab.encode(DRAWN)
    drawn = [lab.model.generate(ids, 40, rng=np.random.default_rng(seed), **how) for seed in SEEDS]
    return {"prompt": DRAWN, **how, "seeds": SEEDS, "texts": [lab.text(said) for said in drawn]}


def _steps(lab: Lab, prompt: str, end: str) -> dict[str, Any]:
    """The likeliest token is taken every time; each step has the first three."""
    cache: dict[str, Any] = {}
    scores = lab.scores(prompt, cache)
    steps: list[Any] = []
    while len(steps) < 30:
        steps.append(lab.candidates(scores, 3)["top"])
        scores = lab.model([steps[-1][0]["id"]], cache)[-1].astype(float)
        if steps[-1][0]["token"] == end:
            break
    return {"prompt": prompt, "steps": steps}


MAIL_BEGUN = ' {"order": 4822, "reason": "'
REASON_WRITTEN = '{}", "wish": "'


def _by_reason(lab: Lab) -> dict[str, Any]:
    """What the wish would be after each reason: a token that was chosen binds those after it."""
    begun = dict[str, Any]()
    p = smol.softmax(lab.scores(MAILS_TO_JSON + MAIL_BEGUN, begun))
    return {
        reason: {
            "first_token": rounded(p[lab.encode(reason)[0]]),
            **lab.candidates(lab.scores(REASON_WRITTEN.format(reason), dict(begun)), 3),
        }
        for reason in ("error", "late", "damaged", "wrong", "other")
    }


def _chances(lab: Lab) -> dict[str, Any]:
    """How probable a whole answer is: the product of its tokens' probabilities."""
    return {reason: _chance(lab, reason) for reason in ("error", "damaged")}


def _chance(lab: Lab, reason: str) -> dict[str, Any]:
    said = MAIL_BEGUN + REASON_WRITTEN.format(reason) + 'replacement"}'
    read, ids = lab.encode(MAILS_TO_JSON), lab.encode(MAILS_TO_JSON + said)
    cost = losses(lab.model(ids[:-1]), ids[1:])[len(read) - 1 :]
    return {"text": said.strip(), "tokens": len(cost), "chance": float(f"{np.exp(-cost.sum()):.2g}")}
