"""Markdown that is written in data, with the place where it stands."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["span", "block"]


@dataclass(frozen=True)
class Written:
    """A "span" shows one line of Markdown, a "block" paragraphs, lists and code too."""

    file: str
    line: int
    kind: Kind
    text: str
