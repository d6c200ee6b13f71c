"""Former addresses: a page that moved names them in its front matter, and they lead to it.

``redirects: [foundations/old-name.md]`` is the path under docs/ that the page once had.
"""

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from ..authoring.jinja import render
from ..authoring.page import Page
from ..authoring.problem import Problem

_FORMER = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*\.md")


def load(pages: Mapping[str, Page], problems: list[Problem]) -> dict[str, str]:
    """The folder in the site of each former address, and the page under docs/ that it leads to."""
    there = {folder(src): src for src in pages}
    leads: dict[str, str] = {}
    for page in pages.values():
        for index, former in enumerate(_declared(page)):
            what, mend = _fault(former, there, leads)
            if what:
                assert page.meta is not None
                problems.append(page.meta.problem(("redirects", index), what, mend))
            else:
                leads[folder(str(former))] = page.src
    return leads


def _declared(page: Page) -> list[Any]:
    """A single path without brackets is a list of one; elsewhere a page's front matter is free."""
    declared = page.meta.data.get("redirects") if page.meta and isinstance(page.meta.data, dict) else None
    return declared if isinstance(declared, list) else [] if declared is None else [declared]


def _fault(former: Any, there: Mapping[str, str], leads: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with a former path and how to mend it; nothing twice where it is right."""
    if not isinstance(former, str) or not _FORMER.fullmatch(former):
        return f"'{former}' is not a path under docs/", "Write it as in foundations/old-name.md"
    if src := there.get(folder(former)):
        return f"'{former}' is the address of docs/{src}, which is there", "Take it out of 'redirects'"
    if src := leads.get(folder(former)):
        return f"'{former}' already leads to docs/{src}", "Keep it in one of the two"
    return "", ""


def folder(src: str) -> str:
    """The folder of the site in which the page ``src`` is index.html; "" is the root."""
    path = src.removesuffix(".md")
    return posixpath.dirname(path) if posixpath.basename(path) == "index" else path


def files(leads: Mapping[str, str], titles: Mapping[str, str], root: str) -> dict[str, str]:
    """A small page for each former address, by its path in the site. ``root`` is the site's address."""
    made = {}
    for old, src in leads.items():
        new = folder(src)
        made[f"{old}/index.html"] = render(
            "redirect.html",
            to=posixpath.relpath(new or ".", old) + "/",
            canonical=f"{root}{new}/" if new else root,
            script=f"{posixpath.relpath('.', old)}/js/shell/moved.js",
            title=titles[src],
        )
    return made
