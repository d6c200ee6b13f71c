"""Quotation marks and apostrophes as they are printed."""

import re

_OPENING = re.compile(r"""(?<![^\s(\[{/–—-])(?!'\d\ds\b)["']+(?=\S)""")  # '80s has an apostrophe
_OPEN, _CLOSE = str.maketrans("\"'", "“‘"), str.maketrans("\"'", "”’")


def printed(text: str) -> str:
    """Each mark as it is printed; none is more or fewer characters."""
    return _OPENING.sub(lambda marks: marks[0].translate(_OPEN), text).translate(_CLOSE)
