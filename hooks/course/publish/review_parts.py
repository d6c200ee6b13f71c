"""The review page without its questions: each lesson's are a file beside it, fetched when some are due."""

import re
from pathlib import Path

from .files import Built, read, write

PAGE = "review/index.html"
_LESSON = re.compile(
    r'(<section class="review-lesson" data-lesson="([^"]+)")([^>]*>)(.*?)(?=</section>)', re.DOTALL
)
_HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Questions</title></head>'
_SHEET = re.compile(r'<link rel="stylesheet"[^>]*>')


def split(site: Built) -> None:
    site.write()
    if (site.folder / PAGE).is_file():
        split_page(site.folder / PAGE)


def split_page(page: Path) -> None:
    """What questions look like stays in the page, so that none is drawn before it is known."""

    def apart(lesson: re.Match[str]) -> str:
        head, slug, rest, questions = lesson.groups()
        name = f"questions-{slug}.html"
        write(page.with_name(name), f"{_HEAD}<body>{_SHEET.sub('', questions)}</body></html>")
        return f'{"".join(_SHEET.findall(questions))}{head} data-questions="{name}"{rest}'

    write(page, _LESSON.sub(apart, read(page)))
