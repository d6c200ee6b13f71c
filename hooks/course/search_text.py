"""What the search index reads of a page. The theme's parser is slow with tags, and most tell it nothing."""

import re

EXCLUDE = ' data-search-exclude="data-search-exclude"'
_EXCLUDED = re.compile(rf"<([a-z][\w-]*)[^<>]*{EXCLUDE}[^<>]*>(.*?)</\1>", re.DOTALL)
# Headings begin an entry, sections and articles end one, and the rest are what an entry keeps.
_UNREAD = re.compile(r"<(?!/?(?:h[1-6]|section|article|p|pre|code|[ou]l|li|su[bp])\b)[^<>]*>")


def readable(html: str) -> str:
    """``html`` without the tags that the index drops, and without what is excluded from it."""
    return _UNREAD.sub("", _EXCLUDED.sub(_without, html))


def _without(excluded: re.Match[str]) -> str:
    """Nothing. With an element of its kind in it, its end has not been found: that is left to the index."""
    return excluded[0] if f"<{excluded[1]}" in excluded[2] else ""
