"""Inline Markdown as the words that are read: no link's address, no marks."""

import re

_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[`*]|(?<!\w)_|_(?!\w)")


def inline_text(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text))
