"""Files of the site that are not in docs/: made of the course, or beside the Python that they belong to."""

from collections.abc import Mapping

from ..authoring.jinja import environment
from ..authoring.page import Page
from ..course import Course
from ..lessons import redirects
from ..lessons.lessons import Lesson
from ..picker import choices
from ..quiz import kinds
from ..quiz.keys import keys_json
from ..quiz.progress import render_progress
from . import exports
from .json_ld import LICENSE, Site
from .plain_markdown import page_as_markdown

AS_MARKDOWN = "index.html.md"  # where https://llmstxt.org/ has it, for an address that ends with a slash


def generated_files(course: Course, site: Site, urls: Mapping[str, str]) -> dict[str, str]:
    """Their text by their path in the site. ``urls`` are the site's files by their path under docs/."""
    questions = render_progress(course.quizzes, course.lessons, course.titles, course.numbers)
    made = {
        "models.json": _picker_data(course),
        "keys.json": keys_json(questions),
        "llms.txt": _llms(course, site, urls),
    }
    made |= kinds.published() | dict.fromkeys(exports.NAMES, exports.LATER)
    for lesson in course.lessons.values():
        made[urls[lesson.src] + AS_MARKDOWN] = _lesson(course, site, lesson, urls)
    return made | redirects.files(course.redirects, titles(course), site.url)


def _picker_data(course: Course) -> str:
    return choices.models_json(course.models, course.recorded.get("languages", {}), course.devices)


def titles(course: Course) -> dict[str, str]:
    """What each page is called, by its path under docs/."""
    return {src: _meta(page, "title") or src for src, page in course.pages.items()}


def _meta(page: Page, key: str) -> str:
    data = page.meta.data if page.meta else None
    return str(data.get(key, "")) if isinstance(data, dict) else ""


def _text(template: str, **context: object) -> str:
    """A template that makes plain text: nothing in it is escaped."""
    return environment(autoescape=False).get_template(template).render(**context)


def _llms(course: Course, site: Site, urls: Mapping[str, str]) -> str:
    lessons = [
        (course.titles[it.slug], site.address(urls[it.src]) + AS_MARKDOWN, it)
        for it in course.lessons.values()
    ]
    others = [
        (name, site.address(urls[src]), _meta(course.pages[src], "description"))
        for src, name in titles(course).items()
        if src not in course.lesson_pages and src != "index.md"
    ]
    return _text("llms.txt", site=site, license=LICENSE, tracks=course.tracks, lessons=lessons, others=others)


def _lesson(course: Course, site: Site, lesson: Lesson, urls: Mapping[str, str]) -> str:
    def address(path: str) -> str:
        return site.address(urls.get(path, path))

    return _text(
        "lesson.md",
        lesson=lesson,
        title=course.titles[lesson.slug],
        before=[course.titles.get(slug, slug) for slug in lesson.header.prerequisites],
        address=address(lesson.src),
        site=site,
        license=LICENSE,
        body=page_as_markdown(course, course.pages[lesson.src], address),
    )
