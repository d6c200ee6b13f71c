"""What a page has on paper alone stands at its end: the key to its questions."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..quiz.render import render_key
from .finished_html import Parts
from .rendering import Rendering


class OnPaper(Treeprocessor):
    def __init__(self, rendering: Rendering, parts: Parts, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering
        self.parts = parts

    def run(self, root: Element) -> None:
        course, page = self.rendering.course, self.rendering.page
        if html := render_key(page, course.quizzes, course.placed, course.numbers):
            root.append(self.parts.stand_in(html))
