"""How a text is cut up (0.4)."""

from functools import partial
from typing import Any

from .lab import Lab, Parts

SHOWS = "How the tokenizer cuts up mails, numbers, code, other scripts, and what its vocabulary holds."

TEXTS = {
    "mail": "My parcel is late. Order 4711, please refund me.",
    "mail_de": "Mein Paket ist verspätet. Bestellung 4711, bitte erstatten Sie mir das Geld.",
    "mail_pl": "Moja paczka się spóźnia. Zamówienie 4711, proszę o zwrot pieniędzy.",
    "mail_hi": "मेरा पार्सल देर से आ रहा है। ऑर्डर 4711, कृपया मेरे पैसे वापस करें।",
    "mail_ja": "荷物が遅れています。注文番号4711、返金をお願いします。",
    "json": '{"order": "4711", "reason": "late"}',
    "order": " Order 4711",
    "date": "2026-11-26",
    "sum": "12345 + 678 = 13023",
    "refund": "refund",
    "refund_after_space": " refund",
    "refund_capital": "Refund",
    "refund_capital_after_space": " Refund",
    "refund_capitals": "REFUND",
    "refunds_after_space": " refunds",
    "refunded_after_space": " refunded",
    "unrefundable_after_space": " unrefundable",
    "strawberry": "strawberry",
    "strawberry_after_space": " strawberry",
    "unbelievable": "unbelievable",
    "accents": "naïve café",
    "smile": "🙂",
    "melting_smile": "🫠",
    "german": "Donaudampfschifffahrtsgesellschaft",
    "russian": "Привет, мир!",
    "chinese": "你好，世界",
    "hindi": "नमस्ते दुनिया",
    "code": "def add(a, b):\n    return a + b",
    "spaces": "   spaces   matter",
    "turn": "<|im_start|>user\nHi<|im_end|>",
}


def parts(lab: Lab) -> Parts:
    return {name: partial(_cut, lab, text) for name, text in TEXTS.items()} | {
        "vocabulary": partial(_vocabulary, lab)
    }


def _cut(lab: Lab, text: str) -> dict[str, Any]:
    ids = lab.encode(text)
    return {
        "text": text,
        "ids": ids,
        "pieces": [lab.piece(i) for i in ids],
        "tokens": len(ids),
        "characters": len(text),
        "bytes": len(text.encode()),
    }


def _vocabulary(lab: Lab) -> dict[str, Any]:
    tokenizer = lab.tokenizer
    plain = [n for n, token in enumerate(tokenizer.tokens) if not tokenizer.special.fullmatch(token)]
    return {
        "entries": len(tokenizer.tokens),
        "merges": len(tokenizer.rank),
        "special": [token for token in tokenizer.tokens if tokenizer.special.fullmatch(token)],
        "single_bytes": sum(len(tokenizer.tokens[n]) == 1 for n in plain),
        "bytes_without_token": [f"{b:02X}" for b in range(256) if tokenizer.char[b] not in tokenizer.ids],
        "first_merges": [lab.piece(tokenizer.ids["".join(pair)]) for pair in list(tokenizer.rank)[:12]],
        "digits_only": [lab.piece(n) for n in plain if lab.piece(n).isdigit()],
        "with_a_space_before": sum(tokenizer.tokens[n].startswith("Ġ") for n in plain),
    }
