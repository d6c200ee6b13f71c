"""A build without what comes after the pages' texts: what it says, of an author's mistake above all, and what it shows.

Builds run in a process of their own, by which a mistake can do no harm to the tests: everything up to the pages' context,
which is where mistakes are told; no theme, no search, nothing written.
"""

import gc
import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from copied import PARTS, ROOT, copy_project, shorten_course

JARGON = (
    "Traceback",
    "constrained-str",
    "Value error",
    "validation error",
    "Keys should be",
    "Input should be",
)


@dataclass(frozen=True)
class Mistake:
    """``edit`` makes it in a project's root; it is told once, at ``place``, with ``says`` in the message.

    A ``place`` is ``FILE:LINE``. What needs not be told has no place, and ``harmless`` says why. ``file`` is what is
    edited.
    """

    what: str
    file: str
    edit: Callable[[Path], None]
    place: Callable[[Path], str]
    says: str = ""
    harmless: str = ""

    def __str__(self) -> str:
        return self.what


@dataclass(frozen=True)
class Told:
    """What a build said: every warning, all of its log, and the traceback where it ended in one. And the pages' HTML."""

    place: str
    messages: list[str]
    log: str
    pages: dict[str, str]
    traceback: str

    def right(self, mistake: Mistake) -> list[str]:
        return [it for it in self.messages if it.startswith(f"{self.place}: ") and mistake.says in it]

    def verdict(self, mistake: Mistake) -> str:
        if self.traceback or any(word in it for it in self.messages for word in JARGON):
            return "traceback or jargon"
        if mistake.harmless:
            return "told, though harmless" if self.messages else "harmless"
        if not self.messages:
            return "silent"
        if not self.right(mistake):
            return "wrong place"
        return "right" if len(self.messages) == 1 else "told more than once"


class Trial:
    """A copy of the project at ``root``, in which mistakes are made and taken back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        copy_project(root)
        shorten_course(root, "base-and-instruct-models", "picking-a-base-model")
        self.files = {
            path: (path.read_bytes(), path.stat().st_mtime_ns) for path in self._there() if path.is_file()
        }
        self.folders = {path for path in self._there() if path.is_dir()}
        self.builder = self._start()

    def __call__(self, *mistakes: Mistake) -> list[Told]:
        """What is told of each when they are made together: what is right of another is not told of it."""
        places = list[str]()

        def edit(root: Path) -> None:
            for it in mistakes:
                it.edit(root)
            places.extend("" if it.harmless else it.place(root) for it in mistakes)

        told = self.after(edit)
        each = [replace(told, place=place) for place in places]
        right = [it.right(mistake) for it, mistake in zip(each, mistakes, strict=True)]
        explained = {said for own in right for said in own}
        return [
            replace(it, messages=[said for said in told.messages if said in own or said not in explained])
            for it, own in zip(each, right, strict=True)
        ]

    def after(
        self, edit: Callable[[Path], object], place: Callable[[Path], str] = lambda root: "", **env: str
    ) -> Told:
        """What a build says with ``env`` when ``edit`` was made in the root; it is taken back."""
        try:
            edit(self.root)
            return Told(place(self.root), **self._build(env))
        finally:
            self._take_back()
            if self.builder.poll() is not None:
                self.builder = self._start()

    def _there(self) -> list[Path]:
        """What is in the project, the deepest first."""
        below = (
            it for part in PARTS for it in (self.root / part).rglob("*") if "__pycache__" not in it.parts
        )
        return [*sorted(below, reverse=True), self.root / "mkdocs.yml"]

    def _take_back(self) -> None:
        for path in self._there():
            if path.is_dir() and not path.is_symlink():
                if path not in self.folders:
                    path.rmdir()
            elif path not in self.files or path.is_symlink():
                path.unlink()
        for path, (content, time) in self.files.items():
            if not path.exists() or path.stat().st_mtime_ns != time:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                os.utime(path, ns=(time, time))

    def _start(self) -> subprocess.Popen[str]:
        path = f"{self.root / 'hooks'}{os.pathsep}{ROOT / 'tests'}"
        env = {**os.environ, "HUB": "off", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
        return subprocess.Popen(
            [sys.executable, "-P", __file__],
            cwd=self.root,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def _build(self, env: dict[str, str]) -> dict[str, Any]:
        assert self.builder.stdin and self.builder.stdout
        print(json.dumps(env), file=self.builder.stdin, flush=True)
        ended = {"messages": [], "log": "", "pages": {}, "traceback": "the process ended"}
        return json.loads(self.builder.stdout.readline() or "null") or ended

    def close(self) -> None:
        self.builder.communicate()


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.messages: list[str] = []
        self.log = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.log += f"{record.getMessage()}\n"
        if record.levelno >= logging.WARNING:
            self.messages.append(record.getMessage())


def _builds() -> None:
    """A build for each line read, which has its environment; its outcome a line written. A file that did not change is
    not parsed again."""
    from mkdocs.commands import build
    from mkdocs.config.config_options import Hooks
    from mkdocs.structure.files import Files

    from course.authoring import source

    pages: dict[str, str] = {}

    def page_context(page: Any, config: Any, files: Any, nav: Any, *_: Any, **__: Any) -> None:
        config.plugins.on_page_context({}, page=page, config=config, nav=nav)
        pages[page.url] = page.content

    build._build_page = page_context
    build._build_theme_template = build.site_directory_contains_stale_files = lambda *_, **__: None
    Files.copy_static_files = Files.add_files_from_theme = lambda *_, **__: None  # type: ignore[method-assign,assignment]
    source._compose = cache(source._compose)
    # A build makes many objects and little waste: a seventh of its time went into looking for it
    gc.set_threshold(100_000)
    logging.getLogger("mkdocs").propagate = False
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    for line in sys.stdin:
        pages.clear()
        Hooks._load_hook.cache_clear()  # type: ignore[attr-defined]  # what the Hub said outlives a rebuild
        with patch.dict(os.environ, json.loads(line)):
            print(json.dumps({**_told(), "pages": pages}), flush=True)


def _told() -> dict[str, Any]:
    """What a build says."""
    from mkdocs.commands import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    heard, failed = _Heard(), ""
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        config = load_config(
            "mkdocs.yml", site_dir=".site", theme={"name": None, "custom_dir": "overrides"}, plugins=[]
        )
        config.extra["publish"] = {}
        config.plugins.on_startup(command="build", dirty=False)
        build.build(config)
    except MkDocsException as told:
        heard.messages.append(str(told))
    except Exception:
        failed = traceback.format_exc()
    logging.getLogger("mkdocs").removeHandler(heard)
    return {"messages": heard.messages, "log": heard.log, "traceback": failed}


if __name__ == "__main__":
    _builds()
