"""The figures drawn for the course: templates of SVG, by id. Each is drawn once a build, and looked at."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from ..authoring.jinja import COURSE, compiled, environment
from ..authoring.line_marks import MARK, line_of, marked, unmarked
from ..authoring.problem import Problem
from .checks import faults

DRAWINGS = Path(__file__).parent / "templates" / "figures"


class Lines(Extension):
    """Each line that a template writes begins with a mark of the line on which it is written there."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type == "data":
                lines = enumerate(token.value.split("\n"), token.lineno)
                yield Token(token.lineno, "data", "\n".join(marked(number) + line for number, line in lines))
            else:
                yield token


@lru_cache
def _environment() -> Environment:
    return environment().overlay(extensions=[Lines], bytecode_cache=compiled("figures"))


def ids() -> set[str]:
    return {path.stem for path in DRAWINGS.glob("*.svg")}


def as_markdown(drawing: str) -> str:
    """What the drawing shows, in its own words; the caption follows."""
    said = re.search(r"<title[^>]*>(.*?)</title>\s*<desc[^>]*>(.*?)</desc>", drawing, re.DOTALL)
    return f"Figure: {unescape(said[1]).rstrip('.')}. {unescape(said[2])}\n" if said else ""


def draw_all(course: Any, classes: set[str], problems: list[Problem]) -> dict[str, str]:
    """The SVG of every figure by its id, "" for one that cannot be drawn; ``course`` is what templates know.

    ``classes`` are those that the sheets have. What is wrong goes to ``problems``, with the template's line.
    """
    return {id: _draw(id, course, classes, problems) for id in sorted(ids())}


def _draw(id: str, course: Any, classes: set[str], problems: list[Problem]) -> str:
    path = DRAWINGS / f"{id}.svg"
    file = path.relative_to(COURSE.parents[1]).as_posix()
    try:
        drawn = _environment().get_template(f"figures/{id}.svg").render(course=course)
    except TemplateSyntaxError as error:
        problems.append(Problem(file, error.lineno, f"Jinja: {error.message}", "Mend the braces here"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, "a byte that is not UTF-8", "Save the file as UTF-8"))
    except Exception as error:  # whatever an expression of the template's may raise
        if course.models:  # else it has been told why there are none
            line = _line(error.__traceback__, str(path))
            problems.append(Problem(file, line, f"the drawing ends here: {error}", "Mend what stands there"))
    else:
        lines = [MARK.search(line) for line in drawn.split("\n")]
        for at, what, mend in faults(id, unmarked(drawn), classes):
            mark = next((it for it in reversed(lines[:at]) if it), None)
            problems.append(Problem(file, line_of(mark) if mark else 1, what, mend))
        return unmarked(drawn)
    return ""


def _line(traceback: TracebackType | None, path: str) -> int:
    """The template's line in which the error came up."""
    line = 1
    while traceback:
        if traceback.tb_frame.f_code.co_filename == path:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
