"""Jinja, autoescaped: the one way from data to HTML. Each feature has its templates in its own folder."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

COURSE = Path(__file__).parents[1]
CACHE = COURSE.parents[1] / ".cache" / "templates"
MARKS = Path(__file__).parent / "marks"
_NOT_IN_HTML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache
def environment(autoescape: bool = True) -> Environment:
    """One for each use, since it keeps its compiled templates. Plain text alone is not escaped."""
    jinja = Environment(
        loader=FileSystemLoader(sorted(COURSE.glob("**/templates"))),
        bytecode_cache=compiled(f"autoescape-{autoescape}"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals.update(mark=mark)
    return jinja


def compiled(use: str) -> FileSystemBytecodeCache:
    """Templates compiled by an earlier build: two seconds; ``use`` tells environments apart."""
    folder = CACHE / use
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def render(template: str, **context: Any) -> str:
    """The template's output: one element, in which no attribute stands between single quotes.

    Characters that no page can hold, control characters above all, are left out wherever they came from.
    """
    html = environment().get_template(template).render(**context)
    return _NOT_IN_HTML.sub("", html.replace("&#39;", "'"))


def mark(name: str) -> Markup:
    """The drawn mark of one of the six dimensions, as inline SVG. A mark never stands without its word."""
    return Markup((MARKS / f"{name}.svg").read_text(encoding="utf-8").strip())


def mark_names() -> set[str]:
    return {path.stem for path in MARKS.glob("*.svg")}
