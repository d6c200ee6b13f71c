"""The one Python-Markdown extension: directives, numbers from data, term links, marks in headings."""

from collections.abc import Callable
from dataclasses import replace

from markdown import Markdown
from markdown.extensions import Extension

from ..authoring.page import Page
from ..authoring.problem import Problem
from ..course import Course
from .code_blocks import CodeBlocks
from .contradictions import Contradictions
from .directive_block import DirectiveBlock
from .finished_html import Parts
from .lines import MarkLines, ReadLines, Unmark, UnmarkCode
from .look import Look, Outline
from .number import NumberInline
from .on_paper import OnPaper
from .rendering import Rendering
from .slips import Slips
from .tables_and_marks import Finish
from .term_links import TermLinks


class CourseExtension(Extension):
    """``open`` a page before Markdown converts it; its problems go to ``report``."""

    def __init__(self, course: Course, report: Callable[[Problem], None]) -> None:
        super().__init__()
        self.rendering = Rendering(course, report, Page("", "", 1, None))

    def open(self, src: str, markdown: str) -> None:
        """The page ``src`` of the course, or one of which there is nothing but this text."""
        page = self.rendering.course.pages.get(src) or Page(src, markdown, 1, None)
        self.rendering.open(page)

    def read_data(self, md: Markdown) -> Course:
        """Convert the Markdown in data before any page shows it; ``md`` has this extension.

        The course comes back with the problems found, each where its text is written.
        """
        it, problems = self.rendering, list[Problem]()
        report, it.report = it.report, problems.append
        parts = md.postprocessors["course-parts"]
        assert isinstance(parts, Parts)
        for text in it.course.written:
            it.place, it.line = (text.file, text.line), text.line
            parts.snippet(text.kind, text.text)
        it.report, it.course = report, replace(it.course, problems=(*it.course.problems, *problems))
        return it.course

    def extendMarkdown(self, md: Markdown) -> None:
        """Numbers come after code (190), what reads text after inline (20), the rest after toc (5)."""
        it, parts = self.rendering, Parts(self.rendering, md)
        md.preprocessors.register(MarkLines(it, md), "course-mark-lines", 33)
        md.parser.blockprocessors.register(DirectiveBlock(it, parts, md), "course-directive", 95)
        md.inlinePatterns.register(NumberInline(it, md), "course-number", 185)
        md.treeprocessors.register(UnmarkCode(md), "course-unmark-code", 31)
        md.treeprocessors.register(ReadLines(it, md), "course-lines", 19.8)
        md.treeprocessors.register(Slips(it, md), "course-slips", 19.5)
        md.treeprocessors.register(Contradictions(it, md), "course-contradictions", 19.4)
        md.treeprocessors.register(TermLinks(it, parts, md), "course-terms", 15)
        md.treeprocessors.register(OnPaper(it, parts, md), "course-on-paper", 14)
        md.treeprocessors.register(Finish(md), "course-finish", 4)
        md.treeprocessors.register(Look(it, md), "course-look", 3)
        md.treeprocessors.register(Outline(it, md), "course-outline", 2)
        md.postprocessors.register(parts, "course-parts", 29)  # after raw_html (30)
        md.postprocessors.register(CodeBlocks(md), "course-code", 25)
        md.postprocessors.register(Unmark(md), "course-unmark", 0)
