"""The reason of the shop's mails, found in four ways, and how sure a score is (lessons 0.7 and 0.9).

Put smol.py, lora.py and mails.csv beside this file. The head of smol.py says how to get what they need.
python mails.py                    # the whole table
python mails.py words template     # a part of it: words, template, rows, lora
"""

import csv
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import smol
from lora import LoRA, Text, alike, losses

Array = np.ndarray[Any, Any]
Mail = dict[str, str]
Way = dict[str, Any]  # "said": an answer to each mail that is asked, and what else is worth telling

VALUES = {
    "reason": ("late", "damaged", "wrong", "other"),
    "wish": ("refund", "replacement", "information", "none"),
}
REASONS = VALUES["reason"]

with (Path(__file__).parent / "mails.csv").open(encoding="utf-8", newline="") as lines:
    ALL: list[Mail] = list(csv.DictReader(lines))
GOLD = [mail for mail in ALL if mail["set"] in ("gold", "more gold")]  # to judge by
VALIDATION = [mail for mail in ALL if mail["set"] == "validation"]  # to choose by
LEARNT = [mail for mail in ALL if "training" in mail["set"]]
TRAINING = {count: LEARNT[:count] for count in (24, 72, 96)}  # to learn from
ASKED = GOLD + VALIDATION
GROUPS: dict[str, Callable[[Mail], bool]] = {
    "all": lambda mail: "gold" in mail["set"],
    "plain": lambda mail: "gold" in mail["set"] and mail["kind"] == "plain",
    "hard": lambda mail: "gold" in mail["set"] and mail["kind"] != "plain",
    "first_24": lambda mail: mail["set"] == "gold",
    "validation": lambda mail: mail["set"] == "validation",
}
TASK = "Which reason does this mail give: late, damaged, wrong or other?"
TEMPLATE = smol.chat(f"{TASK} Answer with one word.\n\n{{}}")
BLOCKS = (0, 5, 10, 15, 20, 25, 30)  # 0 is the embedding
RUNS = {24: 18, 72: 6}  # mails that the adapter learns from, rounds: the first two take 54 steps


def wilson(right: int, count: int) -> list[float]:
    """The shares that fit what was seen, at 95% (Wilson 1927, doi 10.1080/01621459.1927.10502953)."""
    z, share = 1.96, right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5 / (1 + z * z / count)
    return [round(middle - half, 3), round(middle + half, 3)]


def judged(right: Sequence[bool]) -> dict[str, dict[str, Any]]:
    """How many of each group of the asked mails are right, or of the gold mails where only they are asked."""
    found = {}
    for group, within in GROUPS.items():
        if some := [bool(ok) for mail, ok in zip(ASKED, right, strict=False) if within(mail)]:
            found[group] = {"right": sum(some), "of": len(some), "interval": wilson(sum(some), len(some))}
    return found


def right(said: Sequence[str], field: str = "reason") -> list[bool]:
    return [mail[field] == one for mail, one in zip(ASKED, said, strict=True)]


def chosen(p: Array, names: Sequence[str]) -> Way:
    """The likeliest of some answers to each mail, and how close the closest race between two of them was."""
    first, second = np.sort(p)[:, :-3:-1].T
    return {"said": [names[n] for n in p.argmax(1)], "closest": float(f"{(first - second).min():.1g}")}


class Regression:
    """Logistic regression by plain gradient descent, with features of one scale."""

    def __init__(self, rows: Array, labels: Sequence[str], names: Sequence[str]) -> None:
        self.mean, self.spread = rows.mean(0), rows.std(0) + 1e-6
        x, truth = self.scaled(rows), np.array([[label == name for name in names] for label in labels], float)
        self.weights, self.bias = np.zeros((x.shape[1], len(names))), np.zeros(len(names))
        for _ in range(2000):
            wrong = (smol.softmax(x @ self.weights + self.bias) - truth) / len(x)
            self.weights = self.weights - 0.1 * (x.T @ wrong + 0.01 * self.weights)
            self.bias = self.bias - 0.1 * wrong.sum(0)
        self.trained = self.weights.size + self.bias.size

    def scaled(self, rows: Array) -> Array:
        scaled: Array = (rows - self.mean) / self.spread
        return scaled

    def __call__(self, rows: Array) -> Array:
        """How probable each answer is for each row."""
        p: Array = smol.softmax(self.scaled(rows) @ self.weights + self.bias)
        return p


def by_words(count: int, field: str = "reason") -> Way:
    """Which words a mail has, and nothing else: no language model."""

    def words(mail: Mail) -> set[str]:
        return set(re.findall("[a-z]+", mail["mail"].lower()))

    known = sorted(set().union(*map(words, TRAINING[count])))
    train, asked = (
        np.array([[word in words(mail) for word in known] for mail in some], float)
        for some in (TRAINING[count], ASKED)
    )
    learnt = Regression(train, [mail[field] for mail in TRAINING[count]], VALUES[field])
    return {**chosen(learnt(asked), VALUES[field]), "words": len(known), "trained": learnt.trained}


def rows(model: Any, mail: Mail) -> Array:
    """The mean of a mail's rows after each block: what the model makes of it."""
    seen = list[Array]()
    model.watch = lambda what, rows: seen.append(rows.mean(0)) if what == "stream" else None
    try:
        model(model.tokenizer.encode(mail["mail"]))
    finally:
        model.watch = lambda what, rows: None
    return np.array(seen, float)


