"""What changed between two answers of the Hub, in words for a reviewer and in values for the log."""

from collections.abc import Callable, Mapping
from typing import Any

from .answer import HubAnswer

Answers = Mapping[str, HubAnswer]

POPULARITY = ("downloads", "likes", "adapters", "quantized")
GATES = {False: "open", "auto": "on request", "manual": "on approval", None: "not stated"}


def entries(before: Answers, after: Answers) -> list[dict[str, Any]]:
    """Each change of licence, gate or context as an entry of data/hub-log.json."""
    found = []
    for id in _in_both(before, after):
        old, new = before[id], after[id]
        for field, value in LOGGED.items():
            if value(old) != value(new):
                found.append({"at": new.at, "id": id, "field": field, "from": value(old), "to": value(new)})
    return found


def in_words(before: Answers, after: Answers) -> list[str]:
    """Each change as a line such as ``licence of X: other → apache-2.0``; popularity is only counted."""
    lines = [f"{id} is recorded for the first time" for id in _sorted(set(after) - set(before))]
    lines += [f"{id} is not recorded any more" for id in _sorted(set(before) - set(after))]
    moved = 0
    for id in _in_both(before, after):
        old, new = before[id], after[id]
        lines += [
            f"{what} of {id}: {words(old)} → {words(new)}"
            for what, words in TOLD.items()
            if words(old) != words(new)
        ]
        moved += any(getattr(old, name) != getattr(new, name) for name in POPULARITY)
    if moved:
        lines.append(
            f"downloads, likes, adapters or quantized copies changed for {moved} of {len(after)} models"
        )
    return lines


def _licence(answer: HubAnswer) -> str:
    stated = " and ".join(answer.licenses) or answer.license or "none stated"
    return f"{stated} ({answer.license_name})" if answer.license_name else stated


def _number(value: int | None) -> str:
    return "not stated" if value is None else f"{value:,}"


def _native(answer: HubAnswer) -> int | None:
    return answer.context.native if answer.context else None


def _context(answer: HubAnswer) -> str:
    if answer.context is None:
        return {"gated": "not open", "missing": "no file"}.get(answer.config_status, "not read")
    return _number(answer.context.native)


def _yes(value: bool | None) -> str:
    return "yes" if value else "no"


TOLD: dict[str, Callable[[HubAnswer], str]] = {
    "name": lambda answer: answer.name,
    "licence": _licence,
    "licence link": lambda answer: answer.license_link or "none",
    "gate": lambda answer: GATES[answer.gated],
    "context": _context,
    "vocabulary": lambda answer: _number(answer.context.vocab_size if answer.context else None),
    "parameters": lambda answer: _number(answer.parameters),
    "base model": lambda answer: ", ".join(answer.base_models) or "none",
    "disabled": lambda answer: _yes(answer.disabled),
    "private": lambda answer: _yes(answer.private),
}

LOGGED: dict[str, Callable[[HubAnswer], Any]] = {
    "license": lambda answer: {
        "license": list(answer.licenses) or answer.license,
        "license_name": answer.license_name,
        "license_link": answer.license_link,
    },
    "gated": lambda answer: answer.gated,
    "context": _native,
}


def _sorted(ids: set[str]) -> list[str]:
    return sorted(ids, key=str.casefold)


def _in_both(before: Answers, after: Answers) -> list[str]:
    return _sorted(set(before) & set(after))
