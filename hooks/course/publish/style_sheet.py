"""One style sheet in place of those that every page has: fewer requests before a page is drawn."""

import re
from pathlib import Path

from .files import Built, read, write

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
JOINED = "css/site.css"  # beside ours, whose url(…) are relative; the theme's have all their data in them


def join_sheets(site: Built) -> None:
    folder = site.folder
    linked = [hrefs for page in site.pages() if (hrefs := LINK.findall(read(page)))]
    named = {href: _name(folder, href) for hrefs in linked for href in hrefs}
    lists = [[named[href] for href in hrefs] for hrefs in linked]
    common = [name for name in lists[0] if all(name in names for names in lists)] if lists else []
    if len(common) < 2:
        return

    def join(link: re.Match[str]) -> str:
        """The joined sheet in place of the first of those that every page has."""
        href, name = link[1], named[link[1]]
        first = f'<link rel="stylesheet" href="{href.removesuffix(name)}{JOINED}">'
        return link[0] if name not in common else first if name == common[0] else ""

    write(folder / JOINED, "\n".join(read(folder / name) for name in common))
    for name in common:
        (folder / name).unlink()
    site.edit(lambda html: LINK.sub(join, html))


def _name(folder: Path, href: str) -> str:
    """The file in the site that an address means: ``css/base.css`` for ``../../css/base.css``."""
    parts = href.split("/")
    names = ("/".join(parts[start:]) for start in range(len(parts)))
    return next(name for name in names if name and (folder / name).is_file())
