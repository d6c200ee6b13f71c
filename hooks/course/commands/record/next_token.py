"""What comes next (0.1, 0.6, 0.10): the likeliest tokens, all others together, and what temperature does."""

from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import ROUND, Array, Lab, Parts, rounded

SHOWS = "How probable each next token is after a text, and how temperature and top-p change that."

FRANCE, AUSTRALIA = "What is the capital of France?", "What is the capital of Australia?"
PARCEL = "Where is my parcel?"
TEXTS = {
    "refund": "The parcel was late, so the customer asked for a",
    "france": "The capital of France is",
    "japan": "The capital of Japan is",
    "burkina_faso": "The capital of Burkina Faso is",
    "australia": "The capital of Australia is",
    "australia_question": f"Q: {AUSTRALIA} A: The capital of Australia is",
    "australia_chat": smol.chat(AUSTRALIA) + "The capital of Australia is",
    "australia_turned": "Australia's capital city is",
    "australia_told": "The capital of Australia is Canberra, not Sydney. The capital of Australia is",
    "washington": "The first president of the United States was George",
    "once": "Once upon a time",
    "hot": "The opposite of hot is",
    "cup": "I would like a cup of",
    "poured": "She poured herself a cup of",
    "please_refund": "My parcel has not arrived. Please refund my",
    "thank_you": "Thank you for your",
    "numpy": "import numpy as",
    "sum": "Q: What is 17 + 25? A:",
    "parcel_raw": PARCEL,
    "parcel_chat": smol.chat(PARCEL),
    "france_raw": FRANCE,
    "france_chat": smol.chat(FRANCE),
}
HEATED = ("refund", "poured", "france", "australia", "parcel_raw", "parcel_chat")
CUT = ("refund", "australia")
TOP_P = (0.5, 0.9)
TEMPERATURES = [round(0.2 + 0.1 * step, 1) for step in range(19)]  # 0.2 to 2.0


def parts(lab: Lab) -> Parts:
    texts = {name: partial(_next, lab, text) for name, text in TEXTS.items()}
    heated = {f"{name}_by_temperature": partial(_heated, lab, TEXTS[name]) for name in HEATED}
    cut = {f"{name}_by_top_p": partial(_cut, lab, TEXTS[name]) for name in CUT}
    return texts | heated | cut


def _next(lab: Lab, text: str) -> dict[str, Any]:
    scores = lab.scores(text)
    p = np.sort(smol.softmax(scores))[::-1]
    entropy = -(p * np.log(np.maximum(p, 1e-300))).sum()
    return {
        "text": text,
        **lab.candidates(scores),
        "scores": rounded(np.sort(scores)[::-1][:10], 2),
        "mean_score": rounded(scores.mean(), 1),
        "lowest_score": rounded(scores.min(), 1),
        "tokens_for_90_percent": int((p.cumsum() < 0.9).sum() + 1),
        "choices": rounded(np.exp(entropy), 1),  # as many equally likely tokens would be as open
    }


def _heated(lab: Lab, text: str) -> dict[str, Any]:
    scores = lab.scores(text)
    best = scores.argsort()[::-1]
    rows = [smol.softmax(scores / temperature)[best] for temperature in TEMPERATURES]
    return {
        "text": text,
        "tokens": [lab.piece(i) for i in best[:6]],
        "temperatures": TEMPERATURES,
        "p": [rounded(row[:6]) for row in rows],
        "others": [_after(row, 6) for row in rows],
        "after_100": [_after(row, 100) for row in rows],
        "kept_by_top_p_90": [int((row.cumsum() < 0.9).sum() + 1) for row in rows],
    }


def _cut(lab: Lab, text: str) -> dict[str, Any]:
    """How many tokens top-p keeps, by temperature, and what these have together before they share all."""
    scores = lab.scores(text)
    kept: list[list[int]] = []
    share: list[list[float]] = []
    for temperature in TEMPERATURES:
        sums = np.sort(smol.softmax(scores / temperature))[::-1].cumsum()
        last = [int((sums < top_p).sum()) for top_p in TOP_P]
        kept.append([it + 1 for it in last])
        share.append(rounded(sums[last]))
    return {"text": text, "top_p": TOP_P, "kept": kept, "share": share}


def _after(row: Array, count: int) -> float:
    return round(float(row[count:].sum()), ROUND)
