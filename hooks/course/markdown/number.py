"""Numbers in prose: ``{= expression | format unit =}``, worked out from the models' data."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from ..authoring.arithmetic import Unreadable, evaluate
from ..course import Course
from .rendering import Rendering

NUMBER = r"\{= *(?P<expression>[^|{}\\]+?) *(?:\\?\| *(?P<format>[^\s|{}]+)( +(?P<unit>[^{}]*?))? *)?=\}"


class NumberInline(InlineProcessor):
    """``{= expression | format unit =}``: a number worked out from the models' data."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(NUMBER, md)
        self.rendering = rendering

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        try:
            number = format_number(
                m["expression"], m["format"] or "g", m["unit"] or "", self.rendering.course
            )
        except Unreadable as error:
            if self.rendering.course.models is None:  # told already
                return AtomicString(m[0]), m.start(0), m.end(0)
            self.rendering.report(self.rendering.page.problem(m[0], error.what, error.mend))
            return AtomicString(m[0]), m.start(0), m.end(0)
        key = re.search(r"([a-z]\w*)\.[a-z]", m["expression"])
        link = Element("a" if key else "span", {"class": "fact"})
        if key:
            link.set(
                "href", self.rendering.from_page(f"models.md#{self.rendering.course.model(key[1]).slug}")
            )
        link.text = AtomicString(number)
        return link, m.start(0), m.end(0)


def format_number(expression: str, spec: str, unit: str, course: Course) -> str:
    """``expression`` worked out, by Python's format ``spec``, with its unit. Raises ``Unreadable``."""
    value = evaluate(expression, course.numbers)
    try:
        text = format(round(value) if spec.endswith("d") else value, spec)
    except ValueError:
        raise Unreadable(f"'{spec}' is not a number format", "Write .1f, .0f or ,d") from None
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text
