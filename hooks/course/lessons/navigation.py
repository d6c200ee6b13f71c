"""The navigation: what mkdocs.yml names, and the lessons, which come from the course."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..authoring.page import Page
from ..authoring.problem import Problem, nearest
from ..authoring.strict import repeated
from .lessons import Lesson, Track, lesson_pages

FILE = "mkdocs.yml"


def filled(
    nav: Any, tracks: Mapping[str, Track], pages: Mapping[str, Page], lessons: Mapping[str, Lesson]
) -> Any:
    """``nav`` of mkdocs.yml with each track's lessons after its index.md, those with a wrong header last."""
    sources = [*(it.src for it in lessons.values()), *(page.src for _, page in lesson_pages(pages))]

    def entry_filled(entry: Any) -> Any:
        title, index = next(iter(entry.items())) if isinstance(entry, dict) and entry else ("", entry)
        track = str(index).removesuffix("/index.md")
        if track not in tracks:
            return entry
        inside = [src for src in dict.fromkeys(sources) if src.startswith(f"{track}/")]
        return {title or tracks[track].title: [index, *inside]}

    return [entry_filled(entry) for entry in nav] if isinstance(nav, list) else nav


def check(
    root: Path, nav: Any, listed: Collection[str], pages: Mapping[str, Page], tracks: Collection[str]
) -> Iterator[Problem]:
    """What the filled ``nav`` names and is not there, names twice, or leaves out of the ``listed`` pages.

    A lesson's place follows from its track, whose mistakes are told.
    """
    config = (root / FILE).read_text(encoding="utf-8")
    named = list(_leaves(nav))
    missing = [path for path in dict.fromkeys(named) if path not in pages and "://" not in path]
    for path in missing:
        yield Problem(FILE, _line(config, path), f"there is no page '{path}'", nearest(path, pages))
    for _, path in repeated(named):
        mend = "Keep one of the two: lessons come into the navigation by themselves"
        yield Problem(FILE, _line(config, path), f"'{path}' stands twice in the navigation", mend)
    placed = {page.src for _, page in lesson_pages(pages) if not tracks or page.src.split("/")[0] in tracks}
    unread = {src for src, page in pages.items() if page.repaired is not None}
    for src in sorted((pages.keys() & listed) - {*named} - placed - unread) if nav and not missing else ():
        mend = f"Name it under 'nav:' in {FILE}, or under 'not_in_nav:'"
        yield Problem(f"docs/{src}", 1, "the page is not in the navigation", mend)


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from _leaves(entry)


def _line(config: str, path: str) -> int:
    """Where ``path`` stands last."""
    found = list(re.finditer(rf"(?<![\w/.-]){re.escape(path)}(?![\w/.-])", config))
    return config[: found[-1].start()].count("\n") + 1 if found else 1
