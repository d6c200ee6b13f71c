"""One style sheet in place of those that every page has: fewer requests before a page is drawn."""

import re
from pathlib import Path

from .files import pages, read, write

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
JOINED = "css/site.css"  # beside ours, whose url(…) are relative; the theme's have all their data in them


def join_sheets(site: Path) -> None:
    linked = {page: [(href, _name(site, href)) for href in LINK.findall(read(page))] for page in pages(site)}
    lists = [[name for _, name in links] for links in linked.values() if links]  # not of a page that leads on
    common = [name for name in lists[0] if all(name in names for names in lists)] if lists else []
    if len(common) < 2:
        return
    write(site / JOINED, "\n".join(read(site / name) for name in common))
    for page, links in linked.items():
        for href, name in links:
            joined = f'<link rel="stylesheet" href="{href.removesuffix(name)}{JOINED}">'
            there = re.compile(rf'<link rel="stylesheet" href="{re.escape(href)}">')
            if name in common:
                write(page, there.sub(joined if name == common[0] else "", read(page), count=1))
    for name in common:
        (site / name).unlink()


def _name(site: Path, href: str) -> str:
    """The file in the site that an address means: ``css/base.css`` for ``../../css/base.css``."""
    parts = href.split("/")
    names = ("/".join(parts[start:]) for start in range(len(parts)))
    return next(name for name in names if name and (site / name).is_file())
