"""One build of the site: what its pages come to while they are rendered, and what is told of them."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from ..authoring import links
from ..authoring.problem import Problem
from ..course import Course
from ..markdown import CourseExtension
from ..markdown.quotes import QuotesExtension
from ..quiz import checks
from . import exports, search_text
from .json_ld import Site


class Build:
    """``urls`` are the site's files, ``published`` those that a link may lead to, by their path under docs/.

    Problems go to ``report``, one or many.
    """

    def __init__(self, course: Course, site: Site, report: Callable[..., None]) -> None:
        self.site = site
        self.report = report
        self.extension = CourseExtension(course, self._report_in_page)
        self.extensions = [self.extension, QuotesExtension()]
        self.urls: Mapping[str, str] = {}
        self.published: Collection[str] = ()
        self._anchors: dict[str, Collection[str]] = {}
        self._contents: dict[str, str] = {}
        self._headings_told: set[str] = set()  # pages of which a heading is told, and perhaps has no id

    @property
    def course(self) -> Course:
        return self.extension.rendering.course

    def _report_in_page(self, problem: Problem) -> None:
        page = self.course.pages.get(problem.file.removeprefix("docs/"))
        if page and dict(page.lines).get(problem.line, "").startswith("#"):
            self._headings_told.add(page.src)
        self.report(problem)

    def rendered(self, src: str, html: str, anchors: Collection[str]) -> str:
        """What the search index reads: it stands in for the page ``src`` until ``take`` gives the page."""
        self._anchors[src] = anchors
        self._contents[src] = search_text.shown(html)
        return search_text.readable(html)

    def take(self, src: str) -> str:
        return self._contents.pop(src)

    def write(self, folder: Path, with_exports: bool) -> None:
        """What is made of the finished site, into its folder."""
        search_text.write_titles(folder / "search")
        if with_exports:
            exports.write(self.course, self.site, self.urls, folder)

    def check_links(self) -> None:
        """All pages are rendered: do the links lead anywhere?"""
        quizzes, lessons = self.course.quizzes, self.course.lessons
        written = checks.see_links(quizzes, lessons)
        anchors = {src: ids for src, ids in self._anchors.items() if src not in self._headings_told}
        for slug, quiz in quizzes.items():  # a question that is on no page is told where it is written
            if slug in lessons and lessons[slug].src in anchors:
                src = lessons[slug].src
                anchors[src] = {*anchors[src], *(f"question-{id}" for id in quiz.ids.values())}
        self.report(*links.check([*self.extension.rendering.links, *written], self.published, anchors))
