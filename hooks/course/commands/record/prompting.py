"""What a prompt can teach (0.7, 0.9): the shop's mails plain, in the template, with examples; form; JSON."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Lab, Parts, rounded
from .mails import GOLD, REASONS, TRAINING, Mail, order, scored
from .texts import JUDGED, ORDERS, REVIEWS, SHOWN

SHOWS = "What prompts and examples teach: the reason of 24 mails, the form of an answer, JSON that is right."
SAMPLE = ("template", "order_late_last", "form_0")

TASK = "Which reason does this mail give: late, damaged, wrong or other?"
WORDINGS = {
    "template": f"{TASK} Answer with one word.\n\n{{}}",
    "template_mail_first": f"{{}}\n\n{TASK} Answer with one word.",
    "template_with_what_each_means": "Sort a shop's mail. Answer with one word: late (not here yet), damaged "
    "(broken), wrong (another thing than ordered) or other (anything else).\n\nMail: {}",
}
EXTRACT = 'Extract the order number. Answer only with JSON like {"order": 123}.\n\n'


def parts(lab: Lab) -> Parts:
    return {
        "plain": partial(_reasons, lab, f"{TASK}\n\nMail: {{}}\nReason:"),
        **{name: partial(_reasons, lab, smol.chat(words)) for name, words in WORDINGS.items()},
        **{f"examples_{count}": partial(_examples, lab, _in_turn(count)) for count in (4, 8, 16, 24)},
        **{name: partial(_examples, lab, mails) for name, mails in _orders().items()},
        **{f"mail_json_{count}": partial(_mail_json, lab, _in_turn(count)) for count in (4, 8)},
        **{f"form_{count}": partial(_form, lab, count) for count in (0, 1, 2, 4, 8)},
        **{f"json_{count}": partial(_json, lab, count) for count in (0, 2)},
    }


def _in_turn(count: int) -> list[Mail]:
    """The first training mails of each reason: late, damaged, wrong, other, late, ..."""
    by_reason = [[mail for mail in TRAINING[24] if mail["reason"] == reason] for reason in REASONS]
    return [mail for four in zip(*by_reason, strict=True) for mail in four][:count]


def _orders() -> dict[str, list[Mail]]:
    """The same eight examples in other orders: four that are drawn, and two by reason."""
    eight = _in_turn(8)
    drawn = {
        f"order_drawn_{seed}": [eight[n] for n in np.random.default_rng(seed).permutation(8)]
        for seed in range(4)
    }
    by_reason = sorted(eight, key=lambda mail: REASONS.index(mail["reason"]))
    return {**drawn, "order_other_last": by_reason, "order_late_last": by_reason[::-1]}


def _reasons(lab: Lab, prompt: str) -> dict[str, Any]:
    """The likeliest of the four reasons for each mail, and how probable the four are at all."""
    space = "" if prompt.endswith("\n") else " "
    labels = [lab.encode(space + reason)[0] for reason in REASONS]
    texts = [prompt.replace("{}", mail["mail"]) for mail in GOLD]
    p = np.array([smol.softmax(lab.model(*begun)[-1].astype(float)) for begun in lab.begun(texts)])
    of_four = p[:, labels]
    first, second = np.sort(of_four)[:, :-3:-1].T
    return {
        "prompt": prompt,
        "tokens_besides_the_mail": len(lab.encode(prompt.replace("{}", ""))),
        **scored([REASONS[n] for n in of_four.argmax(1)]),
        "probability_of_the_four": rounded(of_four.sum(1).mean()),
        "first_token_is_one_of_them": int(np.isin(p.argmax(1), labels).sum()),
        "closest": float(f"{(first / second).min() - 1:.2g}"),
    }


def _examples(lab: Lab, mails: Sequence[Mail]) -> dict[str, Any]:
    shown = "".join(f"Mail: {mail['mail']}\nReason: {mail['reason']}\n\n" for mail in mails)
    return _reasons(lab, f"{shown}Mail: {{}}\nReason:")


def _read(text: str) -> Any:
    """What stands in a text, if it is JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _mail_json(lab: Lab, mails: Sequence[Mail]) -> dict[str, Any]:
    """Order number and reason as JSON, from examples: the form is learnt, the rest is not."""

    def written(mail: Mail) -> str:
        return json.dumps({"order": order(mail), "reason": mail["reason"]})

    head = "".join(f"Mail: {mail['mail']}\nJSON: {written(mail)}\n\n" for mail in mails)
    rows = []
    for mail, answer in zip(
        GOLD, lab.answers([f"{head}Mail: {mail['mail']}\nJSON:" for mail in GOLD], 28), strict=True
    ):
        said = answer["text"].split("\n")[0].strip()
        read = _read(said)
        fields = read if isinstance(read, dict) else {}
        rows.append(
            {
                "said": said,
                "valid": read is not None,
                "order_right": fields.get("order") == order(mail),
                "order_made_up": bool(fields.get("order")) and not order(mail),
                "reason_right": fields.get("reason") == mail["reason"],
            }
        )
    counts = {key: sum(row[key] for row in rows) for key in rows[0] if key != "said"}
    both = sum(row["order_right"] and row["reason_right"] for row in rows)
    return {"of": len(rows), **counts, "both_right": both, "answers": [row["said"] for row in rows]}


def _form(lab: Lab, count: int) -> dict[str, Any]:
    """Whether the first token is the right label, and whether that is the likelier one of the two labels."""
    head = "".join(f"Review: {text}\nSentiment: {label}\n\n" for text, label in REVIEWS[:count])
    texts = [f"{head}Review: {text}\nSentiment:" for text, _ in JUDGED]
    labels = [lab.one(" positive"), lab.one(" negative")]
    p = np.array([smol.softmax(lab.model(*begun)[-1].astype(float)) for begun in lab.begun(texts)])
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
