"""A page as plain Markdown, readable without this site: numbers worked out, directives in words.

Questions are asked and not answered: who reads a lesson in this form has not answered them yet.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from html import unescape
from itertools import groupby

from ..authoring.number import worked_out
from ..authoring.page import DIRECTIVE, Page
from ..course import Course
from ..models import tables
from ..quiz.question import Number, Question
from ..quiz.render import placed

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:)(?P<path>[^)\s#]*)(?P<hash>#[^)\s]*)?\)")
_ATTRIBUTES = re.compile(r"^(#+ .*?)[ ]*\{:?[^{}=]*(=[^{}]*)?\}[ ]*$", re.MULTILINE)
_ADMONITION = re.compile(r'^!!! *\w+(?: +"(?P<title>[^"]*)")?\n(?P<body>(?:\n|    .*\n?)+)', re.MULTILINE)
_SNIPPET = re.compile(r'^--8<-- "(?P<path>[^"]+)"$', re.MULTILINE)


def plain(text: str, course: Course) -> str:
    """Inline Markdown without its marks, numbers worked out."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", worked_out(text, course.numbers))
    return re.sub(r"[`*]", "", text)


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
        expand = EXPANDED.get(match["kind"])
        try:
            return f"{expand(course, match['id']) if expand else _elsewhere(page, address)}\n"
        except LookupError:  # told where the page is rendered
            return ""

    def aside(match: re.Match[str]) -> str:
        body = re.sub(r"^    ", "", match["body"].strip("\n"), flags=re.MULTILINE)
        quoted = f"**{match['title']}**\n\n{body}" if match["title"] else body
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n")) + "\n\n"

    text = _ADMONITION.sub(aside, _ATTRIBUTES.sub(r"\1", worked_out(_LINK.sub(link, text), course.numbers)))
    return DIRECTIVE.sub(directive, text)


def _elsewhere(page: Page, address: Callable[[str], str]) -> str:
    return f"(This part works in a browser alone: {address(page.src)})"


def _figure(course: Course, id: str) -> str:
    """What the drawing shows, in its own words; the caption follows. Raises ``LookupError``."""
    said = re.search(r"<title[^>]*>(.*?)</title>\s*<desc[^>]*>(.*?)</desc>", course.drawings[id], re.DOTALL)
    return f"Figure: {unescape(said[1]).rstrip('.')}. {unescape(said[2])}\n" if said else ""


def _question(course: Course, id: str) -> str:
    asked = (it for quiz in course.quizzes.values() for it in quiz.questions.values() if it.id == id)
    return "".join(_ask(course, it) for it in asked)


def _quiz(course: Course, lesson: str) -> str:
    quiz, elsewhere = course.quizzes.get(lesson), placed(course.pages)
    questions = quiz.questions.values() if quiz else ()
    return "\n".join(_ask(course, it) for it in questions if it.id not in elsewhere)


def _ask(course: Course, asked: Question) -> str:
    parts = [f"**Question.** {asked.ask}"]
    if asked.context:
        parts.insert(0, asked.context.strip())
    if isinstance(asked, Number):
        parts.append(f"Answer in {asked.answer.unit}.")
    else:
        parts.append("\n".join(f"- [ ] {option.text}" for option in asked.options))
    return worked_out("\n\n".join(parts), course.numbers) + "\n"


def _key_terms(course: Course, lesson: str) -> str:
    terms = (term for term in course.terms.by_id.values() if term.lesson == lesson)
    return "".join(f"- **{term.term}**: {worked_out(term.definition, course.numbers)}\n" for term in terms)


def _scenarios(course: Course, _: str) -> str:
    told = (f"{it.text} Answer: {it.answer}. {it.because}" for it in course.scenarios)
    lines = zip(course.scenarios, told, strict=True)
    return "".join(
        f"{place}. **{it.title}.** {worked_out(text, course.numbers)}\n"
        for place, (it, text) in enumerate(lines, 1)
    )


EXPANDED: Mapping[str, Callable[[Course, str], str]] = {
    "figure": _figure,
    "key-terms": _key_terms,
    "models": lambda course, view: tables.view_as_markdown(course.models, view) if course.models else "",
    "question": _question,
    "quiz": _quiz,
    "scenarios": _scenarios,
}
