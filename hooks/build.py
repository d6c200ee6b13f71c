"""MkDocs events in, calls to ``course`` out. The only file that knows MkDocs."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from course import data
from course.markdown import CourseExtension
from course.problems import Problem
from course.report import Reporter

log = logging.getLogger("mkdocs.hooks.course")
extension: CourseExtension


def report(problem: Problem) -> None:
    log.warning(str(problem))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the course afresh for every build, `mkdocs serve`'s rebuilds included."""
    global extension
    reporter = Reporter(config.repo_url or "", config.extra.get("commit") or "")
    course = data.load(Path(config.config_file_path).parent, reporter)
    for problem in sorted(course.problems):
        report(problem)
    config.markdown_extensions = [e for e in config.markdown_extensions if not isinstance(e, CourseExtension)]
    extension = CourseExtension(course, report)
    config.markdown_extensions.append(extension)  # type: ignore[arg-type]
    return config


def on_page_markdown(markdown: str, page: Page, **_: Any) -> None:
    if source := extension.course.pages.get(page.file.src_uri):
        extension.open(source)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    return context
