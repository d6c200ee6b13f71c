"""Dates and origins in words."""

from datetime import date

from .featured import Origin

ORIGINS: dict[Origin, str] = {
    "live": "from the Hub",
    "recorded": "from the last record of the Hub",
    "hand-checked": "checked by hand",
}


def in_words(day: str) -> str:
    """2026-11-23 as 23 November 2026."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B} {moment.year}"
