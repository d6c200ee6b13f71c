"""Links to the course's own pages: where they are written, and whether they lead anywhere."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from .problem import Problem, nearest


@dataclass(frozen=True)
class Link:
    """A link as ``name`` tells it, to ``path`` under docs/ and an id there, "" for none.

    A directive makes links too (``made``): what is wrong in data is told there, not in every page with it.
    """

    file: str
    line: int
    name: str
    path: str
    anchor: str
    made: bool = False


def to(href: str, folder: str) -> tuple[str, str]:
    """The path under docs/ and the id that ``href`` names in a page of ``folder``."""
    path, _, anchor = href.partition("#")
    return posixpath.normpath(posixpath.join(folder, path)), anchor


def check(
    links: Collection[Link], files: Collection[str], ids: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """``files`` are all that is published, under docs/; ``ids`` those of each rendered page."""
    written = {(it.path, it.anchor) for it in links if not it.made}
    for link in dict.fromkeys(links):
        if link.made and (link.path, link.anchor) in written:
            continue
        if link.path not in files:
            what, mend = f"{link.name} leads to no page or file", nearest(link.path, files)
        elif link.anchor and link.path in ids and link.anchor not in ids[link.path]:
            what = f"{link.name} leads to no heading '#{link.anchor}' in docs/{link.path}"
            mend = nearest(link.anchor, ids[link.path])
        else:
            continue
        yield Problem(link.file, link.line, what, mend)
