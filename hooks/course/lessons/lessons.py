"""Lessons and tracks: what a lesson says of itself, and which lessons are still to come."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from ..authoring.jinja import render
from ..authoring.page import Page
from ..authoring.problem import Problem, nearest
from ..authoring.source import Source, read
from ..authoring.strict import Id, Strict, Text

WORDS_A_MINUTE = 200  # a little under the 238 of silent reading (Brysbaert 2019, 10.1016/j.jml.2019.104047)


def _number(value: str) -> str:
    if not re.fullmatch(r"\d+\.\d+", value):
        raise ValueError(f"'{value}' is not a lesson number | Write track and place, in quotes: \"0.11\"")
    return value


Number = Annotated[str, AfterValidator(_number)]


class Header(Strict):
    """A lesson's front matter."""

    title: Text
    description: Text
    track: Id
    lesson: Number
    level: Literal["beginner", "intermediate", "advanced"]
    prerequisites: tuple[Id, ...] = ()
    outcome: Text
    outcomes: dict[Id, Text] = Field(min_length=1)
    redirects: Any = ()  # of every page, so read in redirects.py


class Coming(Strict):
    """A lesson that is planned and has no page yet."""

    number: Number
    slug: Id
    title: Text
    summary: Text


class Track(Strict):
    id: Id
    title: Text
    summary: Text
    coming: tuple[Coming, ...] = ()


class Tracks(Strict):
    """data/tracks.yml"""

    tracks: tuple[Track, ...]


@dataclass(frozen=True)
class Lesson:
    """A written lesson: its header and where it stands."""

    slug: str
    src: str
    header: Header
    minutes: int
    words: int

    @property
    def place(self) -> tuple[int, ...]:
        return place(self.header.lesson)


def place(number: str) -> tuple[int, ...]:
    """A lesson number's place in the course: 0.10 comes after 0.9."""
    return tuple(int(part) for part in number.split("."))


def load_tracks(root: Path, problems: list[Problem]) -> tuple[tuple[Track, ...], Source | None]:
    source = read(root / "data" / "tracks.yml", root, problems)
    parsed = source.parse(Tracks, problems) if source else None
    return (parsed.tracks if parsed else ()), source


def load_lessons(pages: Mapping[str, Page], problems: list[Problem]) -> dict[str, Lesson]:
    """The written lessons by slug, in the course's order."""
    lessons = []
    for slug, page in _lesson_pages(pages):
        header = page.meta.parse(Header, problems) if page.meta else None
        if header:
            words = page.words()
            lessons.append(Lesson(slug, page.src, header, ceil(words / WORDS_A_MINUTE), words))
    return {lesson.slug: lesson for lesson in sorted(lessons, key=lambda lesson: lesson.place)}


def slugs(pages: Mapping[str, Page]) -> set[str]:
    """The slugs of all pages that say they are lessons, those with a wrong header too."""
    return {slug for slug, _ in _lesson_pages(pages)}


def _lesson_pages(pages: Mapping[str, Page]) -> Iterator[tuple[str, Page]]:
    for page in pages.values():
        if page.meta and isinstance(page.meta.data, dict) and "lesson" in page.meta.data:
            yield PurePosixPath(page.src).stem, page


def check(
    lessons: Mapping[str, Lesson], tracks: tuple[Track, ...], source: Source | None, pages: Mapping[str, Page]
) -> list[Problem]:
    """Tracks, numbers and prerequisites that do not fit together."""
    problems = []
    numbers: dict[str, str] = {}
    coming = {lesson.slug for track in tracks for lesson in track.coming}
    for lesson in lessons.values():
        meta = pages[lesson.src].meta
        assert meta is not None
        if lesson.header.track not in {track.id for track in tracks}:
            mend = nearest(lesson.header.track, (track.id for track in tracks))
            problems.append(meta.problem(("track",), f"there is no track '{lesson.header.track}'", mend))
        if lesson.header.lesson in numbers:
            what = f"lesson {lesson.header.lesson} is also {numbers[lesson.header.lesson]}"
            problems.append(meta.problem(("lesson",), what, "Give one of the two another number"))
        numbers[lesson.header.lesson] = f"docs/{lesson.src}"
        for index, slug in enumerate(lesson.header.prerequisites):
            if slug not in lessons and slug not in coming:
                mend = nearest(slug, {*lessons, *coming})
                problems.append(meta.problem(("prerequisites", index), f"there is no lesson '{slug}'", mend))
    for t, track in enumerate(tracks):
        for c, planned in enumerate(track.coming):
            if source and (planned.number in numbers or planned.slug in lessons):
                what = f"lesson {planned.number}, '{planned.slug}', is written"
                path = ("tracks", t, "coming", c)
                problems.append(source.problem(path, what, "Take it out of 'coming'"))
    return problems


def titles(tracks: Mapping[str, Track], lessons: Mapping[str, Lesson]) -> dict[str, str]:
    """Number and title of every lesson, written or coming, by slug."""
    coming = {c.slug: f"{c.number} {c.title}" for track in tracks.values() for c in track.coming}
    return coming | {
        slug: f"{lesson.header.lesson} {lesson.header.title}" for slug, lesson in lessons.items()
    }


def opening(
    lesson: Lesson, tracks: Mapping[str, Track], lessons: Mapping[str, Lesson], urls: Mapping[str, str]
) -> dict[str, Any]:
    """What the theme prints above a lesson. ``urls`` are the site's pages by their path under docs/."""
    header, named = lesson.header, titles(tracks, lessons)
    written = {slug: urls.get(other.src) for slug, other in lessons.items()}
    return {
        "slug": lesson.slug,
        "number": header.lesson,
        "title": header.title,
        "track_title": tracks[header.track].title if header.track in tracks else header.track,
        "track_url": urls.get(f"{header.track}/index.md", ""),
        "level": header.level,
        "minutes": lesson.minutes,
        "prerequisites": [
            {"title": named.get(slug, slug), "url": written.get(slug)} for slug in header.prerequisites
        ],
        "outcome": header.outcome,
        "outcomes": list(header.outcomes.values()),
    }


def render_track(track: Track, lessons: Mapping[str, Lesson]) -> str:
    """The lessons of a track in order, the written ones linked."""
    entries: list[Lesson | Coming] = [
        lesson for lesson in lessons.values() if lesson.header.track == track.id
    ]
    entries += track.coming
    entries.sort(key=lambda entry: entry.place if isinstance(entry, Lesson) else place(entry.number))
    rows = [
        {"number": e.header.lesson, "title": e.header.title, "summary": e.header.description, "lesson": e}
        if isinstance(e, Lesson)
        else {"number": e.number, "title": e.title, "summary": e.summary, "lesson": None}
        for e in entries
    ]
    return render("track.html", track=track, rows=rows)
