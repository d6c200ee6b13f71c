"""Every lesson one after the other in a single page, to print or to read. No script runs in it."""

import html
import json
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from .files import Built, read

FRAME = "take-along/index.html"  # the page that leads to it, whose frame it gets
PAGE = "exports/whole-course.html"
TITLE = "The whole course"
_ARTICLE = re.compile(r"(<article [^>]*>)(.*)(</article>)", re.DOTALL)
# What runs in its frame, and the policy's hashes that let it
_SCRIPTS = re.compile(
    r"""<script\b.*?</script>|<link [^>]*rel="modulepreload"[^>]*>| 'sha256-[^']*'(?=[^<>]*">)""", re.DOTALL
)
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
    """Nothing where the page that leads to it is not there. Lesson by lesson: all of them fill the memory."""
    site.write()
    folder = site.folder
    if not (folder / FRAME).is_file():
        return
    frame = _SCRIPTS.sub("", read(folder / FRAME))
    before, inside, after = _parts(frame)
    listed = _listed(frame)
    lessons = {it["path"]: it["slug"] for it in listed}
    sheets = "".join(f'<link rel="stylesheet" href="../css/{name}.css">' for name in ("quiz", "whole"))
    links = "".join(f'<li><a href="#{it["slug"]}">{html.escape(it["title"])}</a></li>' for it in listed)
    head = re.search(r"<h1[^>]*>", inside)  # the link past the header leads to it
    with (folder / PAGE).open("w", encoding="utf-8") as page:
        page.write(f"{before}{head[0] if head else '<h1>'}{TITLE}</h1>{sheets}<ul>{links}</ul>")
        for path, slug in lessons.items():
            lesson = _lesson(folder, path, slug, lessons)
            page.write(lesson if slug == listed[-1]["slug"] else _END.sub("", lesson))
        page.write(after)


def _parts(page: str) -> tuple[str, str, str]:
    """What stands before the article's text, the text, and what stands after it."""
    page = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", page, count=1, flags=re.DOTALL)
    page = page.replace("/take-along/", f"/{PAGE}").replace('href="./"', 'href="../take-along/"')
    before, tag, inside, end, after = _ARTICLE.split(page)
    return before + tag, inside, end + after


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
