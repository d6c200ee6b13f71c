"""Quotation marks and apostrophes as they are printed."""

import re

# '80s has an apostrophe, and a quotation may begin with a space, as the token " Paris" does
_OPENING = re.compile(r"""(?<![^\s(\[{/–—-])(?!'\d\ds\b)["']+(?=\S)|(?<!\S)"(?= [^"]*[^\s"]")""")
_OPEN, _CLOSE = str.maketrans("\"'", "“‘"), str.maketrans("\"'", "”’")


def printed(text: str) -> str:
    """Each mark as it is printed; none is more or fewer characters."""
    if "'" not in text and '"' not in text:
        return text
    return _OPENING.sub(lambda marks: marks[0].translate(_OPEN), text).translate(_CLOSE)
