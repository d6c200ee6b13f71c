"""The last look at what Markdown made: links and pictures, attributes, headings, ids."""

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..authoring.jinja import mark_names
from ..authoring.links import Link, to
from ..authoring.problem import nearest
from .lines import placed
from .rendering import STAND_IN, Fault, Rendering

_ATTRIBUTES = re.compile(r"\{ ?[:#.][^}\n]*\}?|\{ ?[\w-]+=[^}\n]*\}?")
_OURS = frozenset(["fact", "term", "footnote-ref", "footnote-backref"])
_SCHEMES = ("http", "https", "mailto")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Look(Treeprocessor):
    """At what stands in a page or in a text of data."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        code = {it for tag in ("code", "pre") for found in root.iter(tag) for it in found.iter()}
        for element, place, text, line in placed(root, self.rendering.starts, self.rendering.line):
            if place == "text":
                for fault in self._faults(element, line):
                    self.rendering.tell(line, *fault)
            if element not in code or place == "tail":
                for match in _ATTRIBUTES.finditer(text):
                    what, at = (
                        f"'{match[0]}' is published as it is",
                        line + text.count("\n", 0, match.start()),
                    )
                    self.rendering.tell(at, what, "Attributes end a heading or a paragraph: { #id .class }")

    def _faults(self, element: Element, line: int) -> Iterator[Fault]:
        if element.tag == STAND_IN:
            for made in element.iter("a"):
                self._keep(made.get("href", ""), line, made=True)
        elif element.tag == "a" and not _OURS.intersection(element.get("class", "").split()):
            yield from self._link(element, line)
        elif element.tag == "img":
            yield from self._image(element, line)
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"'{name}' on an element is not let through", "Use a class"
            elif element.tag in _HEADINGS and element.attrib[name] is None:
                yield f"'{{{name}}}' gives the heading no id", f"Write {{#{name}}}"
        if mark := element.get("data-mark"):  # the others have become drawings
            known = element.tag in ("h2", "h3")
            mend = nearest(mark, mark_names()) if known else "Only ## and ### headings have marks"
            yield f"there is no mark '{mark}'" if known else f"a mark in <{element.tag}>", mend

    def _link(self, link: Element, line: int) -> Iterator[Fault]:
        href = link.get("href", "")
        if not any(text.strip() for text in link.itertext()) and link.find("img") is None:
            yield "a link without text", "Say between the brackets where it leads"
        if not href:
            yield "a link to nowhere", "Write the address between the parentheses"
        elif fault := self._address(href):
            yield fault
            link.set("href", "")  # told, and told no more where the text is shown
        else:
            self._keep(href, line)
            if self.rendering.line and self.rendering.own:  # in a caption: what is made has links from docs/
                link.set("href", self._from_docs(href))

    def _image(self, image: Element, line: int) -> Iterator[Fault]:
        src = image.get("src", "")
        if not image.get("alt", "").strip():
            yield f"the image '{src}' has no text", "Say between the brackets what it shows"
        if re.match(r"[a-z][a-z0-9+.-]*:|//", src, re.IGNORECASE):
            yield f"the image '{src}' is from elsewhere", "Put it below docs/: browsers ask no other site"
        elif fault := self._address(src):
            yield fault
        else:
            self._keep(src, line)

    def _address(self, href: str) -> Fault | None:
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", href, re.IGNORECASE)
        if scheme and scheme[1].lower() not in _SCHEMES:
            return f"the address '{href}' is not of the web", nearest(scheme[1], _SCHEMES)
        if re.match(r"https?:(?!//[^/\s]+\.?[^/\s])", href, re.IGNORECASE):
            return f"the address '{href}' is not whole", "Write https://NAME/PATH"
        if href.startswith("www."):
            return f"the address '{href}' is not whole", "Begin it with https://"
        if href.startswith(("/", "\\")):
            return f"the link '{href}' begins at the root of the host", "Write the path from this file"
        if href.startswith("#") and not self.rendering.own:
            mend = f"Write the page too, relative to docs/: foundations/LESSON/index.md{href}"
            return f"the link '{href}' leads nowhere on other pages that show this text", mend
        return None

    def _from_docs(self, href: str) -> str:
        if re.match(r"[a-z][a-z0-9+.-]*:|\x02", href, re.IGNORECASE):
            return href
        path, hash, anchor = href.partition("#")
        return (to(path, self.rendering.folder)[0] if path else self.rendering.page.src) + hash + anchor

    def _keep(self, href: str, line: int, made: bool = False) -> None:
        """A link to the course's own files, to be followed when all pages are there."""
        href = unquote(href)
        if href and not re.match(r"[a-z][a-z0-9+.-]*:|\x02", href, re.IGNORECASE):
            path, anchor = to(href.partition("?")[0] if "#" not in href else href, self.rendering.folder)
            path = self.rendering.page.src if href.startswith("#") else path
            file, line = self.rendering.at(line)
            self.rendering.links.append(Link(file, line, f"the link '{href}'", path, anchor, made))


class Outline(Treeprocessor):
    """At a page's headings and ids, as a whole."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        level, seen = (
            1,
            {it.get("id"): 0 for part in root.iter(STAND_IN) for it in part.iter() if it is not part},
        )
        titled = self.rendering.page.src in self.rendering.course.lesson_pages  # the title is the heading
        for element, place, _, line in placed(root, self.rendering.starts, 0):
            if place == "tail":
                continue
            if (id := element.get("id")) in seen and id and element.tag != STAND_IN:
                where = f"on line {seen[id]}" if seen[id] else "in what a directive makes"
                self.rendering.tell(line, f"the id '{id}' is taken {where}", "Choose another")
            if id:
                seen.setdefault(id, line)
            if element.tag not in _HEADINGS:
                continue
            here = int(element.tag[1])
            for what, mend in _heading(element, here, level, titled):
                self.rendering.tell(line, what, mend)
            titled, level = titled or here == 1, here


def _heading(element: Element, here: int, before: int, titled: bool) -> Iterator[Fault]:
    if not "".join(element.itertext()).strip():
        yield "a heading without text", "Write it, or take the # away"
    if here == 1 and titled:
        yield "a second heading of the first level", "A page has one: write ##"
    elif here > before + 1:
        yield f"a heading of level {here} below one of level {before}", f"Write {'#' * (before + 1)}"
