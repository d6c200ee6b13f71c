"""What the search index reads of a page. The theme's parser is slow with tags, and most tell it nothing."""

import json
import re
from pathlib import Path

EXCLUDE = ' data-search-exclude="data-search-exclude"'
_TAG = re.compile(r"<([a-z][\w-]*)[^<>]*")
# Words that a reader may search for stand at a heading, and in the index behind its text.
_ALSO = re.compile(r'(<(h[1-6])\b[^<>]*?) data-search-also="([^"]*)"([^<>]*>.*?)(?=</\2>)', re.DOTALL)
# Headings begin an entry, sections and articles end one, and the rest are what an entry keeps.
_UNREAD = re.compile(r"<(?!/?(?:h[1-6]|section|article|p|pre|code|[ou]l|li|su[bp])\b)[^<>]*>")


def readable(html: str) -> str:
    """``html`` without the tags that the index drops, and without what is excluded from it."""
    parts: list[str] = []
    end = 0
    for found in re.finditer(EXCLUDE, html):  # and not the tag around it, which is far more to try
        start = html.rfind("<", end, found.start())
        tag = _TAG.match(html, start) if start >= 0 else None
        if tag and tag.end() > found.start():
            parts.append(html[end:start])
            end = _end(html, start, tag[1])
    return _UNREAD.sub("", _ALSO.sub(r"\1\4 (\3)", "".join([*parts, html[end:]])))


def shown(html: str) -> str:
    """``html`` without what only the index reads."""
    return _ALSO.sub(r"\1\4", html.replace(EXCLUDE, ""))


def write_titles(folder: Path) -> None:
    """The theme's index without its texts, a twentieth as large: a search answers with titles first."""
    whole = folder / "search_index.json"
    if not whole.is_file():
        return  # built without the theme's search
    index = json.loads(whole.read_text(encoding="utf-8"))
    index["docs"] = [{**entry, "text": ""} for entry in index["docs"]]
    titles = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (folder / "titles.json").write_text(titles, encoding="utf-8")


def _end(html: str, start: int, tag: str) -> int:
    """Where the element ``tag`` that begins at ``start`` ends, others of its kind in it passed over."""
    open_ones = 0
    for found in re.compile(rf"<(/?){tag}(?=[\s>])[^<>]*>").finditer(html, start):
        open_ones += -1 if found[1] else 1
        if not open_ones:
            return found.end()
    return len(html)
