"""The last look at a page's tree."""

import posixpath
import re
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..html import mark
from .rendering import GENERATED, Rendering

_ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]*:|/|#)", re.IGNORECASE)


class Finish(Treeprocessor):
    """Marks into headings; tables scroll; links in what directives made become relative to the page."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        folder = posixpath.dirname(self.rendering.page.src)
        for element in list(root.iter()):
            if element.tag in ("h2", "h3") and (name := element.attrib.pop("data-mark", None)):
                self._add_mark(element, name)
            if GENERATED in element.attrib:
                self._quiet_facts(element)
                for part in element.iter():
                    part.attrib.pop(GENERATED, None)
                    self._rebase(part, folder)
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table" and "class" not in child.attrib:
                    parent[index] = self._scrolling(child)

    def _scrolling(self, table: Element) -> Element:
        """A wide table scrolls inside itself, by keyboard too and without JavaScript."""
        for cell in table.iter():
            if style := cell.attrib.pop("style", None):
                cell.set("class", style.removeprefix("text-align:").strip(" ;"))
        heads = ("".join(cell.itertext()).strip() for cell in table.iter("th"))
        label = f"Table: {', '.join(head for head in heads if head)}"  # what tells one table from the next
        box = Element("div", {"class": "table-wrap", "tabindex": "0", "role": "group", "aria-label": label})
        box.tail, table.tail = table.tail, None
        table.set("class", "plain")  # the theme's script would wrap a table without a class
        box.append(table)
        return box

    def _add_mark(self, heading: Element, name: str) -> None:
        drawing = fromstring(mark(name))
        drawing.tail, heading.text = heading.text, None
        heading.insert(0, drawing)

    def _rebase(self, link: Element, folder: str) -> None:
        href = link.get("href")
        if href and not _ELSEWHERE.match(href):
            path, hash, anchor = href.partition("#")
            here = path == self.rendering.page.src and anchor
            link.set("href", f"{'' if here else posixpath.relpath(path, folder or '.')}{hash}{anchor}")

    def _quiet_facts(self, generated: Element) -> None:
        """A number in a question or a label is not a link: it would sit inside another control."""
        if generated.get("class") != "fact":
            for fact in generated.iter("a"):
                if fact.get("class") == "fact":
                    fact.tag = "span"
                    fact.attrib.pop("href", None)
