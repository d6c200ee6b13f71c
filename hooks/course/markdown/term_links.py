"""Terms: in lessons, a mention leads to its entry and is described by its definition."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from ..authoring.jinja import render
from ..glossary.glossary import Term
from .finished_html import Parts
from .rendering import STAND_IN, Rendering


class TermLinks(Treeprocessor):
    """In lessons, the first mention of a term in each section links to its entry."""

    SKIP = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "sup", STAND_IN])

    def __init__(self, rendering: Rendering, parts: Parts, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering
        self.parts = parts

    def run(self, root: Element) -> None:
        terms = self.rendering.course.terms
        if not terms.pattern or self.rendering.page.src not in self.rendering.course.lesson_pages:
            return
        used: dict[str, Term] = {}
        seen: dict[str, Term] = {}  # in order, so that two builds are the same
        for element in root:
            if element.tag == "h2":
                seen = {}
            self._link(element, seen)
            used |= seen
        if used:
            root.append(self.parts.stand_in(render("term-tips.html", terms=used.values())))

    def _link(self, element: Element, seen: dict[str, Term]) -> None:
        if element.tag in self.SKIP or "footnote" in element.get("class", ""):
            return
        position = 0
        if element.text and not isinstance(element.text, AtomicString):
            element.text, links = self._split(element.text, seen)
            for link in links:
                element.insert(position, link)
                position += 1
        for child in list(element)[position:]:
            self._link(child, seen)
            if child.tail and not isinstance(child.tail, AtomicString):
                child.tail, links = self._split(child.tail, seen)
                for offset, link in enumerate(links, list(element).index(child) + 1):
                    element.insert(offset, link)

    def _split(self, text: str, seen: dict[str, Term]) -> tuple[str, list[Element]]:
        """``text`` up to its first new term, and from there links with what follows them as tails."""
        terms = self.rendering.course.terms
        assert terms.pattern is not None
        links: list[Element] = []
        start, head = 0, text
        lower = text.lower()
        for match in terms.pattern.finditer(lower if len(lower) == len(text) else text):  # İ becomes two
            term = terms.named(match[0])
            if term.id in seen:
                continue
            seen[term.id] = term
            if links:
                links[-1].tail = text[start : match.start()]
            else:
                head = text[: match.start()]
            href = self.rendering.from_page(f"glossary.md#{term.id}")
            link = Element("a", {"class": "term", "href": href, "aria-describedby": f"def-{term.id}"})
            link.text = AtomicString(text[match.start() : match.end()])
            links.append(link)
            start = match.end()
        if links:
            links[-1].tail = text[start:]
        return head, links
