"""Numbers in prose, worked out from the course's data; each leads to its model, or to the lab."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from ..authoring.arithmetic import Unreadable
from ..authoring.line_marks import unmarked
from ..authoring.number import NUMBER, shown
from .rendering import Rendering


class NumberInline(InlineProcessor):
    """``{= expression | format unit =}``. What cannot be worked out stays, and is told with its line."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(NUMBER.pattern, md)
        self.rendering = rendering

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        course = self.rendering.course
        try:
            number = shown(m, course.numbers)
            if data[m.end() : m.end() + 1] == "}":
                raise Unreadable("'=}}' has a brace too many", "Write {= MODEL.NUMBER / GB | .1f GB =}")
            element = self._fact(m["expression"])
            element.text = AtomicString(number)
        except Unreadable as why:
            element = Element("span")
            element.text = AtomicString(unmarked(m[0]))
            no_models = course.models is None  # which has been told
            self.rendering.faults[element] = None if no_models else (why.what, why.mend)
        return element, m.start(0), m.end(0)

    def _fact(self, expression: str) -> Element:
        """Where the number is from: the first model that is named, or the lab."""
        named = re.findall(r"([a-z]\w*)\.[a-z]", expression)
        key = next((it for it in named if it in self.rendering.course.numbers), None)
        if not key:
            return Element("span", {"class": "fact"})
        about = (
            "lab/index.md#checked"
            if key == "recorded"
            else f"models.md#{self.rendering.course.model(key).slug}"
        )
        element = Element("a", {"class": "fact", "href": self.rendering.from_page(about)})
        if key == "recorded":
            self.rendering.recorded.add(element)
        return element
