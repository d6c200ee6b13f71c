"""Directives: ``::: kind id`` on a line of its own."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

from ..authoring.page import DIRECTIVE
from ..authoring.problem import nearest
from .directives import DIRECTIVES
from .finished_html import Parts
from .rendering import Rendering


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
        after = block[match.end() :].lstrip("\n")
        html, rest = self._expand(match, after)
        if html is None:
            SubElement(parent, "p").text = AtomicString(match[0].strip())
        else:
            parent.append(self.parts.stand_in(html))
        if rest:
            blocks.insert(0, rest)

    def _expand(self, match: re.Match[str], text: str) -> tuple[str | None, str]:
        """The directive's HTML, or None where it names nothing; and what of ``text`` it did not use."""
        page, course, line = self.rendering.page, self.rendering.course, match[0].strip()
        directive = DIRECTIVES.get(match["kind"])
        if not directive:
            mend = nearest(match["kind"], DIRECTIVES)
            self.rendering.report(page.problem(line, f"unknown directive '{match['kind']}'", mend))
            return None, text
        name, known = match["id"] or "", directive.ids(course)
        if not known:  # why nothing could be read is told
            return None, text
        if name not in known:
            what = f"there is no {match['kind']} '{name}'" if name else f"'::: {match['kind']}' needs an id"
            if known == {""}:
                what, mend = f"'::: {match['kind']}' takes no id", f"Write '::: {match['kind']}' alone"
            else:
                mend = nearest(name, known)
            self.rendering.report(page.problem(line, what, mend))
            return None, text
        try:
            html = directive.render(course, page, name, text)
        except LookupError as missing:
            if course.models:  # else it has been told why there are no models
                mend = "Feature it in data/models.yml, or change what names it"
                self.rendering.report(
                    page.problem(line, f"{match['kind']} '{name}': {missing.args[0]}", mend)
                )
            return None, text
        page.line_of(line)
        return html, "" if directive.takes_text else text
