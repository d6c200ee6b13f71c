"""The shop's project (0.7, 0.9): every way to read a mail, judged on the same 100 gold mails.

docs/lab/mails.py has the ways that a reader can run; here they are in full, with examples in the prompt and
with all three fields of the mail tool. All of it is about 40 minutes of work for a core.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import combinations
from math import comb
from typing import Any

import mails
import numpy as np
import smol
from lora import BATCH, RANK, RATE, SCALE, LoRA, Text
from mails import ASKED, GOLD, REASONS, TRAINING, VALUES, Mail, Way, judged, right

from .lab import Lab, Parts, losses, rounded
from .texts import PROSE

SHOWS = (
    "How many of 100 mails are read right by their words, by the unchanged model's rows, by prompts with and "
    "without examples and by LoRA adapters: of all, of the 50 plain and of the 50 hard ones, each with "
    "Wilson's interval at 95%."
)
SAMPLE = (
    "mails",
    "labels",
    "always_one",
    "words_24",
    "words_72",
    "words_96",
    "adapter",
    "begin",
    "task_words",
)

KINDS = {
    kind: [mail["id"] for mail in GOLD if mail["kind"] == kind]
    for kind in dict.fromkeys(it["kind"] for it in GOLD)
}
MAIN = ("always_one", "words_72", "template", "examples_8", "rows_72", "lora_72")
WORDINGS = {
    "template": mails.TEMPLATE,
    "template_mail_first": smol.chat(f"{{}}\n\n{mails.TASK} Answer with one word."),
    "template_with_what_each_means": smol.chat(
        "Sort a shop's mail. Answer with one word: late (not here yet), damaged (broken), wrong (another "
        "thing than ordered) or other (anything else).\n\nMail: {}"
    ),
}
FIELDS = ("order", "reason", "wish")
EXTRACT = smol.chat('Read this mail. Answer only with JSON: "order", "reason" and "wish".\n\n{}')
ROUNDS = 5  # of the adapter that writes JSON, through 96 mails


def parts(lab: Lab) -> Parts:
    ways = {name: cache(way) for name, way in _ways(lab).items()}
    return {
        "mails": _mails,
        "labels": labels,
        **{name: partial(_told, way) for name, way in ways.items()},
        "pairs": lambda: pairs({name: right(ways[name]()["said"]) for name in MAIN}),
        **{name: partial(_task, way) for name, way in _tasks(lab, ways).items()},
        "adapter": partial(_adapter, lab),
        "begin": partial(_begin, lab),
    }


def _ways(lab: Lab) -> dict[str, Callable[[], Way]]:
    """Each way to find the reason: its answers to all mails that are asked."""
    rows = _rows(lab)
    prompts = {"plain": f"{mails.TASK}\n\nMail: {{}}\nReason:", **WORDINGS}
    examples = {**{f"examples_{count}": in_turn(count) for count in (4, 8, 16, 24)}, **_orders()}
    return {
        "always_one": lambda: {"said": [REASONS[0]] * len(ASKED)},
        **{f"words_{count}": partial(mails.by_words, count) for count in TRAINING},
        **{f"rows_{count}": partial(mails.by_rows, rows, count) for count in TRAINING},
        **{name: partial(_prompted, lab, prompt) for name, prompt in prompts.items()},
        **{name: partial(_prompted, lab, shown(some)) for name, some in examples.items()},
        **{f"lora_{count}": partial(_lora, lab, count) for count in mails.RUNS},
    }


def _told(way: Callable[[], Way]) -> dict[str, Any]:
    """A way's counts, and its errors by mail."""
    found = dict(way())
    counts = _counted(found.pop("said"))
    if "stopped" in found:
        stopped = found.pop("stopped")
        found["stopped"] = {"round": stopped["round"], **_counted(stopped["said"])}
    return {**counts, **found}


def _counted(said: Sequence[str]) -> dict[str, Any]:
    wrong = {mail["id"]: one for mail, one in zip(ASKED, said, strict=True) if mail["reason"] != one}
    by_kind = {kind: [sum(i not in wrong for i in ids), len(ids)] for kind, ids in KINDS.items()}
    return {**judged(right(said)), "by_kind": by_kind, "errors": wrong}


