"""What directives make: finished HTML, of which Markdown sees the headings, ids and links alone.

A part is large (a table of two dozen models), and nothing in it is Markdown but what its template marks
with ``md="span"`` or ``md="block"``, or ``md="caption"`` for what the page says. So it does not pass through
Markdown's tree. An element stands in for it: with its headings for the table of contents, its ids, so that
links to them are checked, and its links, so that they are checked and lead from the page that it stands in.
"""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.util import AtomicString

from ..authoring.line_marks import MARK, line_of, unmarked
from . import snippets
from .rendering import STAND_IN, Rendering
from .slips import in_html, not_inline

_MARKED = re.compile(r' md="(?P<kind>span|block|caption)">(?P<text>[^<]*)')
_LINK = re.compile(r'(<a\b[^<>]*? href=")([^"]*)')
_ID = re.compile(r'<[^<>]*? id="([^"]*)"')
_HEADING = re.compile(r'<(h[1-6]) id="([^"]*)"[^<>]*>(.*?)</\1>', re.DOTALL)
_PLACE = re.compile(rf'<{STAND_IN} number="(\d+)">.*?</{STAND_IN}>', re.DOTALL)


class Parts(Postprocessor):
    """The parts of the page that ``md`` converts; they take their places when Markdown is done."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering
        self.made: list[
            tuple[list[str], dict[str, Element]]
        ] = []  # what _LINK splits; the element of each link

    def stand_in(self, html: str) -> Element:
        """The element that stands in for ``html``, in which links are relative to docs/."""
        html = _MARKED.sub(lambda it: ">" + self.snippet(it["kind"], unescape(it["text"]).strip()), html)
        element = Element(STAND_IN, number=str(len(self.made)))
        for level, id, title in _HEADING.findall(html):
            heading = SubElement(element, level, id=unescape(id))
            heading.text = AtomicString(unescape(re.sub("<[^>]*>", "", title)))
        for id in _ID.findall(html):
            SubElement(element, "span", id=unescape(id))
        pieces = _LINK.split(html)  # text, what is before an address, the address, text, …
        links = {
            href: SubElement(element, "a", href=self.rendering.from_page(unescape(href)))
            for href in dict.fromkeys(pieces[2::3])
        }
        self.made.append((pieces, links))
        return element

    def snippet(self, kind: str, text: str) -> str:
        """Markdown as HTML. What stands in several pages is converted once a build; a caption is in one."""
        known = self.rendering.snippets
        if kind == "caption":
            return self._converted(kind, text)
        if (kind, text) not in known:
            known[kind, text] = self._converted(kind, text)
        return known[kind, text]

    def _converted(self, kind: str, text: str) -> str:
        if found := in_html(text) if kind == "block" else not_inline(text):
            self.rendering.tell(self._line(text, found[0]), *found[1])
            return escape(unmarked(text))
        own, self.rendering.own = self.rendering.own, kind == "caption"
        html = snippets.convert(self.md, kind, text)
        self.rendering.own = own
        return _PLACE.sub(lambda it: "".join(self.made[int(it[1])][0]), html)

    def _line(self, text: str, start: int) -> int:
        mark = MARK.search(text, start)
        return line_of(mark) if mark else self.rendering.line

    def run(self, text: str) -> str:
        return _PLACE.sub(lambda it: self._placed(*self.made[int(it[1])]), text)

    def _placed(self, pieces: list[str], links: dict[str, Element]) -> str:
        addresses = {href: escape(element.get("href", "")) for href, element in links.items()}
        return "".join(addresses[it] if index % 3 == 2 else it for index, it in enumerate(pieces))
