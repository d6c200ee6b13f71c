"""What `make serve` need not render again: the pages that would come out as they did in the build before."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..authoring.links import Link
from ..authoring.page import Page
from ..authoring.problem import Problem
from ..course import Course


@dataclass(frozen=True)
class RenderedPage:
    """``source`` is the page and its text as MkDocs gave it, ``toc`` MkDocs's own table of contents.

    ``shown`` is its HTML, ``indexed`` what the search index reads of that.
    """

    source: tuple[Page, str]
    shown: str
    indexed: str
    title: Any
    toc: Any
    anchors: Collection[str]
    links: list[Link]


@dataclass
class RenderCache:
    """For one state of all that pages are rendered from, but for their own texts.

    ``data`` is what the Markdown in data came to: the course's problems, the snippets and the links.
    """

    pages: dict[str, RenderedPage] = field(default_factory=dict)
    data: tuple[tuple[Problem, ...], dict[tuple[str, str], str], list[Link]] | None = None
    _files: dict[Path, bytes] = field(default_factory=dict, repr=False)
    _state: Any = field(default=None, repr=False)

    def read(self, watched: Iterable[str]) -> None:
        """What the server watches: before the course is read, so that a later edit is seen next time."""
        below = (it for place in map(Path, watched) for it in (place, *place.rglob("*")))
        self._files = {}
        for it in below:
            with suppress(OSError):  # an editor's file may be gone again; who reads one tells of it
                if it.suffix != ".pyc" and it.is_file():
                    self._files[it] = it.read_bytes()

    def of(self, course: Course) -> "RenderCache":
        """This, emptied where anything is not as it was; and in `mkdocs build`, which watches no files."""
        pages = {course.root / page.file for page in course.pages.values()}
        files = {path: content for path, content in self._files.items() if path not in pages}
        state = (files, _without_texts(course))
        if not files or state != self._state:
            self.pages, self.data, self._state = {}, None, state
        return self


def _without_texts(course: Course) -> Course:
    """What a page may show of others: their front matter, their minutes, where which question stands."""
    pages = {
        src: replace(page, body="".join(f"::: {it.kind} {it.id}\n" for it in page.directives), repaired=None)
        for src, page in course.pages.items()
    }
    lessons = {slug: replace(lesson, words=0, tables=0) for slug, lesson in course.lessons.items()}
    return replace(course, pages=pages, lessons=lessons)
