"""Every lesson one after the other in a single page, to print or to read. No script runs in it."""

import html
import json
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from .files import Built, read, write

FRAME = "take-along/index.html"  # the page that leads to it, whose frame it gets
PAGE = "exports/whole-course.html"
TITLE = "The whole course"
_ARTICLE = re.compile(r"(<article [^>]*>)(.*)(</article>)", re.DOTALL)
_SCRIPTS = re.compile(r'<script\b.*?</script>|<link [^>]*rel="modulepreload"[^>]*>', re.DOTALL)
_LESSONS = re.compile(r"data-lessons=(\"|')(.*?)\1", re.DOTALL)
# What leads about in the lesson's own page, or belongs to a page of its own
_LEFT = re.compile(
    r'<details class="sf-contents">.*?</details>|<ul class="sf-after">.*?</ul>|<p class="sf-changed">.*?</p>'
    r'|<p class="question-report"[^>]*>.*?</p>|<link rel="stylesheet"[^>]*>'
    # or tells what this reader has answered, which takes a script
    r'|<p class="tally[^>]*>.*?</p>|<lesson-end\b.*?</lesson-end>',
    re.DOTALL,
)
_END = re.compile(r'<section class="lesson-end".*?</section>', re.DOTALL)  # what leads on to the next lesson
# No \b before it, and no url(…) beside it: both took several times as long
_NAMES = re.compile(
    r'([ \n](?:(id|for|headers|aria-(?:labelledby|describedby|controls))|href|src)=")([^"]*)"'
)
_DRAWN = re.compile(r"url\(#([^)]+)\)")


def write_whole(site: Built) -> None:
    """Nothing where the page that leads to it is not there."""
    folder = site.folder
    if not (folder / FRAME).is_file():
        return
    frame = _SCRIPTS.sub("", read(folder / FRAME))
    lessons = _lessons(frame)
    parts = [_lesson(folder, path, slug, lessons) for path, slug in lessons.items()]
    parts = [*(_END.sub("", part) for part in parts[:-1]), *parts[-1:]]
    sheets = "".join(f'<link rel="stylesheet" href="../css/{name}.css">' for name in ("quiz", "whole"))
    head = re.search(r"<h1[^>]*>", frame)  # the link past the header leads to it
    links = "".join(f'<li><a href="#{slug}">{html.escape(title)}</a></li>' for slug, title in _titles(frame))
    body = f"{head[0] if head else '<h1>'}{TITLE}</h1>{sheets}<ul>{links}</ul>{''.join(parts)}"
    page = _ARTICLE.sub(lambda it: it[1] + body + it[3], frame, count=1)
    page = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", page, count=1, flags=re.DOTALL)
    page = page.replace("/take-along/", f"/{PAGE}").replace('href="./"', 'href="../take-along/"')
    write(folder / PAGE, page)


def _lessons(frame: str) -> dict[str, str]:
    """Of each lesson its path in the site, and its name, in the course's order."""
    return {it["path"]: it["slug"] for it in _listed(frame)}


def _titles(frame: str) -> list[tuple[str, str]]:
    return [(it["slug"], it["title"]) for it in _listed(frame)]


def _listed(frame: str) -> list[dict[str, str]]:
    found = _LESSONS.search(frame)
    return json.loads(html.unescape(found[2])) if found else []


def _lesson(folder: Path, path: str, slug: str, lessons: Mapping[str, str]) -> str:
    found = _ARTICLE.search(read(folder / path / "index.html"))
    text = _LEFT.sub("", found[2] if found else "")
    text = _NAMES.sub(_leading(path, slug, lessons), _DRAWN.sub(rf"url(#{slug}-\1)", text))
    return f'<section class="whole-lesson" id="{slug}">{text}</section>'


def _leading(path: str, slug: str, lessons: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Names as they are the lesson's own in the one page, and links as they lead from there: to a lesson
    within it, to all else from its folder."""

    def lead(found: re.Match[str]) -> str:
        head, names, target = found.groups()
        if names:
            return f'{head}{" ".join(f"{slug}-{id}" for id in target.split())}"'
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            return found[0]
        place, _, hash = target.partition("#")
        reached = posixpath.normpath(posixpath.join(path, place)) + "/" * place.endswith("/")
        inside = lessons.get(reached) if place else slug
        if inside:
            return f'{head}#{inside}{f"-{hash}" if hash else ""}"'
        return f'{head}../{reached}{f"#{hash}" if hash else ""}"'

    return lead
