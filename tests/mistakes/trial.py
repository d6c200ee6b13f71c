"""A mistake that an author makes, and what the build says of it.

Builds run in a process of their own, by which a mistake can do no harm to the tests: everything up to the pages' context,
which is where mistakes are told; no theme, no search, nothing written.
"""

import json
import logging
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partialmethod
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PARTS = ("mkdocs.yml", "hooks", "overrides", "data", "docs")
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

    A ``place`` is ``FILE:LINE``. What needs not be told has no place, and ``harmless`` says why.
    """

    what: str
    edit: Callable[[Path], None]
    place: Callable[[Path], str]
    says: str = ""
    harmless: str = ""

    def __str__(self) -> str:
        return self.what


@dataclass(frozen=True)
class Told:
    """What a build said: every warning, and the traceback where it ended in one."""

    place: str
    messages: list[str]
    traceback: str

    def verdict(self, mistake: Mistake) -> str:
        right = [it for it in self.messages if it.startswith(f"{self.place}: ") and mistake.says in it]
        if self.traceback or any(word in it for it in self.messages for word in JARGON):
            return "traceback or jargon"
        if mistake.harmless:
            return "told, though harmless" if self.messages else "harmless"
        if not self.messages:
            return "silent"
        if not right:
            return "wrong place"
        return "right" if len(self.messages) == 1 else "told more than once"


class Trial:
    """A copy of the project at ``root``, in which one mistake after the other is made and taken back.

    ``how`` may be "whole": every page is converted for every mistake.
    """

    def __init__(self, root: Path, *how: str) -> None:
        self.root = root
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / part, root)
        self.files = {
            path: (path.read_bytes(), path.stat().st_mtime_ns) for path in self._there() if path.is_file()
        }
        self.folders = {path for path in self._there() if path.is_dir()}
        self.how = how
        self.builder = self._start()

    def __call__(self, mistake: Mistake) -> Told:
        try:
            mistake.edit(self.root)
            place = "" if mistake.harmless else mistake.place(self.root)
            return Told(place, **self._build())
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
        env = {**os.environ, "HUB": "off", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.root / "hooks")}
        return subprocess.Popen(
            [sys.executable, "-P", __file__, *self.how],
            cwd=self.root,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def _build(self) -> dict[str, Any]:
        assert self.builder.stdin and self.builder.stdout
        self.builder.stdin.write("build\n")
        self.builder.stdin.flush()
        answer = self.builder.stdout.readline()
        return json.loads(answer) if answer else {"messages": [], "traceback": "the process ended"}

    def close(self) -> None:
        self.builder.communicate()


class _Unchanged:
    """Pages that a mistake does not touch are not converted again: those whose text is the same, and what they read
    of the course. ``made`` has them as they are when nothing is wrong.
    """

    def __init__(self) -> None:
        self.first = True
        self.made: dict[str, tuple[str | None, dict[str, Any], dict[str, Any], list[Any]]] = {}

    def render(self, convert: Callable[..., None], page: Any, config: Any, files: Any) -> None:
        src = page.file.src_uri
        rendering = next(it.rendering for it in config.markdown_extensions if hasattr(it, "rendering"))
        course, before = rendering.course, len(rendering.links)
        text, read, made, links = self.made.get(src, (None, {}, {}, []))
        if page.markdown == text and all(_seen(course, name, src) == seen for name, seen in read.items()):
            vars(page).update(made)
            rendering.links += links
            return
        rendering.course = watched = _Watched(course)
        convert(page, config, files)
        rendering.course = course
        if self.first:
            read = {name: _seen(course, name, src) for name in watched.names}
            made = {
                name: vars(page)[name]
                for name in ("content", "toc", "present_anchor_ids", "_title_from_render")
            }
            self.made[src] = page.markdown, read, made, rendering.links[before:]


class _Watched:
    """A course that notes what is read of it."""

    def __init__(self, course: Any) -> None:
        self.course = course
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return getattr(self.course, name)


def _seen(course: Any, name: str, src: str) -> Any:
    """What a page can show of a part of the course: of other pages and their questions, what stands where."""
    part = getattr(course, "models" if name == "model" else name)
    if name == "drawings":
        return {path: path.read_bytes() for path in Path("hooks/course/figures/templates/figures").iterdir()}
    if name == "pages":
        return {it.src: [(one.kind, one.id) for one in it.directives] for it in part.values()}
    if name == "lessons":
        return {slug: lesson.header for slug, lesson in part.items()}
    if name == "quizzes" and src in course.lesson_pages:
        own = course.lesson_pages[src].slug
        return {slug: quiz if slug == own else quiz.ids for slug, quiz in part.items()}
    return part


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _builds() -> None:
    """A build of the course without a mistake; then one for each line read, its outcome a line written."""
    from mkdocs.commands import build
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from course.authoring import source

    def page_context(page: Any, config: Any, files: Any, nav: Any, *_: Any, **__: Any) -> None:
        config.plugins.on_page_context({}, page=page, config=config, nav=nav)

    build._build_page = page_context
    build._build_theme_template = build.site_directory_contains_stale_files = lambda *_, **__: None
    Files.copy_static_files = Files.add_files_from_theme = lambda *_, **__: None  # type: ignore[method-assign,assignment]
    source._compose = cache(source._compose)
    logging.getLogger("mkdocs").propagate = False
    if "whole" not in sys.argv:
        unchanged = _Unchanged()
        Page.render = partialmethod(_render, unchanged, Page.render)  # type: ignore[method-assign,assignment]
        _told()
        unchanged.first = False
    for _ in sys.stdin:
        print(json.dumps(_told()), flush=True)


def _render(page: Any, unchanged: _Unchanged, convert: Callable[..., None], config: Any, files: Any) -> None:
    unchanged.render(convert, page, config, files)


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
    return {"messages": heard.messages, "traceback": failed}


if __name__ == "__main__":
    _builds()
