"""Directives: ``::: kind id`` on a line of its own."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

from ..authoring.line_marks import MARK, line_of, unmarked
from ..authoring.page import DIRECTIVE
from ..authoring.problem import nearest
from .directives import DIRECTIVES, Directive
from .finished_html import Parts
from .rendering import Fault, Rendering


class DirectiveBlock(BlockProcessor):
    """``::: kind id`` on a line of its own; the rest of the paragraph is the directive's text (a caption)."""

    def __init__(self, rendering: Rendering, parts: Parts, md: Markdown) -> None:
        super().__init__(md.parser)
        self.rendering = rendering
        self.parts = parts

    def test(self, parent: Element, block: str) -> bool:
        return DIRECTIVE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = DIRECTIVE.search(block)
        assert match is not None
        if before := block[: match.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        text = block[match.end() :].lstrip("\n")
        directive = DIRECTIVES.get(match["kind"])
        if directive and not directive.ids(self.rendering.course):  # why nothing could be read is told
            self._tell(parent, match, None)
        elif fault := self._fault(parent, match, directive, text):
            self._tell(parent, match, fault)
        elif directive:
            text = self._expand(parent, match, directive, text)
        if text:
            blocks.insert(0, text)

    def _fault(
        self, parent: Element, match: re.Match[str], directive: Directive | None, text: str
    ) -> Fault | None:
        kind, name = match["kind"], match["id"] or ""
        if not directive:
            return f"unknown directive '{kind}'", nearest(kind, DIRECTIVES)
        known = directive.ids(self.rendering.course)
        if name not in known and known == {""}:
            return f"'::: {kind}' takes no id", f"Write '::: {kind}' alone"
        if name not in known:
            return f"there is no {kind} '{name}'" if name else f"'::: {kind}' needs an id", nearest(
                name, known
            )
        if match["names"] and not directive.names:
            return f"'::: {kind} {name}' takes nothing after it", "Write one directive a line"
        others = directive.names(self.rendering.course) if directive.names else ()
        for other in (match["names"] or "").split():
            if others and other not in others:  # why nothing could be read is told
                return f"there is no '{other}' to show in '::: {kind} {name}'", nearest(other, others)
        if match[0].startswith("    "):
            return f"'::: {kind}' is indented as code is", "Begin the line with the colons"
        if directive.takes_text and not text:
            return f"the {kind} '{name}' has no caption", "Say on the next line what to see"
        if parent.tag != "div" or parent.attrib:
            return (
                f"'::: {kind}' stands inside a list or another block",
                "Put it between two blocks, unindented",
            )
        if self.rendering.place and not directive.in_data:
            return f"'::: {kind}' stands in a text of data", "Only figures and tables can stand there"
        return None

    def _expand(self, parent: Element, match: re.Match[str], directive: Directive, text: str) -> str:
        """Append what the directive makes; what of ``text`` it did not use."""
        course, page = self.rendering.course, self.rendering.page
        line, self.rendering.line = self.rendering.line, self._line(match)
        try:
            html = directive.html(course, page, match["said"] or "", text if directive.takes_text else "")
            parent.append(self.parts.stand_in(html))
        except LookupError as missing:
            mend = "Feature it in data/models.yml, or change what names it"
            told = course.models is None  # why there are no models
            what = f"{match['kind']} '{match['id']}': {missing.args[0]}"
            self._tell(parent, match, None if told else (what, mend))
            return text
        finally:
            self.rendering.line = line
        return "" if directive.takes_text else text

    def _tell(self, parent: Element, match: re.Match[str], fault: Fault | None) -> None:
        """The line stays visible: a broken build never looks whole."""
        shown = SubElement(parent, "p")
        shown.text = AtomicString(unmarked(match[0]).strip())
        self.rendering.faults[shown] = None
        if fault:
            self.rendering.tell(self._line(match), *fault)

    def _line(self, match: re.Match[str]) -> int:
        mark = MARK.search(match[0])
        return line_of(mark) if mark else self.rendering.line
