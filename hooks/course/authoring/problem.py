"""What is wrong with an author's file: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a file. ``file`` is relative to the project's root, ``line`` counts from 1."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {_sentence(self.what)} {_sentence(self.mend)}"


class Wrong(ValueError):
    """A value that cannot be taken. Whoever knows where it stands makes a ``Problem`` of it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend


def nearest(name: str, known: Iterable[str]) -> str:
    """``Did you mean 'x'?`` for the nearest known name, or the list of names when there are few."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    if not names:
        return "There are none yet."
    listed = ", ".join(names[:12])
    return f"Known: {listed}{', …' if len(names) > 12 else ''}."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", ".'")) else text + "."
