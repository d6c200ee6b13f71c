"""A template of a figure's, filled: what is wrong with it, or with what came out, is told at its own line."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from ..authoring.jinja import compiled, environment
from ..authoring.line_marks import MARK, line_of, marked, unmarked
from ..authoring.problem import Problem
from ..authoring.recorded import head
from . import chart
from .checks import Fault


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
def _environment(root: Path) -> Environment:
    jinja = environment().overlay(
        extensions=[Lines], bytecode_cache=compiled("figures"), loader=FileSystemLoader(root)
    )
    jinja.globals = {**jinja.globals, "chart": chart, "head": partial(head, root)}
    return jinja


def fill(
    path: Path, course: Any, faults: Callable[[str], Iterable[Fault]], problems: list[Problem], **known: Any
) -> tuple[str, dict[str, Any]]:
    """What the template writes, "" where it cannot, and the ``data`` and ``asked`` that it sets, as in JSON.

    ``course`` and ``known`` are what it knows; ``faults`` looks at what it wrote.
    """
    file = path.relative_to(course.root).as_posix()
    try:
        template = _environment(course.root).get_template(file)
        context = template.new_context({"course": course, **known})
        try:
            written = "".join(template.root_render_func(context))
            exported = {key: context.get_exported().get(key) for key in ("data", "asked")}
            made = json.dumps(exported, ensure_ascii=False, separators=(",", ":"), default=dict)
        except Exception:
            template.environment.handle_exception()  # it names the template's lines
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
        lines = [MARK.search(line) for line in written.split("\n")]
        for at, what, mend in faults(unmarked(written)):
            mark = next((it for it in reversed(lines[:at]) if it), None)
            problems.append(Problem(file, line_of(mark) if mark else 1, what, mend))
        return unmarked(written), json.loads(unmarked(made))
    return "", {}


def _line(traceback: TracebackType | None, path: str) -> int:
    """The template's line in which the error came up."""
    line = 1
    while traceback:
        if traceback.tb_frame.f_code.co_filename == path:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
