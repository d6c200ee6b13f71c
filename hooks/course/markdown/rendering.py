"""What the processors share while pages are converted."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..authoring.links import Link
from ..authoring.page import Page
from ..authoring.problem import Problem
from ..course import Course

STAND_IN = "course-part"  # an element in the place of finished HTML, see finished_html.py
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)
Fault = tuple[str, str]  # what is wrong, and how to mend it


@dataclass
class Rendering:
    """``page`` is the one that is converted; ``snippets`` and ``links`` are of the whole build.

    ``place`` is where the text that is converted is written, when that is no page; ``starts`` the lines on
    which elements' texts start ("text" and "tail"); ``line`` is that of the directive that is expanded, or 0.
    ``faults`` are the elements that show what could not be understood, and None for those told already;
    ``recorded`` are those that show what the real model gave.
    """

    course: Course
    report: Callable[[Problem], None]
    page: Page
    snippets: dict[tuple[str, str], str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    place: tuple[str, int] | None = None
    own: bool = True  # whether it is the page's own text, else its links are relative to docs/
    line: int = 0
    starts: dict[tuple[Element, str], int] = field(default_factory=dict)
    faults: dict[Element, Fault | None] = field(default_factory=dict)
    html: list[tuple[int, str]] = field(default_factory=list)  # the page's lines that begin with a tag
    recorded: set[Element] = field(default_factory=set)

    def open(self, page: Page) -> None:
        self.page, self.line, self.place, self.own = page, 0, None, True
        self.starts.clear()
        self.html.clear()
        self.faults.clear()

    def tell(self, line: int, what: str, mend: str) -> None:
        """A problem of the text that is converted, on ``line`` of the page."""
        self.report(Problem(*self.at(line), what, mend))

    def at(self, line: int) -> tuple[str, int]:
        return self.place or (self.page.file, line)

    @property
    def folder(self) -> str:
        """What links are relative to, under docs/."""
        return posixpath.dirname(self.page.src) if self.own else ""

    def from_page(self, href: str) -> str:
        """The link ``href``, which is relative to docs/, as the page has it."""
        if _ELSEWHERE.match(href):
            return href
        path, hash, anchor = href.partition("#")
        if path == self.page.src and anchor:
            return f"#{anchor}"
        return posixpath.relpath(path, posixpath.dirname(self.page.src) or ".") + hash + anchor
