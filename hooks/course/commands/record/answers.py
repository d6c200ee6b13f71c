"""What the model writes (0.6, 0.7, 0.8, 0.10): greedy answers, drawn ones, and one token by token."""

from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Lab, Parts

SHOWS = (
    "Greedy answers, raw and in the chat template; draws at several temperatures; one answer step by step."
)
SAMPLE = ("fruits", "australia", "sum", "draw_warm")

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
        "steps": partial(_steps, lab, smol.chat(QUESTIONS["fruits"])),
    }


def _both(lab: Lab, question: str) -> dict[str, Any]:
    return {"question": question, "raw": lab.answer(question), "chat": lab.answer(smol.chat(question))}


def _draws(lab: Lab, how: dict[str, float]) -> dict[str, Any]:
    ids = lab.encode(DRAWN)
    drawn = [lab.model.generate(ids, 40, rng=np.random.default_rng(seed), **how) for seed in SEEDS]
    return {"prompt": DRAWN, **how, "seeds": SEEDS, "texts": [lab.text(said) for said in drawn]}


def _steps(lab: Lab, prompt: str) -> dict[str, Any]:
    cache: dict[str, Any] = {}
    scores = lab.scores(prompt, cache)
    steps: list[Any] = []
    while len(steps) < 20:
        steps.append(lab.candidates(scores, 3)["top"])
        scores = lab.model([steps[-1][0]["id"]], cache)[-1].astype(float)
        if steps[-1][0]["token"] == "<|im_end|>":
            break
    return {"prompt": prompt, "steps": steps}
