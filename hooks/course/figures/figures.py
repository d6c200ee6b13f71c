"""The figures of the course: a folder each, in their lesson's. Each is drawn once a build, and looked at.

``figures/ID/figure.svg`` is a template of SVG. A figure that a reader can touch has two files more: ``ID.js``
defines an element of its name, ``controls.html`` is a template of its controls. What the drawing's template
sets as ``data`` is given to the script, and known in ``controls.html``.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..authoring.jinja import render
from ..authoring.problem import Problem
from .checks import faults, unclosed
from .template import fill

DRAWING, CONTROLS = "figure.svg", "controls.html"


@dataclass(frozen=True)
class Figure:
    """``drawing`` is "" for one that cannot be drawn, ``controls`` for one that nobody touches."""

    id: str
    drawing: str = ""
    controls: str = ""
    data: str = ""

    def html(self, caption: str) -> str:
        parts = {"drawing": Markup(self.drawing), "controls": Markup(self.controls)}
        return render("figure.html", id=self.id, data=self.data, caption=caption, **parts)

    def as_markdown(self) -> str:
        """What the drawing shows, in its own words; the caption follows."""
        said = re.search(r"<title[^>]*>(.*?)</title>\s*<desc[^>]*>(.*?)</desc>", self.drawing, re.DOTALL)
        return f"Figure: {unescape(said[1]).rstrip('.')}. {unescape(said[2])}\n" if said else ""


def draw_all(course: Any, classes: set[str], problems: list[Problem]) -> dict[str, Figure]:
    """Every figure by its id; ``course`` is what templates know.

    ``classes`` are those that the sheets have. What is wrong goes to ``problems``, with the template's line.
    """
    drawn: dict[str, Figure] = {}
    for folder in sorted(path for path in (course.root / "docs").glob("*/*/figures/*") if path.is_dir()):
        told = [Problem(_file(course, folder), 1, *fault) for fault in _faults(folder, drawn)]
        problems += told
        drawn.setdefault(
            folder.name, Figure(folder.name) if told else _draw(folder, course, classes, problems)
        )
    return drawn


def _file(course: Any, folder: Path) -> str:
    return (folder / DRAWING).relative_to(course.root).as_posix()


def _faults(folder: Path, drawn: dict[str, Figure]) -> Iterator[tuple[str, str]]:
    """What is wrong with a figure's folder, and how to mend it."""
    id, names = folder.name, {path.name for path in folder.iterdir()}
    if DRAWING not in names:
        yield f"the figure '{id}' has no drawing", f"Call it {DRAWING}"
    if id in drawn:
        yield f"the figure '{id}' is there twice", "Rename the folder of one"
    live = names & {CONTROLS, f"{id}.js"}
    if len(live) == 1:
        yield "controls and a script need each other", f"Write both, {CONTROLS} and {id}.js"
    if live and not re.fullmatch("[a-z]+(-[a-z]+)+", id):
        yield f"'{id}' cannot be an element's name", "Name the figure in two words with a hyphen between"


def _draw(folder: Path, course: Any, classes: set[str], problems: list[Problem]) -> Figure:
    id = folder.name
    drawing, data = fill(folder / DRAWING, course, lambda svg: faults(id, svg, classes), problems)
    if not drawing or not (folder / CONTROLS).is_file():
        return Figure(id, drawing)
    controls, _ = fill(folder / CONTROLS, course, unclosed, problems, data=json.loads(data))
    return Figure(id, drawing, controls, data)
