"""When a page was last changed, and what its author wrote of it, from the checkout's own history."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

# Pages whose content is in data/
DATA = {"glossary.md": "data/glossary.yml", "models.md": "data/models.yml", "pick.md": "data/devices.yml"}


@dataclass(frozen=True)
class Change:
    on: date
    words: str


def last_changes(root: Path) -> Mapping[str, Change]:
    """The newest commit of each file and folder, by path below ``root``.

    Nothing where ``root`` is no checkout of git, and nothing of a shallow one: all would seem to have come
    at once.
    """
    try:
        shallow, top = _git(root, "rev-parse", "--is-shallow-repository", "--show-toplevel").splitlines()
        if shallow == "true" or not root.samefile(top):
            return {}
        paths = ("-c", "core.quotePath=off")
        log = _git(root, *paths, "log", "--no-merges", "--name-only", "--format=%x00%cs %s")
    except (OSError, subprocess.CalledProcessError):
        return {}
    found: dict[str, Change] = {}
    for commit in log.split("\0")[1:]:
        head, *files = commit.splitlines()
        day, _, words = head.partition(" ")
        change = Change(date.fromisoformat(day), words)
        for path in files:
            while path and path not in found:  # a folder that is known stands in folders that are
                found[path] = change
                path = path.rpartition("/")[0]
    return found


def of_page(changes: Mapping[str, Change], src: str) -> Change | None:
    """Of the page ``src`` below docs/: a lesson is its folder, with questions and figures."""
    path = PurePosixPath("docs", src)
    own = path.parent if path.name == "index.md" and len(path.parts) > 3 else path
    known = [changes[it] for it in (str(own), DATA.get(src, "")) if it in changes]
    return max(known, key=lambda change: change.on, default=None)


def _git(root: Path, *args: str) -> str:
    return subprocess.run(["git", *args], cwd=root, check=True, capture_output=True, encoding="utf-8").stdout
