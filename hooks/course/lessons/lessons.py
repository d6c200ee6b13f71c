"""Lessons and tracks: what a lesson says of itself, and which lessons are still to come."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from ..authoring.jinja import render
from ..authoring.page import Page
from ..authoring.problem import Problem, Wrong, nearest
from ..authoring.source import Source, read
from ..authoring.strict import SLUG, Id, Plain, Prose, Strict, Text, repeated

_TABLE = re.compile(r"::: models |\|[-:| ]+\|$")
WORDS_A_MINUTE = 200  # a little under the 238 of silent reading (Brysbaert 2019, 10.1016/j.jml.2019.104047)


def _number(value: str) -> str:
    if not re.fullmatch(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", value):
        raise Wrong(f"'{value}' is not a lesson number", "Write track and place, in quotes: '0.11'")
    return value


Number = Annotated[str, AfterValidator(_number)]


class Header(Strict):
    """A lesson's front matter."""

    title: Plain
    description: Plain
    track: Id
    lesson: Number
    level: Literal["beginner", "intermediate", "advanced"]
    prerequisites: tuple[Id, ...] = ()
    outcome: Prose
    outcomes: dict[Id, Prose] = Field(min_length=1)
    redirects: Any = ()  # of every page, so read in redirects.py


class Start(Strict):
    text: Text
    href: Text


class OtherHeader(Strict):
    """The front matter of a page that is no lesson; ``promise``, ``lead``, ``start`` are the home page's."""

    title: Plain
    description: Plain | None = None
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    search: dict[Literal["exclude", "boost"], Any] | None = None
    template: Literal["home.html"] | None = None
    promise: Text | None = None
    lead: Text | None = None
    start: Start | None = None
    redirects: Any = ()  # as of every page


class Coming(Strict):
    """A lesson that is planned and has no page yet."""

    number: Number
    slug: Id
    title: Plain
    summary: Prose


class End(Strict):
    """Where the last lesson of a track leads."""

    link: Plain
    page: Annotated[Text, Field(description="Under docs/: pick.md")]
    next: Annotated[Text, Field(description="What follows the track, or that nothing does yet")]


class Track(Strict):
    id: Id
    title: Plain
    summary: Text
    end: End | None = None
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
    tables: int = 0

    @property
    def place(self) -> tuple[int, ...]:
        return place(self.header.lesson)


def place(number: str) -> tuple[int, ...]:
    """A lesson number's place in the course: 0.10 comes after 0.9."""
    return tuple(int(part) for part in number.split("."))


def load_tracks(root: Path, problems: list[Problem]) -> tuple[tuple[Track, ...], Source | None]:
    """The tracks, and their file where all of it could be read."""
    source = read(root / "data" / "tracks.yml", root, problems)
    parsed = source.parse(Tracks, problems) if source else None
    if not source or not parsed:
        return (), None
    for name in ("id", "title"):
        for index, value in repeated(getattr(track, name) for track in parsed.tracks):
            what = f"the track's {name} '{value}' stands twice"
            problems.append(source.problem(("tracks", index, name), what, "Choose another"))
    return parsed.tracks, source


def load_lessons(pages: Mapping[str, Page], problems: list[Problem]) -> dict[str, Lesson]:
    """The written lessons by slug, in the course's order."""
    lessons = []
    named: dict[str, Page] = {}
    for slug, page in lesson_pages(pages):
        header = page.meta.parse(Header, problems) if page.meta else None
        if not re.fullmatch(SLUG, slug):
            mend = "Rename it: lower-case letters, digits and single hyphens"
            problems.append(Problem(page.file, 1, f"'{slug}' is not a good name for a lesson's folder", mend))
        elif PurePosixPath(page.src).name != "index.md":
            mend = f"Move it to docs/{PurePosixPath(page.src).with_suffix('')}/index.md"
            problems.append(Problem(page.file, 1, "a lesson is a folder", mend))
        elif slug in named:
            what = f"the lesson is called '{slug}', as {named[slug].file} is"
            problems.append(Problem(page.file, 1, what, "Rename one of the two"))
        elif header:
            words = page.words()
            tables = sum(bool(_TABLE.match(line)) for _, line in page.lines)
            lessons.append(Lesson(slug, page.src, header, ceil(words / WORDS_A_MINUTE), words, tables))
        named.setdefault(slug, page)
    lesson_files = {page.src for _, page in lesson_pages(pages)}
    for page in pages.values():
        if page.meta and page.src not in lesson_files:
            page.meta.parse(OtherHeader, problems)
    return {lesson.slug: lesson for lesson in sorted(lessons, key=lambda lesson: lesson.place)}


def slugs(pages: Mapping[str, Page]) -> set[str]:
    """The slugs of all lessons, those with a wrong header too."""
    return {slug for slug, _ in lesson_pages(pages)}


