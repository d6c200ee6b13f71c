"""A number typed by hand beside a recorded one that it nearly is: one of the two has been measured again."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .lines import placed
from .rendering import Rendering

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![.,]?\w)")
_SOURCED = frozenset(["a", "code", "pre"])  # a link names who else measured it; code is another's text
_NEAR = 0.1  # farther off, it is another quantity


class Contradictions(Treeprocessor):
    """In one paragraph, item or cell. What is computed from models may well stand beside a rounder number."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        passed = {child for tag in _SOURCED for it in root.iter(tag) for child in it.iter()}
        typed: list[tuple[str, int]] = []
        recorded: list[str] = []
        for element, place, text, line in placed(root, self.rendering.starts, self.rendering.line):
            if self.md.is_block_level(element.tag):
                self._tell(typed, recorded)
                typed, recorded = [], []
            if element in self.rendering.recorded and place == "text":
                recorded += _NUMBER.findall(text)[:1]
            elif element not in passed or place == "tail":
                typed += ((it[0], line + text.count("\n", 0, it.start())) for it in _NUMBER.finditer(text))
        self._tell(typed, recorded)

    def _tell(self, typed: Iterable[tuple[str, int]], recorded: list[str]) -> None:
        for number, line in typed:
            for beside in contradicted(number, recorded):
                what = f"'{number}' is typed beside {beside}, which is recorded"
                mend = "Write it as {= recorded.FILE.NUMBER =} too, or link where it was measured"
                self.rendering.tell(line, what, mend)


def contradicted(typed: str, recorded: list[str]) -> Iterator[str]:
    """The recorded number that ``typed`` is not and yet, with as many decimals, nearly is.

    Small whole numbers are left alone: 23 of 24 is no contradiction.
    """
    if typed not in recorded:
        for beside in recorded:
            (a, decimals), (b, others) = _read(typed), _read(beside)
            if decimals == others and (decimals or b >= 100) and 0 < abs(a - b) <= _NEAR * b:
                yield beside
                return


def _read(number: str) -> tuple[float, int]:
    """A number's value, and how many decimals it shows."""
    return float(number.replace(",", "")), len(number.partition(".")[2])
