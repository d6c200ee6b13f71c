"""One style sheet in place of those that every page has: fewer requests before a page is drawn."""

import re
from pathlib import Path

from .files import pages, read, write

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
JOINED = "css/site.css"  # beside ours, whose url(…) are relative; the theme's have all their data in them


def join_sheets(site: Path) -> None:
    linked = [hrefs for _, html in pages(site) if (hrefs := LINK.findall(html))]
    named = {href: _name(site, href) for hrefs in linked for href in hrefs}
    lists = [[named[href] for href in hrefs] for hrefs in linked]
    common = [name for name in lists[0] if all(name in names for names in lists)] if lists else []
    if len(common) < 2:
        return

    def join(link: re.Match[str]) -> str:
        """The joined sheet in place of the first of those that every page has."""
        href, name = link[1], named[link[1]]
        first = f'<link rel="stylesheet" href="{href.removesuffix(name)}{JOINED}">'
        return link[0] if name not in common else first if name == common[0] else ""

    write(site / JOINED, "\n".join(read(site / name) for name in common))
    for page, html in pages(site):
        write(page, LINK.sub(join, html))
    for name in common:
        (site / name).unlink()


def _name(site: Path, href: str) -> str:
    """The file in the site that an address means: ``css/base.css`` for ``../../css/base.css``."""
    parts = href.split("/")
    names = ("/".join(parts[start:]) for start in range(len(parts)))
    return next(name for name in names if name and (site / name).is_file())