def lesson_pages(pages: Mapping[str, Page]) -> Iterator[tuple[str, Page]]:
    """Pages of a folder in a track's, and those that say they are lessons: a header may be wrong."""
    for page in pages.values():
        path = PurePosixPath(page.src)
        in_track = (
            path.name == "index.md" and f"{path.parent.parent}/index.md" in pages and path.parent.parent.name
        )
        if in_track or (page.meta and isinstance(page.meta.data, dict) and "lesson" in page.meta.data):
            yield path.parent.name if path.name == "index.md" else path.stem, page


def check(
    lessons: Mapping[str, Lesson], tracks: tuple[Track, ...], source: Source | None, pages: Mapping[str, Page]
) -> list[Problem]:
    """Tracks, numbers and prerequisites that do not fit together. Without ``source``, no track is known."""
    numbers: dict[str, str] = {}
    problems = list(_planned(tracks, source, numbers, lessons, pages)) if source else []
    ids = {track.id for track in tracks}
    known = {*slugs(pages), *(lesson.slug for track in tracks for lesson in track.coming)}
    for lesson in lessons.values():
        meta, number = pages[lesson.src].meta, lesson.header.lesson
        assert meta is not None
        if source and lesson.header.track not in ids:
            mend = nearest(lesson.header.track, ids)
            problems.append(meta.problem(("track",), f"there is no track '{lesson.header.track}'", mend))
        if number in numbers:
            what = f"lesson {number} is also {numbers[number]}"
            problems.append(meta.problem(("lesson",), what, "Give one of the two another number"))
        numbers[number] = f"docs/{lesson.src}"
        for index, what, mend in _prerequisite_faults(lesson, lessons, known if source else None):
            problems.append(meta.problem(("prerequisites", index), what, mend))
    return problems


def _planned(
    tracks: tuple[Track, ...],
    source: Source,
    numbers: dict[str, str],
    lessons: Mapping[str, Lesson],
    pages: Mapping[str, Page],
) -> Iterator[Problem]:
    """What is wrong with a track's end and the lessons to come.

    Their ``numbers`` and where they stand are noted.
    """
    written = {lesson.header.lesson: lesson for lesson in lessons.values()}
    seen: set[str] = set()
    for t, track in enumerate(tracks):
        if track.end and track.end.page not in pages:
            what = f"there is no page '{track.end.page}'"
            yield source.problem(("tracks", t, "end", "page"), what, nearest(track.end.page, pages))
        for c, planned in enumerate(track.coming):
            path = ("tracks", t, "coming", c)
            if planned.slug in lessons:
                number = lessons[planned.slug].header.lesson
                if planned.number != number:
                    what = f"lesson '{planned.slug}' has the number {number} in its page"
                    yield source.problem((*path, "number"), what, "Give it the same number in both")
                continue
            if planned.number in numbers:
                what = f"lesson {planned.number} is also {numbers[planned.number]}"
                yield source.problem((*path, "number"), what, "Give one of the two another number")
            if planned.slug in seen:
                what = f"the lesson '{planned.slug}' stands also above"
                yield source.problem((*path, "slug"), what, "Choose another name")
            seen.add(planned.slug)
            if planned.number not in written:
                line = source.line(*path, "number")
                numbers.setdefault(planned.number, f"'{planned.slug}' ({source.file}:{line})")
            else:
                what = f"lesson {planned.number} is written: docs/{written[planned.number].src}"
                yield source.problem((*path, "number"), what, "Give one of the two another number")


def _prerequisite_faults(
    lesson: Lesson, lessons: Mapping[str, Lesson], known: Collection[str] | None
) -> Iterator[tuple[int, str, str]]:
    asked = lesson.header.prerequisites
    for index, slug in repeated(asked):
        yield index, f"'{slug}' stands twice", "Keep one of the two"
    for index, slug in enumerate(asked):
        other = lessons.get(slug)
        if slug == lesson.slug:
            yield index, "the lesson names itself", "Take it out"
        elif known is not None and slug not in known:
            yield index, f"there is no lesson '{slug}'", nearest(slug, known)
        elif other and other.place > lesson.place:
            what = f"lesson {other.header.lesson}, '{slug}', comes later than {lesson.header.lesson}"
            yield index, what, "A lesson builds on earlier ones: else they go round in a circle"


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
    end = tracks[header.track].end if header.track in tracks else None
    written = {slug: urls.get(other.src) for slug, other in lessons.items()}
    return {
        "slug": lesson.slug,
        "number": header.lesson,
        "title": header.title,
        "track": header.track,
        "end": end and {"link": end.link, "url": urls.get(end.page, ""), "next": end.next},
        "track_title": tracks[header.track].title if header.track in tracks else header.track,
        "track_url": urls.get(f"{header.track}/index.md", ""),
        "level": header.level,
        "minutes": lesson.minutes,
        "tables": lesson.tables,
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
    entries += (planned for planned in track.coming if planned.slug not in lessons)
    entries.sort(key=lambda entry: entry.place if isinstance(entry, Lesson) else place(entry.number))
    rows = [
        {"number": e.header.lesson, "title": e.header.title, "summary": e.header.description, "lesson": e}
        if isinstance(e, Lesson)
        else {"number": e.number, "title": e.title, "summary": e.summary, "lesson": None}
        for e in entries
    ]
    return render("track.html", track=track, rows=rows)
