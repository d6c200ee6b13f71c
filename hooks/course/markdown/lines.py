"""Which line of its file a text stands on.

Markdown's blocks know no lines. So each line of prose ends with a mark, a character that is its number,
until inline Markdown is done; then the marks are read and taken out. No line is found by searching the text.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from ..authoring.line_marks import MARK, line_of, marked, unmarked
from .rendering import STAND_IN, Rendering

Slot = tuple[Element, str]  # an element and "text" or "tail"
# Where a mark would change what the line is: rulers, HTML, admonitions, link definitions, files set in
_UNMARKED = re.compile(r"\W*$|\s*<|\s*!!!|\s{0,3}\[(?!\^)[^]]*\]:|.*8<-")
_END = re.compile(r"\s*(?:(?<!\\)\||(?<=\s)#+)?\s*$")  # a row's last bar and a heading's last # stay last


class MarkLines(Preprocessor):
    """Before files are set in and fences taken out, which both change the count of lines."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, lines: list[str]) -> list[str]:
        page = self.rendering.page
        if self.rendering.line:  # a text of data
            return lines
        first = page.last_line - len(lines) + 1  # MkDocs leaves out empty lines at the start
        outside = {number for number, _ in page.lines}
        self.rendering.html += [(n, line.strip()) for n, line in page.lines if line.lstrip().startswith("<")]
        return [
            self._marked(line, number) if number in outside and not _UNMARKED.match(line) else line
            for number, line in enumerate(lines, first)
        ]

    def _marked(self, line: str, number: int) -> str:
        end = _END.search(line)
        assert end is not None
        return line[: end.start()] + marked(number) + line[end.start() :]


class ReadLines(Treeprocessor):
    """After inline Markdown: where each text starts, in ``rendering.starts``; the marks go."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        line = self.rendering.line or self.rendering.page.last_line
        for element, place in reversed(list(slots(root))):
            text = getattr(element, place) or ""
            mark = MARK.search(text)
            line = (line_of(mark) if mark else line) - text.count("\n", 0, mark.start() if mark else None)
            self.rendering.starts[element, place] = line
            if mark:
                setattr(element, place, unmarked(text))
        for element in root.iter():
            for name, value in element.items():
                element.set(name, unmarked(value))


class UnmarkCode(Treeprocessor):
    """Before code is coloured, which would take a mark for a character of the code."""

    def run(self, root: Element) -> None:
        for code in root.iter("code"):
            code.text = code.text and unmarked(code.text)


class Unmark(Postprocessor):
    """What never was in the tree, such as HTML."""

    def run(self, text: str) -> str:
        return unmarked(text)


def slots(element: Element) -> Iterator[Slot]:
    """Every place for text in ``element``, in the order of reading; what a directive made is passed over."""
    todo: list[Slot] = [(element, "text")]
    while todo:
        here, place = todo.pop()
        yield here, place
        if place == "text" and here.tag != STAND_IN:
            for child in reversed(here):
                todo += [(child, "tail"), (child, "text")]


def placed(root: Element, starts: dict[Slot, int], line: int) -> Iterator[tuple[Element, str, Any, int]]:
    """Every text below ``root`` with the line on which it starts; a newer one goes on from the last."""
    for element, place in slots(root):
        text = getattr(element, place) or ""
        line = starts.get((element, place), line)
        yield element, place, text, line
        broken = (
            element.tag == "br" and place == "tail"
        )  # Markdown begins what follows <br> with a line break
        line += text.count("\n") - broken
