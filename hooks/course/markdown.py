"""The one Python-Markdown extension: directives, numbers from data, term links, marks in headings.

A directive's template gives well-formed XML. It is put into Markdown's own tree, so that MkDocs sees its
links and Markdown renders what the template marks with ``md="span"`` or ``md="block"``; all other text is
literal.
"""

import posixpath
import re
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .arithmetic import Unreadable, evaluate
from .data import Course
from .directives import DIRECTIVES
from .glossary import Term
from .html import mark
from .pages import DIRECTIVE, Page
from .problems import Problem, nearest

GENERATED = "data-generated"  # on the root of what a directive made, until the tree is done
NUMBER = r"\{= *(?P<expression>[^|{}\\]+?) *(?:\\?\| *(?P<format>[^\s|{}]+)( +(?P<unit>[^{}]*?))? *)?=\}"
_ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]*:|/|#)", re.IGNORECASE)


class CourseExtension(Extension):
    """``open`` a page before Markdown converts it; its problems go to ``report``."""

    def __init__(self, course: Course, report: Callable[[Problem], None]) -> None:
        super().__init__()
        self.course = course
        self.report = report
        self.page = Page("", "", 1, None)

    def open(self, page: Page) -> None:
        page.asked.clear()
        self.page = page

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(DirectiveBlock(self, md), "course-directive", 95)
        md.inlinePatterns.register(
            NumberInline(self, md), "course-number", 185
        )  # after code, before all else
        md.treeprocessors.register(TermLinks(self, md), "course-terms", 15)  # after inline (20)
        md.treeprocessors.register(Finish(self, md), "course-finish", 4)  # after attr_list (8) and toc (5)


class DirectiveBlock(BlockProcessor):
    """``::: kind id`` on a line of its own; the rest of the paragraph is the directive's text (a caption)."""

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md.parser)
        self.extension = extension
        self.md = md

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
            root = fromstring(html)
            _fill(root, self.md)
            root.set(GENERATED, "")
            parent.append(root)
        if rest:
            blocks.insert(0, rest)

    def _expand(self, match: re.Match[str], text: str) -> tuple[str | None, str]:
        """The directive's HTML, or None where it names nothing; and what of ``text`` it did not use."""
        page, course, line = self.extension.page, self.extension.course, match[0].strip()
        directive = DIRECTIVES.get(match["kind"])
        if not directive:
            mend = nearest(match["kind"], DIRECTIVES)
            self.extension.report(page.problem(line, f"unknown directive '{match['kind']}'", mend))
            return None, text
        name, known = match["id"] or "", directive.ids(course)
        if name not in known:
            what = f"there is no {match['kind']} '{name}'" if name else f"'::: {match['kind']}' needs an id"
            if known == {""}:
                what, mend = f"'::: {match['kind']}' takes no id", f"Write '::: {match['kind']}' alone"
            else:
                mend = nearest(name, known)
            self.extension.report(page.problem(line, what, mend))
            return None, text
        try:
            html = directive.render(course, page, name, text)
        except LookupError as missing:
            if course.models:  # else it has been told why there are no models
                mend = "Feature it in data/models.yml, or change what names it"
                self.extension.report(
                    page.problem(line, f"{match['kind']} '{name}': {missing.args[0]}", mend)
                )
            return None, text
        page.line_of(line)
        return html, "" if directive.takes_text else text


def _fill(element: Element, md: Markdown) -> None:
    """Literal text stays literal; what the template marks as Markdown is left to, or given to, Markdown."""
    mode = element.attrib.pop("md", None)
    if mode == "block":
        lines = (element.text or "").strip().split("\n")
        element.text = None
        for preprocessor in md.preprocessors:  # fences are a preprocessor's work
            lines = preprocessor.run(lines)
        md.parser.parseChunk(element, "\n".join(lines))
        return
    if mode != "span":
        element.text = _literal(element.text, md)
    for child in element:
        _fill(child, md)
        child.tail = _literal(child.tail, md)


def _literal(text: str | None, md: Markdown) -> str | None:
    """Text that no Markdown processor reads. attr_list reads ``{…}`` in any text: that goes to the stash."""
    if not text:
        return text
    return AtomicString(md.htmlStash.store(escape(text, quote=False)) if "{" in text else text)


