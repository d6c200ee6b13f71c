"""The one Python-Markdown extension: directives, numbers from data, term links, marks in headings."""

from collections.abc import Callable

from markdown import Markdown
from markdown.extensions import Extension

from ..authoring.page import Page
from ..authoring.problem import Problem
from ..course import Course
from .code_blocks import CodeBlocks
from .directive_block import DirectiveBlock
from .finished_html import Parts
from .number import NumberInline
from .rendering import Rendering
from .straight_quotes import Unquoted
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
        page.asked.clear()
        self.rendering.page = page

    def extendMarkdown(self, md: Markdown) -> None:
        """Numbers come after code (190), terms after inline (20), the rest after attr_list and toc (8, 5)."""
        parts = Parts(self.rendering, md)
        md.parser.blockprocessors.register(DirectiveBlock(self.rendering, parts, md), "course-directive", 95)
        md.inlinePatterns.register(NumberInline(self.rendering, md), "course-number", 185)
        md.treeprocessors.register(TermLinks(self.rendering, parts, md), "course-terms", 15)
        md.treeprocessors.register(Unquoted(md), "course-unquoted", 7)  # before smarty (6)
        md.treeprocessors.register(Finish(md), "course-finish", 4)
        md.postprocessors.register(parts, "course-parts", 29)  # after raw_html (30)
        md.postprocessors.register(CodeBlocks(md), "course-code", 25)
