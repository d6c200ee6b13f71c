"""What a figure has to be: two drawings, said in words, in the course's classes; nothing runs or loads."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate, errors

from ..authoring.problem import nearest

Fault = tuple[int, str, str]
_TAGS = frozenset(
    [
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "circle",
        "rect",
        "line",
        "polyline",
        "polygon",
        "ellipse",
        "text",
        "tspan",
        "defs",
        "marker",
        "use",
        "clipPath",
    ]
)
_LOOKS = frozenset(
    ["fill", "stroke", "color", "style", "stroke-width", "font-size", "font-family", "opacity", "stop-color"]
)
_WIDTHS = {"fig-wide": "660", "fig-tall": "320"}


@dataclass
class _Element:
    line: int
    tag: str
    attributes: dict[str, str]
    inside: str  # the tag around it, "" for none
    text: str = ""
    children: list["_Element"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


def faults(id: str, svg: str, classes: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the figure ``id``, by line of ``svg``. ``classes`` are those of the sheets."""
    if not svg.strip():
        yield 1, "the figure's file is empty", "Draw two <svg>, of class fig-wide and fig-tall"
        return
    try:
        root, every = _parsed(svg)
    except ExpatError as error:
        yield _unclosed(error, "SVG")
        return
    yield from _drawings(root)
    seen: set[str] = set()
    for it in every:
        yield from _element(it, classes)
        if name := it.attributes.get("id"):
            if not name.startswith(f"fig-{id}-") or name in seen:
                taken = "stands twice" if name in seen else "may be another figure's"
                yield it.line, f"the id '{name}' {taken}", f"Begin it with fig-{id}-, and use it once"
            seen.add(name)


def unclosed(html: str) -> Iterator[Fault]:
    """Where ``html`` cannot be read as a tree."""
    try:
        _parsed(html)
    except ExpatError as error:
        yield _unclosed(error, "HTML")


def _unclosed(error: ExpatError, kind: str) -> Fault:
    what = f"this is no {kind} ({errors.messages[error.code]})"
    return getattr(error, "opened", error.lineno), what, "Close elements and quote attributes"


def _parsed(svg: str) -> tuple[_Element, list[_Element]]:
    """An element around the drawings, and every element in them. Raises ``ExpatError``."""
    root = _Element(1, "figure", {}, "")
    open_ones, every = [root], list[_Element]()
    parser = ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        made = _Element(parser.CurrentLineNumber, tag, attributes, open_ones[-1].tag)
        open_ones[-1].children.append(made)
        open_ones.append(made)
        every.append(made)

    def text(data: str) -> None:
        open_ones[-1].text += data

    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda tag: open_ones.pop()
    text_parsed = f"<figure>{svg}</figure>"
    try:
        parser.Parse(text_parsed, True)
    except ExpatError as error:  # an end that an element farther out has: the innermost is not closed
        end = re.search(r"</([\w:-]+)", text_parsed.split("\n")[error.lineno - 1][max(0, error.offset - 2) :])
        if end and any(it.tag == end[1] for it in open_ones):
            error.opened = open_ones[-1].line  # type: ignore[attr-defined]
        raise
    return every[0], every[1:]


def _drawings(figure: _Element) -> Iterator[Fault]:
    drawings = [it for it in figure.children if it.tag == "svg"]
    if not drawings:
        yield 1, "there is no <svg> here", "Draw two, of class fig-wide and fig-tall"
        return
    for name, width in _WIDTHS.items():
        known = [it for it in drawings if name in it.classes]
        others = [it for it in drawings if it not in known]
        if not known:
            odd = next((it for it in others if _WIDTHS.keys().isdisjoint(it.classes)), others[-1])
            yield odd.line, f"there is no drawing of class {name}", f"Draw one, {width} wide"
        for it in known[:1]:
            box = it.attributes.get("viewBox", "").split()
            if len(box) != 4 or box[2] != width:
                yield (
                    it.line,
                    f"the drawing {name} needs a viewBox {width} wide",
                    f'Write viewBox="0 0 {width} …"',
                )
    for name in ("title", "desc"):
        if not any(it.tag == name and it.text.strip() for it in drawings[0].children):
            yield drawings[0].line, f"the first drawing has no <{name}>", "Say in it what both drawings show"


def _element(it: _Element, classes: Collection[str]) -> Iterator[Fault]:
    if it.tag not in _TAGS:
        yield it.line, f"<{it.tag}> does not belong into a drawing", "Draw with paths, shapes and text"
        return
    told = it.inside == "figure" and _WIDTHS.keys().isdisjoint(it.classes)  # by _drawings
    for name in () if told else it.classes:
        if classes and name not in classes:
            yield it.line, f"no style sheet knows the class '{name}'", nearest(name, classes)
    for name, value in it.attributes.items():
        if name in _LOOKS and value != "none":
            yield (
                it.line,
                f"'{name}' is set in the drawing",
                "Use a class of css/figures.css",
            )
        if name.startswith("on"):
            yield it.line, f"'{name}' would run a script", "Take it out"
        if name.endswith("href") and not value.startswith("#"):
            yield it.line, f"'{value}' is outside the drawing", "Draw it here"
        if it.tag == "svg" and name in ("width", "height"):
            yield it.line, f"the drawing has a {name}", "Take it out: the page gives it its size"
