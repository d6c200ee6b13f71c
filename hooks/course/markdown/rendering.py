"""What the processors share while pages are converted."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..authoring.page import Page
from ..authoring.problem import Problem
from ..course import Course

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)


@dataclass
class Rendering:
    """``page`` is the one that is converted; ``snippets`` are of the whole build."""

    course: Course
    report: Callable[[Problem], None]
    page: Page
    snippets: dict[tuple[str, str], str] = field(default_factory=dict)

    def from_page(self, href: str) -> str:
        """The link ``href``, which is relative to docs/, as the page has it."""
        if _ELSEWHERE.match(href):
            return href
        path, hash, anchor = href.partition("#")
        if path == self.page.src and anchor:
            return f"#{anchor}"
        return posixpath.relpath(path, posixpath.dirname(self.page.src) or ".") + hash + anchor
