"""What templates know beyond MkDocs: of a page in its ``meta.course``, the rest for 404.html too."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from ..authoring.jinja import compiled
from ..course import Course
from ..lessons import lessons
from ..quiz import progress
from . import changes, json_ld
from .elements import elements, imported


def prepare(env: Environment, course: Course, urls: Mapping[str, str]) -> None:
    """What every template of ``env`` knows; ``urls`` are the site's pages by their path under docs/."""
    docs = course.root / "docs"
    env.bytecode_cache = compiled("theme")
    known = changes.last_changes(course.root)
    env.globals.update(
        changed=lambda src: changes.of_page(known, src),
        issues_url=course.report.issues,
        elements=elements(docs),
        imported=imported(docs, "js/main.js"),
        search_worker=_search_worker(env),
        lessons=progress.outline(course.quizzes, course.lessons, course.titles, urls),
    )


def _search_worker(env: Environment) -> str:
    """The path in the site of the theme's script that searches; "" if the theme has none."""
    assert isinstance(env.loader, FileSystemLoader)  # as MkDocs has it
    paths = (
        file.relative_to(folder).as_posix()
        for folder in env.loader.searchpath
        for file in Path(folder).glob("assets/javascripts/workers/search.*.js")
    )
    return next(paths, "")


def on_page(course: Course, site: json_ld.Site, src: str, urls: Mapping[str, str]) -> dict[str, Any]:
    """A page's ``meta.course``: ``lesson`` (or None), ``report_url`` and ``json_ld`` of the page ``src``."""
    lesson = course.lesson_pages.get(src)
    return {
        "lesson": lesson and lessons.opening(lesson, course.tracks, course.lessons, urls),
        "report_url": course.report.on(src)("page", src),
        "json_ld": json_ld.json_ld(course, site, src, urls),
    }
