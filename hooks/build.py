"""MkDocs events in, calls to ``course`` out. The only file that knows MkDocs."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from course import publish
from course.authoring.problem import Problem
from course.authoring.report_link import Reporter
from course.commands.server import Server
from course.course import load
from course.hub import Kept
from course.hub.answers import Answers
from course.hub.ask import Required, ask
from course.lessons import navigation
from course.quiz import preview
from course.site import render_cache, theme
from course.site.build import Build
from course.site.files import generated_files
from course.site.json_ld import Site

log = logging.getLogger("mkdocs.hooks.course")
build: Build
server = Server(Path(__file__).parent)  # it outlives the rebuilds of `mkdocs serve`
kept, cache = Kept(), render_cache.RenderCache()  # so do what the Hub said and what pages came to


def on_startup(command: str, **_: Any) -> None:
    server.on = command == "serve"


def report(*problems: Problem | str) -> None:
    for problem in problems:
        log.warning(str(problem))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the course afresh for every build, `mkdocs serve`'s rebuilds included."""
    global build
    if server.on:
        report(*server.look(*map(str, config.dev_addr)))
        config.extra_css.append("css/preview.css")
        config.extra["publish"] = {}
        cache.read([config.docs_dir, config.config_file_path, *config.watch])
    reporter = Reporter(config.repo_url or "", config.extra.get("commit") or "")
    config.repo_url, config.edit_uri = reporter.home, reporter.edit_uri(config.edit_uri or "")
    root = Path(config.config_file_path).parent
    site = Site(config.site_name, config.site_description or "", config.site_url or "/")
    build = Build(load(root, reporter, lambda ids: _ask_hub(ids, root)), site, report, cache)
    config.markdown_extensions += build.extensions  # type: ignore[arg-type]
    course = build.read_data(config.markdown_extensions, config["mdx_configs"] or {})
    config.nav = navigation.filled(config.nav, course.tracks, course.pages, course.lessons)
    report(*sorted(course.problems))
    for doubt in course.models.doubts if course.models else ():
        log.info(doubt)
    return config


def _ask_hub(ids: Sequence[str], root: Path) -> Answers:
    try:
        return ask(kept, ids, root, log.warning, log.info)
    except Required as failed:
        raise PluginError(str(failed)) from failed


def on_files(files: Files, config: MkDocsConfig) -> None:
    """The files that nobody wrote; and the author's preview, a page of `mkdocs serve` alone."""
    course = build.course
    for file in files:
        if (page := course.pages.get(file.src_uri)) and page.repaired is not None:
            file.content_string = page.repaired
    build.urls = {file.src_uri: file.url for file in files}
    listed = {file.src_uri for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav)}
    report(*navigation.check(course.root, config.nav, listed, course.pages, course.tracks))
    for name, content in generated_files(course, build.site, build.urls).items():
        source = name.replace(".md", ".md.made")  # .md would become a page
        made = File.generated(config, source, content=content)
        made.dest_uri = name
        files.append(made)
    build.published = {file.src_uri for file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
    if server.on:
        unlisted = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, "preview.md", content=preview.MARKDOWN, inclusion=unlisted))


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """A front matter that is told is not acted on: MkDocs would look for its templates, and end."""
    if build.course.heads_told(page.file.src_uri):
        page.meta = {}
    page.meta["course"] = theme.on_page(build.course, build.site, page.file.src_uri, build.urls)
    return build.open(page.file.src_uri, markdown)


def on_page_content(html: str, page: Page, **_: Any) -> str:
    page.title, page.toc, text = build.rendered(html, page.present_anchor_ids or set(), page.title, page.toc)
    return text


def on_env(env: Any, **_: Any) -> None:
    theme.prepare(env, build.course, build.urls)
    build.check_links()


@event_priority(-50)  # after the search plugin
def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> None:
    page.content = build.take(page.file.src_uri)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    folder, switches = Path(config.site_dir), config.extra.get("publish") or {}
    build.write(folder, with_exports=bool(switches))
    publish.publish(folder, switches, report)
