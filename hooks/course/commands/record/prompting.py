"""Prompts that teach form, and passages that bring facts (0.7, 0.8)."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import smol

from .lab import Lab, Parts, rounded

SHOWS = "Examples in the prompt, JSON, questions with and without the passage that answers, sums."
SAMPLE = ("few_shot_0", "few_shot_2", "return_days", "json_2")

REVIEWS = [
    ("The battery died after two days.", "negative"),
    ("I love this lamp, it looks wonderful.", "positive"),
    ("A waste of money.", "negative"),
    ("Best purchase of the year!", "positive"),
    ("It broke on the first evening.", "negative"),
    ("Works exactly as I had hoped.", "positive"),
    ("The colour is awful and it smells.", "negative"),
    ("My children are so happy with it.", "positive"),
]
JUDGED = [
    ("The film was boring from start to end.", "negative"),
    ("What a beautiful garden chair!", "positive"),
    ("The soup was cold and the waiter was rude.", "negative"),
    ("I would buy it again at once.", "positive"),
    ("Terrible sound, I sent it back.", "negative"),
    ("The room was clean and quiet.", "positive"),
    ("Never again.", "negative"),
    ("A great gift, my mother was delighted.", "positive"),
    ("The seams came apart after one wash.", "negative"),
    ("Fast, light and easy to use.", "positive"),
    ("It does not work at all.", "negative"),
    ("Excellent quality for the price.", "positive"),
]
ORDERS = [
    ("My parcel 4471 has not arrived.", "4471"),
    ("Please cancel order 8820, I changed my mind.", "8820"),
    ("Order 1093 came with a broken lamp.", "1093"),
    ("Where is my refund for order 6614?", "6614"),
    ("I never received the invoice for order 2357.", "2357"),
    ("Order 9042 was delivered to my neighbour.", "9042"),
    ("Can I change the address of order 3318?", "3318"),
    ("The shoes in order 7765 are too small.", "7765"),
]
SHOWN = [("I want to return order 5521.", "5521"), ("Order 3087 is missing two cups.", "3087")]
RULES = [
    ("Parcels can be sent back within 47 days.", "Within how many days can parcels be sent back?", "47"),
    (
        "The Almara pump must be descaled with citric acid.",
        "Which acid is used to descale the Almara pump?",
        "citric",
    ),
    ("Meeting room Linden seats 14 people.", "How many people does meeting room Linden seat?", "14"),
    ("The shop in Vall is closed on Tuesdays.", "On which day is the shop in Vall closed?", "Tuesday"),
    (
        "The Brenn lamp has a warranty of 6 years.",
        "How many years of warranty does the Brenn lamp have?",
        "6",
    ),
    ("Orders above 85 euros are delivered free.", "Above how many euros are orders delivered free?", "85"),
    ("The code for the side door is 7316.", "What is the code for the side door?", "7316"),
    ("Ms Okafor runs the returns desk.", "Who runs the returns desk?", "Okafor"),
]
DAYS = "How many days do I have to send a parcel back to Lindgren Lamps?"
RULE = "Lindgren Lamps takes parcels back for 47 days."


def parts(lab: Lab) -> Parts:
    return {
        **{f"few_shot_{count}": partial(_reviews, lab, count) for count in (0, 1, 2, 4, 8)},
        **{f"json_{count}": partial(_json, lab, count) for count in (0, 2)},
        "return_days": partial(_days, lab),
        "closed_book": partial(_book, lab, False),
        "open_book": partial(_book, lab, True),
        **{f"sums_of_{digits}_digits": partial(_sums, lab, digits) for digits in (1, 2, 3)},
    }


def _reviews(lab: Lab, count: int) -> dict[str, Any]:
    """Whether the first token is the label, and which of the two labels is the likelier."""
    head = "".join(f"Review: {text}\nLabel: {label}\n\n" for text, label in REVIEWS[:count])
    labels = {label: lab.one(f" {label}") for label in ("positive", "negative")}
    first, better, share = 0, 0, []
    for text, label in JUDGED:
        p = smol.softmax(lab.scores(f"{head}Review: {text}\nLabel:"))
        first += int(p.argmax()) == labels[label]
        better += max(labels, key=lambda name: p[labels[name]]) == label
        share.append(p[list(labels.values())].sum())
    return {
        "prompt": f"{head}Review: {JUDGED[0][0]}\nLabel:",
        "of": len(JUDGED),
        "first_token_right": first,
        "likelier_of_the_two_right": better,
        "probability_of_the_two": rounded(np.mean(share), 3),
    }


def _valid(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _json(lab: Lab, count: int) -> dict[str, Any]:
    """Valid is not right: an answer can be JSON and still not hold the number that the ticket has."""
    rows = []
    head = "".join(f'Ticket: {text}\nJSON: {{"order": "{number}"}}\n\n' for text, number in SHOWN[:count])
    ask = 'Write the order number of the ticket as JSON, like {{"order": "..."}}. Ticket: {}'
    for text, number in ORDERS:
        prompt = f"{head}Ticket: {text}\nJSON:" if count else smol.chat(ask.format(text))
        said = lab.answer(prompt, 24)["text"].strip()
        said = said.split("\n")[0] if count else said
        read = _valid(said)
        right = isinstance(read, dict) and str(read.get("order")) == number
        rows.append({"ticket": text, "answer": said, "valid": read is not None, "right": right})
    return {"of": len(rows), "valid": _count(rows, "valid"), "right": _count(rows, "right"), "answers": rows}


def _count(rows: Sequence[dict[str, Any]], key: str) -> int:
    return sum(row[key] for row in rows)


def _days(lab: Lab) -> dict[str, Any]:
    """The probability of the right number as the answer begins, without the rule and with it."""
    found: dict[str, Any] = {"question": DAYS, "rule": RULE}
    for name, prompt in {"closed": DAYS, "open": f"{RULE} {DAYS}"}.items():
        scores = lab.scores(smol.chat(prompt) + "You have ")  # digits are tokens of their own
        four = smol.softmax(scores)[lab.one("4")]
        seven = smol.softmax(lab.scores(smol.chat(prompt) + "You have 4"))[lab.one("7")]
        found[name] = {"p_47": float(f"{four * seven:.3g}"), "answer": lab.answer(smol.chat(prompt), 40)}
    return found


def _book(lab: Lab, opened: bool) -> dict[str, Any]:
    """Questions about things that were made up, without and with the sentence that answers them."""
    rows = []
    for passage, question, wanted in RULES:
        said = lab.answer(smol.chat(f"{passage}\n{question}" if opened else question), 30)["text"]
        rows.append({"question": question, "answer": said, "right": wanted in said})
    return {"of": len(rows), "right": _count(rows, "right"), "answers": rows}


def _sums(lab: Lab, digits: int) -> dict[str, Any]:
    """Twenty sums, four examples before each."""
    draw = np.random.default_rng(digits)
    pairs = draw.integers(10 ** (digits - 1), 10**digits, (24, 2)).tolist()
    head = "".join(f"{a} + {b} = {a + b}\n" for a, b in pairs[:4])
    said = [lab.answer(f"{head}{a} + {b} =", digits + 3)["text"].split("\n")[0].strip() for a, b in pairs[4:]]
    rows = [[a, b, text] for (a, b), text in zip(pairs[4:], said, strict=True)]
    return {"of": len(rows), "right": sum(text == str(a + b) for a, b, text in rows), "answers": rows}
