"""What a page says of itself to search engines: schema.org, as JSON-LD."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..authoring.inline_text import inline_text
from ..authoring.number import worked_out
from ..course import Course
from ..lessons.lessons import Lesson

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGE = "en"


@dataclass(frozen=True)
class Site:
    """``url`` is the address of the site's root and ends with a slash."""

    name: str
    description: str
    url: str

    def address(self, path: str) -> str:
        """The full address of ``path``, which is relative to the root; "./" is the root itself."""
        return self.url + path.removeprefix("./")


def json_ld(course: Course, site: Site, src: str, urls: Mapping[str, str]) -> Markup:
    """For the page ``src``: a Course (the home page), a LearningResource, a DefinedTermSet, or nothing.

    ``urls`` are the pages' addresses in the site by their path under docs/.
    """
    if src == "index.md":
        return _script(_course(course, site, urls))
    if lesson := course.lesson_pages.get(src):
        return _script(_lesson(lesson, site, urls))
    if src == "glossary.md":
        return _script(_terms(course, site, urls[src]))
    return Markup("")


def _script(data: Mapping[str, Any]) -> Markup:
    """A data block. No character in it can end the element or begin a comment."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _free(kind: str, name: str, description: str, url: str) -> dict[str, Any]:
    """What all works here have in common."""
    return {
        "@type": kind,
        "name": name,
        "description": description,
        "url": url,
        "inLanguage": LANGUAGE,
        "isAccessibleForFree": True,
        "license": LICENSE,
    }


def _the_course(site: Site) -> dict[str, str]:
    return {"@type": "Course", "@id": f"{site.url}#course", "name": site.name, "url": site.url}


def _course(course: Course, site: Site, urls: Mapping[str, str]) -> dict[str, Any]:
    lessons = course.lessons.values()
    minutes = sum(lesson.minutes for lesson in lessons)
    return {
        **_free("Course", site.name, site.description, site.url),
        "@id": f"{site.url}#course",
        "provider": {"@type": "Organization", "name": site.name, "url": site.url},
        "educationalLevel": sorted({lesson.header.level for lesson in lessons}),
        "teaches": [lesson.header.outcome for lesson in lessons],
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{minutes}M",
        },
        "hasPart": [
            {"@type": "LearningResource", "name": lesson.header.title, "url": site.address(urls[lesson.src])}
            for lesson in lessons
        ],
    }


def _lesson(lesson: Lesson, site: Site, urls: Mapping[str, str]) -> dict[str, Any]:
    header = lesson.header
    return {
        **_free("LearningResource", header.title, header.description, site.address(urls[lesson.src])),
        "learningResourceType": "lesson",
        "educationalLevel": header.level,
        "timeRequired": f"PT{lesson.minutes}M",
        "teaches": list(header.outcomes.values()),
        "isPartOf": _the_course(site),
    }


def _terms(course: Course, site: Site, page: str) -> dict[str, Any]:
    url = site.address(page)
    return {
        **_free("DefinedTermSet", f"Glossary of {site.name}", "The terms of the course.", url),
        "isPartOf": _the_course(site),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term.term,
                "description": inline_text(worked_out(term.definition, course.numbers)),
                "url": f"{url}#{term.id}",
            }
            for term in course.terms.by_id.values()
        ],
    }