def _mails() -> dict[str, Any]:
    """The gold mails by id."""
    return {mail["id"]: {key: mail[key] for key in ("kind", *FIELDS, "mail")} for mail in GOLD}


def labels() -> dict[str, Any]:
    """How far the gold mails' labels agree with the second ones, given without sight of them."""
    told: dict[str, Any] = {"of": len(GOLD)}
    for field in FIELDS:
        first, second = ([mail[f"{who}{field}"] for mail in GOLD] for who in ("", "second_"))
        same = sum(a == b for a, b in zip(first, second, strict=True))
        told[field] = {"same": same, **({"kappa": kappa(first, second)} if field in VALUES else {})}
    return told


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa: the share of what chance leaves over in which two labellers agree (Cohen 1960)."""
    seen = np.mean([a == b for a, b in zip(first, second, strict=True)])
    chance = sum(first.count(one) * second.count(one) for one in set(first)) / len(first) ** 2
    return round(float((seen - chance) / (1 - chance)), 3)


def pairs(ways: dict[str, list[bool]]) -> dict[str, Any]:
    """How often only one of two ways is right (McNemar's counts), and the exact test of it."""
    found = {}
    for one, other in combinations(ways, 2):
        groups = {}
        for group in ("all", "plain", "hard"):
            each = zip(ASKED, ways[one], ways[other], strict=True)
            some = [(a, b) for mail, a, b in each if mails.GROUPS[group](mail)]
            only = [sum(a and not b for a, b in some), sum(b and not a for a, b in some)]
            groups[group] = {"only_first": only[0], "only_second": only[1], "p": by_chance(*only)}
        found[f"{one}_{other}"] = groups
    return found


def by_chance(one: int, other: int) -> float:
    """The two-sided sign test: how probable it is that equal ways part so unevenly, or more so."""
    tail = sum(comb(one + other, n) for n in range(min(one, other) + 1))
    return float(f"{min(1, 2 * tail / 2 ** (one + other)):.2g}")


def _rows(lab: Lab) -> Callable[[Mail], Any]:
    found = cache(lambda text: mails.rows(lab.model, {"mail": text}))
    return lambda mail: found(mail["mail"])


def in_turn(count: int) -> list[Mail]:
    """The first training mails of each reason: late, damaged, wrong, other, late, ..."""
    by_reason = [[mail for mail in TRAINING[24] if mail["reason"] == reason] for reason in REASONS]
    return [mail for four in zip(*by_reason, strict=True) for mail in four][:count]


def _orders() -> dict[str, list[Mail]]:
    """The same eight examples in other orders: four that are drawn, and two by reason."""
    eight = in_turn(8)
    drawn = {
        f"order_drawn_{seed}": [eight[n] for n in np.random.default_rng(seed).permutation(8)]
        for seed in range(4)
    }
    by_reason = sorted(eight, key=lambda mail: REASONS.index(mail["reason"]))
    return {**drawn, "order_other_last": by_reason, "order_late_last": by_reason[::-1]}


def shown(examples: Sequence[Mail]) -> str:
    return "".join(f"Mail: {it['mail']}\nReason: {it['reason']}\n\n" for it in examples) + "Mail: {}\nReason:"


def _prompted(lab: Lab, prompt: str) -> Way:
    return {**mails.by_prompt(lab.model, prompt), "prompt": prompt}


def _lora(lab: Lab, count: int) -> Way:
    """What an adapter says, before it has learnt and afterwards, and what becomes of other texts."""
    way, adapted = mails.by_lora(lab.model, count)
    return {**way, "before": _elsewhere(lab), "after": _elsewhere(_as_lab(adapted.merged()))}


def _as_lab(model: Any) -> Lab:
    lab = Lab()
    lab.model = model
    return lab


def _elsewhere(lab: Lab) -> dict[str, Any]:
    france = lab.candidates(lab.scores(smol.chat("What is the capital of France?")), 3)
    return {"france": france, "prose_loss": rounded(lab.losses(lab.encode(PROSE)).mean(), 3)}


def _adapter(lab: Lab) -> dict[str, Any]:
    lora = LoRA(lab.model)
    return {
        "prompt": mails.TEMPLATE,
        "rank": RANK,
        "scale": SCALE,
        "matrices": len(lora.names),
        "trained_numbers": sum(it.size for it in lora.adapter.values()),
        "parameters": sum(it.size for it in lora.w.values()),
        "rate": RATE,
        "batch": BATCH,
        "rounds": {str(count): rounds for count, rounds in mails.RUNS.items()},
    }


def _begin(lab: Lab) -> dict[str, Any]:
    """What the answers to the first eight mails cost before a step and after it."""
    text = Text([mails.pair(lab.model, mail, mail["reason"]) for mail in TRAINING[24][:BATCH]])
    lora = LoRA(lab.model)
    before = lora.step(text, RATE)
    after = losses(lora.scores(text)[0], text.answers).sum() / len(text.first)
    return {"losses": rounded([before, after], 3)}


def _tasks(lab: Lab, ways: Mapping[str, Callable[[], Way]]) -> dict[str, Callable[[], list[str]]]:
    """The whole task: what each way says of a gold mail, as JSON."""
    rows = _rows(lab)
    words, of_rows = partial(mails.by_words, 96), partial(mails.by_rows, rows, 96)
    return {
        "task_words": lambda: _put_together(words(), words("wish")),
        "task_rows": lambda: _put_together(ways["rows_96"](), of_rows("wish")),
        "task_examples_8": partial(_json_from_examples, lab),
        "task_lora_96": partial(_json_from_lora, lab),
    }


def order(mail: Mail) -> str:
    """The order number by a rule: four digits in a row."""
    found = re.search(r"\b\d{4}\b", mail["mail"])
    return found[0] if found else ""


def as_json(mail: Mail) -> str:
    return json.dumps({field: mail[field] for field in FIELDS})


def _put_together(reason: Way, wish: Way) -> list[str]:
    """The number by a rule, reason and wish by two regressions."""
    each = zip(GOLD, reason["said"], wish["said"], strict=False)  # GOLD is what is asked first
    return [as_json({"order": order(mail), "reason": one, "wish": other}) for mail, one, other in each]


def _json_from_examples(lab: Lab) -> list[str]:
    """Eight examples that have each reason twice, and each wish."""
    examples = TRAINING[96][72::3]
    head = "".join(f"Mail: {mail['mail']}\nJSON: {as_json(mail)}\n\n" for mail in examples)
    return _lines(lab, [f"{head}Mail: {mail['mail']}\nJSON:" for mail in GOLD])


def _json_from_lora(lab: Lab) -> list[str]:
    lora = LoRA(lab.model)
    for cost in lora.learn(
        [mails.pair(lab.model, mail, f"{as_json(mail)}<|im_end|>", EXTRACT) for mail in TRAINING[96]], ROUNDS
    ):
        print(f"\rloss {cost:.3f}", end="", file=sys.stderr, flush=True)
    return _lines(_as_lab(lora.merged()), [EXTRACT.replace("{}", mail["mail"]) for mail in GOLD])


def _lines(lab: Lab, prompts: list[str]) -> list[str]:
    """The first line of each answer."""
    return [answer["text"].strip().split("\n")[0] for answer in lab.answers(prompts, 36)]


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _task(way: Callable[[], list[str]]) -> dict[str, Any]:
    """How many answers are JSON, how many fields are right, and how often an order number was made up."""
    said = dict(zip((mail["id"] for mail in GOLD), way(), strict=True))
    read = {i: _read(one) for i, one in said.items()}
    fields = {
        field: [(read[mail["id"]] or {}).get(field) == mail[field] for mail in GOLD] for field in FIELDS
    }
    together = [all(three) for three in zip(*fields.values(), strict=True)]
    without = [mail["id"] for mail in GOLD if not mail["order"]]
    return {
        "valid": sum(it is not None for it in read.values()),
        "together": judged(together),
        **{field: judged(ok) for field, ok in fields.items()},
        "orders_made_up": [i for i in without if (read[i] or {}).get("order")],
        "mails_without_order": len(without),
        "errors": {i: one for (i, one), ok in zip(said.items(), together, strict=True) if not ok},
    }