class NumberInline(InlineProcessor):
    """``{= expression | format unit =}``: a number worked out from the models' data."""

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(NUMBER, md)
        self.extension = extension

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        try:
            number = format_number(
                m["expression"], m["format"] or "g", m["unit"] or "", self.extension.course
            )
        except Unreadable as error:
            if self.extension.course.models is None:  # told already
                return AtomicString(m[0]), m.start(0), m.end(0)
            what, _, mend = str(error).partition(". ")
            mend = mend or "Write {= MODEL.NUMBER * 2 / GB | .1f GB =}"
            self.extension.report(self.extension.page.problem(m[0], what, mend))
            return AtomicString(m[0]), m.start(0), m.end(0)
        key = re.search(r"([a-z]\w*)\.[a-z]", m["expression"])
        href = {"href": f"models.md#{self.extension.course.model(key[1]).slug}"} if key else {}
        link = Element("a" if key else "span", {"class": "fact", **href})
        link.set(GENERATED, "")
        link.text = AtomicString(number)
        return link, m.start(0), m.end(0)


def format_number(expression: str, spec: str, unit: str, course: Course) -> str:
    """``expression`` worked out, by Python's format ``spec``, with its unit. Raises ``Unreadable``."""
    value = evaluate(expression, course.numbers)
    try:
        text = format(round(value) if spec.endswith("d") else value, spec)
    except ValueError:
        raise Unreadable(f"'{spec}' is not a number format. Write .1f, .0f or ,d") from None
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


class TermLinks(Treeprocessor):
    """In lessons, the first mention of a term in each section links to its entry."""

    SKIP = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "svg", "sup"])

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        terms = self.extension.course.terms
        if not terms.pattern or self.extension.page.src not in self.extension.course.lesson_pages:
            return
        used: dict[str, Term] = {}
        seen: set[str] = set()
        for element in root:
            if element.tag == "h2":
                seen = set()
            self._link(element, seen)
            used |= {id: terms.by_id[id] for id in seen}
        if used:
            root.append(self._definitions(used))

    def _link(self, element: Element, seen: set[str]) -> None:
        if element.tag in self.SKIP or GENERATED in element.attrib or "footnote" in element.get("class", ""):
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

    def _split(self, text: str, seen: set[str]) -> tuple[str, list[Element]]:
        """``text`` up to its first new term, and from there links with what follows them as tails."""
        terms = self.extension.course.terms
        assert terms.pattern is not None
        links: list[Element] = []
        start, head = 0, text
        for match in terms.pattern.finditer(text):
            term = terms.named(match[0])
            if term.id in seen:
                continue
            seen.add(term.id)
            if links:
                links[-1].tail = text[start : match.start()]
            else:
                head = text[: match.start()]
            attributes = {
                "class": "term",
                "href": f"glossary.md#{term.id}",
                "aria-describedby": f"def-{term.id}",
            }
            link = Element("a", {**attributes, GENERATED: ""})
            link.text = AtomicString(match[0])
            links.append(link)
            start = match.end()
        if links:
            links[-1].tail = text[start:]
        return head, links

    def _definitions(self, used: dict[str, Term]) -> Element:
        box = Element(
            "term-tips", {"hidden": "hidden", "data-search-exclude": "data-search-exclude", GENERATED: ""}
        )
        for term in used.values():
            SubElement(box, "p", {"id": f"def-{term.id}"}).text = term.definition
        assert self.md is not None
        self.md.treeprocessors["inline"].run(box)
        return box


class Finish(Treeprocessor):
    """Marks into headings; tables scroll; links in what directives made become relative to the page."""

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        folder = posixpath.dirname(self.extension.page.src)
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
        box = Element("div", {"class": "table-wrap", "tabindex": "0", "role": "group", "aria-label": "Table"})
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
            here = path == self.extension.page.src and anchor
            link.set("href", f"{'' if here else posixpath.relpath(path, folder or '.')}{hash}{anchor}")

    def _quiet_facts(self, generated: Element) -> None:
        """A number in a question or a label is not a link: it would sit inside another control."""
        if generated.get("class") != "fact":
            for fact in generated.iter("a"):
                if fact.get("class") == "fact":
                    fact.tag = "span"
                    fact.attrib.pop("href", None)
