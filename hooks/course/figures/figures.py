"""The figures of the course: a folder each, in their lesson's. Each is drawn once a build, and looked at.

``figures/ID/figure.svg`` is a template of SVG. A figure that a reader can touch has two files more: ``ID.js``
defines an element of its name, ``controls.html`` is a template of its controls. What the drawing's template
sets as ``data`` is given to the script, and known in ``controls.html``; as ``asked`` it sets the head of the
record that it shows.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

from markupsafe import Markup

from ..authoring.frozen import Frozen
from ..authoring.jinja import render
from ..authoring.problem import Problem
from ..authoring.strict import SLUG
from ..models.words import in_words
from .checks import faults, unclosed
from .template import fill

DRAWING, CONTROLS = "figure.svg", "controls.html"


LAB = "lab/index.md"


@dataclass(frozen=True)
class Figure(Frozen):
    """``drawing`` is "" for one that cannot be drawn, ``controls`` for one that nobody touches.

    ``asked`` is the head of the record that it shows, if it shows one.
    """

    id: str
    drawing: str = ""
    controls: str = ""
    data: Any = None
    asked: Mapping[str, str] | None = None

    def html(self, caption: str, page: str) -> str:
        """With its caption, in Markdown for the ``page`` under docs/."""
        return render(
            "figure.html",
            id=self.id,
            drawing=Markup(self.drawing),
            controls=Markup(self.controls),
            data=json.dumps(self.data, ensure_ascii=False, separators=(",", ":"), default=dict),
            caption=" ".join([caption, *self._recorded(page)]),
        )

    def _recorded(self, page: str) -> Iterator[str]:
        """Which model said what is shown, in which precision and when; and where it can be asked again."""
        if self.asked and "model" in self.asked:
            model, day = self.asked["model"].split("/")[1], in_words(self.asked["recorded"])
            lab = relpath(LAB, dirname(page))
            yield f"Recorded on {day} from {model}, {self.asked['precision']}: [ask it yourself]({lab})."
        elif self.asked:
            day, command = in_words(self.asked["recorded"]), self.asked["command"]
            yield f"Recorded on {day}: `{command}` gives it again."

    def as_markdown(self) -> str:
        """What the drawing shows, in its own words; the caption follows."""
        said = re.search(r"<title[^>]*>(.*?)</title>\s*<desc[^>]*>(.*?)</desc>", self.drawing, re.DOTALL)
        return f"Figure: {unescape(said[1]).rstrip('.')}. {unescape(said[2])}\n" if said else ""


def draw_all(course: Any, classes: set[str], problems: list[Problem]) -> dict[str, Figure]:
    """Every figure by its id; ``course`` is what templates know.

    ``classes`` are those that the sheets have. What is wrong goes to ``problems``, with the template's line.
    """
    drawn: dict[str, Figure] = {}
    for folder in sorted(path for path in (course.root / "docs").glob("**/figures/*") if path.is_dir()):
        told = [Problem(_file(course, folder), 1, *fault) for fault in _faults(folder, drawn)]
        problems += told
        if told:  # under the name that it should have, too: its page names it so
            for id in (folder.name, folder.name.lower()):
                drawn.setdefault(id, Figure(id))
        else:
            drawn[folder.name] = _draw(folder, course, classes, problems)
    return drawn


def _file(course: Any, folder: Path) -> str:
    return (folder / DRAWING).relative_to(course.root).as_posix()


def _faults(folder: Path, drawn: dict[str, Figure]) -> Iterator[tuple[str, str]]:
    """What is wrong with a figure's folder, and how to mend it."""
    id, names = folder.name, {path.name for path in folder.iterdir()}
    if not re.fullmatch(SLUG, id):
        yield f"'{id}' is not a good name for a figure", "Lower-case letters, digits and single hyphens"
    if DRAWING not in names:
        yield f"the figure '{id}' has no drawing", f"Call it {DRAWING}"
    if id in drawn:
        yield f"the figure '{id}' is there twice", "Rename the folder of one"
    live = names & {CONTROLS, f"{id}.js"}
    if len(live) == 1:
        yield "controls and a script need each other", f"Write both, {CONTROLS} and {id}.js"
    elif live and not re.fullmatch("[a-z]+(-[a-z]+)+", id):
        yield f"'{id}' cannot be an element's name", "Name the figure in two words with a hyphen between"


def _draw(folder: Path, course: Any, classes: set[str], problems: list[Problem]) -> Figure:
    id = folder.name
    drawing, told = fill(folder / DRAWING, course, lambda svg: faults(id, svg, classes), problems)
    if not drawing:
        return Figure(id)
    controls = ""
    if (folder / CONTROLS).is_file():
        controls, _ = fill(folder / CONTROLS, course, unclosed, problems, data=told["data"])
    return Figure(id, drawing, controls, **told)
