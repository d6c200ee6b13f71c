"""A page as plain Markdown, readable without this site: numbers worked out, directives in words."""

import posixpath
import re
from collections.abc import Callable
from itertools import groupby

from ..authoring.number import worked_out
from ..authoring.page import DIRECTIVE, Page
from ..course import Course
from ..markdown.directives import DIRECTIVES

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:)(?P<path>[^)\s#]*)(?P<hash>#[^)\s]*)?\)")
_ATTRIBUTES = re.compile(r"^(#+ .*?)[ ]*\{:?[^{}=]*(=[^{}]*)?\}[ ]*$", re.MULTILINE)
_ADMONITION = re.compile(r'^!!! *\w+(?: +"(?P<title>[^"]*)")?\n(?P<body>(?:\n|    .*\n?)+)', re.MULTILINE)
_SNIPPET = re.compile(r'^--8<-- "(?P<path>[^"]+)"$', re.MULTILINE)


def page_as_markdown(course: Course, page: Page, address: Callable[[str], str]) -> str:
    """The page's body. ``address`` gives the full address of a path under docs/."""
    outside = {number for number, _ in page.lines}
    numbered = enumerate(page.body.split("\n"), page.first_line)
    parts = []
    for prose, lines in groupby(numbered, lambda line: line[0] in outside):
        text = "\n".join(line for _, line in lines)
        parts.append(_prose(course, page, text, address) if prose else _code(course, text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).strip() + "\n"


def _code(course: Course, fence: str) -> str:
    """A fence with the file that it names in its place, if that is there."""

    def file(match: re.Match[str]) -> str:
        path = course.root / "docs" / match["path"]
        return path.read_text(encoding="utf-8").rstrip() if path.is_file() else match[0]

    return _SNIPPET.sub(file, fence)


def _prose(course: Course, page: Page, text: str, address: Callable[[str], str]) -> str:
    folder = posixpath.dirname(page.src)

    def link(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match["path"])) if match["path"] else page.src
        return f"]({address(path)}{match['hash'] or ''})"

    def directive(match: re.Match[str]) -> str:
        known = DIRECTIVES.get(match["kind"])
        if not known or (match["id"] and match["id"] not in known.ids(course)):
            return ""  # told where the page is rendered
        return f"{known.plain(course, match['said'] or '') if known.plain else _elsewhere(page, address)}\n"

    def aside(match: re.Match[str]) -> str:
        body = re.sub(r"^    ", "", match["body"].strip("\n"), flags=re.MULTILINE)
        quoted = f"**{match['title']}**\n\n{body}" if match["title"] else body
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n")) + "\n\n"

    text = _ADMONITION.sub(aside, _ATTRIBUTES.sub(r"\1", worked_out(_LINK.sub(link, text), course.numbers)))
    return DIRECTIVE.sub(directive, text)


def _elsewhere(page: Page, address: Callable[[str], str]) -> str:
    return f"(This part works in a browser alone: {address(page.src)})"
