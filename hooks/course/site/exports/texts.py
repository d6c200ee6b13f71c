"""Texts of questions and terms as they are read outside this site: numbers worked out, links whole."""

import posixpath
import re
from collections.abc import Callable, Iterator

from markdown import Markdown
from markupsafe import Markup

from ...authoring.arithmetic import Unreadable
from ...authoring.number import worked_out
from ...course import Course
from ...lessons.lessons import Lesson
from ...markdown.quotes import QuotesExtension
from ...markdown.snippets import words
from ...quiz.kinds.question import Question

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:)(?P<path>[^)\s#]*)(?P<hash>#[^)\s]*)?\)")


class Texts:
    """``address`` gives the full address of a path under docs/."""

    def __init__(self, course: Course, address: Callable[[str], str]) -> None:
        self.course = course
        self.address = address
        self._html: dict[str, Markup] = {}  # each is wanted in several files
        self._markdown = Markdown(extensions=[QuotesExtension(), "fenced_code", "sane_lists", "tables"])

    def questions(self) -> Iterator[tuple[Lesson, Question]]:
        """In the course's order, without those whose answer cannot be worked out, which is told elsewhere."""
        for slug, lesson in self.course.lessons.items():
            quiz = self.course.quizzes.get(slug)
            for question in quiz.questions.values() if quiz else ():
                try:
                    question.key(self.course.numbers)
                except Unreadable:
                    continue
                yield lesson, question

    def markdown(self, text: str) -> str:
        """Markdown that needs nothing of this site. Paths in data are relative to docs/."""

        def link(match: re.Match[str]) -> str:
            return f"]({self.address(posixpath.normpath(match['path']))}{match['hash'] or ''})"

        return _LINK.sub(link, worked_out(text, self.course.numbers)).strip()

    def html(self, text: str) -> Markup:
        """Well-formed, of paragraphs, lists and code."""
        if text not in self._html:
            self._html[text] = Markup(self._converted(self.markdown(text)))
        return self._html[text]

    def inline(self, text: str) -> Markup:
        """One line, without the paragraph around it: what stands first begins no heading or list."""
        line = " ".join(text.split())
        if (html := words(line)) is not None:
            return Markup(html)
        return self.html(f"({line}").removeprefix("<p>(").removesuffix("</p>")

    def _converted(self, text: str) -> str:
        html = words(text)
        return self._markdown.reset().convert(text) if html is None else f"<p>{html}</p>"

    def passage(self, lesson: Lesson, question: Question) -> str:
        """The address of what explains it: of the lesson, where the question names none."""
        see = question.see or ""
        path, _, hash = (lesson.src + see if see.startswith("#") else see or lesson.src).partition("#")
        return self.address(path) + (f"#{hash}" if hash else "")
