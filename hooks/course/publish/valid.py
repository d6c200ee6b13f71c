"""Mend what the theme writes that is no valid HTML, where it stands in no block that could be overridden."""

import re
from pathlib import Path

from .files import Pages

# Checkboxes take no autocomplete. Without it Firefox keeps a drawer open over a reload, as it was left.
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')


def mend_theme(_: Path, pages: Pages) -> None:
    for page, html in pages.items():
        pages[page] = _TOGGLE.sub(r"\1", html)
