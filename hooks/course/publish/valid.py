"""Mend what the theme writes amiss, where it stands in no block that could be overridden."""

import re

from .files import Built

# Checkboxes take no autocomplete. Without it Firefox keeps a drawer open over a reload, as it was left.
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')
# The link past the header leads to the first heading of the text, on the home page below where to go on.
_SKIP = re.compile(r'(<a href=")#[^"]*(" class="md-skip">)(?=.*?<h1[^>]* id="([^"]+)")', re.DOTALL)


def mend_theme(site: Built) -> None:
    site.edit(lambda html: _SKIP.sub(r"\1#\3\2", _TOGGLE.sub(r"\1", html), count=1))
