"""One build of the site: what its pages come to while they are rendered, and what is told of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown import Markdown

from ..authoring import links
from ..authoring.problem import Problem
from ..course import Course
from ..markdown import CourseExtension
from ..markdown.quotes import QuotesExtension
from ..quiz import checks
from . import exports, search_text
from .json_ld import Site
from .render_cache import RenderCache, RenderedPage


class Build:
    """``urls`` are the site's files, ``published`` those that a link may lead to, by their path under docs/.

    Problems go to ``report``, one or many. What is in ``cache`` is not rendered again.
    """

    def __init__(self, course: Course, site: Site, report: Callable[..., None], cache: RenderCache) -> None:
        self.site = site
        self.cache = cache.of(course)
        self.report = report
        self.extension = CourseExtension(course, self._report_in_page)
        self.extensions = [self.extension, QuotesExtension()]
        self.urls: Mapping[str, str] = {}
        self.published: Collection[str] = ()
        self._anchors: dict[str, Collection[str]] = {}
        self._contents: dict[str, str] = {}
        self._headings_told: set[str] = set()  # pages of which a heading is told, and perhaps has no id
        self._text = ""  # of the page that is converted
        self._links = 0  # how many there were before it
        self._told = False  # whether anything is wrong with it

    @property
    def course(self) -> Course:
        return self.extension.rendering.course

    def _report_in_page(self, problem: Problem) -> None:
        page = self.course.pages.get(problem.file.removeprefix("docs/"))
        if page and dict(page.lines).get(problem.line, "").startswith("#"):
            self._headings_told.add(page.src)
        self._told = True
        self.report(problem)

    def read_data(self, extensions: Sequence[Any], configs: dict[str, Any]) -> Course:
        """Convert the Markdown in data with ``extensions``, as pages are; the course has what is wrong."""
        it = self.extension.rendering
        if data := self.cache.data:
            it.course, it.snippets, it.links = replace(it.course, problems=data[0]), {**data[1]}, [*data[2]]
        else:
            self.extension.read_data(Markdown(extensions=extensions, extension_configs=configs))
            self.cache.data = it.course.problems, {**it.snippets}, [*it.links]
        return it.course

    def open(self, src: str, markdown: str) -> str:
        """The text of the page ``src`` that is to be converted: none where the page is in the cache."""
        self.extension.open(src, markdown)
        self._text, self._links, self._told = markdown, len(self.extension.rendering.links), False
        return "" if self._cached() else markdown

    def _cached(self) -> RenderedPage | None:
        page = self.extension.rendering.page
        known = self.cache.pages.get(page.src)
        return known if known and known.source == (page, self._text) else None

    def rendered(self, html: str, anchors: Collection[str], title: Any, toc: Any) -> tuple[Any, Any, str]:
        """Title, table of contents and what the search index reads of the page that was opened.

        That stands in for the page until ``take`` gives it. What is told of a page is told in the next build
        too, and one that sets other files in may show another page: such pages are not kept.
        """
        page, links = self.extension.rendering.page, self.extension.rendering.links
        if it := self._cached():
            links += it.links
        else:
            shown, indexed = search_text.shown(html), search_text.readable(html)
            it = RenderedPage((page, self._text), shown, indexed, title, toc, anchors, links[self._links :])
            if not self._told and "8<-" not in self._text:
                self.cache.pages[page.src] = it
        self._anchors[page.src] = it.anchors
        self._contents[page.src] = it.shown
        return it.title, it.toc, it.indexed

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
