"""Mend what the theme writes that is no valid HTML, where it stands in no block that could be overridden."""

import re
from pathlib import Path

from .files import pages, write

# Checkboxes take no autocomplete. Without it Firefox keeps a drawer open over a reload, as it was left.
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')


def mend_theme(site: Path) -> None:
    for page, html in pages(site):
        write(page, _TOGGLE.sub(r"\1", html))
