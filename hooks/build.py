"""MkDocs events in, calls to ``course`` out. The only file that knows MkDocs."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from course import publish
from course.authoring import links
from course.authoring.jinja import compiled
from course.authoring.problem import Problem
from course.authoring.report_link import Reporter
from course.commands.own_code import OwnCode
from course.commands.port import refusal
from course.course import Course, load
from course.hub import Kept
from course.hub.answers import Answers
from course.hub.ask import Required, ask
from course.lessons import navigation
from course.markdown import CourseExtension
from course.markdown.quotes import QuotesExtension
from course.quiz import checks, preview
from course.site import json_ld, search_text, theme
from course.site.files import generated_files

LISTED = (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED)
PUBLISHED = (InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV, InclusionLevel.UNDEFINED)
log = logging.getLogger("mkdocs.hooks.course")
build: "Build"
serving = listening = False
kept = Kept()  # what the Hub said outlives the rebuilds of `mkdocs serve`
code = OwnCode(Path(__file__).parent)  # so does the code


class Build:
    """One build's state: the course, files' addresses, pages' anchors, and their HTML until it is used."""

    def __init__(self, extension: CourseExtension, course: Course, site: json_ld.Site) -> None:
        self.extension = extension
        self.course = course
        self.site = site
        self.urls: dict[str, str] = {}
        self.files: set[str] = set()
        self.anchors: dict[str, set[str]] = {}
        self.contents: dict[str, str] = {}
        self.headings_told: set[str] = set()  # pages of which a heading is told, and perhaps has no id


def on_startup(command: str, **_: Any) -> None:
    global serving
    serving = command == "serve"


def report_in_page(problem: Problem) -> None:
    page = build.course.pages.get(problem.file.removeprefix("docs/"))
    if page and dict(page.lines).get(problem.line, "").startswith("#"):
        build.headings_told.add(page.src)
    report(problem)


def report(problem: Problem) -> None:
    log.warning(str(problem))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the course afresh for every build, `mkdocs serve`'s rebuilds included."""
    global build
    if serving:
        _look_at_the_server(config)
    reporter = Reporter(config.repo_url or "", config.extra.get("commit") or "")
    config.repo_url, config.edit_uri = reporter.home, reporter.edit_uri(config.edit_uri or "")
    root = Path(config.config_file_path).parent
    site = json_ld.Site(config.site_name, config.site_description or "", config.site_url or "/")
    extension = CourseExtension(load(root, reporter, lambda ids: _ask_hub(ids, root)), report_in_page)
    config.markdown_extensions += [extension, QuotesExtension()]  # type: ignore[list-item]
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config["mdx_configs"] or {})
    build = Build(extension, extension.read_data(markdown), site)
    course = build.course
    config.nav = navigation.filled(config.nav, course.tracks, course.pages, course.lessons)
    for problem in sorted(course.problems):
        report(problem)
    for doubt in course.models.doubts if course.models else ():
        log.info(doubt)
    if serving:
        config.extra_css.append("css/preview.css")
        config.extra["publish"] = {}
    return config


def _look_at_the_server(config: MkDocsConfig) -> None:
    """Before the first build: can it listen? Before a later one: is its code still what the files say?"""
    global listening
    if not listening and (why := refusal(*map(str, config.dev_addr))):
        raise SystemExit(why)
    listening = True
    for name in code.changed():
        log.warning(
            f"{name}: it has changed, and the code from before runs. Stop the server and start it again."
        )


def _ask_hub(ids: Sequence[str], root: Path) -> Answers:
    try:
        return ask(kept, ids, root, log.warning, log.info)
    except Required as failed:
        raise PluginError(str(failed)) from failed


def on_files(files: Files, config: MkDocsConfig) -> None:
    """The files that nobody wrote; and the author's preview, a page of `mkdocs serve` alone."""
    for src, written in build.course.pages.items():
        if written.repaired is not None and (damaged := files.get_file_from_path(src)):
            damaged.content_string = written.repaired
    build.urls = {file.src_uri: file.url for file in files}
    build.files = {file.src_uri for file in files if file.inclusion in PUBLISHED}
    root, listed = build.course.root, {file.src_uri for file in files if file.inclusion in LISTED}
    config_text = (root / navigation.FILE).read_text(encoding="utf-8")
    for problem in navigation.check(
        config.nav, config_text, listed & build.course.pages.keys(), build.course.pages, build.course.tracks
    ):
        report(problem)
    for name, content in generated_files(build.course, build.site, build.urls).items():
        file = File.generated(config, f"{name}.generated", content=content)  # .md would become a page
        file.dest_uri = name
        files.append(file)
    if serving:
        unlisted = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, "preview.md", content=preview.MARKDOWN, inclusion=unlisted))


def on_page_markdown(markdown: str, page: Page, **_: Any) -> None:
    """A front matter that is told is not acted on: MkDocs would look for its templates, and end."""
    if build.course.heads_told(page.file.src_uri):
        page.meta = {}
    build.extension.open(page.file.src_uri, markdown)


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """What the search index reads stands in for the page until its plugin has read it."""
    build.anchors[page.file.src_uri] = page.present_anchor_ids or set()
    build.contents[page.file.src_uri] = search_text.shown(html)
    return search_text.readable(html)


def on_env(env: Any, **_: Any) -> None:
    """All pages are rendered: do the links lead anywhere?"""
    env.bytecode_cache = compiled("theme")
    env.globals.update(theme.on_every_page(build.course, build.urls))
    written = checks.see_links(build.course.quizzes, build.course.lessons)
    anchors = {src: ids for src, ids in build.anchors.items() if src not in build.headings_told}
    for problem in links.check([*build.extension.rendering.links, *written], build.files, anchors):
        report(problem)


@event_priority(-50)  # after the search plugin
def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
    source = page.file.src_uri
    page.content = build.contents.pop(source)
    return context | theme.on_page(build.course, build.site, source, build.urls)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    publish.publish(Path(config.site_dir), config.extra.get("publish") or {}, report)