def by_rows(rows: Callable[[Mail], Array], count: int, field: str = "reason") -> Way:
    """From the rows of the unchanged model, after the block that does best on the validation mails."""
    train, asked = (np.array([rows(mail) for mail in some]) for some in (TRAINING[count], ASKED))
    names, blocks, best = VALUES[field], dict[int, dict[str, Any]](), (np.inf, Way())
    truth = [names.index(mail[field]) for mail in VALIDATION]
    for block in BLOCKS:
        learnt = Regression(train[:, block], [mail[field] for mail in TRAINING[count]], names)
        p = learnt(asked[:, block])
        way, cost = chosen(p, names), -np.log(p[range(len(GOLD), len(ASKED)), truth]).mean()
        found = judged(right(way["said"], field))
        scores = {group: found[group]["right"] for group in ("all", "validation")}
        blocks[block] = {"validation_loss": round(float(cost), 2), **scores}
        best = min(best, (cost, {**way, "block": block, "trained": learnt.trained}), key=lambda it: it[0])
    return {**best[1], "blocks": blocks}


def begun(model: Any, texts: Sequence[str]) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Each text's tokens that are still to be read, and a cache: what all begin with is read once."""
    ids, cache = [model.tokenizer.encode(text) for text in texts], dict[str, Any]()
    if same := alike(ids):
        model(ids[0][:same], cache)
    yield from ((read[same:], dict(cache)) for read in ids)


def by_prompt(model: Any, prompt: str, asked: Sequence[Mail] = ASKED) -> Way:
    """The likeliest of the four reasons as the next token, and how probable the four are at all."""
    space = "" if prompt.endswith("\n") else " "
    labels = [model.tokenizer.encode(space + reason)[0] for reason in REASONS]
    texts = [prompt.replace("{}", mail["mail"]) for mail in asked]
    p = np.array([smol.softmax(model(*text)[-1].astype(float)) for text in begun(model, texts)])
    gold = p[: len(GOLD)]
    return {
        **chosen(p[:, labels], REASONS),
        "tokens": len(model.tokenizer.encode(prompt.replace("{}", ""))),
        "probability_of_the_four": round(float(gold[:, labels].sum(1).mean()), 4),
        "first_token_is_one_of_them": int(np.isin(gold.argmax(1), labels).sum()),
    }


def pair(model: Any, mail: Mail, answer: str, prompt: str = TEMPLATE) -> tuple[list[int], list[int]]:
    """A prompt and the answer to it, in tokens."""
    encode = model.tokenizer.encode
    return encode(prompt.replace("{}", mail["mail"])), encode(answer)


def written(lora: LoRA, mails: Sequence[Mail]) -> tuple[list[str], float]:
    """The token that the adapted model would write for each mail, and what the right one costs."""
    encode, decode = lora.model.tokenizer.encode, lora.model.tokenizer.decode
    reasons, said, cost = {encode(reason)[0]: reason for reason in REASONS}, list[str](), 0.0
    for n in range(0, len(mails), 8):
        text = Text([pair(lora.model, mail, mail["reason"]) for mail in mails[n : n + 8]])
        scores, _ = lora.scores(text)
        cost += losses(scores, text.answers).sum() / len(mails)
        said += [reasons.get(i, decode([i])) for i in scores[text.first].argmax(1).tolist()]
    return said, float(cost)


def by_lora(model: Any, count: int) -> tuple[Way, LoRA]:
    """From an adapter at the end of its training, and as it was when the validation mails cost least."""
    lora, costs, best = LoRA(model), list[tuple[float, float, int]](), dict[str, Array]()
    pairs = [pair(model, mail, mail["reason"]) for mail in TRAINING[count]]
    for cost in lora.learn(pairs, RUNS[count]):
        said, kept = written(lora, VALIDATION)
        good = sum(mail["reason"] == one for mail, one in zip(VALIDATION, said, strict=True))
        if all(kept < before for _, before, _ in costs):
            best, stopped = {name: it.copy() for name, it in lora.adapter.items()}, len(costs) + 1
        costs.append((cost, kept, good))
        print(f"\r{len(costs)} of {RUNS[count]} rounds", end="\r", file=sys.stderr, flush=True)
    loss, validation_loss, validation_right = zip(*costs, strict=True)
    way = {
        "said": written(lora, ASKED)[0],
        "trained": sum(it.size for it in lora.adapter.values()),
        "loss": [round(it, 2) for it in loss],
        "validation_loss": [round(it, 2) for it in validation_loss],
        "validation_right": list(validation_right),
    }
    end, lora.adapter = lora.adapter, best
    way["stopped"] = {"round": stopped, "said": written(lora, ASKED)[0]}
    lora.adapter = end
    return way, lora


def main(only: Sequence[str]) -> None:
    """Print the table, line by line as it is worked out."""
    model = smol.SmolLM2()
    ways: dict[str, Callable[[], Way]] = {
        "words": partial(by_words, 72),
        "template": partial(by_prompt, model, TEMPLATE),
        "rows": partial(by_rows, partial(rows, model), 72),
        "lora": lambda: by_lora(model, 72)[0],
    }
    if unknown := set(only) - set(ways):
        sys.exit(f"There is no {', '.join(sorted(unknown))}. There are: {', '.join(ways)}.")
    print(f"{'':10}{'all':>6} {'95%':>10}{'plain':>8}{'hard':>6}{'time':>9}")
    for name in only or ways:
        began = time.monotonic()
        found = judged(right(ways[name]()["said"]))
        low, high = found["all"]["interval"]
        scores = f"{found['all']['right']:6} {low:6.0%}-{high:3.0%}"
        parts = f"{found['plain']['right']:8}{found['hard']['right']:6}"
        print(f"{name:10}{scores}{parts}{time.monotonic() - began:7.0f} s", flush=True)
    print(
        f"\nRight of {len(GOLD)}, of their plain half and of their hard half. 'template' learns from no mail,"
    )
    print("the others learn from 72.")


if __name__ == "__main__":
    main(sys.argv[1:])
