"""The number of a line, as a character at its end: for texts whose parsers forget the lines.

The character is one of those that Unicode leaves to private use. White space goes before it, since Markdown
looks at what follows a word.
"""

import re

_SPACE, _FIRST = "\N{MEDIUM MATHEMATICAL SPACE}", 0xF0000
MARK = re.compile(f"{_SPACE}([\U000f0000-\U000ffffd])")


def marked(line: int) -> str:
    """The mark of the line number ``line``."""
    return f"{_SPACE}{chr(_FIRST + line)}"


def line_of(mark: re.Match[str]) -> int:
    return ord(mark[1]) - _FIRST


def unmarked(text: str) -> str:
    return type(text)(MARK.sub("", text))  # Markdown has kinds of str that mean something
